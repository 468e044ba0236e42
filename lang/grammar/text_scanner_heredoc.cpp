// Heredocs: the tag @("end":syntax/escapes), and the lines that belong to it.
#include <fmt/format.h>

#include <algorithm>

#include "lang/grammar/lexical.hpp"
#include "lang/grammar/text_scanner.hpp"

namespace volley::lang {

struct TextScanner::HeredocTag {
  std::string_view end_tag;
  std::string_view syntax;
  std::string_view escape_letters;
  bool has_escapes = false;
  bool interpolates = false;
};

struct TextScanner::HeredocEnd {
  bool found = false;
  bool has_margin = false;
  bool removes_break = false;
  std::string_view margin;
};

namespace {

namespace tag_grammar {

using namespace tao::pegtl;  // NOLINT(google-build-using-namespace): a grammar is written in the words of its library

struct spaces : star<blank> {};
struct end_tag : plus<not_one<':', '/', '\r', '\n', ')'>> {};
struct syntax_name : seq<lower, plus<sor<alnum, one<'_', '+'>>>> {};
struct syntax : seq<one<':'>, spaces, syntax_name, spaces> {};
struct escape_letters : star<sor<identifier_other, one<'$'>>> {};
struct escape_list : seq<one<'/'>, escape_letters, spaces> {};
struct heredoc_tag : seq<string<'@', '('>, end_tag, opt<syntax>, opt<escape_list>, one<')'>> {};

struct Parts {
  std::string_view end_tag;
  std::string_view syntax;
  std::string_view escape_letters;
  bool has_escapes = false;
};

template <typename Rule>
struct action : nothing<Rule> {};
template <>
struct action<end_tag> {
  template <typename Input>
  static void apply(const Input& in, Parts& parts) {
    parts.end_tag = in.string_view();
  }
};
template <>
struct action<syntax_name> {
  template <typename Input>
  static void apply(const Input& in, Parts& parts) {
    parts.syntax = in.string_view();
  }
};
template <>
struct action<escape_letters> {
  template <typename Input>
  static void apply(const Input& in, Parts& parts) {
    parts.escape_letters = in.string_view();
    parts.has_escapes = true;
  }
};

}  // namespace tag_grammar

bool is_blank(char byte) { return byte == ' ' || byte == '\t'; }

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::size_t skip_blanks_back(std::string_view text, std::size_t at) {
  while (at > 0 && is_blank(text[at - 1])) {
    --at;
  }
  return at;
}

EscapeSet escape_set(std::string_view letters, bool has_escapes) {
  EscapeSet set;
  if (has_escapes) {
    set.letters = "\\";
    set.letters += letters;
    const auto line_breaks = set.letters.find('L');
    if (line_breaks != std::string::npos) {
      set.line_breaks = true;
      set.letters.erase(line_breaks, 1);
    }
  }
  return set;
}

std::string_view line_at(std::string_view text, std::size_t at) {
  const auto end = text.find('\n', at);
  return text.substr(at, end == std::string_view::npos ? end : end + 1 - at);
}

}  // namespace

TextScanner::HeredocTag TextScanner::heredoc_tag() {
  const std::uint32_t begin = position();
  const auto close = text_.find(')', begin);
  if (close == std::string_view::npos) {
    fail(fmt::format("Unclosed parenthesis after '@(' followed by '{}'", followed_by()), "HEREDOC_UNCLOSED_PARENTHESIS",
         begin);
  }
  const auto end = static_cast<std::uint32_t>(close + 1);
  tag_grammar::Parts parts;
  tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy, tao::pegtl::eol::lf, const char*> text(
      text_.data() + begin, text_.data() + end, "");
  if (!tao::pegtl::parse<tag_grammar::heredoc_tag, tag_grammar::action>(text, parts)) {
    fail("Invalid syntax in heredoc expected @(endtag[:syntax][/escapes])", "HEREDOC_INVALID_SYNTAX", end);
  }
  HeredocTag tag{trimmed(parts.end_tag), parts.syntax, parts.escape_letters, parts.has_escapes, false};
  if (tag.end_tag.size() >= 2 && tag.end_tag.starts_with('"') && tag.end_tag.ends_with('"')) {
    tag.end_tag = trimmed(tag.end_tag.substr(1, tag.end_tag.size() - 2));
    tag.interpolates = true;
  }
  if (tag.end_tag.empty()) {
    fail("Heredoc with an empty endtag", "HEREDOC_EMPTY_ENDTAG", end);
  }
  if (tag.has_escapes && tag.escape_letters.empty()) {
    tag.escape_letters = "trnsuL$";
  }
  for (std::size_t at = 0; at < tag.escape_letters.size(); ++at) {
    if (tag.escape_letters.find(tag.escape_letters[at], at + 1) != std::string_view::npos) {
      std::string listed;
      for (const char letter : tag.escape_letters) {
        listed += (listed.empty() ? "" : ", ") + std::string(1, letter);
      }
      fail(fmt::format("An escape char for @() may only appear once. Got '{}'", listed), "HEREDOC_MULTIPLE_AT_ESCAPES",
           end);
    }
  }
  const auto unknown = tag.escape_letters.find_first_not_of("trnsuL$");
  if (unknown != std::string_view::npos) {
    fail(fmt::format("Invalid heredoc escape char. Only t, r, n, s,  u, L, $ allowed. Got '{}'",
                     tag.escape_letters[unknown]),
         "HEREDOC_INVALID_ESCAPE", end);
  }
  move_to(end);
  return tag;
}

bool TextScanner::heredoc() {
  const std::uint32_t begin = position();
  const HeredocTag tag = heredoc_tag();
  const std::uint32_t end = position();
  emit(TokenKind::Heredoc, begin, end, tag.syntax);
  heredoc_text(tag, begin, end);
  move_to(end);
  return true;
}

namespace {

struct EndLine {
  bool found = false;
  bool has_margin = false;
  bool removes_break = false;
  std::string_view margin;
};

// A line ends the heredoc when it ends in the tag; what stands before the tag may say "|" (margin) and "-".
EndLine match_end_line(std::string_view line, std::string_view tag) {
  if (line.ends_with('\n')) {
    line.remove_suffix(1);
  }
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  while (!line.empty() && is_blank(line.back())) {
    line.remove_suffix(1);
  }
  EndLine end;
  if (!line.ends_with(tag)) {
    return end;
  }
  end.found = true;
  std::size_t at = line.size() - tag.size();
  std::size_t before = skip_blanks_back(line, at);
  if (before > 0 && line[before - 1] == '-') {
    end.removes_break = true;
    at = before - 1;
    before = skip_blanks_back(line, at);
  }
  if (before > 0 && line[before - 1] == '|') {
    end.has_margin = true;
    at = before - 1;
    before = skip_blanks_back(line, at);
  }
  end.margin = line.substr(before, at - before);
  return end;
}

}  // namespace

void TextScanner::heredoc_text(const HeredocTag& tag, std::uint32_t /*tag_begin*/, std::uint32_t tag_end) {
  std::uint32_t begin = heredoc_jump_;
  if (begin == 0) {
    const auto line_end = text_.find('\n', tag_end);
    if (line_end == std::string_view::npos) {
      fail("Heredoc without any following lines of text", "HEREDOC_WITHOUT_TEXT", tag_end);
    }
    begin = static_cast<std::uint32_t>(line_end + 1);
  }
  for (std::size_t at = begin; at < text_.size();) {
    const std::string_view line = line_at(text_, at);
    const EndLine end = match_end_line(line, tag.end_tag);
    if (end.found) {
      heredoc_jump_ = static_cast<std::uint32_t>(at + line.size());
      scan_heredoc_lines(tag, HeredocEnd{true, end.has_margin, end.removes_break, end.margin}, begin,
                         static_cast<std::uint32_t>(at));
      return;
    }
    at += line.size();
  }
  fail("Heredoc without end-tagged line", "HEREDOC_WITHOUT_END_TAGGED_LINE", begin);
}

void TextScanner::scan_heredoc_lines(const HeredocTag& tag, const HeredocEnd& end, std::uint32_t begin,
                                     std::uint32_t text_end) {
  std::string_view text = text_.substr(begin, text_end - begin);
  std::vector<OffsetPiece> pieces{{0, global(begin)}};
  if (end.has_margin && !end.margin.empty()) {
    std::string joined;
    pieces.clear();
    for (std::size_t at = 0; at < text.size();) {
      const std::string_view line = line_at(text, at);
      const std::size_t margin = line.starts_with(end.margin) ? end.margin.size() : 0;
      pieces.push_back(
          {static_cast<std::uint32_t>(joined.size()), global(static_cast<std::uint32_t>(begin + at + margin))});
      joined += line.substr(margin);
      at += line.size();
    }
    if (pieces.empty()) {
      pieces.push_back({0, global(begin)});
    }
    text = keep(std::move(joined));
  }
  if (end.removes_break && text.ends_with('\n')) {
    text.remove_suffix(text.ends_with("\r\n") ? 2 : 1);
  }
  TextScanner inner(context_, text, std::move(pieces));
  inner.scan_heredoc_text(tag.interpolates, escape_set(tag.escape_letters, tag.has_escapes));
  after_ = context_.out.tokens.back().kind;
}

}  // namespace volley::lang
