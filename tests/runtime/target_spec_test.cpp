#include <doctest/doctest.h>

#include "runtime/evaluate/error.hpp"
#include "runtime/project/glob.hpp"
#include "runtime/project/target_spec.hpp"
#include "runtime/project/uri.hpp"

using namespace volley::runtime;

TEST_CASE("words of a target spec find groups, targets, aliases, globs and URIs") {
  const struct {
    const char* spec;
    const char* names;
  } rows[] = {
      {"web", "web1 web2 web3"},
      {"web1,web1 web", "web1 web2 web3"},
      {"first", "web1"},
      {"WEB[12]", "web1 web2"},
      {"we*[12],d{b1,b2}", "web1 web2 db1 db2"},
      {"x,ssh://u@h:22", "x ssh://u@h:22"},
      {"w?b3\n", "web3"},
      {"fir*", "web1"},
      {"", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.spec);
    Inventory inventory(parse_inventory(
        {"i",
         "groups: [{name: web, targets: [{name: web1, alias: first}, web2, web3]}, {name: d, targets: [db1, db2]}]",
         ""}));
    std::string names;
    for (const TargetId id : resolve_targets(inventory, row.spec, SpecSyntax::CommandLine)) {
      names += (names.empty() ? "" : " ") + inventory.name(id);
    }
    CHECK(names == row.names);
  }
}

TEST_CASE("a glob without a match is an error") {
  Inventory inventory;
  CHECK_THROWS_WITH_AS((void)resolve_targets(inventory, "nope*", SpecSyntax::Plan),
                       "Found 0 targets matching wildcard pattern nope*", PlanError);
}

TEST_CASE("target URIs come apart") {
  const TargetUri uri = parse_target_uri("ssh://u:p%40ss@[::1]:2222");
  CHECK(uri.scheme == "ssh");
  CHECK(uri.user == "u");
  CHECK(uri.password == "p@ss");
  CHECK(uri.host == "::1");
  CHECK(uri.port == 2222);
  CHECK(uri.safe == "ssh://u@[::1]:2222");
  CHECK_THROWS_AS((void)parse_target_uri("h:99999"), PlanError);
}
