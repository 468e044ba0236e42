// Text on its way to a terminal: colours, indentation, and making hostile output harmless.
//
// What targets print may hold escape sequences that rewrite the screen or the title, or answer for the user. On a
// terminal such bytes are shown as text; in a pipe they pass unchanged, as they did on the target.
#pragma once

#include <string>
#include <string_view>

namespace volley::cli {

enum class Color { None, Red, Green, Yellow, Cyan };

class TerminalText {
 public:
  // `terminal`: somebody looks at it; `colored`: and wants colours.
  TerminalText(bool terminal, bool colored) : terminal_(terminal), colored_(terminal && colored) {}

  [[nodiscard]] std::string colorize(Color color, std::string_view text) const;
  // On a terminal, control characters other than newline and tab become visible text ("\x1b", "\r").
  [[nodiscard]] std::string from_target(std::string_view text) const;
  // The same for a JSON document, which stays the same data: what JSON does not escape by itself becomes \u009b.
  [[nodiscard]] std::string json(std::string text) const;

 private:
  bool terminal_;
  bool colored_;
};

// Each line with `width` spaces in front; one line break at the end is dropped.
[[nodiscard]] std::string indent(std::size_t width, std::string_view text);

}  // namespace volley::cli
