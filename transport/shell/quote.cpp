#include "transport/shell/quote.hpp"

#include <algorithm>

namespace volley::transport::shell {

namespace {

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

bool needs_no_escape(char c) {
  constexpr std::string_view kPlain = "_-.,:+/@";
  return is_letter_or_digit(c) || kPlain.find(c) != std::string_view::npos;
}

}  // namespace

std::string escape(std::string_view word) {
  if (word.empty()) {
    return "''";
  }
  std::string escaped;
  escaped.reserve(word.size() + 8);
  for (const char c : word) {
    if (c == '\n') {
      escaped += "'\n'";
      continue;
    }
    // A backslash before a part of a multibyte character is harmless in UTF-8 but Ruby escapes whole characters.
    const bool continuation = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
    if (!needs_no_escape(c) && !continuation) {
      escaped += '\\';
    }
    escaped += c;
  }
  return escaped;
}

std::string join(const std::vector<std::string>& words) {
  std::string line;
  for (const std::string& word : words) {
    if (!line.empty()) {
      line += ' ';
    }
    line += escape(word);
  }
  return line;
}

std::string single_quote(std::string_view text) {
  std::string quoted = "'";
  quoted.reserve(text.size() + 2);
  for (std::size_t position = 0; position <= text.size();) {
    const std::size_t quote = std::min(text.find('\'', position), text.size());
    quoted += text.substr(position, quote - position);
    if (quote < text.size()) {
      quoted += "'\\''";
    }
    position = quote + 1;
  }
  quoted += '\'';
  return quoted;
}

std::string printf_format(std::string_view bytes) {
  std::string format = "'";
  format.reserve(bytes.size() * 3);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '%') {
      format += "%%";
    } else if (is_letter_or_digit(c) || c == ' ' || c == '/' || c == '.' || c == '_' || c == '\n') {
      format += c;
    } else {
      format += '\\';
      format += static_cast<char>('0' + (byte >> 6U));
      format += static_cast<char>('0' + ((byte >> 3U) & 7U));
      format += static_cast<char>('0' + (byte & 7U));
    }
  }
  format += '\'';
  return format;
}

bool is_variable_name(std::string_view name) {
  return !name.empty() && !(name[0] >= '0' && name[0] <= '9') &&
         std::all_of(name.begin(), name.end(), [](char c) { return is_letter_or_digit(c) || c == '_'; });
}

}  // namespace volley::transport::shell
