// What a piece of YAML text is made of, to choose the way it is written: which of the styles can hold it, and which of
// them reads it back as the string that it is.
//
//   const YamlStyles styles;
//   styles.preferred("yes", 0);                 // SingleQuoted: plain, it would be true
//   styles.possible("yes").plain;               // true
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "runtime/value/regexp.hpp"

namespace volley::stdlib {

enum class YamlStyle { Plain, SingleQuoted, DoubleQuoted, Literal, Folded };

struct PossibleYamlStyles {
  bool plain = true;
  bool single_quoted = true;
  bool block = true;  // Literal and Folded
  bool multiline = false;
};

class YamlStyles {
 public:
  YamlStyles();
  // The style in which a string should appear. `line_width` above 0 asks for longer texts to be folded.
  [[nodiscard]] YamlStyle preferred(std::string_view text, std::int64_t line_width) const;
  [[nodiscard]] static PossibleYamlStyles possible(std::string_view text);

 private:
  using Pattern = runtime::Pointer<const runtime::Regexp>;
  [[nodiscard]] bool reads_as_string(std::string_view text) const;

  Pattern inner_line_break_;
  Pattern starts_with_sign_;
  Pattern looks_like_word_;
  Pattern date_;
  Pattern bad_octal_;
  std::vector<Pattern> special_;  // times, numbers, symbols
};

// Of the character (in UTF-8) at the start of the text.
[[nodiscard]] bool is_yaml_break(std::string_view character);
[[nodiscard]] bool is_yaml_printable(char32_t character);

}  // namespace volley::stdlib
