#include "runtime/execute/result.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>

#include "runtime/value/json.hpp"

using namespace volley::runtime;

namespace {

Value good(const char* target, Hash value = Hash{{"_output", "fine"}}) {
  return Value(make<const Result>(Value(target), "task", Value("demo::t"), std::move(value)));
}

Value bad(const char* target) {
  const Hash error{{"kind", "k"}, {"msg", "m"}, {"details", Hash{{"exit_code", 1}}}, {"issue_code", "IC"}};
  return Value(make<const Result>(Value(target), "task", Value("demo::t"), Hash{{"n", 1}, {"_error", error}}));
}

std::string attribute(const Value& object, const char* name) {
  const auto found = object.as_object().attribute(name);
  return found ? to_json(*found) : "(none)";
}

std::string index(const Value& object, const Values& keys) {
  const auto found = object.as_object().index(keys);
  return found ? to_json(*found) : "(none)";
}

std::string find(const Value& set, const Values& arguments) {
  const auto found = set.as_object().call("find", arguments);
  return found ? to_json(*found) : "(none)";
}

struct Attribute {
  const char* name;
  const char* value;
};

}  // namespace

TEST_CASE("attributes of a result that is fine") {
  const Value result = good("web1");
  const Attribute rows[] = {
      {"target", R"("web1")"},
      {"action", R"("task")"},
      {"ok", "true"},
      {"status", R"("success")"},
      {"message", R"("fine")"},
      {"error", "null"},
      {"sensitive", "null"},
      {"value", R"({"_output":"fine"})"},
      {"to_data",
       R"({"target":"web1","action":"task","object":"demo::t","status":"success","value":{"_output":"fine"}})"},
      {"nosuch", "(none)"},
  };
  for (const Attribute& row : rows) {
    CAPTURE(row.name);
    CHECK(attribute(result, row.name) == row.value);
  }
}

TEST_CASE("attributes of a result that failed") {
  const Value result = bad("web2");
  const Attribute rows[] = {
      {"ok", "false"},
      {"status", R"("failure")"},
      {"message", "null"},
      {"error", R"({"kind":"k","msg":"m","details":{"exit_code":1},"issue_code":"IC"})"},
  };
  for (const Attribute& row : rows) {
    CAPTURE(row.name);
    CHECK(attribute(result, row.name) == row.value);
  }
  CHECK(as_result(result).error()->kind() == "k");
  CHECK(as_result(result).error()->issue_code() == "IC");
}

TEST_CASE("a result is indexed by the keys of its value") {
  const Value result = bad("web1");
  CHECK(index(result, {Value("n")}) == "1");
  CHECK(index(result, {Value("nosuch")}) == "null");
  CHECK(index(result, {Value(0)}) == "null");
  CHECK(index(result, {Value("n"), Value("m")}) == "(none)");
  CHECK(index(result, {}) == "(none)");
}

TEST_CASE("a result whose _error is no hash has failed, without an error value") {
  const Value result = good("web1", Hash{{"_error", "text"}});
  CHECK(attribute(result, "ok") == "false");
  CHECK(attribute(result, "error") == "null");
}

TEST_CASE("results print as JSON, and are equal when target and value are") {
  CHECK(good("a").as_object().to_string() ==
        R"({"target":"a","action":"task","object":"demo::t","status":"success","value":{"_output":"fine"}})");
  CHECK(good("a").as_object().equals(good("a").as_object()));
  CHECK(!good("a").as_object().equals(good("b").as_object()));
  CHECK(!good("a").as_object().equals(bad("a").as_object()));
}

TEST_CASE("attributes of a set of results") {
  const Value set(make<const ResultSet>(Values{good("a"), bad("b"), good("c")}));
  const Attribute rows[] = {
      {"count", "3"},
      {"empty", "false"},
      {"ok", "false"},
      {"names", R"(["a","b","c"])"},
      {"targets", R"(["a","b","c"])"},
      {"nosuch", "(none)"},
  };
  for (const Attribute& row : rows) {
    CAPTURE(row.name);
    CHECK(attribute(set, row.name) == row.value);
  }
  CHECK(attribute(*set.as_object().attribute("ok_set"), "names") == R"(["a","c"])");
  CHECK(attribute(*set.as_object().attribute("ok_set"), "ok") == "true");
  CHECK(attribute(*set.as_object().attribute("error_set"), "names") == R"(["b"])");
  CHECK(attribute(*set.as_object().attribute("first"), "target") == R"("a")");
  CHECK(set.as_object().elements()->size() == 3);
  CHECK(set.as<ResultSet>()->failure_count() == 1);
}

TEST_CASE("attributes of a set without results") {
  const Value set(make<const ResultSet>(Values{}));
  const Attribute rows[] = {{"count", "0"},    {"empty", "true"}, {"ok", "true"},
                            {"first", "null"}, {"names", "[]"},   {"to_data", "[]"}};
  for (const Attribute& row : rows) {
    CAPTURE(row.name);
    CHECK(attribute(set, row.name) == row.value);
  }
  CHECK(index(set, {Value(0)}) == "null");
  CHECK(index(set, {Value(-1)}) == "null");
  CHECK(index(set, {Value(0), Value(5)}) == "[]");
  CHECK(set.as_object().to_string() == "[]");
}

TEST_CASE("a result is found by the name of its target") {
  const Value set(make<const ResultSet>(Values{good("a"), bad("b")}));
  CHECK(find(set, {Value("b")}).starts_with(R"({"target":"b")"));
  CHECK(find(set, {Value("nosuch")}) == "null");
  CHECK_THROWS_WITH(static_cast<void>(find(set, {Value(1)})),
                    "'function ResultSet[find]' parameter 'target_name' expects a String value, got Integer");
  CHECK_THROWS_WITH(static_cast<void>(find(set, {})), "'function ResultSet[find]' expects 1 argument, got none");
}

TEST_CASE("a set is indexed by position, from the front or the back, or from one to another") {
  const Value set(make<const ResultSet>(Values{good("a"), bad("b"), good("c")}));
  const auto names = [&](const Values& keys) {
    std::string text;
    const auto found = set.as_object().index(keys);
    if (!found || found->is_undef()) {
      return std::string(found ? "undef" : "(none)");
    }
    for (const Value& result : found->is_array() ? found->as_array() : Values{*found}) {
      text += as_result(result).target_name();
    }
    return text;
  };
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
  const struct {
    Values keys;
    const char* names;
  } rows[] = {
      {{Value(0)}, "a"},
      {{Value(2)}, "c"},
      {{Value(-1)}, "c"},
      {{Value(-3)}, "a"},
      {{Value(3)}, "undef"},
      {{Value(-4)}, "undef"},
      {{Value(kMost)}, "undef"},
      {{Value(kLeast)}, "undef"},
      {{Value(0), Value(2)}, "abc"},
      {{Value(0), Value(-2)}, "ab"},
      {{Value(0), Value(-9)}, ""},
      {{Value(-9), Value(1)}, "undef"},
      {{Value(4), Value(5)}, "undef"},
      {{Value(2), Value(1)}, ""},
      {{Value(1), Value(100)}, "bc"},
      {{Value(1), Value(kMost)}, "bc"},
      {{Value(-2), Value(1)}, "b"},
      {{Value(0), Value(0)}, "a"},
      {{Value("a")}, "(none)"},
      {{Value(0), Value("a")}, "(none)"},
      {{Value(0), Value(1), Value(2)}, "(none)"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.names);
    CHECK(names(row.keys) == row.names);
  }
}
