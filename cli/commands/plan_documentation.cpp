#include "cli/commands/plan_documentation.hpp"

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
    const bool continues = line.starts_with("  ") && !text.empty() && target_ != nullptr;
    if (text.starts_with('@')) {
      start_tag(text);
    } else if (continues) {
      append(*target_, text, ' ');
    } else {
      target_ = nullptr;
      append(documentation_.text, text, '\n');
    }
  }

  PlanDocumentation finish() {
    const std::size_t end = documentation_.text.find_last_not_of('\n');
    documentation_.text.erase(end == std::string::npos ? 0 : end + 1);
    const std::size_t begin = documentation_.text.find_first_not_of('\n');
    documentation_.text.erase(0, begin == std::string::npos ? 0 : begin);
    return std::move(documentation_);
  }

 private:
  static void append(std::string& to, std::string_view text, char separator) {
    if (!to.empty()) {
      to += separator;
    }
    to += text;
  }

  void start_tag(std::string_view text) {
    const std::string_view tag = take_word(text);
    ignored_.clear();
    target_ = &ignored_;
    if (tag == "@summary") {
      target_ = &documentation_.summary;
    } else if (tag == "@param") {
      target_ = &documentation_.parameters[std::string(take_word(text))];
    } else if (tag == "@api" || tag == "@private") {
      documentation_.is_private = text == "private" || text == "true";
    }
    target_->assign(text);
  }

  PlanDocumentation documentation_;
  std::string* target_ = nullptr;
  std::string ignored_;
};

}  // namespace

PlanDocumentation plan_documentation(const runtime::Loaded<lang::PlanDefinition>& plan) {
  const lang::Source& source = *plan.program->source;
  Reader reader;
  for (const std::string_view line : comment_above(source, source.position(plan.definition->span.begin).line)) {
    reader.read(line);
  }
  return reader.finish();
}

}  // namespace volley::cli
