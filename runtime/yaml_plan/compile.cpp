#include "runtime/yaml_plan/compile.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lang/parser.hpp"
#include "runtime/value/regexp.hpp"
#include "runtime/yaml_plan/code_text.hpp"
#include "runtime/yaml_plan/resource_step.hpp"

namespace volley::runtime {
namespace {

class Compiler {
 public:
  explicit Compiler(const YamlPlan& plan) : plan_(plan), yaml_(plan.source) {}

  CodeText compile() {
    const std::uint32_t top = plan_.root->offset;
    code_.add(fmt::format("plan {}(\n", plan_.name), top);
    for (const YamlParameter& parameter : plan_.parameters) {
      write_parameter(parameter);
    }
    code_.add(") {\n", top);
    for (const YamlStep& step : plan_.steps) {
      write_step(step);
    }
    if (plan_.result != nullptr) {
      code_.add("return(", plan_.result->offset);
      write_result(*plan_.result);
      code_.add(")\n", plan_.result->offset);
    }
    code_.add("}\n", top);
    return std::move(code_);
  }

 private:
  void write_result(const YamlNode& result) {
    try {
      write_value(code_, yaml_, result);
    } catch (const lang::ParseError& error) {
      refuse_yaml_plan(error.diagnostics().front().place, fmt::format("Error parsing \"return\": {}", error.summary()));
    }
  }

  void write_parameter(const YamlParameter& parameter) {
    if (parameter.type != nullptr) {
      write_type(*parameter.type);
    }
    code_.add(fmt::format(" ${}", parameter.name), parameter.offset);
    if (parameter.default_value != nullptr) {
      code_.add(" = ", parameter.offset);
      write_data(code_, *parameter.default_value);
    }
    code_.add(",\n", parameter.offset);
  }

  void write_type(const YamlNode& type) {
    CodeText text;
    const bool word_for_word = yaml_->text().substr(type.offset).starts_with(type.text);
    if (word_for_word) {
      text.copy(type.text, type.offset);
    } else {
      text.add(type.text, type.offset);
    }
    try {
      static_cast<void>(lang::parse_type_expression(text.source(yaml_), Regexp::problem));
    } catch (const lang::ParseError& error) {
      refuse_yaml_plan(error.diagnostics().front().place, error.summary());
    }
    code_.append(text);
  }

  void write_step(const YamlStep& step) {
    const std::uint32_t place = step.body->offset;
    const std::string target = step.name.empty() ? std::string() : fmt::format("${} = ", step.name);
    if (step.kind->key == "resources") {
      write_resource_step(code_, yaml_, step, target);
      return;
    }
    code_.add(target, place);
    if (!step.kind->function.empty()) {
      write_call(step);
    } else if (step.name.empty()) {
      // As a statement a mere value would be refused: it has no effect.
      code_.add("with(", place);
      write_value(code_, yaml_, *step.body->find("eval"));
      code_.add(") |$_value| { }", place);
    } else {
      write_value(code_, yaml_, *step.body->find("eval"));
    }
    code_.add("\n", place);
  }

  void write_call(const YamlStep& step) {
    const YamlNode& action = *step.body->find(step.kind->key);
    code_.add(fmt::format("{}(", step.kind->function), action.offset);
    for (const std::string_view argument : step.kind->arguments) {
      const bool optional = argument.front() == '[';
      const YamlNode* value = step.body->find(optional ? argument.substr(1, argument.size() - 2) : argument);
      if (!optional || (value != nullptr && value->counts())) {
        write_value(code_, yaml_, *value);
        code_.add(", ", value->offset);
      }
    }
    write_options(code_, yaml_, step);
    code_.add(")", action.offset);
  }

  const YamlPlan& plan_;
  const lang::SourcePointer& yaml_;
  CodeText code_;
};

}  // namespace

Loaded<lang::PlanDefinition> compile_yaml_plan(const YamlPlan& plan) {
  const CodeText code = Compiler(plan).compile();
  const lang::ProgramPointer program = lang::parse_program(code.source(plan.source), Regexp::problem);
  return {program, static_cast<const lang::PlanDefinition*>(program->definitions[0])};
}

}  // namespace volley::runtime
