#include "runtime/execute/definition_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "lang/parser.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/execute/actions.hpp"
#include "runtime/project/module_path.hpp"
#include "runtime/value/regexp.hpp"

namespace volley::runtime {
namespace {

struct Wanted {
  std::string_view kind;  // "plan", "function": as errors name it
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

// Types are asked for in lower case, as their files are named, and defined in upper case.
bool same_name(std::string_view defined, std::string_view wanted) {
  return std::equal(defined.begin(), defined.end(), wanted.begin(), wanted.end(), [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
  });
}

// The one definition that a file must hold. Throws PlanError for any other content.
const lang::Node& sole_definition(const lang::Program& program, lang::NodeKind kind, const Wanted& wanted) {
  for (const lang::Node* definition : program.definitions) {
    if (definition->kind != kind) {
      continue;
    }
    if (same_name(name_of(*definition), wanted.name)) {
      return *definition;
    }
    throw PlanError("bolt/pal-error",
                    fmt::format("The code loaded from {} produced {} with the wrong name, expected {}, actual {}",
                                wanted.path, wanted.kind, wanted.name, name_of(*definition)));
  }
  throw PlanError("bolt/pal-error", fmt::format("The code loaded from {} does not define the {} {}", wanted.path,
                                                wanted.kind, wanted.name));
}

}  // namespace

lang::ProgramPointer DefinitionFiles::parse_file(const std::string& path) {
  auto& program = programs_[path];
  if (program == nullptr) {
    program =
        lang::parse_program(std::make_shared<const lang::Source>(path, *read_file_content(path)), Regexp::problem);
  }
  return program;
}

Loaded<lang::FunctionDefinition> DefinitionFiles::load_function(std::string_view name) {
  const auto path = modules_.function_file(name);
  if (!path) {
    return {};
  }
  const auto program = parse_file(*path);
  const lang::Node& node = sole_definition(*program, lang::NodeKind::FunctionDefinition, {"function", name, *path});
  return {program, static_cast<const lang::FunctionDefinition*>(&node)};
}

Loaded<lang::PlanDefinition> DefinitionFiles::load_plan(std::string_view name) {
  const auto path = modules_.plan_file(name);
  if (!path) {
    return {};
  }
  const auto program = parse_file(*path);
  const lang::Node& node = sole_definition(*program, lang::NodeKind::PlanDefinition, {"plan", name, *path});
  return {program, static_cast<const lang::PlanDefinition*>(&node)};
}

Loaded<lang::TypeAlias> DefinitionFiles::load_type(std::string_view name) {
  const auto path = modules_.type_file(name);
  if (!path) {
    return {};
  }
  const auto program = parse_file(*path);
  const lang::Node& node = sole_definition(*program, lang::NodeKind::TypeAlias, {"type", name, *path});
  return {program, static_cast<const lang::TypeAlias*>(&node)};
}

}  // namespace volley::runtime
