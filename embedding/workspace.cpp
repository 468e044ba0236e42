#include "embedding/workspace.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "runtime/evaluate/error.hpp"
#include "runtime/project/merge.hpp"
#include "runtime/project/target_value.hpp"
#include "stdlib/bolt/bolt_functions.hpp"
#include "stdlib/built_in_modules.hpp"
#include "stdlib/functions/functions.hpp"
#include "stdlib/module_functions/module_functions.hpp"
#include "transport/http/curl_client.hpp"
#include "transport/local/local_transport.hpp"
#include "transport/output_store.hpp"
#include "transport/ssh/ssh_transport.hpp"

namespace volley::embedding {
namespace {

namespace fs = std::filesystem;

std::string environment_text(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

std::vector<std::string> module_directories(const std::optional<std::string>& text) {
  std::vector<std::string> directories;
  std::string_view rest = text ? std::string_view(*text) : std::string_view();
  while (!rest.empty()) {
    const std::size_t colon = std::min(rest.find(':'), rest.size());
    if (colon > 0) {
      directories.push_back(fs::absolute(rest.substr(0, colon)).lexically_normal().string());
    }
    rest.remove_prefix(std::min(colon + 1, rest.size()));
  }
  return directories;
}

runtime::ModulePathOptions module_options(const runtime::Project& project, const std::optional<std::string>& given) {
  runtime::ModulePathOptions options = project.module_path(module_directories(given));
  options.built_in = runtime::BuiltInModules(stdlib::built_in_modules());
  return options;
}

// $BOLT_INVENTORY, the file that was asked for (which must be there), or the project's (which may not).
runtime::Hash inventory_data(const runtime::Project& project, const std::optional<std::string>& file) {
  const std::string text = environment_text("BOLT_INVENTORY");
  if (!text.empty()) {
    if (file) {
      throw runtime::PlanError("bolt/cli-error", "Cannot pass inventory file when BOLT_INVENTORY is set");
    }
    return runtime::parse_inventory({"$BOLT_INVENTORY", text, "inventory from $BOLT_INVENTORY"});
  }
  const std::string path = file ? fs::absolute(*file).lexically_normal().string() : project.inventory_file();
  if (!file && !fs::exists(path)) {
    return {};
  }
  const std::string subject = "inventory file at " + path;
  return runtime::parse_inventory({path, runtime::read_file(path, subject), subject});
}

runtime::ExecutorOptions executor_options(const WorkspaceOptions& options, const runtime::Project& project) {
  runtime::ExecutorOptions executor = options.executor;
  const runtime::Value configured = project.setting("concurrency");
  if (!options.concurrency_given && configured.is_integer()) {
    executor.concurrency = static_cast<std::size_t>(configured.as_integer());
  }
  return executor;
}

}  // namespace

runtime::Project discover_project(const std::optional<std::string>& option) {
  runtime::ProjectLocation location;
  location.option = option.value_or("");
  location.environment = environment_text("BOLT_PROJECT");
  location.working_directory = fs::current_path().string();
  location.home = environment_text("HOME");
  return runtime::Project::discover(location);
}

struct Workspace::Parts {
  WorkspaceOptions options;
  runtime::Reporter& reporter;
  runtime::Project project;
  runtime::ModulePath modules;
  Plugins plugins;
  std::shared_ptr<runtime::Inventory> inventory;
  runtime::FunctionRegistry registry;
  runtime::SteadyClock clock;
  // Completions of the transports reach for the engine's scheduler, so the transports must go first.
  std::unique_ptr<runtime::Engine> engine;
  transport::CurlClient http;
  transport::EventLoops loops;
  std::unique_ptr<transport::LocalTransport> local;
  std::unique_ptr<transport::SshTransport> ssh;

  Parts(const WorkspaceOptions& given, runtime::Reporter& listener)
      : options(given),
        reporter(listener),
        project(given.known_project ? *given.known_project : discover_project(given.project)),
        modules(module_options(project, given.module_path)),
        plugins(project, modules, given.ask_secret) {
    if (given.hiera_config) {
      project.override_setting("hiera-config", runtime::Value(fs::absolute(*given.hiera_config).string()));
    }
    warn(project.warnings());
  }

  void make_inventory() {
    runtime::InventoryOptions settings;
    settings.config = runtime::deep_merge(project.inventory_config(), options.transport_settings);
    settings.base_directory = project.path();
    settings.plugins = &plugins;
    if (const runtime::Value hooks = project.setting("plugin-hooks"); hooks.is_hash()) {
      settings.plugin_hooks = hooks.as_hash();
    }
    inventory = std::make_shared<runtime::Inventory>(inventory_data(project, options.inventory_file), settings);
    warn(inventory->warnings());
  }

  void warn(const std::vector<runtime::Warning>& warnings) const {
    for (const runtime::Warning& warning : warnings) {
      if (!project.warning_disabled(warning.id)) {
        reporter.log(runtime::LogLevel::Warning, warning.text + " [ID: " + warning.id + "]");
      }
    }
  }

  void make_engine() {
    if (inventory == nullptr) {
      make_inventory();
    }
    stdlib::add_core_functions(registry);
    stdlib::add_bolt_functions(registry);
    stdlib::add_module_functions(registry);
    const auto outputs = std::make_shared<transport::OutputStore>(runtime::OutputLimits{});
    local = std::make_unique<transport::LocalTransport>(loops, outputs);
    transport::UserContact user;
    user.ask_passphrase = options.ask_passphrase;
    user.notice = [this](std::string text) {
      engine->scheduler().post([this, text = std::move(text)] { reporter.log(runtime::LogLevel::Info, text); });
    };
    user.warning = [this](std::string id, std::string text) {
      engine->scheduler().post([this, warning = runtime::Warning{std::move(id), std::move(text)}] { warn({warning}); });
    };
    ssh = std::make_unique<transport::SshTransport>(loops, outputs, std::move(user));
    engine = std::make_unique<runtime::Engine>(runtime::EngineParts{project,
                                                                    modules,
                                                                    inventory,
                                                                    registry,
                                                                    {local.get(), ssh.get()},
                                                                    reporter,
                                                                    clock,
                                                                    options.prompter,
                                                                    &http,
                                                                    options.puppetdb_instance},
                                               executor_options(options, project));
  }
};

Workspace::Workspace(const WorkspaceOptions& options, runtime::Reporter& reporter)
    : parts_(std::make_unique<Parts>(options, reporter)) {}

Workspace::~Workspace() = default;

const runtime::Project& Workspace::project() const { return parts_->project; }
runtime::ModulePath& Workspace::modules() { return parts_->modules; }

const std::shared_ptr<runtime::Inventory>& Workspace::inventory() {
  if (parts_->inventory == nullptr) {
    parts_->make_inventory();
  }
  return parts_->inventory;
}

Plugins& Workspace::plugins() { return parts_->plugins; }

runtime::Values Workspace::target_values(const std::vector<runtime::TargetId>& ids) const {
  runtime::Values values;
  values.reserve(ids.size());
  for (const runtime::TargetId id : ids) {
    values.push_back(runtime::Value(runtime::make<const runtime::TargetValue>(parts_->inventory, id)));
  }
  return values;
}

runtime::Engine& Workspace::engine() {
  if (parts_->engine == nullptr) {
    parts_->make_engine();
  }
  return *parts_->engine;
}

}  // namespace volley::embedding
