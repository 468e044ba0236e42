#include "runtime/execute/definition_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "lang/label.hpp"
#include "lang/parser.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/execute/actions.hpp"
#include "runtime/project/module_path.hpp"
#include "runtime/project/project.hpp"
#include "runtime/value/regexp.hpp"
#include "runtime/yaml_plan/compile.hpp"

namespace volley::runtime {
namespace {

struct Wanted {
  lang::NodeKind kind;
  std::string_view label;  // "plan", "function": as errors name it
  std::string_view name;
  const std::string& path;
};

std::string name_of(const lang::Node& node) {
  switch (node.kind) {
    case lang::NodeKind::PlanDefinition: return std::string(static_cast<const lang::PlanDefinition&>(node).name);
    case lang::NodeKind::FunctionDefinition:
      return std::string(static_cast<const lang::FunctionDefinition&>(node).name);
    case lang::NodeKind::TypeAlias: return std::string(static_cast<const lang::TypeAlias&>(node).name);
    default: return {};
  }
}

std::string lower(std::string text) {
  for (char& byte : text) {
    byte = static_cast<char>(std::tolower(static_cast<unsigned char>(byte)));
  }
  return text;
}

[[noreturn]] void refuse(const lang::Program& program, const lang::Node& node, std::string message, std::string issue) {
  throw lang::ParseError(
      {{lang::Severity::Error, std::move(message), {program.source, node.span}, std::move(issue), {}, false}});
}

// Statements would never run: a file of a module is read for its definition alone.
void refuse_statements(const lang::Program& program) {
  const lang::Node& body = *program.body;
  const lang::Node* alone = &body;
  const lang::NodeList statements =
      body.kind == lang::NodeKind::Block ? static_cast<const lang::Block&>(body).statements : lang::NodeList(&alone, 1);
  for (const lang::Node* statement : statements) {
    const bool defines =
        statement->kind == lang::NodeKind::Nop ||
        std::find(program.definitions.begin(), program.definitions.end(), statement) != program.definitions.end();
    if (!defines) {
      refuse(program, *statement,
             fmt::format("This {} is unacceptable as a top level construct in this location", lang::label(*statement)),
             "ILLEGAL_TOP_CONSTRUCT_LOCATION");
    }
  }
}

// The one definition that a file must hold. Throws ParseError or EvaluationError for any other content.
const lang::Node& sole_definition(const lang::Program& program, const Wanted& wanted) {
  refuse_statements(program);
  const auto fail = [&](std::string_view what) {
    throw EvaluationError(fmt::format("The code loaded from {} {}", wanted.path, what));
  };
  if (program.definitions.empty()) {
    fail(fmt::format("does not define the {} '{}' - it is empty.", wanted.label, wanted.name));
  }
  if (program.definitions.size() > 1) {
    fail(fmt::format("must contain only the {} '{}' - it has additional definitions.", wanted.label, wanted.name));
  }
  const lang::Node& definition = *program.definitions[0];
  const std::string actual = name_of(definition);
  const bool is_type = wanted.kind == lang::NodeKind::TypeAlias;
  if (definition.kind != wanted.kind) {
    fail(fmt::format("does not define the {} '{}' - no {} found.", wanted.label, wanted.name,
                     is_type ? "type alias or type definition" : wanted.label));
  }
  if (wanted.kind == lang::NodeKind::FunctionDefinition && !lower(actual).starts_with(wanted.name)) {
    refuse(program, definition,
           fmt::format("Unacceptable location. The name '{}' is unacceptable in file '{}'", actual, wanted.path),
           "ILLEGAL_DEFINITION_LOCATION");
  }
  if ((is_type ? lower(actual) : actual) != wanted.name) {
    const std::string_view quote = is_type ? "'" : "";
    fail(fmt::format("produced {0} with the wrong name, expected {3}{1}{3}, actual {3}{2}{3}", wanted.label,
                     wanted.name, actual, quote));
  }
  return definition;
}

std::vector<std::string> keys_of(const std::map<std::string, std::string>& files) {
  std::vector<std::string> names;
  for (const auto& [name, file] : files) {
    names.push_back(name);
  }
  return names;
}

}  // namespace

std::vector<std::string> DefinitionFiles::function_names() { return keys_of(modules_.functions()); }
std::vector<std::string> DefinitionFiles::type_names() { return keys_of(modules_.types()); }

std::optional<std::string> DefinitionFiles::foreign_function(std::string_view name) {
  return modules_.ruby_function_file(name);
}

lang::ProgramPointer DefinitionFiles::parse_file(const std::string& path) {
  auto& program = programs_[path];
  if (program == nullptr) {
    program = lang::parse_program(std::make_shared<const lang::Source>(path, *read_module_file(modules_, path)),
                                  Regexp::problem);
  }
  return program;
}

Loaded<lang::FunctionDefinition> DefinitionFiles::load_function(std::string_view name) {
  const auto path = modules_.function_file(name);
  if (!path) {
    return {};
  }
  const auto program = parse_file(*path);
  const lang::Node& node = sole_definition(*program, {lang::NodeKind::FunctionDefinition, "function", name, *path});
  return {program, static_cast<const lang::FunctionDefinition*>(&node)};
}

Loaded<lang::PlanDefinition> DefinitionFiles::load_plan(std::string_view name) {
  const auto path = modules_.plan_file(name);
  const auto yaml = modules_.yaml_plan_file(name);
  if (path && yaml) {
    throw PlanError("bolt/pal-error", fmt::format("Found multiple files for plan '{}' but only one is allowed", name));
  }
  if (yaml) {
    return compile_yaml_plan(read_yaml_plan(std::string(name), {*yaml, read_file(*yaml, "plan"), {}}));
  }
  if (!path) {
    return {};
  }
  const auto program = parse_file(*path);
  try {
    const lang::Node& node = sole_definition(*program, {lang::NodeKind::PlanDefinition, "plan", name, *path});
    return {program, static_cast<const lang::PlanDefinition*>(&node)};
  } catch (const EvaluationError& error) {
    throw PlanError("bolt/pal-error", error.what());
  }
}

Loaded<lang::TypeAlias> DefinitionFiles::load_type(std::string_view name) {
  const auto path = modules_.type_file(name);
  if (!path) {
    return {};
  }
  const auto program = parse_file(*path);
  const lang::Node& node = sole_definition(*program, {lang::NodeKind::TypeAlias, "type", name, *path});
  return {program, static_cast<const lang::TypeAlias*>(&node)};
}

}  // namespace volley::runtime
