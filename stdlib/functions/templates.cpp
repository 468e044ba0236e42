// epp and inline_epp: text made from templates.
#include <filesystem>
#include <memory>
#include <optional>

#include "lang/parser.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/evaluate/evaluator.hpp"
#include "runtime/execute/actions.hpp"
#include "runtime/value/regexp.hpp"
#include "runtime/value/sensitive.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/module_content.hpp"

namespace volley::stdlib {
namespace {

namespace fs = std::filesystem;

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Value;

lang::ProgramPointer parse(const Call& call, const std::string& name, const std::string& text) {
  try {
    return lang::parse_template(std::make_shared<const lang::Source>(name, text), runtime::Regexp::problem);
  } catch (const lang::ParseError& error) {
    const lang::Diagnostic& first = error.diagnostics().front();
    const std::string start = std::string(call.name) + "(): Invalid EPP: " + first.message + " (file: " + name;
    if (!first.place.known()) {
      throw EvaluationError(start + ")");
    }
    const lang::Position position = first.place.position();
    throw EvaluationError(start + ", line: " + std::to_string(position.line) +
                          ", column: " + std::to_string(position.column) + ")");
  }
}

std::optional<runtime::Hash> given_parameters(const Call& call) {
  return call.has(1) ? std::optional(call.arguments[1].as_hash()) : std::nullopt;
}

// Only a template that ended early can have made anything else.
Value checked(const Call& call, Value rendered) {
  const auto* secret = rendered.as<runtime::Sensitive>();
  if (rendered.is_string() || (secret != nullptr && secret->unwrap().is_string())) {
    return rendered;
  }
  throw EvaluationError("value returned from function '" + std::string(call.name) +
                        "' has wrong type, expects a value of type String or Sensitive[String], got " +
                        runtime::general_type_name(rendered));
}

Value inline_epp(Call& call) {
  const lang::ProgramPointer program = parse(call, "inlined-epp-text", std::string(call.arguments[0].as_string()));
  return checked(call, call.evaluator.render(program, given_parameters(call), call.frame));
}

bool is_file(const std::string& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

Value epp(Call& call) {
  std::string name(call.arguments[0].as_string());
  if (!is_file(name) && !name.ends_with(".epp")) {
    name += ".epp";
  }
  const std::string path = locate_in_module(call, "templates", name);
  if (!is_file(path)) {
    throw EvaluationError("Could not find template '" + name + "'");
  }
  const runtime::SharedContent text = runtime::read_file_content(path);
  return checked(call, call.evaluator.render(parse(call, path, *text), given_parameters(call)));
}

}  // namespace

Family templates() {
  static const FunctionRecord kTable[] = {
      {"epp",
       {{"String path, Hash[Pattern[/^\\w+$/], Any] ?parameters", "Variant[String, Sensitive[String]]", epp}},
       "The text that the template <module>/templates/<file>.epp gives with the parameters."},
      {"inline_epp",
       {{"String template, Hash[Pattern[/^\\w+$/], Any] ?parameters", "Variant[String, Sensitive[String]]",
         inline_epp}},
       "The text that a template, itself given as text, gives with the parameters."},
  };
  return kTable;
}

}  // namespace volley::stdlib
