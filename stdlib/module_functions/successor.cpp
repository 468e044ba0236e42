#include "stdlib/module_functions/successor.hpp"

#include <cstdint>
#include <vector>

#include "stdlib/functions/unicode.hpp"

namespace volley::stdlib {
namespace {

// How a character is counted up: within its kind, to the first of its kind with a carry, or not at all.
enum class Step : std::uint8_t { None, Found, Wrapped };

bool is_digit(char32_t character) { return character >= '0' && character <= '9'; }
bool is_letter(char32_t character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || character >= 0x80;
}

char32_t following(char32_t character) {
  constexpr char32_t kBeforeSurrogates = 0xD7FF;
  constexpr char32_t kBehindSurrogates = 0xE000;
  return character == kBeforeSurrogates ? kBehindSurrogates : character + 1;
}

Step count_up(char32_t& character) {
  if (!is_digit(character) && !is_letter(character)) {
    return Step::None;
  }
  switch (character) {
    case '9': character = '0'; return Step::Wrapped;
    case 'z': character = 'a'; return Step::Wrapped;
    case 'Z': character = 'A'; return Step::Wrapped;
    default: character = following(character); return Step::Found;
  }
}

std::u32string characters_of(std::string_view text) {
  std::u32string characters;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_length(text, at);
    characters += decode_character(text.substr(at, length));
    at += length;
  }
  return characters;
}

std::string text_of(const std::u32string& characters) {
  std::string text;
  for (const char32_t character : characters) {
    append_character(text, character);
  }
  return text;
}

// Signs end what counts as one number, unless the same kind goes on behind them: '1.9' does, 'a-9' does not.
bool ends_run(char32_t last, char32_t here) { return is_digit(last) ? is_letter(here) : is_digit(here); }

}  // namespace

std::string successor(std::string_view text) {
  constexpr std::size_t kNone = std::string_view::npos;
  std::u32string characters = characters_of(text);
  if (characters.empty()) {
    return {};
  }
  std::size_t carried = kNone;  // the last character that wrapped
  bool behind_sign = false;
  for (std::size_t at = characters.size(); at-- > 0;) {
    if (behind_sign && carried != kNone && ends_run(characters[carried], characters[at])) {
      break;
    }
    const Step step = count_up(characters[at]);
    if (step == Step::Found) {
      return text_of(characters);
    }
    behind_sign = step == Step::None;
    carried = step == Step::Wrapped ? at : carried;
  }
  if (carried == kNone) {
    characters.back() = following(characters.back());
    return text_of(characters);
  }
  const char32_t first = characters[carried];
  characters.insert(characters.begin() + static_cast<std::ptrdiff_t>(carried), first == '0' ? U'1' : first);
  return text_of(characters);
}

}  // namespace volley::stdlib
