// The one way from text to tree: parse, validate as Puppet does, resolve names to slots.
//
//   auto program = lang::parse_program(std::make_shared<lang::Source>("plans/x.pp", text));
//
// Throws ParseError with every diagnostic found; a Program that is returned has passed Puppet's static checks.
#pragma once

#include <string_view>

#include "lang/ast.hpp"
#include "lang/diagnostic.hpp"
#include "lang/heredoc_syntax.hpp"
#include "lang/pattern_check.hpp"

namespace volley::lang {

[[nodiscard]] ProgramPointer parse_program(const SourcePointer& source, const PatternCheck& check = {});

// A template: text with <% %> tags. Same errors as parse_program.
[[nodiscard]] ProgramPointer parse_template(const SourcePointer& source, const PatternCheck& check = {});

// What is wrong with the text that a heredoc has produced, when its tag names a language that is checked.
[[nodiscard]] std::optional<HeredocProblem> check_heredoc_text(std::string_view text, std::string_view syntax,
                                                               const PatternCheck& check = {});

// What a REPL needs to know of a line: run it, ask for more, or report it.
enum class InputState { Complete, Incomplete, Failed };
[[nodiscard]] InputState input_state(std::string_view text);

// A type expression on its own, as task metadata and function signatures hold them ("Optional[String[1]]").
[[nodiscard]] ProgramPointer parse_type_expression(const SourcePointer& source, const PatternCheck& check = {});

}  // namespace volley::lang
