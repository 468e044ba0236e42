#include "stdlib/functions/unicode.hpp"

#include <clocale>
#include <cwctype>
#include <memory>
#include <type_traits>

#include "runtime/value/utf8.hpp"
#include "stdlib/functions/special_casing.hpp"

namespace volley::stdlib {
namespace {

constexpr char32_t kDottedCapitalI = 0x130;
constexpr char32_t kCombiningDotAbove = 0x307;

// Georgian has capitals for whole words, not for their first letter.
bool is_georgian(char32_t letter) {
  return (letter >= 0x10D0 && letter <= 0x10FF) || (letter >= 0x1C90 && letter <= 0x1CBF);
}

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// Letter case as Unicode has it, whatever the locale of the process is.
class LetterCase {
 public:
  [[nodiscard]] char32_t upper(char32_t character) const { return map(character, towupper_l); }
  [[nodiscard]] char32_t lower(char32_t character) const { return map(character, towlower_l); }

 private:
  using Mapping = wint_t (*)(wint_t, locale_t);
  struct Release {
    void operator()(locale_t locale) const { freelocale(locale); }
  };
  [[nodiscard]] char32_t map(char32_t character, Mapping mapping) const {
    return locale_ ? static_cast<char32_t>(mapping(static_cast<wint_t>(character), locale_.get())) : character;
  }
  std::unique_ptr<std::remove_pointer_t<locale_t>, Release> locale_{newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)};
};

const LetterCase& letter_case() {
  static const LetterCase kLetters;
  return kLetters;
}

template <typename Map>
std::string mapped(std::string_view text, Map&& map) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const bool ascii = static_cast<unsigned char>(text[offset]) < 0x80;
    const std::string_view character = text.substr(offset, ascii ? 1 : character_length(text, offset));
    map(result, character, offset);
    offset += character.size();
  }
  return result;
}

void append_upper(std::string& result, std::string_view character, bool title) {
  if (character.size() == 1) {
    const char byte = character.front();
    result += byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - 'a' + 'A') : byte;
    return;
  }
  const char32_t letter = decode_character(character);
  if (const SpecialCase* special = special_case(letter)) {
    for (const char32_t part : title ? special->title : special->upper) {
      append_character(result, part);
    }
  } else if (title && is_georgian(letter)) {
    append_character(result, letter_case().lower(letter));
  } else {
    append_character(result, letter_case().upper(letter));
  }
}

void append_lower(std::string& result, std::string_view character) {
  if (character.size() == 1) {
    const char byte = character.front();
    result += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
    return;
  }
  const char32_t letter = decode_character(character);
  append_character(result, letter_case().lower(letter));
  if (letter == kDottedCapitalI) {
    append_character(result, kCombiningDotAbove);
  }
}

}  // namespace

std::size_t character_length(std::string_view text, std::size_t offset) {
  const auto lead = static_cast<unsigned char>(text[offset]);
  const std::size_t length = lead >= 0xF0 && lead < 0xF8   ? 4
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xC2 && lead < 0xE0 ? 2
                                                           : 1;
  if (offset + length > text.size()) {
    return 1;
  }
  for (std::size_t next = 1; next < length; ++next) {
    if (!is_continuation(text[offset + next])) {
      return 1;
    }
  }
  return length;
}

std::size_t character_count(std::string_view text) {
  if (runtime::is_ascii(text)) {
    return text.size();
  }
  std::size_t count = 0;
  for (std::size_t offset = 0; offset < text.size(); offset += character_length(text, offset)) {
    ++count;
  }
  return count;
}

std::string_view first_characters(std::string_view text, std::size_t count) {
  std::size_t offset = 0;
  while (count > 0 && offset < text.size()) {
    offset += character_length(text, offset);
    --count;
  }
  return text.substr(0, offset);
}

char32_t decode_character(std::string_view bytes) {
  const auto lead = static_cast<unsigned char>(bytes.front());
  if (bytes.size() == 1) {
    return lead;
  }
  char32_t character = lead & (0xFFU >> (bytes.size() + 1));
  for (const char byte : bytes.substr(1)) {
    character = (character << 6U) | (static_cast<unsigned char>(byte) & 0x3FU);
  }
  return character;
}

void append_character(std::string& text, char32_t character) {
  const auto tail = [&](unsigned shift) { text += static_cast<char>(0x80U | ((character >> shift) & 0x3FU)); };
  if (character < 0x80) {
    text += static_cast<char>(character);
  } else if (character < 0x800) {
    text += static_cast<char>(0xC0U | (character >> 6U));
    tail(0);
  } else if (character < 0x10000) {
    text += static_cast<char>(0xE0U | (character >> 12U));
    tail(6);
    tail(0);
  } else {
    text += static_cast<char>(0xF0U | (character >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

std::string to_upper(std::string_view text) {
  return mapped(text, [](std::string& result, std::string_view character, std::size_t) {
    append_upper(result, character, false);
  });
}

std::string to_lower(std::string_view text) {
  return mapped(text,
                [](std::string& result, std::string_view character, std::size_t) { append_lower(result, character); });
}

std::string to_capitalized(std::string_view text) {
  return mapped(text, [](std::string& result, std::string_view character, std::size_t offset) {
    if (offset == 0) {
      append_upper(result, character, true);
    } else {
      append_lower(result, character);
    }
  });
}

}  // namespace volley::stdlib
