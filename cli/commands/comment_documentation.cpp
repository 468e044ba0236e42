#include "cli/commands/comment_documentation.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace volley::cli {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

// The comment lines right above a line, in order, without their '#'.
std::vector<std::string_view> comment_above(const lang::Source& source, std::uint32_t line) {
  std::vector<std::string_view> lines;
  while (line > 1) {
    const std::string_view text = trimmed(source.line(--line));
    if (!text.starts_with('#')) {
      break;
    }
    lines.push_back(text.substr(1));
  }
  std::reverse(lines.begin(), lines.end());
  return lines;
}

std::string_view take_word(std::string_view& text) {
  text = trimmed(text);
  const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
  const std::string_view word = text.substr(0, end);
  text = trimmed(text.substr(end));
  return word;
}

class Reader {
 public:
  void read(std::string_view line) {
    std::string_view text = trimmed(line);
    const bool indented = line.starts_with("  ");
    const bool continues = indented && !text.empty() && target_ != nullptr;
    if (text.starts_with('@') && !(indented && in_example())) {
      start_tag(text);
    } else if (in_example() && (indented || text.empty())) {
      // Its own indentation is part of the code.
      append(documentation_.examples, indented ? line.substr(line.starts_with("   ") ? 3 : 2) : text, '\n');
    } else if (continues) {
      append(*target_, text, ' ');
    } else {
      target_ = nullptr;
      append(documentation_.text, text, '\n');
    }
  }

  Documentation finish() {
    strip_line_breaks(documentation_.text);
    strip_line_breaks(documentation_.examples);
    return std::move(documentation_);
  }

 private:
  static void append(std::string& to, std::string_view text, char separator) {
    if (!to.empty()) {
      to += separator;
    }
    to += text;
  }

  static void strip_line_breaks(std::string& text) {
    const std::size_t end = text.find_last_not_of('\n');
    text.erase(end == std::string::npos ? 0 : end + 1);
    const std::size_t begin = text.find_first_not_of('\n');
    text.erase(0, begin == std::string::npos ? 0 : begin);
  }

  [[nodiscard]] bool in_example() const { return target_ == &documentation_.examples; }

  void start_tag(std::string_view text) {
    const std::string_view tag = take_word(text);
    ignored_.clear();
    target_ = &ignored_;
    if (tag == "@summary") {
      target_ = &documentation_.summary;
    } else if (tag == "@param") {
      target_ = &documentation_.parameters[std::string(take_word(text))];
    } else if (tag == "@return") {
      target_ = &documentation_.returns;
      skip_type(text);
    } else if (tag == "@example") {
      target_ = &documentation_.examples;
      strip_line_breaks(documentation_.examples);
      documentation_.examples += documentation_.examples.empty() ? "" : "\n";
      if (!text.empty()) {
        append(documentation_.examples, "# " + std::string(text), '\n');
      }
      return;
    } else if (tag == "@api" || tag == "@private") {
      documentation_.is_private = text == "private" || text == "true";
    }
    target_->assign(text);
  }

  // "@return [Integer] the sum": the type stands in the code as well.
  static void skip_type(std::string_view& text) {
    const std::size_t end = text.find(']');
    if (text.starts_with('[') && end != std::string_view::npos) {
      text = trimmed(text.substr(end + 1));
    }
  }

  Documentation documentation_;
  std::string* target_ = nullptr;
  std::string ignored_;
};

}  // namespace

std::string Documentation::headline() const { return summary.empty() ? first_sentence(text) : summary; }

std::string Documentation::description() const {
  return summary + (summary.empty() || text.empty() ? "" : "\n\n") + text;
}

Documentation documentation_above(const lang::Program& program, const lang::Node& definition) {
  const lang::Source& source = *program.source;
  Reader reader;
  for (const std::string_view line : comment_above(source, source.position(definition.span.begin).line)) {
    reader.read(line);
  }
  return reader.finish();
}

std::string first_sentence(std::string_view text) {
  std::string sentence(text.substr(0, text.find("\n\n")));
  for (char& byte : sentence) {
    byte = byte == '\n' ? ' ' : byte;
  }
  if (const std::size_t end = sentence.find(". "); end != std::string::npos) {
    sentence.erase(end + 1);
  }
  return sentence;
}

}  // namespace volley::cli
