#include "cli/report/sections.hpp"

#include <algorithm>

#include "cli/report/terminal_text.hpp"

namespace volley::cli {

void Sections::start(std::string_view title) {
  text_ += text_.empty() ? "" : "\n";
  text_ += title;
  text_ += '\n';
}

void Sections::add(std::string_view title, std::string_view body) {
  start(title);
  while (!body.empty()) {
    const std::size_t end = std::min(body.find('\n'), body.size());
    const std::string_view line = body.substr(0, end);
    text_ += line.empty() ? "\n" : indent(2, line) + "\n";
    body.remove_prefix(std::min(end + 1, body.size()));
  }
}

void Sections::add_text(std::string_view title, std::string_view text) {
  start(title);
  text_ += indent(2, text) + "\n";
}

std::string wrap_words(std::string_view text, std::size_t width) {
  std::string out;
  std::size_t line = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line > 0 && line + 1 + word.size() > width) {
      out += '\n';
      line = 0;
    } else if (line > 0) {
      out += ' ';
      ++line;
    }
    out += word;
    line += word.size();
  }
  return out;
}

}  // namespace volley::cli
