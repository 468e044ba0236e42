#include "lang/parser.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "lang/grammar/parse_tokens.hpp"
#include "lang/resolver.hpp"
#include "lang/scanner.hpp"
#include "lang/tree_memory.hpp"
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
    if (source.text().starts_with(mark.bytes)) {
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

// Puppet reads the text as it goes: what it had not read when it met the error it has not warned about.
std::vector<Diagnostic> warnings_before(const ParseError& error, std::vector<Diagnostic> warnings) {
  const Diagnostic& first = error.diagnostics().front();
  if (first.place.known() && !first.at_end_of_input) {
    std::erase_if(warnings, [&](const Diagnostic& warning) {
      return warning.place.span.begin > std::max(first.place.span.begin, first.place.span.end);
    });
  }
  return warnings;
}

struct Reading {
  TextKind kind;
  Shape shape;
  const PatternCheck& check;
  std::size_t heredocs = 0;  // around this text
};

void check_program(const Program& program, TreeBuilder& builder, const Reading& reading, bool has_heredoc);

ProgramPointer parse(const SourcePointer& source, const Reading& reading) {
  refuse_byte_order_mark(*source);
  auto program = std::make_shared<Program>();
  program->source = source;
  program->arena =
      std::make_unique<std::pmr::monotonic_buffer_resource>(source->text().size() * 8 + 1024, tree_memory());
  TokenStream stream = scan(source, reading.kind, *program->arena, reading.check);
  TreeBuilder builder(source, stream, *program->arena);
  try {
    parse_tokens(stream, reading.shape, builder);
    program->body = builder.finish();
  } catch (ParseError& error) {
    error.add_warnings(warnings_before(error, std::move(stream.warnings)));
    throw;
  }
  program->definitions = builder.definitions();
  program->sites = builder.sites();
  program->warnings = std::move(stream.warnings);
  const bool has_heredoc = stream.kinds.find(static_cast<char>(TokenKind::Heredoc)) != std::string::npos;
  try {
    check_program(*program, builder, reading, has_heredoc);
  } catch (ParseError& error) {
    error.add_warnings(program->warnings);
    throw;
  }
  resolve(*program);
  return program;
}

// How the text of a heredoc is read that stands in `heredocs` others.
HeredocParser heredoc_parser(const PatternCheck& check, std::size_t heredocs) {
  return [&check, heredocs](const SourcePointer& text, HeredocLanguage language) {
    const bool is_program = language == HeredocLanguage::Program;
    const TextKind kind = is_program ? TextKind::Program : TextKind::Template;
    const Shape shape = is_program ? Shape::Program : Shape::Template;
    static_cast<void>(parse(text, Reading{kind, shape, check, heredocs + 1}));
  };
}

// The first wrong heredoc is all that is reported, whatever else there may be.
void check_program(const Program& program, TreeBuilder& builder, const Reading& reading, bool has_heredoc) {
  if (has_heredoc && reading.heredocs < kMaximumHeredocs) {
    check_heredoc_syntax(program, heredoc_parser(reading.check, reading.heredocs));
  }
  validate(program, builder.take_oversized());
}

}  // namespace

ProgramPointer parse_program(const SourcePointer& source, const PatternCheck& check) {
  return parse(source, Reading{TextKind::Program, Shape::Program, check});
}

ProgramPointer parse_template(const SourcePointer& source, const PatternCheck& check) {
  return parse(source, Reading{TextKind::Template, Shape::Template, check});
}

ProgramPointer parse_type_expression(const SourcePointer& source, const PatternCheck& check) {
  return parse(source, Reading{TextKind::Program, Shape::TypeExpression, check});
}

std::optional<HeredocProblem> check_heredoc_text(std::string_view text, std::string_view syntax,
                                                 const PatternCheck& check) {
  return heredoc_problem(text, syntax, heredoc_parser(check, 0));
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
