// One % directive with its flags, and the writing of one value by it.
#pragma once

#include <optional>
#include <string>

#include "runtime/value/value.hpp"

namespace volley::stdlib {

struct FormatDirective {
  bool blank = false;
  bool alternate = false;
  bool plus = false;
  bool left = false;
  bool zeros = false;
  std::optional<std::size_t> width;
  std::optional<std::size_t> precision;
};

// No directive asks for more; a wide one must not eat all memory.
inline constexpr std::size_t kMaximumFormatWidth = 1'000'000;

void write_text(std::string& out, const FormatDirective& directive, std::string_view text);
void write_integer(std::string& out, const FormatDirective& directive, char conversion, const runtime::Value& value);
void write_float(std::string& out, const FormatDirective& directive, char conversion, const runtime::Value& value);
void write_character(std::string& out, const FormatDirective& directive, const runtime::Value& value);

}  // namespace volley::stdlib
