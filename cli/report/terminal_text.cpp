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
