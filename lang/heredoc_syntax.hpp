// The check of heredocs that name the language they hold, @(END:json), base64, pp and epp; of "a+json" the last part
// counts. Texts in other languages pass.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "lang/ast.hpp"

namespace volley::lang {

enum class HeredocLanguage { Program, Template };

// Throws ParseError for text that is not in that language.
using HeredocParser = std::function<void(const SourcePointer&, HeredocLanguage)>;

struct HeredocProblem {
  std::string message;
  std::string_view issue_code;
  std::string hint;
};

[[nodiscard]] std::optional<HeredocProblem> heredoc_problem(std::string_view text, std::string_view syntax,
                                                            const HeredocParser& parse);

// Checks the texts that are known before evaluation; throws ParseError at the heredoc.
void check_heredoc_syntax(const Program& program, const HeredocParser& parse);

}  // namespace volley::lang
