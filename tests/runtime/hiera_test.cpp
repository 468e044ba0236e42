// The data behind lookup(): levels, files, merges and references.
#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <initializer_list>

#include "runtime/evaluate/error.hpp"
#include "runtime/hiera/hiera.hpp"
#include "runtime/hiera/key.hpp"
#include "runtime/hiera/merge.hpp"
#include "runtime/value/text.hpp"

namespace {

namespace fs = std::filesystem;

using volley::runtime::DataKey;
using volley::runtime::EvaluationError;
using volley::runtime::Hash;
using volley::runtime::Hiera;
using volley::runtime::to_quoted;
using volley::runtime::Value;
using volley::runtime::Values;

class NoTypes final : public volley::runtime::TypeEnvironment {
 public:
  volley::runtime::TypePointer find_type(std::string_view /*name*/) override { return {}; }
};

// A folder of files that goes away with the test.
class DataFolder {
 public:
  DataFolder(std::initializer_list<std::pair<const char*, const char*>> files)
      : root_(fs::temp_directory_path() / ("volley-hiera-" + std::to_string(getpid()))) {
    for (const auto& [name, text] : files) {
      fs::create_directories((root_ / name).parent_path());
      std::ofstream(root_ / name) << text;
    }
  }
  DataFolder(const DataFolder&) = delete;
  DataFolder& operator=(const DataFolder&) = delete;
  ~DataFolder() {
    std::error_code error;
    fs::remove_all(root_, error);
  }

  [[nodiscard]] Hiera hiera() const {
    return Hiera({.config = (root_ / "hiera.yaml").string(),
                  .module_directory = [root = root_](std::string_view module) -> std::optional<std::string> {
                    const fs::path directory = root / "modules" / module;
                    return fs::exists(directory) ? std::optional(directory.string()) : std::nullopt;
                  }});
  }
  // The value as a literal, "nothing", or the error.
  [[nodiscard]] std::string look_up(const std::string& name, const Value& merge = {}) const {
    NoTypes types;
    const auto variable = [](std::string_view name) {
      return name == "app" ? std::optional(Value(Hash{{"name", "web"}, {"zones", Value(Values{"a", "b"})}}))
                           : std::nullopt;
    };
    try {
      Hiera data = hiera();
      const auto found = data.look_up(name, merge, {variable, types});
      return found ? to_quoted(*found) : "nothing";
    } catch (const EvaluationError& error) {
      return std::string("error: ") + error.what();
    }
  }

 private:
  fs::path root_;
};

constexpr const char* kConfig = R"(
version: 5
defaults: {datadir: data, data_hash: yaml_data}
hierarchy:
  - {name: app, path: "%{app.name}.yaml"}
  - {name: zones, mapped_paths: [app.zones, zone, "zone-%{zone}.yaml"]}
  - {name: more, glob: "more/*.json", data_hash: json_data}
  - {name: common, paths: [missing.yaml, common.yaml]}
)";

}  // namespace

TEST_CASE("the first level that holds a name answers") {
  const DataFolder data{{"hiera.yaml", kConfig},
                        {"data/web.yaml", "port: 80\nempty: ~\n"},
                        {"data/zone-b.yaml", "zone: b\nport: 1\n"},
                        {"data/more/x.json", R"({"json": [1, {"k": "v"}], "port": 2})"},
                        {"data/common.yaml", "port: 3\nonly: common\n"}};
  CHECK(data.look_up("port") == "80");
  CHECK(data.look_up("empty") == "undef");
  CHECK(data.look_up("zone") == "'b'");
  CHECK(data.look_up("json.1.k") == "'v'");
  CHECK(data.look_up("json.7") == "nothing");
  CHECK(data.look_up("only") == "'common'");
  CHECK(data.look_up("absent") == "nothing");
  CHECK(data.look_up("port", Value("unique")) == "[80, 1, 2, 3]");
  CHECK(data.look_up("only.x") ==
        "error: Data Provider type mismatch: Got String when a hash-like object was expected to access value using 'x' "
        "from key 'only'");
  CHECK(data.look_up("port", Value("x")) == "error: Unknown merge strategy: 'x'");
}

TEST_CASE("values refer to variables and to other values") {
  const DataFolder data{{"hiera.yaml", "version: 5\n"},
                        {"data/common.yaml",
                         "a: 'app %{app.name} %{literal(\"%\")}{x}'\nlist: [1, 2]\nb: \"%{alias('list')}\"\n"
                         "c: \"<%{lookup('list.1')}>\"\nloop: \"%{lookup('loop')}\"\nbad: '%{nothing}'\n"
                         "part: \"x%{alias('list')}\"\n"}};
  CHECK(data.look_up("a") == "'app web %{x}'");
  CHECK(data.look_up("b") == "[1, 2]");
  CHECK(data.look_up("c") == "'<2>'");
  CHECK(data.look_up("loop") == "error: Recursive lookup detected in [loop]");
  CHECK(data.look_up("bad") ==
        "error: Interpolations are not supported in lookups outside of an apply block: Undefined variable 'nothing'");
  CHECK(data.look_up("part") ==
        "error: 'alias' interpolation is only permitted if the expression is equal to the entire string");
}

TEST_CASE("the data say themselves how a name is merged and what it becomes") {
  const DataFolder data{{"hiera.yaml", kConfig},
                        {"data/web.yaml", "h: {a: 1, l: [x]}\nn: '5'\npw_a: s\n"},
                        {"data/common.yaml",
                         "h: {b: 2, l: [y]}\nlookup_options: {h: {merge: deep}, n: {convert_to: Integer}, "
                         "^pw_: {convert_to: Sensitive}}\n"}};
  CHECK(data.look_up("h") == "{'b' => 2, 'l' => ['y', 'x'], 'a' => 1}");
  CHECK(data.look_up("h.l") == "['y', 'x']");
  CHECK(data.look_up("h", Value("first")) == "{'a' => 1, 'l' => ['x']}");
  CHECK(data.look_up("n") == "5");
  CHECK(data.look_up("pw_a") == "Sensitive [value redacted]");
}

TEST_CASE("a module brings its own data") {
  const DataFolder data{{"modules/app/hiera.yaml", "version: 5\nhierarchy: [{name: c, path: d.yaml}]\n"},
                        {"modules/app/data/d.yaml", "app::port: 99\n"}};
  CHECK(data.look_up("app::port") == "99");
  CHECK(data.look_up("other::port") == "nothing");
}

TEST_CASE("plans have a hierarchy of their own") {
  const DataFolder data{
      {"hiera.yaml", "version: 5\nhierarchy: [{name: a, path: a.yaml}]\nplan_hierarchy: [{name: b, path: b.yaml}]\n"},
      {"data/a.yaml", "x: a\n"},
      {"data/b.yaml", "x: b\n"}};
  CHECK(data.look_up("x") == "'b'");
}

TEST_CASE("configuration that is not understood is refused") {
  const DataFolder old{{"hiera.yaml", "version: 3\n"}};
  CHECK(old.look_up("x").starts_with("error: Hiera v5 is required, found v3 in "));
  const DataFolder other{{"hiera.yaml", "version: 5\nhierarchy: [{name: e, lookup_key: eyaml_lookup_key}]\n"}};
  CHECK(other.look_up("x") ==
        "error: The lookup_key function 'eyaml_lookup_key' of the hierarchy 'e' is not available; yaml_data and "
        "json_data are");
}

TEST_CASE("levels are merged by the strategy that is asked for") {
  const Value high(Hash{{"a", 1}, {"l", Value(Values{"--y", "z"})}});
  const Value low(Hash{{"a", 2}, {"b", 3}, {"l", Value(Values{"x", "y"})}});
  const Values found{high, low};
  CHECK(to_quoted(merge_levels(found, Value("hash"))) == "{'a' => 1, 'b' => 3, 'l' => ['--y', 'z']}");
  CHECK(to_quoted(merge_levels(found, Value("deep"))) == "{'a' => 1, 'b' => 3, 'l' => ['x', 'y', '--y', 'z']}");
  const Value knockout(Hash{{"strategy", "deep"}, {"knockout_prefix", "--"}});
  CHECK(to_quoted(merge_levels(found, knockout)) == "{'a' => 1, 'b' => 3, 'l' => ['x', 'z']}");
  CHECK(to_quoted(merge_levels({Value(Values{1, Value(Values{2})}), Value(1)}, Value("unique"))) == "[1, 2]");
}

TEST_CASE("names of data may hold quoted parts") {
  const DataKey key = DataKey::parse("a.'b.c'.0");
  CHECK(key.root == "a");
  CHECK(to_quoted(Value(key.steps)) == "['b.c', 0]");
  CHECK_THROWS_AS(DataKey::parse("a..b"), EvaluationError);
  CHECK_THROWS_AS(DataKey::parse("a.'b"), EvaluationError);
}
