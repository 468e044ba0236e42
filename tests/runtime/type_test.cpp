#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "runtime/evaluate/error.hpp"
#include "runtime/type/type.hpp"
#include "runtime/value/hash.hpp"

using volley::runtime::alias_type;
using volley::runtime::construct;
using volley::runtime::describe_mismatch;
using volley::runtime::EvaluationError;
using volley::runtime::Hash;
using volley::runtime::infer_reduced_type;
using volley::runtime::infer_type;
using volley::runtime::parse_type;
using volley::runtime::release_alias;
using volley::runtime::TypeEnvironment;
using volley::runtime::TypePointer;
using volley::runtime::Value;
using volley::runtime::Values;

namespace {

// Knows two aliases, one of which holds itself.
class Aliases final : public TypeEnvironment {
 public:
  Aliases() {
    port_ = alias_type("Port", [this] { return parse_type("Integer[1, 65535]", *this); });
    tree_ = alias_type("Tree", [this] { return parse_type("Variant[Integer, Array[Tree]]", *this); });
    loop_ = alias_type("Loop", [this] { return parse_type("Variant[Loop, Loop]", *this); });
  }
  ~Aliases() override {
    release_alias(*port_);
    release_alias(*tree_);
    release_alias(*loop_);
  }
  TypePointer find_type(std::string_view name) override {
    return name == "Port" ? port_ : name == "Tree" ? tree_ : name == "Loop" ? loop_ : TypePointer();
  }

 private:
  TypePointer port_;
  TypePointer tree_;
  TypePointer loop_;
};

Value list(Values items) { return Value(std::move(items)); }

Value entry(const char* key, Value value) {
  Hash hash;
  hash.set(Value(key), std::move(value));
  return Value(std::move(hash));
}

std::string failure_of(const std::string& type, Aliases& aliases) {
  try {
    return "no failure: " + parse_type(type, aliases)->to_string();
  } catch (const EvaluationError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("types print as they are written in the language") {
  Aliases aliases;
  const struct {
    const char* text;
    const char* printed;
  } kCases[] = {
      {"Integer", "Integer"},
      {"Integer[1,5]", "Integer[1, 5]"},
      {"Integer[default,5]", "Integer[default, 5]"},
      {"Integer[-5, default]", "Integer[-5]"},
      {"Float[1,2]", "Float[1.0, 2.0]"},
      {"String[default]", "String[0]"},
      {"Optional[String[1]]", "Optional[String[1]]"},
      {"Optional[a]", "Optional['a']"},
      {"Enum[b, a]", "Enum['a', 'b']"},
      {"Enum[a, true]", "Enum['a', true]"},
      {"Pattern['a', /b/]", "Pattern[/a/, /b/]"},
      {"Array", "Array"},
      {"Array[Integer, Integer[1,2]]", "Array[Integer, 1, 2]"},
      {"Array[0, 0]", "Array[0, 0]"},
      {"Hash[String, Any]", "Hash[String, Any]"},
      {"Hash[String, Integer, 1]", "Hash[String, Integer, 1]"},
      {"Tuple[Integer, 1, default]", "Tuple[Integer, 1]"},
      {"Struct[{a => Integer, Optional[b] => String}]", "Struct[{'a' => Integer, Optional['b'] => String}]"},
      {"Struct[{a => Optional[Integer]}]", "Struct[{'a' => Optional[Integer]}]"},
      {"Struct[{NotUndef[a] => Optional[Integer]}]", "Struct[{NotUndef['a'] => Optional[Integer]}]"},
      {"Variant[Variant[Integer, String], Integer]", "Variant[Integer, String]"},
      {"Callable[Integer, 1, 2]", "Callable[Integer, 1, 2]"},
      {"Callable[1]", "Callable[1]"},
      {"Callable[0, 0]", "Callable[0, 0]"},
      {"Callable[[Integer, Callable], String]", "Callable[[Integer, Callable], String]"},
      {"Type[Integer]", "Type[Integer]"},
      {"Data", "Data"},
      {"Port", "Port = Integer[1, 65535]"},
      {"Array[Port]", "Array[Port]"},
      {"Tree", "Tree = Variant[Integer, Array[Tree]]"},
      {"Nosuch", "TypeReference['Nosuch']"},
  };
  for (const auto& test : kCases) {
    CAPTURE(test.text);
    CHECK(parse_type(test.text, aliases)->to_string() == test.printed);
  }
}

TEST_CASE("values match their types and no others") {
  Aliases aliases;
  const struct {
    const char* type;
    Value value;
    bool matches;
  } kCases[] = {
      {"Any", Value(), true},
      {"Integer[1, 5]", 5, true},
      {"Integer[1, 5]", 6, false},
      {"Integer", 1.0, false},
      {"Float[1]", 1.5, true},
      {"Numeric", 1.5, true},
      {"Boolean[true]", false, false},
      {"String[1, 1]", "\xC3\xA9", true},
      {"String[1]", "", false},
      {"Enum[a, true]", "A", true},
      {"Enum[a]", "A", false},
      {"Pattern[/^\\d+$/]", "12", true},
      {"Pattern[/^\\d+$/]", "x", false},
      {"Optional[Integer]", Value(), true},
      {"NotUndef", Value(), false},
      {"Array[Integer, 1]", list({}), false},
      {"Array[Integer]", list({1, 2}), true},
      {"Tuple[Integer, String]", list({1, "a"}), true},
      {"Tuple[Integer, 1, 3]", list({1, 2, 3}), true},
      {"Tuple[Integer, 1, 3]", list({1, 2, 3, 4}), false},
      {"Hash[String, Integer]", entry("a", 1), true},
      {"Hash[String, Integer]", entry("a", "x"), false},
      {"Struct[{a => Integer}]", entry("a", 1), true},
      {"Struct[{a => Integer}]", entry("b", 1), false},
      {"Struct[{Optional[a] => Integer}]", Value(Hash()), true},
      {"Data", list({1, entry("a", Value())}), true},
      {"Data", Value::default_literal(), false},
      {"RichData", Value::default_literal(), true},
      {"Iterable", 5, true},
      {"Iterable", 1.5, false},
      {"Type[Numeric]", Value(parse_type("Integer[1]", aliases)), true},
      {"Init[Integer]", "5", true},
      {"Init[Integer]", "x", false},
      {"Port", 80, true},
      {"Port", 0, false},
      {"Tree", list({1, list({2, list({})})}), true},
      {"Tree", list({1, list({"x"})}), false},
  };
  for (const auto& test : kCases) {
    CAPTURE(test.type);
    CAPTURE(infer_type(test.value)->to_string());
    CHECK(parse_type(test.type, aliases)->matches(test.value) == test.matches);
  }
}

TEST_CASE("a type is assignable from those whose values it takes") {
  Aliases aliases;
  const struct {
    const char* wide;
    const char* narrow;
    bool assignable;
  } kCases[] = {
      {"Any", "Optional[Integer]", true},
      {"Numeric", "Integer[1]", true},
      {"Integer", "Optional[Integer]", false},
      {"Optional[Integer]", "Undef", true},
      {"String[3, 3]", "Enum[abc]", true},
      {"Enum[a]", "String", false},
      {"Pattern[/b/]", "Enum[abc]", true},
      {"Scalar", "Variant[Integer, String]", true},
      {"Variant[Integer, String]", "Scalar", false},
      {"Array[Integer, 2, 2]", "Tuple[Integer, Integer]", true},
      {"Tuple[Integer, Integer]", "Array[Integer, 2, 2]", true},
      {"Tuple[Integer, Integer]", "Array[Integer]", false},
      {"Hash[String, Integer]", "Struct[{a => Integer}]", true},
      {"Struct[{a => Integer}]", "Hash[String, Integer, 1, 1]", true},
      {"Collection[1]", "Array[Integer]", false},
      {"Callable[[Integer], Numeric]", "Callable[[Integer], Integer]", true},
      {"Callable[Integer]", "Callable[Numeric]", true},
      {"Callable[Numeric]", "Callable[Integer]", false},
      {"Data", "Array[Data]", true},
      {"Data", "Default", false},
      {"Tree", "Tree", true},
      {"Tree", "Array[Integer]", true},
      {"Integer", "Port", true},
      {"Port", "Integer", false},
  };
  for (const auto& test : kCases) {
    CAPTURE(test.wide);
    CAPTURE(test.narrow);
    CHECK(parse_type(test.wide, aliases)->assignable_from(*parse_type(test.narrow, aliases)) == test.assignable);
  }
}

TEST_CASE("mismatches are described in Puppet's words") {
  Aliases aliases;
  const struct {
    const char* type;
    Value value;
    const char* message;
  } kCases[] = {
      {"Integer", "a", "x expects an Integer value, got String"},
      {"Integer[1, 5]", 9, "x expects an Integer[1, 5] value, got Integer[9, 9]"},
      {"Integer[1, 5]", 1.0, "x expects an Integer value, got Float"},
      {"String[2]", "", "x expects a String[2] value, got String"},
      {"Variant[Integer, String]", list({}), "x expects a value of type Integer or String, got Array"},
      {"Optional[Integer]", "a", "x expects a value of type Undef or Integer, got String"},
      {"Enum[start, stop]", "go", "x expects a match for Enum['start', 'stop'], got 'go'"},
      {"Enum[a]", list({"a"}), "x expects a match for Enum['a'], got Tuple"},
      {"Pattern[/^\\d+$/]", "abc", "x expects a match for Pattern[/^\\d+$/], got 'abc'"},
      {"Boolean", Value(), "x expects a Boolean value, got Undef"},
      {"Array[Integer]", list({1, "a"}), "x index 1 expects an Integer value, got String"},
      {"Array[Integer, 3]", list({1}), "x expects size to be at least 3, got 1"},
      {"Tuple[Integer, String]", list({1}), "x expects size to be 2, got 1"},
      {"Hash[String, Integer]", entry("a", "x"), "x entry 'a' expects an Integer value, got String"},
      {"Struct[{a => Integer}]", Value(Hash()), "x expects size to be 1, got 0"},
      {"Struct[{a => Integer}]", entry("b", 1), " x expects a value for key 'a'\n  x unrecognized key 'b'"},
      {"Array[Port]", list({0}), "x index 0 expects a Port = Integer[1, 65535] value, got Integer[0, 0]"},
      {"Array[Nosuch]", list({0}), "x references an unresolved type 'Nosuch'"},
      {"Type[Integer]", false, "x expects a Type[Integer] value, got Boolean"},
  };
  for (const auto& test : kCases) {
    CAPTURE(test.type);
    CHECK(describe_mismatch("x", *parse_type(test.type, aliases), test.value) == test.message);
  }
}

TEST_CASE("parameters that do not fit are refused") {
  Aliases aliases;
  const struct {
    const char* text;
    const char* message;
  } kCases[] = {
      {"Array[1]", "Array-Type[] arguments must be types. Got Integer"},
      {"Array[Integer, 1, 2, 3]", "Array-Type[] accepts 1 to 3 arguments. Got 4"},
      {"Array[Integer, 5, 1]",
       "Error while evaluating a '[]' expression, 'from' must be less or equal to 'to'. Got (5, 1"},
      {"Optional[Integer, String]", "Optional-Type[] accepts 1 argument. Got 2"},
      {"NotUndef[1]", "NotUndef-Type[] argument must be a Type or a String. Got Integer"},
      {"Enum[1]", "Error creating type specialization of an Enum-Type, Cannot use Integer where String is expected"},
      {"Boolean[true, false]", "A Boolean-Type[] accepts 1 argument. Got 2"},
      {"Tuple[0, 0]", "A Tuple-Type[] accepts 1 or more arguments. Got 0"},
      {"Integer[Integer]",
       "Integer-Type [] requires all arguments to be integers (or default). Got Puppet::Pops::Types::PIntegerType"},
      {"Numeric[1, 5]", "Operator '[]' is not applicable to a Numeric-Type."},
  };
  for (const auto& test : kCases) {
    CAPTURE(test.text);
    CHECK(failure_of(test.text, aliases) == test.message);
  }
  CHECK_THROWS_AS((void)parse_type("Loop", aliases)->matches(1), EvaluationError);
}

TEST_CASE("the type of a value is found") {
  const struct {
    Value value;
    const char* type;
    const char* reduced;
  } kCases[] = {
      {1, "Integer[1, 1]", "Integer[1, 1]"},
      {"x", "String", "String"},
      {list({}), "Array[0, 0]", "Array[0, 0]"},
      {list({1, 2}), "Tuple[Integer[1, 1], Integer[2, 2]]", "Array[Integer[1, 2], 2, 2]"},
      {list({1, list({1})}), "Tuple[Integer[1, 1], Tuple[Integer[1, 1]]]", "Array[Data, 2, 2]"},
      {entry("a", Value()), "Struct[{NotUndef['a'] => Undef}]", "Hash[String, Undef, 1, 1]"},
  };
  for (const auto& test : kCases) {
    CHECK(infer_type(test.value)->to_string() == test.type);
    CHECK(infer_reduced_type(test.value)->to_string() == test.reduced);
  }
}

TEST_CASE("new makes values of other values") {
  Aliases aliases;
  const struct {
    const char* type;
    Values arguments;
    Value result;
  } kCases[] = {
      {"Integer", {"0x1F", 16}, 31},
      {"Integer", {"- 42"}, -42},
      {"Integer", {"0777"}, 511},
      {"Integer", {2.9}, 2},
      {"Float", {"1.5e3"}, 1500.0},
      {"Numeric", {"0b11"}, 3},
      {"Boolean", {"Yes"}, true},
      {"String", {42, "%05d"}, "00042"},
      {"String", {255, "%#x"}, "0xff"},
      {"String", {-5, "%o"}, "..73"},
      {"String", {1.5, "%-10.2f"}, "1.50      "},
      {"String", {"abc", "%5.1s"}, "    a"},
      {"String", {list({1, 2}), "%|a"}, "|1, 2|"},
      {"Array", {entry("a", 1)}, list({list({"a", 1})})},
      {"Array", {1, true}, list({1})},
      {"Hash", {list({"a", 1})}, entry("a", 1)},
      {"Hash", {list({list({list({"a", "b"}), 1})}), "tree"}, entry("a", entry("b", 1))},
      {"Port", {"80"}, 80},
  };
  for (const auto& test : kCases) {
    CAPTURE(test.type);
    const Value result = construct(*parse_type(test.type, aliases), test.arguments);
    CAPTURE(infer_type(result)->to_string());
    CHECK(strictly_equal(result, test.result));
  }
  const struct {
    const char* type;
    Values arguments;
    const char* message;
  } kFailures[] = {
      {"Integer", {"x"}, "'new' The string 'x' cannot be converted to Integer"},
      {"Integer", {"08"}, "invalid value for Integer(): \"08\""},
      {"Boolean", {Value()}, "'new_boolean' Value of type Undef cannot be converted to Boolean"},
      {"Hash", {list({"a"})}, "odd number of arguments for Hash"},
      {"Port",
       {"0"},
       "Converted value from Port = Integer[1, 65535].new() has wrong type, expects a Port = Integer[1, 65535] value, "
       "got Integer[0, 0]"},
      {"Enum[a]", {"b"}, "Creation of new instance of type 'Enum['a']' is not supported"},
  };
  for (const auto& test : kFailures) {
    CAPTURE(test.type);
    CHECK_THROWS_WITH_AS((void)construct(*parse_type(test.type, aliases), test.arguments), test.message,
                         EvaluationError);
  }
}

TEST_CASE("what a type tells at a glance is what it tells after a look") {
  Aliases aliases;
  const Value values[] = {Value(),        Value::default_literal(),
                          Value(true),    Value(false),
                          Value(5),       Value(-1),
                          Value(2.5),     Value(""),
                          Value("text"),  list({}),
                          list({1, "a"}), entry("a", 1),
                          Value(Hash{}),  Value(parse_type("Integer", aliases))};
  for (const char* text : {"Any",
                           "Unit",
                           "Undef",
                           "Default",
                           "Boolean",
                           "Boolean[true]",
                           "Integer",
                           "Integer[0]",
                           "Float",
                           "Float[3.0]",
                           "Numeric",
                           "Scalar",
                           "ScalarData",
                           "String",
                           "String[1]",
                           "String[0]",
                           "String[0, 3]",
                           "Enum[text]",
                           "Array",
                           "Array[Integer]",
                           "Array[Any]",
                           "Array[0, 0]",
                           "Hash",
                           "Hash[0, 0]",
                           "Hash[Any, Any]",
                           "Hash[String, String]",
                           "Collection",
                           "Collection[1]",
                           "Optional",
                           "Optional[Integer]",
                           "Optional[Integer[0]]",
                           "Variant[Integer, String]",
                           "Variant[Integer[0], Undef]",
                           "Variant",
                           "NotUndef",
                           "NotUndef[String]",
                           "Data",
                           "Type",
                           "Port",
                           "Tree"}) {
    const TypePointer type = parse_type(text, aliases);
    for (const Value& value : values) {
      INFO(text, " and a ", infer_type(value)->to_string());
      CHECK(type->accepts(value) == type->matches(value));
    }
  }
}
