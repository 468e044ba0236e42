// Templates: the text around <% %> tags, and the tags themselves.
#include <utility>

#include "lang/grammar/lexical.hpp"
#include "lang/grammar/text_scanner.hpp"

namespace volley::lang {
namespace {

void trim_line_end(std::string& text) {
  while (text.ends_with(' ') || text.ends_with('\t')) {
    text.pop_back();
  }
}

// What a "-%>" removes: the blanks behind it, and the line break.
std::string_view without_line_rest(std::string_view text) {
  std::size_t at = text.find_first_not_of(" \t");
  if (at == std::string_view::npos) {
    return {};
  }
  if (text[at] == '\r') {
    ++at;
  }
  if (at < text.size() && text[at] == '\n') {
    ++at;
  }
  return text.substr(at);
}

// "%%>" stands for "%>".
void append_text(std::string& out, std::string_view text) {
  for (std::size_t at = text.find("%%>"); at != std::string_view::npos; at = text.find("%%>")) {
    out += text.substr(0, at);
    out += "%>";
    text.remove_prefix(at + 3);
  }
  out += text;
}

}  // namespace

void TextScanner::scan_template() {
  template_mode_ = TemplateMode::Text;
  emit(TokenKind::TemplateStart, 0, 0, "");
  template_text(false);
  run_to_end();
  if (template_open_) {
    fail("Unbalanced epp tag, reached <eof> without closing tag.", "EPP_UNBALANCED_TAG", position());
  }
}

// "%>" and "-%>": back to text.
bool TextScanner::template_end() {
  if (template_mode_ == TemplateMode::None) {
    return false;
  }
  const std::string_view left = rest();
  const bool trims = left.starts_with("-%>");
  if (!trims && !left.starts_with("%>")) {
    return false;
  }
  const std::uint32_t begin = position();
  move_to(begin + (trims ? 3 : 2));
  if (template_mode_ == TemplateMode::Expression) {
    emit(trims ? TokenKind::TemplateEndTrim : TokenKind::TemplateEnd, begin, position(), trims ? "-%>" : "%>");
  }
  template_mode_ = TemplateMode::Text;
  template_text(trims);
  return true;
}

// A comment tag; its text is dropped. Stands behind "<%#".
bool TextScanner::template_comment(std::string& text, bool& skip_leading) {
  const std::uint32_t begin = position();
  // At least one character that is no '%' stands before the "%>".
  std::size_t end = text_.find("%>", begin + 1);
  while (end != std::string_view::npos && text_[end - 1] == '%') {
    end = text_.find("%>", end + 1);
  }
  if (end == std::string_view::npos) {
    fail("Reaching end after opening <%# without seeing %>", "EPP_UNBALANCED_COMMENT", begin);
  }
  if (text_.substr(begin + 1, 1) == "-") {
    trim_line_end(text);
  }
  skip_leading = text_[end - 1] == '-';
  move_to(static_cast<std::uint32_t>(end + 2));
  return true;
}

void TextScanner::template_text_end(std::string text, std::uint32_t begin) {
  if (!text.empty()) {
    emit(TokenKind::RenderString, begin, position(), keep(std::move(text)));
  }
  template_open_ = true;
}

// Text up to the next tag that holds code.
void TextScanner::template_text(bool skip_leading) {
  const std::uint32_t begin = position();
  template_open_ = false;
  std::string text;
  while (!input_.empty()) {
    const std::uint32_t from = position();
    const std::size_t tag = text_.find("<%", from);
    const std::size_t end = tag == std::string_view::npos ? text_.size() : tag;
    std::string_view part = text_.substr(from, end - from);
    append_text(text, std::exchange(skip_leading, false) ? without_line_rest(part) : part);
    if (tag == std::string_view::npos) {
      move_to(static_cast<std::uint32_t>(text_.size()));
      break;
    }
    const auto behind = static_cast<std::uint32_t>(tag + 2);
    move_to(behind);
    const char mark = behind < text_.size() ? text_[behind] : '\0';
    if (behind >= text_.size()) {
      fail("Unbalanced embedded expression - opening <% and reaching end of input", "EPP_UNBALANCED_EXPRESSION",
           behind);
    }
    if (mark == '%') {
      text += "<%";
      move_to(behind + 1);
    } else if (mark == '#') {
      template_comment(text, skip_leading);
    } else {
      const bool expression = mark == '=';
      if (mark == '-') {
        trim_line_end(text);
      }
      move_to(behind + (expression || mark == '-' ? 1 : 0));
      template_text_end(std::move(text), begin);
      if (expression) {
        emit(TokenKind::RenderExpression, begin, position(), "<%=");
      }
      template_mode_ = expression ? TemplateMode::Expression : TemplateMode::Code;
      return;
    }
  }
  if (position() > begin || !text.empty()) {
    emit(TokenKind::RenderString, begin, position(), keep(std::move(text)));
  }
}

}  // namespace volley::lang
