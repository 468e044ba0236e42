// Quoted text: single and double quotes, interpolation, escapes, and regular expressions.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lang/grammar/lexical.hpp"
#include "lang/grammar/text_scanner.hpp"

namespace volley::lang {
namespace {

constexpr int maximal_nesting = 60;  // strings within the interpolations of strings

int hexadecimal_value(char byte) {
  if (byte >= '0' && byte <= '9') {
    return byte - '0';
  }
  const int lower = byte | 0x20;
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// The digits of \uXXXX or \u{X...}, which begin behind the 'u'; length 0 when they are malformed.
struct UnicodeEscape {
  std::uint32_t code = 0;
  std::size_t length = 0;
};

UnicodeEscape read_unicode(std::string_view text) {
  const bool braced = text.starts_with('{');
  const std::size_t first = braced ? 1 : 0;
  const std::size_t limit = braced ? 6 : 4;
  UnicodeEscape escape;
  std::size_t count = 0;
  while (count < limit && first + count < text.size() && hexadecimal_value(text[first + count]) >= 0) {
    escape.code = escape.code * 16 + static_cast<std::uint32_t>(hexadecimal_value(text[first + count]));
    ++count;
  }
  if (braced) {
    escape.length = count > 0 && text.substr(first + count, 1) == "}" ? count + 2 : 0;
  } else {
    escape.length = count == 4 ? 4 : 0;
  }
  return escape;
}

void append_code_point(std::string& out, std::uint32_t code) {
  const auto add = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) {
    add(code);
  } else if (code < 0x800) {
    add(0xC0U | (code >> 6U));
    add(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    add(0xE0U | (code >> 12U));
    add(0x80U | ((code >> 6U) & 0x3FU));
    add(0x80U | (code & 0x3FU));
  } else {
    add(0xF0U | (code >> 18U));
    add(0x80U | ((code >> 12U) & 0x3FU));
    add(0x80U | ((code >> 6U) & 0x3FU));
    add(0x80U | (code & 0x3FU));
  }
}

const EscapeSet& double_quoted_escapes() {
  static const EscapeSet escapes{"\\$'\"rntsu", true, true};
  return escapes;
}

// Length of the terminator that stands at `at`: a quote, "$" or "${"; 0 when there is none.
std::size_t terminator_at(std::string_view text, std::size_t at, char quote, bool dollars) {
  if (at >= text.size()) {
    return 0;
  }
  if (quote != '\0' && text[at] == quote) {
    return 1;
  }
  if (dollars && text[at] == '$') {
    return text.substr(at + 1, 1) == "{" ? 2 : 1;
  }
  return 0;
}

std::size_t skip_backslash_pairs(std::string_view text, std::size_t at) {
  while (at + 1 < text.size() && text[at] == '\\' && text[at + 1] == '\\') {
    at += 2;
  }
  return at;
}

// Finds the first terminator that is not escaped. A terminator that is the very first character counts as text when
// another one follows it directly: '''' is the string of one quote.
std::size_t find_terminator(std::string_view text, char quote, bool dollars) {
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] != '\\') {
      const std::size_t end = skip_backslash_pairs(text, at + 1);
      if (terminator_at(text, end, quote, dollars) != 0) {
        return end;
      }
    }
    if (at == 0 || text[at - 1] == '\n') {
      const std::size_t end = skip_backslash_pairs(text, at);
      if (terminator_at(text, end, quote, dollars) != 0) {
        return end;
      }
    }
  }
  return std::string_view::npos;
}

std::string join_single_quote_escapes(std::string_view raw) {
  std::string out;
  for (std::size_t at = 0; at < raw.size(); ++at) {
    if (raw[at] == '\\' && at + 1 < raw.size() && (raw[at + 1] == '\\' || raw[at + 1] == '\'')) {
      ++at;
    }
    out += raw[at];
  }
  return out;
}

char plain_escape(char letter) {
  switch (letter) {
    case 'r': return '\r';
    case 'n': return '\n';
    case 't': return '\t';
    case 's': return ' ';
    default: return letter;
  }
}

// The character behind a backslash, with all the bytes of its code point.
std::string_view code_point_at(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    ++end;
  }
  return text.substr(at, end - at);
}

}  // namespace

bool TextScanner::single_quoted() {
  const std::uint32_t begin = position();
  const std::size_t end = find_terminator(text_.substr(begin + 1), '\'', false);
  if (end == std::string_view::npos) {
    move_to(begin + 1);
    fail(fmt::format("Unclosed quote after \"'\" followed by '{}'", followed_by()), "UNCLOSED_QUOTE", begin + 1);
  }
  std::string_view text = text_.substr(begin + 1, end);
  if (text.find('\\') != std::string_view::npos) {
    text = keep(join_single_quote_escapes(text));
  }
  last_match_ = text_.substr(begin + end, 2);
  move_to(begin + 2 + static_cast<std::uint32_t>(end));
  emit(TokenKind::String, begin, position(), text);
  return true;
}

TextScanner::Slurped TextScanner::slurp(Quote quote) {
  const bool plain = quote == Quote::Plain;
  const std::uint32_t begin = position();
  const std::string_view left = rest();
  if (plain && !plain_interpolates_) {
    move_to(static_cast<std::uint32_t>(text_.size()));
    return {decode(left, escapes_), "", true};
  }
  // Without '$' among the escapes a backslash does not hide a dollar.
  const bool raw = plain && escapes_.letters.find('$') == std::string::npos;
  std::size_t end = raw ? left.find('$') : find_terminator(left, plain ? '\0' : '"', true);
  if (end == std::string_view::npos) {
    if (!plain) {
      return {};
    }
    end = left.size();
  }
  const std::size_t length = terminator_at(left, end, plain ? '\0' : '"', true);
  last_match_ = left.substr(end > 0 ? end - 1 : 0, length + (end > 0 ? 1 : 0));
  move_to(begin + static_cast<std::uint32_t>(end + length));
  return {decode(left.substr(0, end), plain ? escapes_ : double_quoted_escapes()), left.substr(end, length), true};
}

bool TextScanner::double_quoted() {
  last_match_ = text_.substr(position(), 1);
  quoted(Quote::Double);
  return true;
}

// One piece of a quoted text, up to and with the interpolation that follows it. False: it was the last one.
bool TextScanner::quoted_segment(Quote quote, std::uint32_t& segment_begin, TokenKind kind, bool first) {
  const std::uint32_t begin = segment_begin;
  std::string joined;
  bool is_joined = false;
  for (;;) {
    const Slurped piece = slurp(quote);
    if (!piece.found) {
      const std::string after = last_match_ == "'" ? "\"'\"" : fmt::format("'{}'", last_match_);
      fail(fmt::format("Unclosed quote after {} followed by '{}'", after, followed_by()), "UNCLOSED_QUOTE", position());
    }
    if (is_joined) {
      joined += piece.text;
    }
    const auto text = [&] { return is_joined ? keep(joined) : piece.text; };
    const std::uint32_t after = position();
    if (piece.terminator == "${") {
      emit(kind, begin, after, text());
      // What a '/' means at the start of the first interpolation depends on what stands before the string.
      after_ = before_string_;
      interpolation();
      before_string_ = TokenKind::RightBrace;
      segment_begin = position();
      return true;
    }
    if (piece.terminator != "$") {
      emit(first ? TokenKind::String : TokenKind::TextEnd, begin, after, text());
      return false;
    }
    using name = lexical::variable_name;
    const bool named = tao::pegtl::parse<name>(input_);
    if (named) {
      last_match_ = text_.substr(after, position() - after);
      emit(kind, begin, after - 1, text());
      emit(TokenKind::Variable, after - 1, position(), last_match_);
      segment_begin = position();
      return true;
    }
    last_match_ = "";
    if (!is_joined) {
      joined = piece.text;
      is_joined = true;
    }
    joined += '$';
  }
}

void TextScanner::quoted(Quote quote) {
  if (++context_.depth > maximal_nesting) {
    fail("Strings are nested too deeply", "", position());
  }
  before_string_ = after_;
  std::uint32_t segment = position();
  if (quote == Quote::Double) {
    move_to(segment + 1);
  }
  bool first = true;
  while (quoted_segment(quote, segment, first ? TokenKind::TextStart : TokenKind::TextMiddle, first)) {
    first = false;
  }
  --context_.depth;
}

// The tokens between "${" and its "}". A single name or number, or one that is followed by '.' or '[', is a variable.
void TextScanner::interpolation() {
  gap();
  std::pmr::vector<Token>& tokens = context_.out.tokens;
  const std::size_t first = tokens.size();
  int braces = 0;
  while (!input_.empty()) {
    const std::size_t before = tokens.size();
    lexeme();
    if (tokens.size() == before) {
      continue;
    }
    const TokenKind kind = tokens.back().kind;
    if (kind == TokenKind::LeftBrace || kind == TokenKind::SelectorBrace) {
      ++braces;
    } else if (kind == TokenKind::RightBrace && tokens.size() == before + 1 && braces-- == 0) {
      tokens.pop_back();
      context_.out.kinds.pop_back();
      const std::size_t count = tokens.size() - first;
      const bool leads =
          count > 1 && (tokens[first + 1].kind == TokenKind::Dot || tokens[first + 1].kind == TokenKind::LeftBracket);
      if (count == 1 || leads) {
        to_variable(first);
      }
      return;
    }
  }
}

void TextScanner::to_variable(std::size_t token) {
  Token& target = context_.out.tokens[token];
  if (target.kind == TokenKind::Boolean) {
    fail(fmt::format("Illegal variable name, The given name '{}' is a value", target.text), "ILLEGAL_VAR_NAME",
         position());
  }
  const bool keyword = target.kind >= TokenKind::Case && target.kind <= TokenKind::Private;
  if (target.kind == TokenKind::Number || target.kind == TokenKind::Name || target.kind == TokenKind::Word || keyword) {
    target.kind = TokenKind::Variable;
    context_.out.kinds[token] = static_cast<char>(TokenKind::Variable);
  }
}

std::string TextScanner::decode_unicode(std::string_view raw) const {
  std::string out;
  for (std::size_t at = 0; at < raw.size(); ++at) {
    if (raw[at] != '\\' || at + 1 >= raw.size()) {
      out += raw[at];
      continue;
    }
    const UnicodeEscape escape = raw[at + 1] == 'u' ? read_unicode(raw.substr(at + 2)) : UnicodeEscape{};
    if (escape.length == 0) {
      out += raw.substr(at, 2);
      ++at;
      continue;
    }
    if (escape.code > 0x10FFFF || (escape.code >= 0xD800 && escape.code < 0xE000)) {
      fail("Unicode escape '\\u' was not followed by 4 hex digits or 1-6 hex digits in {} or was > 10ffff",
           "ILLEGAL_UNICODE_ESCAPE", position());
    }
    append_code_point(out, escape.code);
    at += 1 + escape.length;
  }
  return out;
}

std::string_view TextScanner::decode(std::string_view raw, const EscapeSet& escapes) {
  if (raw.find('\\') == std::string_view::npos) {
    return raw;
  }
  std::string unicode;
  if (escapes.letters.find('u') != std::string::npos && raw.find("\\u") != std::string_view::npos) {
    unicode = decode_unicode(raw);
    raw = unicode;
  }
  std::string out;
  for (std::size_t at = 0; at < raw.size(); ++at) {
    if (raw[at] != '\\' || at + 1 >= raw.size()) {
      out += raw[at];
      continue;
    }
    const std::size_t line_break = raw[at + 1] == '\n' ? 1 : (raw.substr(at + 1, 2) == "\r\n" ? 2 : 0);
    if (line_break != 0 && escapes.line_breaks) {
      at += line_break;
    } else if (raw[at + 1] == 'u' && escapes.letters.find('u') != std::string::npos) {
      warn("Unicode escape '\\u' was not followed by 4 hex digits or 1-6 hex digits in {} or was > 10ffff",
           "ILLEGAL_UNICODE_ESCAPE", position());
      out += "\\u";
      ++at;
    } else if (escapes.letters.find(raw[at + 1]) != std::string::npos) {
      out += plain_escape(raw[++at]);
    } else {
      const std::string_view letter = code_point_at(raw, at + 1);
      if (escapes.warn && raw[at + 1] != '\r') {
        warn(fmt::format("Unrecognized escape sequence '\\{}'", letter), "UNRECOGNIZED_ESCAPE", position());
      }
      out += '\\';
      out += letter;
      at += letter.size();
    }
  }
  return keep(std::move(out));
}

void TextScanner::scan_heredoc_text(bool interpolate, const EscapeSet& escapes) {
  escapes_ = escapes;
  plain_interpolates_ = interpolate;
  quoted(Quote::Plain);
}

// A '/' is a division after anything that ends a value.
bool TextScanner::regular_expression() {
  using K = TokenKind;
  static constexpr std::array values{K::RightParen, K::RightBracket,   K::ExportedClose, K::CollectClose,
                                     K::Name,       K::ClassReference, K::Number,        K::String,
                                     K::Boolean,    K::TextStart,      K::TextMiddle,    K::TextEnd,
                                     K::Heredoc,    K::Regex,          K::Variable,      K::Word};
  if (std::find(values.begin(), values.end(), after_) != values.end()) {
    return false;
  }
  const std::uint32_t begin = position();
  bool escaped = false;
  bool any_escaped_slash = false;
  std::size_t at = begin + 1;
  for (; at < text_.size() && (escaped || text_[at] != '/'); ++at) {
    any_escaped_slash = any_escaped_slash || (escaped && text_[at] == '/');
    escaped = !escaped && text_[at] == '\\';
  }
  if (at >= text_.size()) {
    return false;
  }
  std::string_view pattern = text_.substr(begin + 1, at - begin - 1);
  if (any_escaped_slash || pattern.find("\\/") != std::string_view::npos) {
    std::string joined(pattern);
    for (std::size_t slash = joined.find("\\/"); slash != std::string::npos; slash = joined.find("\\/", slash)) {
      joined.erase(slash++, 1);
    }
    pattern = keep(std::move(joined));
  }
  if (context_.check_pattern && !context_.good_patterns.contains(pattern)) {
    if (std::optional<std::string> problem = context_.check_pattern(pattern)) {
      fail(std::move(*problem), "", begin);
    }
    context_.good_patterns.insert(pattern);
  }
  move_to(static_cast<std::uint32_t>(at) + 1);
  emit(TokenKind::Regex, begin, position(), pattern);
  return true;
}

}  // namespace volley::lang
