// plan convert
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "cli/commands/commands.hpp"
#include "cli/session.hpp"
#include "lang/diagnostic.hpp"
#include "lang/parser.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/project/project.hpp"
#include "runtime/value/regexp.hpp"
#include "runtime/yaml_plan/convert.hpp"

namespace volley::cli {
namespace {

namespace fs = std::filesystem;

// The operand is a path or the name of a plan.
std::string file_of(Session& session) {
  const fs::path path = fs::absolute(session.object()).lexically_normal();
  std::error_code error;
  if (!fs::exists(path, error)) {
    runtime::ModulePath& modules = session.workspace().modules();
    if (const auto yaml = modules.yaml_plan_file(session.object())) {
      return *yaml;
    }
    if (const auto language = modules.plan_file(session.object())) {
      return *language;
    }
  }
  return path.string();
}

std::string read_plan(const std::string& path) {
  std::error_code error;
  if (!fs::exists(path, error)) {
    throw runtime::PlanError("bolt/file-error", "Could not read yaml plan file: " + path);
  }
  return runtime::read_file(path, "plan");
}

}  // namespace

int convert_plan(Session& session) {
  const std::string path = file_of(session);
  const std::string name = runtime::plan_name_of_path(path);
  if (fs::path(path).extension() != ".yaml") {
    throw runtime::PlanError("bolt/convert-error", "You can only convert plans written in yaml");
  }
  const runtime::YamlPlan plan = runtime::read_yaml_plan(name, {path, read_plan(path), {}});
  const std::string code = runtime::convert_yaml_plan(plan);
  fmt::print("{}", code);
  std::fflush(stdout);
  try {
    static_cast<void>(
        lang::parse_program(std::make_shared<const lang::Source>("<converted>", code), runtime::Regexp::problem));
    return 0;
  } catch (const lang::ParseError& error) {
    const lang::Position at = error.diagnostics().front().place.position();
    fmt::print(stderr, "The converted puppet plan contains invalid puppet code: {} (line: {}, column: {})\n",
               error.summary(), at.line, at.column);
    return 1;
  }
}

}  // namespace volley::cli
