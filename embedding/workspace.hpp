// Puts a run together: the project with its modules and inventory, the built-in functions, the transports, the engine.
// The command line and the embedder's façade both start here.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "embedding/plugins.hpp"
#include "runtime/execute/engine.hpp"
#include "runtime/project/inventory.hpp"
#include "runtime/project/module_path.hpp"
#include "runtime/project/project.hpp"

namespace volley::embedding {

struct WorkspaceOptions {
  std::optional<std::string> project;  // folder given by the user; empty: discovered
  std::optional<std::string> inventory_file;
  std::optional<std::string> module_path;
  std::optional<std::string> hiera_config;
  std::optional<runtime::Project> known_project;  // found already, by discover_project()
  runtime::Hash transport_settings;  // lowest precedence, from the command line: {"transport" => .., "ssh" => {..}}
  runtime::ExecutorOptions executor;
  bool concurrency_given = false;         // else the project's own applies
  std::string puppetdb_instance;          // where a plan names none; empty: the general settings
  runtime::Prompter* prompter = nullptr;  // answers the questions of plans; outlives the workspace
  // Asks the user for the passphrase of a key, on any thread; empty: nobody is there to be asked. Gives nothing when
  // the user has none, and soon after the token asks for that.
  std::function<std::optional<std::string>(const std::string& question, std::stop_token stop)> ask_passphrase;
  AskSecret ask_secret;
};

// The project that a user means by --project, $BOLT_PROJECT or the working directory. Throws PlanError.
[[nodiscard]] runtime::Project discover_project(const std::optional<std::string>& option);

class Workspace {
 public:
  // Throws PlanError when something cannot be used. `reporter` outlives the workspace.
  Workspace(const WorkspaceOptions& options, runtime::Reporter& reporter);
  ~Workspace();
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  [[nodiscard]] const runtime::Project& project() const;
  [[nodiscard]] runtime::ModulePath& modules();
  // Read on first use; throws PlanError when it cannot be used.
  [[nodiscard]] const std::shared_ptr<runtime::Inventory>& inventory();
  [[nodiscard]] Plugins& plugins();
  // Target values of the plan language.
  [[nodiscard]] runtime::Values target_values(const std::vector<runtime::TargetId>& ids) const;
  // Made on first use: showing an inventory needs none.
  [[nodiscard]] runtime::Engine& engine();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace volley::embedding
