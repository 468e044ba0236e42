// Constructors that take several forms of arguments, chosen by signatures as functions choose theirs.
//
//   static const Constructor kForms("new_x", {"String[1] string", "Integer number"});
//   switch (kForms.choose(arguments)) { case 0: ...
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/evaluate/signature.hpp"
#include "runtime/type/construct.hpp"

namespace volley::runtime {

class Constructor {
 public:
  // A type that the signatures may mention by name.
  struct LocalType {
    std::string name;
    std::string text;
  };
  Constructor(std::string name, const std::vector<LocalType>& types, std::initializer_list<std::string_view> forms);

  // The position of the first form that takes these. Throws EvaluationError in Puppet's words when none does.
  [[nodiscard]] std::size_t choose(std::span<const Value> arguments) const;

 private:
  std::string name_;
  std::vector<Signature> forms_;
};

[[nodiscard]] Value construct_timespan(std::span<const Value> arguments);
[[nodiscard]] Value construct_timestamp(std::span<const Value> arguments);
[[nodiscard]] Value construct_semver(std::span<const Value> arguments);
[[nodiscard]] Value construct_semver_range(std::span<const Value> arguments);
[[nodiscard]] Value construct_binary(std::span<const Value> arguments);
[[nodiscard]] Value construct_uri(std::span<const Value> arguments);

}  // namespace volley::runtime
