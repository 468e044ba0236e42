// plan new
#include <fmt/format.h>

#include <filesystem>

#include "cli/commands/commands.hpp"
#include "cli/commands/new_files.hpp"
#include "cli/session.hpp"
#include "runtime/evaluate/error.hpp"

namespace volley::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kYamlPlan =
    R"(# A plan in YAML: what it takes, the steps that it goes through, and what it answers.

# The first thing that 'volley plan show' tells about the plan.
description: A plan created with volley plan new

# What can be given to the plan, with types and defaults.
parameters:
  targets:
    type: TargetSpec
    description: A list of targets to run actions on
    default: localhost

# One after the other. A step with a name leaves its result in a variable of that name.
steps:
  - message: Hello from {0}
  - name: command_step
    command: whoami
    targets: $targets

# The result of the plan.
return: $command_step
)";

constexpr std::string_view kYamlScriptPlan = R"(# A plan in YAML that runs a script.

# The first thing that 'volley plan show' tells about the plan.
description: A plan created with volley plan new

# What can be given to the plan, with types and defaults.
parameters:
  targets:
    type: TargetSpec
    description: A list of targets to run actions on

# One after the other. A step with a name leaves its result in a variable of that name.
steps:
  - name: run_script
    script: {1}
    targets: $targets

# The result of the plan.
return: $run_script
)";

constexpr std::string_view kLanguagePlan = R"(# The comment above a plan is what 'volley plan show' tells about it.
# @summary A plan created with volley plan new.
# @param targets The targets to run on.
plan {0} (
  TargetSpec $targets = "localhost"
) {{
  out::message("Hello from {0}")
  $command_result = run_command('whoami', $targets)
  return $command_result
}}
)";

constexpr std::string_view kLanguageScriptPlan =
    R"(# The comment above a plan is what 'volley plan show' tells about it.
# @summary A plan created with volley plan new.
# @param targets The targets to run on.
plan {0} (
  TargetSpec $targets
) {{
  return run_script('{1}', $targets)
}}
)";

// The plan's path below `plans`, without an extension.
fs::path relative_path(std::string_view name) {
  fs::path path;
  std::size_t at = name.find("::");
  while (at != std::string_view::npos) {
    const std::size_t begin = at + 2;
    at = name.find("::", begin);
    path /= name.substr(begin, at == std::string_view::npos ? at : at - begin);
  }
  return path.empty() ? fs::path("init") : path;
}

void check_name(const runtime::Project& project, const std::string& name) {
  if (project.name().empty()) {
    throw runtime::PlanError(
        "bolt/unnamed-project-error",
        fmt::format("Project directory '{}' is not a named project. Unable to create a project-level plan. To name a "
                    "project, set the 'name' key in the 'bolt-project.yaml' configuration file.",
                    project.path()));
  }
  if (name.substr(0, name.find("::")) != project.name()) {
    throw runtime::PlanError("bolt/validation-error",
                             fmt::format("Incomplete plan name: A plan name must be prefixed with the name of the "
                                         "project or module. Did you mean '{}::{}'?",
                                         project.name(), name));
  }
}

void check_free(const fs::path& stem, const std::string& name) {
  for (const std::string_view extension : {".pp", ".yaml"}) {
    fs::path path = stem;
    path += extension;
    std::error_code error;
    if (fs::exists(path, error)) {
      throw runtime::PlanError(
          "bolt/existing-plan-error",
          fmt::format("A plan with the name '{}' already exists at '{}', nothing to do.", name, path.string()));
    }
  }
}

std::string content(Session& session, const std::string& name, bool in_language) {
  const auto script = session.arguments().text("script");
  if (!script) {
    return fmt::format(fmt::runtime(in_language ? kLanguagePlan : kYamlPlan), name);
  }
  if (!session.workspace().modules().find_file(*script)) {
    throw runtime::PlanError("bolt/file-error", fmt::format("The script '{}' does not exist", *script));
  }
  return fmt::format(fmt::runtime(in_language ? kLanguageScriptPlan : kYamlScriptPlan), name, *script);
}

}  // namespace

int new_plan(Session& session) {
  const std::string& name = session.object();
  check_name(session.project(), name);
  fs::path path = fs::path(session.project().path()) / "plans" / relative_path(name);
  check_free(path, name);
  const bool in_language = session.arguments().flag("pp");
  path += in_language ? ".pp" : ".yaml";
  write_new_file(path, content(session, name, in_language));
  session.output().document(fmt::format("Created plan '{0}' at '{1}'\n\n"
                                        "Show this plan with:\n    volley plan show {0}\n"
                                        "Run this plan with:\n    volley plan run {0}\n",
                                        name, path.string()),
                            runtime::Value(runtime::Hash{{"name", name}, {"path", path.string()}}));
  return 0;
}

}  // namespace volley::cli
