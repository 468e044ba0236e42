// Text of the `show` commands: titled sections with indented lines, a blank line between them.
#pragma once

#include <string>
#include <string_view>

namespace volley::cli {

class Sections {
 public:
  void add(std::string_view title, std::string_view body);
  // Running text: its blank lines are indented like the others.
  void add_text(std::string_view title, std::string_view text);
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void start(std::string_view title);

  std::string text_;
};

// Broken at spaces so that no line is longer than `width`.
[[nodiscard]] std::string wrap_words(std::string_view text, std::size_t width);

}  // namespace volley::cli
