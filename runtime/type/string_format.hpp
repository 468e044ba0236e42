// The formats of String.new: "%<flags><width>.<precision><letter>", and how a value that holds no others is written
// under one of them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "runtime/value/value.hpp"

namespace volley::runtime {

struct StringFormat {
  std::string text;  // as it was written
  std::string flags;
  std::size_t width = 0;
  std::optional<std::size_t> precision;
  char letter = 's';

  [[nodiscard]] bool has(char flag) const { return flags.find(flag) != std::string::npos; }
};

// Throws EvaluationError for a format that is none.
[[nodiscard]] StringFormat parse_string_format(const std::string& text);

// Anything but an array or hash. Throws EvaluationError when the letter is not for such values.
[[nodiscard]] std::string format_scalar(const StringFormat& format, const Value& value);
// "Illegal format 'x' specified for value of Array type - expected one of the characters 'asp'"
[[noreturn]] void fail_letter(const StringFormat& format, std::string_view type, std::string_view letters);

}  // namespace volley::runtime
