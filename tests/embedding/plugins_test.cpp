// Plugins: what references stand for, and who is asked for it.
#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "embedding/plugins.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/value/json.hpp"

namespace volley::embedding {
namespace {

namespace fs = std::filesystem;
using runtime::Hash;
using runtime::Value;

class PluginProject {
 public:
  PluginProject() {
    std::string name = (fs::temp_directory_path() / "volley-plugins-XXXXXX").string();
    path_ = mkdtemp(name.data());
    write("bolt-project.yaml", "name: demo\nplugins: {own: {from_config: 1, n: 5}}\n");
    write("tasks/list.sh", "#!/bin/sh\necho \"{\\\"value\\\": [\\\"$PT_a\\\"]}\"\n");
    write("tasks/list.json", R"({"parameters": {"a": {"type": "String"}}})");
    write("tasks/none.sh", "#!/bin/sh\necho '{}'\n");
    write("tasks/fail.sh", "#!/bin/sh\nexit 3\n");
    write("modules/own/bolt_plugin.json", "{}");
    write("modules/own/tasks/resolve_reference.sh",
          "#!/bin/sh\necho \"{\\\"value\\\": \\\"$PT_n $PT_from_config\\\"}\"\n");
    write("modules/named/bolt_plugin.json", R"({"hooks": {"secret_encrypt": {"task": "demo::list"}}})");
    write("modules/broken/bolt_plugin.json", R"({"hooks": []})");
    write("modules/plain/tasks/x.sh", "#!/bin/sh\n");
    write("data.yaml", "[a, {b: 1}]\n");
  }
  PluginProject(const PluginProject&) = delete;
  PluginProject& operator=(const PluginProject&) = delete;
  ~PluginProject() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }
  [[nodiscard]] runtime::Project project() const {
    runtime::ProjectLocation location;
    location.option = path_.string();
    location.working_directory = path_.string();
    return runtime::Project::discover(location);
  }

 private:
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << text;
  }
  fs::path path_;
};

struct Reference {
  const char* reference;
  const char* result;
};

}  // namespace

TEST_CASE("references are resolved by built-in plugins and by modules") {
  const PluginProject files;
  const runtime::Project project = files.project();
  runtime::ModulePath modules(project.module_path());
  Plugins plugins(project, modules, [](const std::string& prompt) { return "answer to " + prompt; });
  const Reference table[] = {
      {R"({"_plugin": "task", "task": "demo::list", "parameters": {"a": "x"}})", R"(["x"])"},
      {R"({"_plugin": "task", "task": "demo::list", "parameters": {"a": {"_plugin": "yaml", "filepath": "data.yaml"}}})",
       "bolt/validation-error"},
      {R"({"_plugin": "task"})", "Task plugin requires that the 'task' is specified"},
      {R"({"_plugin": "task", "task": "demo::nosuch"})", "Could not find a task named 'demo::nosuch'"},
      {R"({"_plugin": "task", "task": "demo::none"})",
       "Error executing plugin task from resolve_reference in task: Task result did not return 'value': {}"},
      {R"({"_plugin": "task", "task": "demo::fail"})",
       "Error executing plugin task from resolve_reference in task: The task failed with exit code 3"},
      {R"({"_plugin": "yaml", "filepath": "data.yaml"})", R"(["a",{"b":1}])"},
      {R"({"_plugin": "yaml", "filepath": "nosuch.yaml"})",
       "Error executing plugin yaml from resolve_reference in yaml"},
      {R"({"_plugin": "prompt", "message": "Word"})", R"("answer to Word: ")"},
      {R"({"_plugin": "prompt"})", "Prompt requires a 'message'"},
      {R"({"_plugin": "own", "n": 7})", R"("7 1")"},
      {R"({"_plugin": "named"})", "Plugin named does not support resolve_reference"},
      {R"({"_plugin": "broken"})", "Invalid Plugin Data for broken: 'hooks' must be a hash"},
      {R"({"_plugin": "plain"})", "Unknown plugin: 'plain'"},
      {R"({"_plugin": "nosuch"})", "Unknown plugin: 'nosuch'"},
  };
  for (const Reference& row : table) {
    CAPTURE(row.reference);
    std::string result;
    try {
      result = runtime::to_json(runtime::resolve_references(runtime::parse_json(row.reference), &plugins));
    } catch (const runtime::PlanError& error) {
      result = error.error().kind() + " " + error.what();
    }
    CHECK(result.find(row.result) != std::string::npos);
  }
}

TEST_CASE("secrets are encrypted for the key pair of the project") {
  const PluginProject files;
  const runtime::Project project = files.project();
  runtime::ModulePath modules(project.module_path());
  Plugins plugins(project, modules, {});
  const auto hook = [&](const char* name, const Hash& options) { return plugins.run_hook("pkcs7", name, options); };

  CHECK_THROWS_AS(hook("secret_encrypt", Hash{{"plaintext_value", "x"}}), runtime::PlanError);
  static_cast<void>(hook("secret_createkeys", {}));
  CHECK_THROWS_AS(hook("secret_createkeys", {}), runtime::PlanError);
  const auto permissions = fs::status(files.path() / "keys/private_key.pkcs7.pem").permissions();
  CHECK((permissions & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);

  for (const std::string text : {"", "hunter2", "two\nlines \xC3\xA9 ]", "0123456789abcdef0123456789abcdef"}) {
    const Value secret = hook("secret_encrypt", Hash{{"plaintext_value", text}});
    CHECK(secret.as_string().starts_with("ENC[PKCS7,"));
    CHECK(hook("secret_decrypt", Hash{{"encrypted_value", secret}}).as_string() == text);
    CHECK(hook("resolve_reference", Hash{{"encrypted_value", Value("  " + std::string(secret.as_string()) + "\n")}})
              .as_string() == text);
  }
  const Value secret = hook("secret_encrypt", Hash{{"plaintext_value", "x"}});
  static_cast<void>(hook("secret_createkeys", Hash{{"force", true}}));
  for (const std::string& text : {std::string(secret.as_string()), std::string("ENC[PKCS7,AAAA]"),
                                  std::string("ENC[PKCS7,!]"), std::string("ENC[PKCS7,]"), std::string("plain")}) {
    CHECK_THROWS_AS(hook("secret_decrypt", Hash{{"encrypted_value", text}}), runtime::PlanError);
  }
}

TEST_CASE("plugins are listed by what they do") {
  const PluginProject files;
  const runtime::Project project = files.project();
  runtime::ModulePath modules(project.module_path());
  fs::remove_all(files.path() / "modules/broken");
  const Plugins::Listing listing = Plugins(project, modules, {}).list();
  for (const char* name : {"env_var", "own", "pkcs7", "prompt", "task", "yaml"}) {
    CHECK(listing.at("resolve_reference").contains(name));
  }
  CHECK(listing.at("secret_encrypt").contains("named"));
  CHECK_FALSE(listing.at("resolve_reference").contains("plain"));
}

}  // namespace volley::embedding
