// The replacement of matches in a text, by a template (\1, \0, \k<name>) or by a hash from matched text to replacement.
//
//   Substitution(*pattern, Value("<\\1>"), true).apply("a1b2");
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/value/regexp.hpp"

namespace volley::stdlib {

class Substitution {
 public:
  // Both must outlive the substitution.
  Substitution(const runtime::Regexp& pattern, const runtime::Value& replacement, bool everywhere);
  [[nodiscard]] std::string apply(std::string_view text) const;

 private:
  void append_replacement(std::string& result, std::string_view text, const runtime::RegexpMatch& match) const;
  void append_template(std::string& result, std::string_view text, const runtime::RegexpMatch& match) const;
  void append_group(std::string& result, std::string_view text, const runtime::RegexpMatch& match,
                    std::size_t group) const;
  [[nodiscard]] std::size_t group_named(std::string_view name) const;

  const runtime::Regexp& pattern_;
  const runtime::Value& replacement_;
  bool everywhere_;
  std::vector<std::string_view> group_names_;
};

}  // namespace volley::stdlib
