#include "cli/report/terminal_text.hpp"

#include <fmt/format.h>

#include <iterator>

#include "runtime/value/utf8.hpp"

namespace volley::cli {
namespace {

std::string_view code(Color color) {
  switch (color) {
    case Color::Red: return "\x1b[31m";
    case Color::Green: return "\x1b[32m";
    case Color::Yellow: return "\x1b[33m";
    case Color::Cyan: return "\x1b[36m";
    case Color::None: return "";
  }
  return "";
}

// C0 controls (but newline and tab), DEL, and the C1 controls, which some terminals obey when encoded as UTF-8.
bool is_control(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte == 0xC2 && at + 1 < text.size()) {
    return static_cast<unsigned char>(text[at + 1]) < 0xA0;
  }
  return (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F;
}

// Characters that change the order or the lines in which others are shown: their number, or 0.
unsigned reordering(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t offset) {
    return at + offset < text.size() ? static_cast<unsigned char>(text[at + offset]) : 0U;
  };
  if (byte(0) == 0xD8 && byte(1) == 0x9C) {
    return 0x61C;
  }
  if (byte(0) != 0xE2 || (byte(1) != 0x80 && byte(1) != 0x81)) {
    return 0;
  }
  const unsigned number = 0x2000U + ((byte(1) & 0x3FU) << 6U) + (byte(2) & 0x3FU);
  const bool mark = number == 0x200E || number == 0x200F;
  const bool embedding = number >= 0x2028 && number <= 0x202E;
  const bool isolate = number >= 0x2066 && number <= 0x2069;
  return mark || embedding || isolate ? number : 0;
}

}  // namespace

std::string TerminalText::colorize(Color color, std::string_view text) const {
  if (!colored_ || color == Color::None) {
    return std::string(text);
  }
  return fmt::format("{}{}\x1b[0m", code(color), text);
}

std::string TerminalText::from_target(std::string_view text) const {
  if (!terminal_) {
    return std::string(text);
  }
  const std::string valid = runtime::escape_invalid_utf8(text);
  std::string out;
  out.reserve(valid.size());
  for (std::size_t at = 0; at < valid.size(); ++at) {
    if (const unsigned number = reordering(valid, at); number != 0) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", number);
      at += number < 0x800 ? 1 : 2;
      continue;
    }
    const bool line_end = valid[at] == '\r' && at + 1 < valid.size() && valid[at + 1] == '\n';
    if (line_end || !is_control(valid, at)) {
      out += valid[at];
      continue;
    }
    if (static_cast<unsigned char>(valid[at]) == 0xC2) {
      ++at;
    }
    fmt::format_to(std::back_inserter(out), "\\x{:02x}", static_cast<unsigned char>(valid[at]));
  }
  return out;
}

std::string TerminalText::json(std::string text) const {
  if (!terminal_) {
    return text;
  }
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    unsigned number = reordering(text, at);
    std::size_t size = number < 0x800 ? 2 : 3;
    if (number == 0 && is_control(text, at)) {
      const bool two_bytes = static_cast<unsigned char>(text[at]) == 0xC2;
      number = static_cast<unsigned char>(text[two_bytes ? at + 1 : at]);
      size = two_bytes ? 2 : 1;
    }
    if (number == 0) {
      out += text[at];
      continue;
    }
    fmt::format_to(std::back_inserter(out), "\\u{:04x}", number);
    at += size - 1;
  }
  return out;
}

std::string indent(std::size_t width, std::string_view text) {
  if (text.ends_with('\n')) {
    text.remove_suffix(1);
  }
  const std::string padding(width, ' ');
  std::string out = padding;
  for (const char byte : text) {
    out += byte;
    if (byte == '\n') {
      out += padding;
    }
  }
  return out;
}

}  // namespace volley::cli
