#include <doctest/doctest.h>

#include <chrono>

#include "runtime/evaluate/error.hpp"
#include "runtime/project/target_spec.hpp"
#include "runtime/project/target_value.hpp"
#include "runtime/value/json.hpp"

using namespace volley::runtime;

namespace {

constexpr const char* kText = R"(
config:
  transport: local
  local: {bundled-ruby: false}
vars: {top: 1, over: all}
facts: {site: hq, net: {a: 1}}
groups:
  - name: web
    targets: [web1, {name: web3, uri: 'ssh://u:p%40ss@10.9.9.9:2222', alias: [w3], vars: {x: y}, facts: {net: {b: 2}}}]
    vars: {over: web}
  - name: db
    targets: [{name: db1, alias: primary}]
    groups:
      - {name: dbsub, targets: [db1, db2], vars: {over: dbsub, sub: yes}, features: [feat1]}
)";

Hash read(const std::string& text) { return parse_inventory({"i.yaml", text, "inventory file at i.yaml"}); }

}  // namespace

TEST_CASE("targets merge what their groups say") {
  Inventory inventory(read(kText));
  CHECK(
      to_json(Value(inventory.detail(*inventory.find("primary")))) ==
      R"({"name":"db1","uri":null,"alias":["primary"],"config":{"transport":"local","local":{"bundled-ruby":false,"cleanup":true}},)"
      R"("vars":{"top":1,"over":"dbsub","sub":true},"features":["feat1"],"facts":{"site":"hq","net":{"a":1}},"plugin_hooks":{},)"
      R"("groups":["dbsub","db","all"]})");
  const Target& web3 = inventory.target(*inventory.find("w3"));
  CHECK(web3.transport == "ssh");
  CHECK(web3.password == "p@ss");
  CHECK(web3.port == 2222);
  CHECK(to_json(web3.facts) == R"({"site":"hq","net":{"a":1,"b":2}})");
  CHECK(inventory.name(inventory.group_targets("all")[0]) == "web3");
}

TEST_CASE("changes of a plan are seen through every Target value") {
  auto inventory = std::make_shared<Inventory>(read(kText));
  const TargetId id = *inventory->find("web1");
  const TargetValue first(inventory, id);
  const TargetValue second(inventory, id);
  inventory->set_variable(id, "v", Value(5));
  inventory->set_feature(id, "shell", true);
  inventory->set_config(id, {"local", "tmpdir"}, Value("/t"));
  CHECK(first.equals(second));
  CHECK(second.attribute("vars")->as_hash().get("v").as_integer() == 5);
  CHECK(to_json(*first.attribute("features")) == "[\"shell\"]");
  CHECK(first.target().transport_config.as_hash().get("tmpdir").as_string() == "/t");
}

TEST_CASE("localhost is local unless configured otherwise") {
  Inventory plain;
  CHECK(plain.target(plain.find_or_create("localhost")).transport == "local");
  Inventory configured(read("config: {transport: ssh}"));
  CHECK(configured.target(configured.find_or_create("localhost")).transport == "ssh");
}

TEST_CASE("a broken inventory says what and where") {
  const struct {
    const char* text;
    const char* message;
  } rows[] = {
      {"version: 3", "Unsupported version 3 specified in inventory"},
      {"nodes: [a]", "v1 inventory"},
      {"targets: [{name: b, alias: x}, {name: c, alias: x}]", "Alias x refers to multiple targets: b and c"},
      {"groups: [{name: g, targets: [g]}]",
       "Group g conflicts with target of the same name for group at [\"all\", \"g\"]"},
      {"groups: [{name: g}, {name: g}]", "Tried to redefine group g"},
      {"groups: [{name: 'g 1'}]", "Illegal character ' ' in group name 'g 1'"},
      {"targets: [{name: t, config: {ssh: {port: abc}}}]",
       "Invalid configuration at i.yaml:\n  Value at 'targets.0.config.ssh.port' must be of type Integer"},
      {"targets: [{vars: {a: 1}}]", "No name or uri for target"},
      {"targets: [[1]]", "Value at 'targets.0' must be of type String or Hash"},
      {"groups: [{targets: [a]}]", "'groups.0'"},
      {"a: [", "Could not parse inventory file at i.yaml"},
      {"targets: [{_plugin: nope}]", "Unknown plugin: 'nope'"},
      {"targets: ['bogus://x']", "Unknown transport bogus found for bogus://x"},
      {"targets: [{name: a, vars: {k: {_plugin: env_var, var: NOPE_ZZ}}}]",
       "env_var plugin requires that the var 'NOPE_ZZ' be set"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    std::string message;
    try {
      Inventory inventory(read(row.text));
      for (const TargetId id : resolve_targets(inventory, "all", SpecSyntax::Plan)) {
        (void)inventory.target(id);
      }
    } catch (const PlanError& error) {
      message = error.error().message();
    }
    CHECK_MESSAGE(message.find(row.message) != std::string::npos, message);
  }
}

TEST_CASE("25,000 targets are near-linear") {
  std::string text = "targets:\n";
  for (int i = 0; i < 25000; ++i) {
    text += "  - node" + std::to_string(i) + ".example.com\n";
  }
  const auto start = std::chrono::steady_clock::now();
  Inventory inventory(read(text));
  const auto targets = resolve_targets(inventory, "all", SpecSyntax::CommandLine);
  for (const TargetId id : targets) {
    (void)inventory.target(id);
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  MESSAGE("seconds: " << seconds.count());
  CHECK(targets.size() == 25000);
  CHECK(seconds.count() < 20);  // quadratic work would take minutes, even unoptimized
}

TEST_CASE("all begins with the targets that a run has used, in the order of their use") {
  Inventory inventory(parse_inventory({"i.yaml", "groups: [{name: web, targets: [a, b, c]}]\ntargets: [z]\n", "i"}));
  const auto names = [&] {
    std::string text;
    for (const TargetId id : inventory.group_targets("all")) {
      text += inventory.name(id) + " ";
    }
    return text;
  };
  CHECK(names() == "z a b c ");
  static_cast<void>(resolve_targets(inventory, "c", SpecSyntax::Plan));
  CHECK(names() == "z c a b ");
  static_cast<void>(inventory.create(Hash{{"name", "n"}}));
  CHECK(names() == "z c n a b ");
  static_cast<void>(resolve_targets(inventory, "all", SpecSyntax::Plan));
  static_cast<void>(inventory.create(Hash{{"name", "m"}}));
  CHECK(names() == "z c n a b m ");
}

TEST_CASE("a local target that a plan makes lists an agent, unless it is told otherwise") {
  Inventory inventory;
  const auto features = [&](const Hash& definition) { return inventory.target(inventory.create(definition)).features; };
  CHECK(features(Hash{{"uri", "local://a"}, {"features", Values{"x"}}}) ==
        std::vector<std::string>{"x", "puppet-agent"});
  CHECK(features(Hash{{"name", "b"}, {"config", Hash{{"transport", "local"}}}}) ==
        std::vector<std::string>{"puppet-agent"});
  CHECK(features(Hash{{"uri", "local://c"}, {"config", Hash{{"local", Hash{{"bundled-ruby", false}}}}}}).empty());
  CHECK(features(Hash{{"uri", "ssh://d"}}).empty());
}
