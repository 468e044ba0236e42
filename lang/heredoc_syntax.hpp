// The check of heredocs that name the language they hold, @(END:pp) and @(END:epp): their text must be a program or a
// template. Text with interpolation is known only when it is evaluated, and not looked at.
#pragma once

#include <functional>

#include "lang/ast.hpp"

namespace volley::lang {

enum class HeredocLanguage { Program, Template };

// `parse` throws ParseError for text that is not in that language. Throws ParseError at the heredoc.
void check_heredoc_syntax(const Program& program,
                          const std::function<void(const SourcePointer&, HeredocLanguage)>& parse);

}  // namespace volley::lang
