// project init, project migrate
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "cli/commands/commands.hpp"
#include "cli/commands/new_files.hpp"
#include "cli/session.hpp"
#include "runtime/evaluate/error.hpp"

namespace volley::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kInventory = R"(# The targets of the project, for instance:
#
# groups:
#   - name: web
#     targets:
#       - web1.example.com
#       - web2.example.com
#     config:
#       transport: ssh
#       ssh:
#         user: deploy
#         private-key: /path/to/private_key.pem
#   - name: here
#     targets:
#       - name: controller
#         config:
#           transport: local
# config:
#   ssh:
#     host-key-check: true
)";

constexpr std::string_view kIgnored = R"(.modules/
.resource_types/
bolt-debug.log
.plan_cache.json
.plugin_cache.json
.task_cache.json
.rerun.json
)";

bool is_project_name(std::string_view name) {
  return !name.empty() && name[0] >= 'a' && name[0] <= 'z' && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

void check_folder(const fs::path& folder, bool with_modules) {
  std::error_code error;
  if (fs::exists(folder / "bolt-project.yaml", error)) {
    const std::string found = fmt::format(
        "Found existing project directory with bolt-project.yaml at {}, unable to initialize project", folder.string());
    throw runtime::PlanError("bolt/existing-project-error",
                             with_modules ? found +
                                                " with modules. To add modules to the project, run 'volley module "
                                                "add <module>' instead."
                                          : found + ".");
  }
  if (fs::exists(folder / "bolt.yaml", error)) {
    throw runtime::PlanError(
        "bolt/existing-project-error",
        fmt::format("Found existing project directory with bolt.yaml at {}, unable to initialize project. bolt.yaml is "
                    "deprecated. To update the project to current best practices, run 'volley project migrate'.",
                    folder.string()));
  }
}

std::string project_name(Session& session, const fs::path& folder) {
  const bool given = !session.arguments().operands().empty();
  std::string name = given ? session.object() : folder.filename().string();
  if (!is_project_name(name)) {
    throw runtime::PlanError(
        "bolt/validation-error",
        given
            ? fmt::format("The provided project name '{}' is invalid; project name must begin with a lowercase letter "
                          "and can include lowercase letters, numbers, and underscores.",
                          name)
            : fmt::format("The current directory name '{}' is an invalid project name. Please specify a name using "
                          "'volley project init <name>'.",
                          name));
  }
  return name;
}

void write_unless_there(const fs::path& path, std::string_view content) {
  std::error_code error;
  if (!fs::exists(path, error)) {
    write_new_file(path, std::string(content));
  }
}

}  // namespace

int init_project(Session& session) {
  const fs::path folder = fs::current_path();
  check_folder(folder, session.arguments().has("modules"));
  const std::string name = project_name(session, folder);
  if (session.arguments().has("modules")) {
    throw UsageError(
        "The option '--modules' is not supported yet: modules cannot be fetched from the Forge. Put them into the "
        "folder 'modules' of the project instead");
  }
  write_new_file(folder / "bolt-project.yaml", fmt::format("---\nname: {}\nmodules: []\n", name));
  write_unless_there(folder / "inventory.yaml", kInventory);
  write_unless_there(folder / ".gitignore", kIgnored);
  session.output().message(fmt::format("Successfully created Volley project at {}", folder.string()));
  return 0;
}

int migrate_project(Session& /*session*/) {
  if (isatty(STDIN_FILENO) == 0) {
    throw runtime::PlanError("bolt/stdin-not-a-tty-error", "stdin is not a tty, unable to migrate project");
  }
  throw UsageError(
      "Projects of the old format cannot be migrated yet: rename 'nodes' to 'targets' in the inventory, and put the "
      "settings of bolt.yaml into bolt-project.yaml");
}

}  // namespace volley::cli
