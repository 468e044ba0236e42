// The values of a plan in YAML as code of the plan language, with the place in the YAML that each part comes from.
//
//   CodeText code;
//   write_value(code, yaml, *step.find("eval"));
//   lang::parse_program(code.source(yaml));
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/ast.hpp"
#include "runtime/project/yaml_tree.hpp"

namespace volley::runtime {

class CodeText {
 public:
  // Text that stands for one place of the YAML.
  void add(std::string_view text, std::uint32_t original);
  // Text that is there word for word.
  void copy(std::string_view text, std::uint32_t original);
  void append(const CodeText& other);

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] lang::SourcePointer source(const lang::SourcePointer& yaml) const;

 private:
  std::string text_;
  std::vector<lang::Origin> origins_;
};

// How a scalar is meant.
enum class ScalarMeaning { Data, Code, Interpolated };
[[nodiscard]] ScalarMeaning meaning_of(const YamlNode& scalar);

struct CodeProblem {
  std::string message;
  lang::Place place;
};
// What is wrong with the code in a scalar.
[[nodiscard]] std::optional<CodeProblem> code_problem(const lang::SourcePointer& yaml, const YamlNode& scalar);

// The value as an expression. Throws ParseError for code that is wrong.
void write_value(CodeText& out, const lang::SourcePointer& yaml, const YamlNode& node);
// The same when nothing in it is code.
void write_data(CodeText& out, const YamlNode& node);

// The code of a scalar as it is written; plain text that is no code as if it stood in double quotes.
void write_code(CodeText& out, const lang::SourcePointer& yaml, const YamlNode& scalar);

// 'it\'s'
[[nodiscard]] std::string single_quoted(std::string_view text);

}  // namespace volley::runtime
