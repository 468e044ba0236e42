// Numbers: which texts are none, and what Puppet says about each of them.
#include <fmt/format.h>

#include <algorithm>

#include "lang/grammar/text_scanner.hpp"

namespace volley::lang {
namespace {

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
bool is_octal(char byte) { return byte >= '0' && byte <= '7'; }
bool is_hexadecimal(char byte) {
  return is_digit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
}
bool is_word(char byte) {
  return is_digit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

template <typename Test>
bool all(std::string_view text, Test test) {
  return !text.empty() && std::all_of(text.begin(), text.end(), test);
}

std::size_t digits_from(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) {
    ++at;
  }
  return at;
}

bool is_decimal(std::string_view text) {
  std::size_t at = digits_from(text, 0);
  if (at == 0) {
    return false;
  }
  if (at < text.size() && text[at] == '.') {
    const std::size_t end = digits_from(text, at + 1);
    if (end == at + 1) {
      return false;
    }
    at = end;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    at += text.substr(at + 1, 1) == "-" ? 2 : 1;
    const std::size_t end = digits_from(text, at);
    if (end == at) {
      return false;
    }
    at = end;
  }
  return at == text.size();
}

}  // namespace

void TextScanner::check_number(std::string_view text, std::uint32_t at) const {
  if (text.starts_with("0x") || text.starts_with("0X")) {
    if (!all(text.substr(2), is_hexadecimal)) {
      fail(fmt::format("Not a valid hex number {}", text), "INVALID_HEX_NUMBER", at);
    }
  } else if (text.size() > 1 && text[0] == '0' && text[1] != '.') {
    if (!all(text, is_octal)) {
      fail(fmt::format("Not a valid octal number {}", text), "INVALID_OCTAL_NUMBER", at);
    }
  } else {
    const std::size_t end = digits_from(text, 0);
    const char next = end < text.size() ? text[end] : '\0';
    if (end != 0 && (next == 'e' || next == 'E' || next == '.')) {
      if (!is_decimal(text)) {
        fail(fmt::format("Not a valid decimal number {}", text), "INVALID_DECIMAL_NUMBER", at);
      }
    } else if (end != text.size()) {
      fail(fmt::format("Illegal number '{}'", text), "ILLEGAL_NUMBER", at);
    }
  }
}

void TextScanner::number(std::uint32_t begin, std::string_view text) {
  last_match_ = text;
  check_number(text, begin);
  emit(TokenKind::Number, begin, begin + static_cast<std::uint32_t>(text.size()), text);
}

// Something that begins with a digit but is no number. When it stands behind "1." the digits before the dot belong to
// what the user meant, although they have been read as a number already.
void TextScanner::bad_number(std::uint32_t begin) {
  std::uint32_t end = begin;
  while (end < text_.size() && is_word(text_[end])) {
    ++end;
  }
  std::uint32_t from = begin;
  if (begin > 1 && text_[begin - 1] == '.') {
    std::uint32_t at = begin - 1;
    while (at > 0 && is_digit(text_[at - 1])) {
      from = --at;
    }
  }
  const std::string_view text = text_.substr(from, end - from);
  check_number(text, from);
  fail(fmt::format("Illegal number '{}'", text), "ILLEGAL_NUMBER", from + 1);
}

}  // namespace volley::lang
