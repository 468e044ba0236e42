// The plugins behind `_plugin` references and the commands `secret` and `plugin show`: built-in ones, and modules with
// a bolt_plugin.json whose tasks do the work.
//
//   Plugins plugins(project, modules, ask);
//   Value text = plugins.run_hook("pkcs7", "secret_encrypt", Hash{{"plaintext_value", "hunter2"}});
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "embedding/local_tasks.hpp"
#include "runtime/project/plugin.hpp"

namespace volley::embedding {

// Asks the user for something secret. Empty: nobody can be asked.
using AskSecret = std::function<std::string(const std::string& prompt)>;

class Plugins final : public runtime::ReferenceResolver {
 public:
  // Project and modules outlive the plugins.
  Plugins(const runtime::Project& project, runtime::ModulePath& modules, AskSecret ask);

  std::optional<runtime::Value> resolve(std::string_view plugin, const runtime::Hash& reference) override;

  // Throws PlanError (bolt/unknown-plugin, bolt/unsupported-hook, and what the hook raises).
  [[nodiscard]] runtime::Value run_hook(const std::string& plugin, const std::string& hook,
                                        const runtime::Hash& options);

  // Hook -> plugin -> what it does, for the hooks that there are.
  using Listing = std::map<std::string, std::map<std::string, std::string>>;
  [[nodiscard]] Listing list();

 private:
  struct BuiltIn;
  [[nodiscard]] static std::span<const BuiltIn> built_ins();
  [[nodiscard]] runtime::Value task(const runtime::Hash& options);
  [[nodiscard]] runtime::Value yaml(const runtime::Hash& options);
  [[nodiscard]] runtime::Value prompt(const runtime::Hash& options);
  [[nodiscard]] runtime::Value decrypt(const runtime::Hash& options);
  [[nodiscard]] runtime::Value encrypt(const runtime::Hash& options);
  [[nodiscard]] runtime::Value create_keys(const runtime::Hash& options);

  [[nodiscard]] runtime::Hash configuration(const std::string& plugin) const;
  // The file that an option of pkcs7 names.
  [[nodiscard]] std::string key_file(std::string_view option) const;
  // The tasks of a module that is a plugin, by hook; nothing when it is none.
  using Hooks = std::map<std::string, std::string>;
  [[nodiscard]] std::optional<Hooks> module_hooks(const std::string& module);
  [[nodiscard]] runtime::Value run_module_hook(const std::string& plugin, const std::string& hook,
                                               const std::string& task, const runtime::Hash& options);

  const runtime::Project& project_;
  runtime::ModulePath& modules_;
  AskSecret ask_;
  LocalTasks tasks_;
};

}  // namespace volley::embedding
