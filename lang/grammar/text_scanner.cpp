#include "lang/grammar/text_scanner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <utility>

#include "lang/grammar/lexical.hpp"
#include "lang/scanner.hpp"

namespace volley::lang {
namespace lexical {

struct single_quoted : delegated<&TextScanner::single_quoted> {};
struct double_quoted : delegated<&TextScanner::double_quoted> {};
struct regular_expression : delegated<&TextScanner::regular_expression> {};
struct heredoc : delegated<&TextScanner::heredoc> {};
struct template_end : delegated<&TextScanner::template_end> {};

struct lexeme
    : sor<blanks, newline, bare_word, variable, seq<at<one<'\''>>, single_quoted>, seq<at<one<'"'>>, double_quoted>,
          open_paren, open_brace, open_bracket, class_reference, comment, number, bad_number,
          seq<at<string<'@', '('>>, heredoc>, block_comment, seq<at<one<'/'>>, regular_expression>,
          seq<at<one<'%', '-'>>, template_end>, misplaced_scope_mark, plain_symbol, lone_dollar, unknown> {};

template <typename Rule>
struct action : nothing<Rule> {};

// Hands offset and text of what a rule has matched to a member of the scanner.
template <void (TextScanner::*Event)(std::uint32_t, std::string_view)>
struct with_text {
  template <typename Input>
  static void apply(const Input& in, TextScanner& scanner) {
    (scanner.*Event)(scanner.offset(in.begin()), in.string_view());
  }
};

template <void (TextScanner::*Event)(std::uint32_t)>
struct with_offset {
  template <typename Input>
  static void apply(const Input& in, TextScanner& scanner) {
    (scanner.*Event)(scanner.offset(in.begin()));
  }
};

template <>
struct action<bare_word> : with_text<&TextScanner::name> {};
template <>
struct action<class_reference> : with_text<&TextScanner::class_name> {};
template <>
struct action<variable> : with_text<&TextScanner::variable> {};
template <>
struct action<number> : with_text<&TextScanner::number> {};
template <>
struct action<bad_number> : with_offset<&TextScanner::bad_number> {};
template <>
struct action<lone_dollar> : with_offset<&TextScanner::lone_dollar> {};
template <>
struct action<open_paren> : with_offset<&TextScanner::open_paren> {};
template <>
struct action<open_bracket> : with_offset<&TextScanner::open_bracket> {};
template <>
struct action<open_brace> : with_offset<&TextScanner::open_brace> {};
template <>
struct action<misplaced_scope_mark> : with_offset<&TextScanner::misplaced_scope_mark> {};
template <>
struct action<unknown> : with_offset<&TextScanner::unknown> {};
template <>
struct action<block_comment_start> : with_offset<&TextScanner::comment_begin> {};
template <>
struct action<newline> {
  static void apply0(TextScanner& scanner) { scanner.newline(); }
};
template <>
struct action<comment> {
  static void apply0(TextScanner& scanner) { scanner.gap(); }
};
template <>
struct action<block_comment> {
  static void apply0(TextScanner& scanner) { scanner.gap(); }
};
template <>
struct action<blanks> {
  template <typename Input>
  static void apply(const Input& in, TextScanner& scanner) {
    scanner.blanks(in.string_view());
  }
};
template <TokenKind Kind, char... Text>
struct action<symbol<Kind, Text...>> {
  template <typename Input>
  static void apply(const Input& in, TextScanner& scanner) {
    scanner.symbol(Kind, scanner.offset(in.begin()), in.string_view());
  }
};

template <typename Rule>
struct control : normal<Rule> {
  // The one commit point of the lexical grammar is the end of a block comment.
  template <typename Input>
  [[noreturn]] static void raise(const Input& /*in*/, TextScanner& scanner) {
    scanner.unclosed_comment();
  }
};

}  // namespace lexical

namespace {

// Sorted by their letters.
constexpr std::array<std::pair<std::string_view, TokenKind>, 22> keyword_table{{
    {"and", TokenKind::And},       {"apply", TokenKind::Apply},       {"attr", TokenKind::Attr},
    {"case", TokenKind::Case},     {"class", TokenKind::Class},       {"default", TokenKind::Default},
    {"define", TokenKind::Define}, {"else", TokenKind::Else},         {"elsif", TokenKind::Elsif},
    {"false", TokenKind::Boolean}, {"function", TokenKind::Function}, {"if", TokenKind::If},
    {"in", TokenKind::In},         {"inherits", TokenKind::Inherits}, {"node", TokenKind::Node},
    {"or", TokenKind::Or},         {"plan", TokenKind::Plan},         {"private", TokenKind::Private},
    {"true", TokenKind::Boolean},  {"type", TokenKind::Type},         {"undef", TokenKind::Undef},
    {"unless", TokenKind::Unless},
}};

// Where the keywords with each first letter begin; those with the next letter begin where they end.
constexpr std::array<std::uint8_t, 27> keywords_by_letter = [] {
  std::array<std::uint8_t, 27> begins{};
  for (std::size_t letter = 0; letter < begins.size(); ++letter) {
    std::size_t row = 0;
    while (row < keyword_table.size() && static_cast<std::size_t>(keyword_table[row].first.front() - 'a') < letter) {
      ++row;
    }
    begins[letter] = static_cast<std::uint8_t>(row);
  }
  return begins;
}();

std::optional<TokenKind> keyword(std::string_view word) {
  const auto letter = static_cast<unsigned>(word.front() - 'a');
  if (letter >= keywords_by_letter.size() - 1) {
    return std::nullopt;
  }
  for (std::size_t row = keywords_by_letter[letter]; row < keywords_by_letter[letter + 1]; ++row) {
    if (keyword_table[row].first == word) {
      return keyword_table[row].second;
    }
  }
  return std::nullopt;
}

// A name is a word without dashes whose segments begin with a letter.
bool is_strict_name(std::string_view word) {
  if (word.find('-') != std::string_view::npos) {
    return false;
  }
  return word.front() != '_' && word.find("::_") == std::string_view::npos;
}

bool is_blank(char byte) { return byte == ' ' || byte == '\t' || byte == '\r'; }

// The bytes before `at` end in white space of any kind that separates.
bool space_before(std::string_view text, std::uint32_t at) {
  if (at == 0) {
    return true;
  }
  const char last = text[at - 1];
  if (is_blank(last) || last == '\n') {
    return true;
  }
  const auto head = text.substr(0, at);
  return head.ends_with("\xC2\xA0") || head.ends_with("\xE3\x80\x80");
}

}  // namespace

TextScanner::TextScanner(ScanContext& context, std::string_view text, std::vector<OffsetPiece> pieces)
    : context_(context), text_(text), pieces_(std::move(pieces)), input_(text.data(), text.data() + text.size(), "") {}

void TextScanner::lexeme() { tao::pegtl::parse<lexical::lexeme, lexical::action, lexical::control>(input_, *this); }

void TextScanner::run_to_end() {
  while (!input_.empty()) {
    // What is inside a string is a part of it: when the string fails, all of its tokens go with it.
    const std::size_t committed = context_.out.tokens.size();
    try {
      lexeme();
    } catch (ScanFailure&) {
      context_.out.tokens.resize(committed);
      context_.out.kinds.resize(committed);
      throw;
    }
  }
}

void TextScanner::scan_program() { run_to_end(); }

void TextScanner::move_to(std::uint32_t target) {
  input_.restart();
  input_.bump(target);
}

std::uint32_t TextScanner::global(std::uint32_t local) const {
  const auto after =
      std::upper_bound(pieces_.begin(), pieces_.end(), local,
                       [](std::uint32_t value, const OffsetPiece& piece) { return value < piece.local; });
  if (after == pieces_.begin()) {
    return local;
  }
  const OffsetPiece& piece = *std::prev(after);
  return piece.global + (local - piece.local);
}

void TextScanner::emit(TokenKind kind, std::uint32_t begin, std::uint32_t end, std::string_view text) {
  after_ = kind;
  blanks_count_ = false;
  const Span span = pieces_.empty() ? Span{begin, end} : Span{global(begin), global(end)};
  context_.out.add(kind, span, text);
}

Diagnostic TextScanner::diagnostic(std::string message, std::string_view issue, std::uint32_t at) const {
  const std::uint32_t place = global(at);
  return Diagnostic{Severity::Error, std::move(message), Place{context_.source, Span{place, place + 1}},
                    std::string(issue), ""};
}

void TextScanner::fail(std::string message, std::string_view issue, std::uint32_t at) const {
  throw ScanFailure{diagnostic(std::move(message), issue, at)};
}

void TextScanner::warn(std::string message, std::string_view issue, std::uint32_t at) {
  Diagnostic warning = diagnostic(std::move(message), issue, at);
  warning.severity = Severity::Warning;
  context_.out.warnings.push_back(std::move(warning));
}

std::string_view TextScanner::keep(std::string text) {
  auto* memory = static_cast<char*>(context_.arena.allocate(text.size() + 1, 1));
  std::memcpy(memory, text.data(), text.size());
  return {memory, text.size()};
}

void TextScanner::name(std::uint32_t begin, std::string_view text) {
  last_match_ = text;
  const TokenKind kind = keyword(text).value_or(is_strict_name(text) ? TokenKind::Name : TokenKind::Word);
  emit(kind, begin, begin + static_cast<std::uint32_t>(text.size()), text);
}

void TextScanner::class_name(std::uint32_t begin, std::string_view text) {
  last_match_ = text;
  const auto end = begin + static_cast<std::uint32_t>(text.size());
  if (text_.substr(end, 2) == "::") {
    if (text.front() == ':') {
      fail("Illegal fully qualified class reference", "ILLEGAL_FULLY_QUALIFIED_CLASS_REFERENCE", end + 3);
    }
    fail("Illegal class reference", "ILLEGAL_CLASS_REFERENCE", end + 1);
  }
  emit(TokenKind::ClassReference, begin, end, text);
}

void TextScanner::variable(std::uint32_t begin, std::string_view text) {
  last_match_ = text;
  emit(TokenKind::Variable, begin, begin + static_cast<std::uint32_t>(text.size()), text.substr(1));
}

void TextScanner::lone_dollar(std::uint32_t begin) { emit(TokenKind::Variable, begin, begin + 1, ""); }

void TextScanner::symbol(TokenKind kind, std::uint32_t begin, std::string_view text) {
  emit(kind, begin, begin + static_cast<std::uint32_t>(text.size()), text);
}

void TextScanner::open_paren(std::uint32_t begin) {
  const auto line = text_.substr(line_start_, begin - line_start_);
  const bool first = line_start_ <= begin && std::all_of(line.begin(), line.end(), is_blank);
  emit(first ? TokenKind::LineParen : TokenKind::LeftParen, begin, begin + 1, "(");
}

void TextScanner::open_bracket(std::uint32_t begin) {
  emit(space_before(text_, begin) ? TokenKind::ListStart : TokenKind::LeftBracket, begin, begin + 1, "[");
}

void TextScanner::open_brace(std::uint32_t begin) {
  emit(after_ == TokenKind::Question ? TokenKind::SelectorBrace : TokenKind::LeftBrace, begin, begin + 1, "{");
}

void TextScanner::gap() {
  last_match_ = "";
  blanks_count_ = true;
}

void TextScanner::newline() {
  gap();
  if (heredoc_jump_ != 0) {
    move_to(std::exchange(heredoc_jump_, 0));
  }
  line_start_ = position();
}

// Puppet remembers white space as a match only where it has looked for it in vain of something else.
void TextScanner::blanks(std::string_view text) { last_match_ = std::exchange(blanks_count_, false) ? text : ""; }

void TextScanner::misplaced_scope_mark(std::uint32_t begin) {
  fail("Illegal fully qualified name", "ILLEGAL_FULLY_QUALIFIED_NAME", begin + 2);
}

void TextScanner::unknown(std::uint32_t begin) { emit(TokenKind::Other, begin, begin + 1, ""); }

void TextScanner::comment_begin(std::uint32_t begin) { comment_begin_ = begin; }

void TextScanner::unclosed_comment() { fail("Unclosed multiline comment", "UNCLOSED_MLCOMMENT", comment_begin_); }

std::string TextScanner::followed_by() const {
  const std::string_view left = rest();
  if (left.empty()) {
    return "<eof>";
  }
  std::size_t end = 0;
  for (int count = 0; end < left.size(); ++end) {
    const bool starts = (static_cast<unsigned char>(left[end]) & 0xC0U) != 0x80U;
    if (starts && ++count > 5) {
      break;
    }
  }
  std::string text;
  for (const char byte : left.substr(0, end)) {
    switch (byte) {
      case '\t': text += "\\t"; break;
      case '\n': text += "\\n"; break;
      case '\r': text += "\\r"; break;
      default: text += byte;
    }
  }
  return text + "...";
}

std::vector<std::string_view> keywords() {
  std::vector<std::string_view> words;
  for (const auto& [word, kind] : keyword_table) {
    words.push_back(word);
  }
  return words;
}

TokenStream scan(const SourcePointer& source, TextKind kind, std::pmr::memory_resource& arena,
                 const PatternCheck& check) {
  TokenStream stream;
  const std::string_view text = source->text();
  stream.tokens.reserve(text.size() / 5 + 16);
  stream.kinds.reserve(text.size() / 5 + 16);
  ScanContext context{source, arena, stream, check};
  TextScanner scanner(context, text, {});
  try {
    if (kind == TextKind::Template) {
      scanner.scan_template();
    } else {
      scanner.scan_program();
    }
  } catch (ScanFailure& failure) {
    stream.failure = std::move(failure.diagnostic);
    stream.add(TokenKind::Failure, stream.failure->place.span, "");
  }
  return stream;
}

}  // namespace volley::lang
