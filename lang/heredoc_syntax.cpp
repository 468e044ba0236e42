#include "lang/heredoc_syntax.hpp"

#include <algorithm>
#include <memory>

#include "lang/children.hpp"
#include "lang/diagnostic.hpp"
#include "lang/json_syntax.hpp"

namespace volley::lang {
namespace {

// The first `count` characters, on one line.
std::string shortened(std::string_view text, std::size_t count) {
  std::string out;
  for (const char byte : text) {
    const bool starts = (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    if (starts && count-- == 0) {
      break;
    }
    if (byte != '\n') {
      out += byte;
      continue;
    }
    if (out.ends_with('\r')) {
      out.pop_back();
    }
    out += "\\n";
  }
  return out;
}

std::optional<HeredocProblem> json_heredoc(std::string_view text) {
  const std::optional<std::string> problem = json_problem(text);
  if (!problem) {
    return std::nullopt;
  }
  const std::string message = "JSON syntax checker: Cannot parse invalid JSON string. \"" + shortened(*problem, 100);
  return HeredocProblem{message + "\"", "ILLEGAL_JSON", ""};
}

bool is_base64_letter(char byte) {
  return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '+' ||
         byte == '/';
}

// Four letters for three bytes; at the end '=' stands for what is missing, and then the last letter has bits to spare
// that are zero.
bool is_base64(std::string_view text) {
  if (text.size() % 4 != 0) {
    return false;
  }
  const std::size_t padding = text.ends_with("==") ? 2 : (text.ends_with('=') ? 1 : 0);
  const std::string_view letters = text.substr(0, text.size() - padding);
  if (!std::all_of(letters.begin(), letters.end(), is_base64_letter)) {
    return false;
  }
  static constexpr std::string_view after_one = "AQgw";
  static constexpr std::string_view after_two = "AEIMQUYcgkosw048";
  return padding == 0 || (padding == 2 ? after_one : after_two).find(letters.back()) != std::string_view::npos;
}

std::optional<HeredocProblem> base64_heredoc(std::string_view text) {
  std::string letters(text);
  std::erase_if(letters, [](char byte) { return std::string_view(" \t\r\n?").find(byte) != std::string_view::npos; });
  if (is_base64(letters)) {
    return std::nullopt;
  }
  const bool odd = letters.size() * 8 % 6 != 0;
  return HeredocProblem{
      std::string("Base64 syntax checker: Cannot parse invalid Base64 string - ") +
          (odd ? "padding is not correct" : "contains letters outside strict base 64 range (or whitespace)"),
      "ILLEGAL_BASE64", ""};
}

std::string parse_message(const ParseError& error) {
  const Diagnostic& first = error.diagnostics().front();
  std::string message = error.summary();
  if (error.diagnostics().size() == 1 && first.place.known() && !first.at_end_of_input) {
    const Position position = first.place.position();
    message += " (line: " + std::to_string(position.line) + ", column: " + std::to_string(position.column) + ")";
  }
  return message;
}

// Several mistakes are only counted in the message; here they are named.
std::string all_mistakes(const ParseError& error) {
  std::string hint;
  for (const Diagnostic& mistake : error.diagnostics()) {
    const Position position = mistake.place.position();
    hint += (hint.empty() ? "" : "; ") + ("line " + std::to_string(position.line) + " of the text: ") + mistake.message;
  }
  return error.diagnostics().size() > 1 ? hint : "";
}

std::optional<HeredocProblem> code_heredoc(std::string_view text, bool is_program, const HeredocParser& parse) {
  try {
    parse(std::make_shared<const Source>("<heredoc>", std::string(text)),
          is_program ? HeredocLanguage::Program : HeredocLanguage::Template);
    return std::nullopt;
  } catch (const ParseError& error) {
    const std::string start = is_program ? "PP syntax checker: \"" : "EPP syntax checker: \"";
    return HeredocProblem{start + shortened(parse_message(error), 500) + "\"",
                          is_program ? "ILLEGAL_PP" : "ILLEGAL_EPP", all_mistakes(error)};
  }
}

class HeredocFinder : public EveryNode<HeredocFinder> {
 public:
  HeredocFinder(const Program& program, const HeredocParser& parse) : program_(program), parse_(parse) {}

  bool enter(const Node& node) {
    if (node.kind == NodeKind::Heredoc) {
      check(static_cast<const Heredoc&>(node));
    }
    return true;
  }

 private:
  void check(const Heredoc& heredoc) const {
    if (heredoc.text->kind != NodeKind::LiteralString || heredoc.syntax.empty()) {
      return;
    }
    const std::string_view text = static_cast<const LiteralString&>(*heredoc.text).value;
    if (std::optional<HeredocProblem> problem = heredoc_problem(text, heredoc.syntax, parse_)) {
      throw ParseError(
          {Diagnostic{Severity::Error, std::move(problem->message), Place{program_.source, heredoc.text->span},
                      std::string(problem->issue_code), std::move(problem->hint)}});
    }
  }

  const Program& program_;
  const HeredocParser& parse_;
};

}  // namespace

std::optional<HeredocProblem> heredoc_problem(std::string_view text, std::string_view syntax,
                                              const HeredocParser& parse) {
  const std::string_view language = syntax.substr(syntax.rfind('+') + 1);
  std::optional<HeredocProblem> problem;
  if (language == "json") {
    problem = json_heredoc(text);
  } else if (language == "base64") {
    problem = base64_heredoc(text);
  } else if (language == "pp" || language == "epp") {
    problem = code_heredoc(text, language == "pp", parse);
  }
  if (problem) {
    problem->message = "Invalid produced text having syntax: '" + std::string(syntax) + "'. " + problem->message;
  }
  return problem;
}

void check_heredoc_syntax(const Program& program, const HeredocParser& parse) {
  HeredocFinder(program, parse)(*program.body);
}

}  // namespace volley::lang
