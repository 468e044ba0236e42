#include "lang/parser.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "lang/grammar/parse_tokens.hpp"
#include "lang/heredoc_syntax.hpp"
#include "lang/resolver.hpp"
#include "lang/scanner.hpp"
#include "lang/validate.hpp"

namespace volley::lang {
namespace {

struct ByteOrderMark {
  std::string_view bytes;
  std::string_view name;
  std::string_view shown;
};

void refuse_byte_order_mark(const Source& source) {
  static constexpr std::array<ByteOrderMark, 3> marks{
      {{"\xEF\xBB\xBF", "UTF-8", "[EF BB BF]"}, {"\xFE\xFF", "UTF-16", "[FE FF]"}, {"\xFF\xFE", "UTF-16", "[FF FE]"}}};
  for (const ByteOrderMark& mark : marks) {
    if (source.text().starts_with(mark.bytes) && source.text().size() > mark.bytes.size()) {
      std::string message = "Illegal ";
      message += mark.name;
      message += " Byte Order mark at beginning of input: ";
      message += mark.shown;
      message += " - remove these from the puppet source";
      throw ParseError({Diagnostic{Severity::Error, message, Place{}, "ILLEGAL_BOM", ""}});
    }
  }
}

// A heredoc may hold a program with heredocs, and so on; deeper ones are not looked into.
constexpr std::size_t kMaximumHeredocs = 8;

ProgramPointer parse(const SourcePointer& source, TextKind kind, Shape shape, std::size_t heredocs = 0) {
  refuse_byte_order_mark(*source);
  auto program = std::make_shared<Program>();
  program->source = source;
  program->arena = std::make_unique<std::pmr::monotonic_buffer_resource>(source->text().size() * 8 + 1024);
  TokenStream stream = scan(source, kind, *program->arena);
  TreeBuilder builder(source, stream, *program->arena);
  parse_tokens(stream, shape, builder);
  program->body = builder.finish();
  program->definitions = builder.definitions();
  program->sites = builder.sites();
  program->warnings = std::move(stream.warnings);
  validate(*program, builder.take_oversized());
  const bool has_heredoc = stream.kinds.find(static_cast<char>(TokenKind::Heredoc)) != std::string::npos;
  if (has_heredoc && heredocs < kMaximumHeredocs) {
    check_heredoc_syntax(*program, [&](const SourcePointer& text, HeredocLanguage language) {
      const bool is_program = language == HeredocLanguage::Program;
      static_cast<void>(parse(text, is_program ? TextKind::Program : TextKind::Template,
                              is_program ? Shape::Program : Shape::Template, heredocs + 1));
    });
  }
  resolve(*program);
  return program;
}

}  // namespace

ProgramPointer parse_program(const SourcePointer& source) { return parse(source, TextKind::Program, Shape::Program); }

ProgramPointer parse_template(const SourcePointer& source) {
  return parse(source, TextKind::Template, Shape::Template);
}

ProgramPointer parse_type_expression(const SourcePointer& source) {
  return parse(source, TextKind::Program, Shape::TypeExpression);
}

InputState input_state(std::string_view text) {
  try {
    static_cast<void>(parse_program(std::make_shared<Source>("<input>", std::string(text))));
    return InputState::Complete;
  } catch (const ParseError& error) {
    static constexpr std::array<std::string_view, 5> unfinished{"UNCLOSED_QUOTE", "UNCLOSED_MLCOMMENT",
                                                                "HEREDOC_WITHOUT_TEXT", "HEREDOC_UNCLOSED_PARENTHESIS",
                                                                "HEREDOC_WITHOUT_END_TAGGED_LINE"};
    const Diagnostic& first = error.diagnostics().front();
    const bool at_end = first.at_end_of_input;
    const bool open = std::find(unfinished.begin(), unfinished.end(), first.issue_code) != unfinished.end();
    return at_end || open ? InputState::Incomplete : InputState::Failed;
  }
}

}  // namespace volley::lang
