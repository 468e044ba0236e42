#include "lang/diagnostic.hpp"

#include <fmt/format.h>

#include <iterator>

namespace volley::lang {
namespace {

// Tabs of the excerpt are kept in the caret's line, so that both lines move alike on the terminal.
std::string caret_padding(std::string_view line, std::uint32_t column) {
  std::string padding;
  std::uint32_t at = 1;
  for (const char byte : line) {
    if ((static_cast<unsigned char>(byte) & 0xC0U) == 0x80U) {
      continue;
    }
    if (at++ >= column) {
      break;
    }
    padding += byte == '\t' ? '\t' : ' ';
  }
  while (at++ < column) {
    padding += ' ';
  }
  return padding;
}

void append_excerpt(std::string& out, const Place& place) {
  const Position position = place.position();
  const std::string_view line = place.source->line(position.line);
  if (line.size() > 400) {
    return;
  }
  fmt::format_to(std::back_inserter(out), "{:>5} | {}\n{:>5} | {}^\n", position.line, line, "",
                 caret_padding(line, position.column));
}

}  // namespace

std::string render(const Diagnostic& diagnostic) {
  const std::string_view label = diagnostic.severity == Severity::Error ? "error" : "warning";
  std::string out;
  if (diagnostic.place.known()) {
    const Position position = diagnostic.place.position();
    out = fmt::format("{}:{}:{}: {}: {}\n", diagnostic.place.file(), position.line, position.column, label,
                      diagnostic.message);
    append_excerpt(out, diagnostic.place);
  } else {
    out = fmt::format("{}: {}\n", label, diagnostic.message);
  }
  if (!diagnostic.hint.empty()) {
    out += "  hint: " + diagnostic.hint + "\n";
  }
  return out;
}

std::string puppet_location(const Place& place) {
  if (!place.known()) {
    return {};
  }
  const Position position = place.position();
  return fmt::format(" (file: {}, line: {}, column: {})", place.file(), position.line, position.column);
}

ParseError::ParseError(std::vector<Diagnostic> diagnostics)
    : std::runtime_error(diagnostics.at(0).message), diagnostics_(std::move(diagnostics)) {}

std::string ParseError::summary() const {
  if (diagnostics_.size() == 1) {
    return diagnostics_.front().message;
  }
  return fmt::format("Language validation logged {} errors. Giving up", diagnostics_.size());
}

}  // namespace volley::lang
