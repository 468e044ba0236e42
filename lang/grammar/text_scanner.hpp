// The scanner of one text: the program itself, or the text of a heredoc (which has a scanner of its own, because its
// margins are gone and its offsets have to be mapped back). Internal to the scanner's .cpp files.
#pragma once

#include <tao/pegtl.hpp>

#include <memory_resource>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "lang/pattern_check.hpp"
#include "lang/token.hpp"

namespace volley::lang {

// Thrown where the text cannot be read on; carries what Puppet says about it.
struct ScanFailure {
  Diagnostic diagnostic;
};

// Which escapes a quoted text knows: the letters after the backslash, and whether others are worth a warning.
struct EscapeSet {
  std::string letters;
  bool line_breaks = false;  // a backslash at the end of a line joins the lines
  bool warn = false;
};

// Where a piece of text that was cut out of the source begins, in the text and in the source.
struct OffsetPiece {
  std::uint32_t local;
  std::uint32_t global;
};

// What all scanners of one source share.
struct ScanContext {
  const SourcePointer& source;
  std::pmr::memory_resource& arena;
  TokenStream& out;
  const PatternCheck& check_pattern;
  int depth = 0;
  std::unordered_set<std::string_view> good_patterns = {};  // checked already
};

class TextScanner {
 public:
  TextScanner(ScanContext& context, std::string_view text, std::vector<OffsetPiece> pieces);

  void scan_program();
  void scan_template();
  void scan_heredoc_text(bool interpolate, const EscapeSet& escapes);

  // Events of the lexical grammar; offsets are of the token's first byte.
  void name(std::uint32_t begin, std::string_view text);
  void class_name(std::uint32_t begin, std::string_view text);
  void variable(std::uint32_t begin, std::string_view text);
  void lone_dollar(std::uint32_t begin);
  void number(std::uint32_t begin, std::string_view text);
  void bad_number(std::uint32_t begin);
  void symbol(TokenKind kind, std::uint32_t begin, std::string_view text);
  void open_paren(std::uint32_t begin);
  void open_bracket(std::uint32_t begin);
  void open_brace(std::uint32_t begin);
  void newline();
  void gap();  // a comment, a line break, the start of an interpolation
  void blanks(std::string_view text);
  void misplaced_scope_mark(std::uint32_t begin);
  void unknown(std::uint32_t begin);
  void comment_begin(std::uint32_t begin);
  [[noreturn]] void unclosed_comment();

  // Rules that only the scanner can delimit; false: not here.
  bool single_quoted();
  bool double_quoted();
  bool regular_expression();
  bool heredoc();
  bool template_end();

  [[nodiscard]] std::uint32_t offset(const char* at) const { return static_cast<std::uint32_t>(at - text_.data()); }

 private:
  using Input = tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy, tao::pegtl::eol::lf, const char*>;
  enum class TemplateMode { None, Text, Code, Expression };
  enum class Quote { Double, Plain };
  struct Slurped {
    std::string_view text;
    std::string_view terminator;
    bool found = false;
  };
  struct HeredocTag;
  struct HeredocEnd;

  void lexeme();
  void run_to_end();
  [[nodiscard]] std::uint32_t position() const { return offset(input_.current()); }
  void move_to(std::uint32_t target);
  [[nodiscard]] std::string_view rest() const { return text_.substr(position()); }
  [[nodiscard]] std::uint32_t global(std::uint32_t local) const;
  void emit(TokenKind kind, std::uint32_t begin, std::uint32_t end, std::string_view text);

  [[nodiscard]] Diagnostic diagnostic(std::string message, std::string_view issue, std::uint32_t at) const;
  [[noreturn]] void fail(std::string message, std::string_view issue, std::uint32_t at) const;
  void warn(std::string message, std::string_view issue, std::uint32_t at);
  [[nodiscard]] std::string followed_by() const;
  [[nodiscard]] std::string_view keep(std::string text);
  void check_number(std::string_view text, std::uint32_t at) const;

  // text_scanner_strings.cpp
  void quoted(Quote quote);
  bool quoted_segment(Quote quote, std::uint32_t& segment_begin, TokenKind kind, bool first);
  void interpolation();
  void to_variable(std::size_t token);
  [[nodiscard]] Slurped slurp(Quote quote);
  [[nodiscard]] std::string_view decode(std::string_view raw, const EscapeSet& escapes);
  [[nodiscard]] std::string decode_unicode(std::string_view raw) const;

  // text_scanner_heredoc.cpp
  [[nodiscard]] HeredocTag heredoc_tag();
  void heredoc_text(const HeredocTag& tag, std::uint32_t tag_begin, std::uint32_t tag_end);
  void scan_heredoc_lines(const HeredocTag& tag, const HeredocEnd& end, std::uint32_t begin, std::uint32_t text_end);

  // text_scanner_template.cpp
  void template_text(bool skip_leading);
  void template_text_end(std::string text, std::uint32_t begin);
  bool template_comment(std::string& text, bool& skip_leading);

  ScanContext& context_;
  std::string_view text_;
  std::vector<OffsetPiece> pieces_;
  Input input_;
  TokenKind after_ = TokenKind::Semicolon;
  TokenKind before_string_ = TokenKind::Semicolon;
  std::uint32_t line_start_ = 0;
  std::uint32_t comment_begin_ = 0;
  std::uint32_t heredoc_jump_ = 0;  // where the texts of this line's heredocs end; 0: no heredoc on this line
  std::string_view last_match_;     // Puppet names it in the message for an unclosed quote
  TemplateMode template_mode_ = TemplateMode::None;
  bool blanks_count_ = false;  // whether white space here becomes last_match_
  bool template_open_ = false;
  bool plain_interpolates_ = true;
  EscapeSet escapes_;
};

}  // namespace volley::lang
