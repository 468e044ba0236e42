// Regular expressions with Ruby's syntax, UTF-8, compiled once.
//
//   auto pattern = Regexp::compile("^(\\w+)-(\\d+)");
//   if (auto match = pattern->search(text)) use(match->group(text, 1));
//
// A search that backtracks without end is stopped with a RegexpError; a subject that is not UTF-8 is one, too.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "runtime/value/object.hpp"

namespace volley::runtime {

class RegexpError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Where a match and its groups stand in the subject; group 0 is the whole match.
struct RegexpMatch {
  struct Range {
    std::ptrdiff_t begin = -1;  // -1: the group took no part
    std::ptrdiff_t end = -1;
  };
  boost::container::small_vector<Range, 4> groups;

  [[nodiscard]] std::size_t begin() const { return static_cast<std::size_t>(groups[0].begin); }
  [[nodiscard]] std::size_t end() const { return static_cast<std::size_t>(groups[0].end); }
  // The text of a group, or undef for one that does not exist or took no part.
  [[nodiscard]] Value group(std::string_view subject, std::size_t number) const;
};

class Regexp final : public Object {
 public:
  using Root = Regexp;
  static constexpr Family kFamily = Family::Regexp;
  struct Options {
    bool ignore_case = false;
    bool multi_line = false;  // '.' matches a line break
    bool extended = false;
  };

  // Throws RegexpError with Ruby's wording.
  [[nodiscard]] static Pointer<const Regexp> compile(std::string_view source) { return compile(source, Options{}); }
  [[nodiscard]] static Pointer<const Regexp> compile(std::string_view source, Options options);
  // The source as it stands for itself, in a group when it fixes its encoding.
  [[nodiscard]] std::string shown_source() const;
  // What compile would say about this source; nothing if it compiles.
  [[nodiscard]] static std::optional<std::string> problem(std::string_view source);
  explicit Regexp(std::string source, Options options);
  ~Regexp() override;

  [[nodiscard]] const std::string& source() const { return source_; }
  [[nodiscard]] const Options& options() const { return options_; }
  // The first match at or after the byte `from`. Only a search from the start checks that the subject is UTF-8: who
  // looks for further matches has done that.
  [[nodiscard]] std::optional<RegexpMatch> search(std::string_view subject, std::size_t from = 0) const;
  // Whether there is a match at all.
  [[nodiscard]] bool found_in(std::string_view subject) const { return search(subject).has_value(); }

  [[nodiscard]] std::string_view type_name() const override { return "Regexp"; }
  // With its delimiters: /a\/b/
  [[nodiscard]] std::string to_string() const override;
  [[nodiscard]] bool equals(const Object& other) const override;
  [[nodiscard]] std::size_t hash_code() const override;

 private:
  struct Program;
  std::string source_;
  Options options_;
  std::unique_ptr<Program> program_;
};

}  // namespace volley::runtime
