// From argv to options and operands, with the grammar of Bolt's command line: options anywhere, "--name value" and
// "--name=value", unique prefixes of long names, "--no-name", bundled short flags, "--" ends the options.
//
// CLI11 has no prefixes and attaches options to subcommands, where Bolt takes any option on any command; so this
// small table-driven parser does it.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options/option_table.hpp"

namespace volley::cli {

// A mistake in the command line; what() is the whole message.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Arguments {
 public:
  [[nodiscard]] const std::vector<std::string>& operands() const { return operands_; }
  [[nodiscard]] bool has(std::string_view name) const { return values_.find(name) != values_.end(); }
  // The last value given; empty when the option is absent.
  [[nodiscard]] std::optional<std::string> text(std::string_view name) const;
  // All values given, in order.
  [[nodiscard]] std::vector<std::string> texts(std::string_view name) const;
  [[nodiscard]] std::optional<bool> boolean(std::string_view name) const;
  [[nodiscard]] bool flag(std::string_view name) const { return boolean(name).value_or(false); }
  [[nodiscard]] std::optional<int> integer(std::string_view name) const;

  std::vector<std::string>& mutable_operands() { return operands_; }

 private:
  friend class OptionParser;
  std::vector<std::string> operands_;
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

// Throws UsageError. `arguments` is argv without the program's name.
[[nodiscard]] Arguments parse_arguments(std::span<const std::string> arguments);

}  // namespace volley::cli
