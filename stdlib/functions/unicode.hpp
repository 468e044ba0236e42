// Characters of UTF-8 text: counting, stepping, letter case. Invalid bytes count as one character each.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace volley::stdlib {

// The length in bytes of the character that starts at `offset`; at least 1.
[[nodiscard]] std::size_t character_length(std::string_view text, std::size_t offset);
[[nodiscard]] std::size_t character_count(std::string_view text);
// The first `count` characters.
[[nodiscard]] std::string_view first_characters(std::string_view text, std::size_t count);

[[nodiscard]] char32_t decode_character(std::string_view bytes);
void append_character(std::string& text, char32_t character);

[[nodiscard]] std::string to_upper(std::string_view text);
[[nodiscard]] std::string to_lower(std::string_view text);
// The first character in upper case, all others in lower case.
[[nodiscard]] std::string to_capitalized(std::string_view text);

}  // namespace volley::stdlib
