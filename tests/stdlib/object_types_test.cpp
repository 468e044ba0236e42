#include <string>

#include "tests/stdlib/function_snippets.hpp"

namespace {

using volley::stdlib::check_errors;
using volley::stdlib::check_values;
using volley::stdlib::run_snippet;

}  // namespace

TEST_CASE("objects are made by position or by name, and have attributes") {
  check_values({
      {"type P = Object[{attributes => {a => Integer}}] P(1)", "P({'a' => 1})"},
      {"type P = Object[{attributes => {a => Integer, b => String}}] P({b => 'x', a => 1}).b", "'x'"},
      {"type P = Object[{attributes => {b => {type => String, value => 'd'}, a => Integer}}] P(1).b", "'d'"},
      {"type P = Object[{attributes => {a => Optional[Integer]}}] P().a", "undef"},
      {"type P = Object[{constants => {a => 5}}] P().a", "5"},
      {"type P = {attributes => {a => Integer}} P.new(2).a", "2"},
      {"type P = Object[{attributes => {a => Integer}}] Init[P]([1]).a", "1"},
      {"type P = Object[{attributes => {a => Integer}}] P(1).tree_each.map |$x| { $x[0] }", "[[], ['a']]"},
      {"Object[{name => 'Q', attributes => {a => Integer}}].new(3)", "Q({'a' => 3})"},
  });
}

TEST_CASE("objects are equal by their attributes and type") {
  check_values({
      {"type P = Object[{attributes => {a => Integer}}] P(1) == P(1) and P(1) != P(2)", "true"},
      {"type P = Object[{attributes => {a => Integer, b => Integer}, equality => a}] P(1, 2) == P(1, 3)", "true"},
      {"type P = Object[{attributes => {a => Integer}}] [P(1), P(1)].unique.size", "1"},
      {"type P = Object[{attributes => {a => Integer}}] type Q = Object[{attributes => {a => Integer}}] P(1) == Q(1)",
       "false"},
      {"type P = Object[{attributes => {a => Integer}, equality_include_type => false}]"
       " type Q = Object[{attributes => {a => Integer}, equality_include_type => false}] P(1) == Q(1)",
       "true"},
  });
}

TEST_CASE("an object type takes the place of its parents") {
  check_values({
      {"type P = Object[{attributes => {a => Integer}}] type C = P{attributes => {b => String}} C(1, 'x').a", "1"},
      {"type P = Object[{attributes => {a => Integer}}] type C = Object[{parent => P}] [C <= P, P <= C, C(1) =~ P]",
       "[true, false, true]"},
      {"type P = Object[{attributes => {a => Integer}}] [P <= Object, P(1) =~ Object, P(1) =~ RichData, P(1) =~ Data]",
       "[true, true, true, false]"},
      {"type P = Object[{type_parameters => {t => Integer}, attributes => {t => Integer}}]"
       " [P(5) =~ P[5], P(6) =~ P[5], P[5] <= P, P[5]]",
       "[true, false, true, P[5]]"},
  });
}

TEST_CASE("an object definition that makes no sense is refused where the type is named") {
  check_errors({
      {"type P = Object[{bogus => 1}] P", "object initializer has wrong type, unrecognized key 'bogus'"},
      {"type P = Object[{parent => P}] P", "The Object type 'P' inherits from itself"},
      {"type P = Object[{parent => Q}] type Q = Object[{parent => P}] P", "inherits from itself"},
      {"type C = Object[{parent => Nosuch}] C", "reference to unresolved type 'Nosuch'"},
      {"type P = Object[{attributes => {a => 1}}] P",
       "attribute P[a] has wrong type, expects a Type value, got Integer"},
      {"type P = Object[{attributes => {a => Integer}, equality => [z]}] P",
       "P equality is referencing non existent attribute 'z'"},
      {"type P = Object[{attributes => {a => Integer}}] type C = Object[{parent => P, attributes => {a => String}}] C",
       "attribute C[a] attempts to override attribute P[a] without having override => true"},
      {"type A = Object[{attributes => {x => A}}]"
       " type C = Object[{parent => A, attributes => {x => {type => C, override => true}}}] C(1)",
       "parameter 'x' expects a C value, got Integer"},
      {"type P = Object[{attributes => {a => Integer}}] P('x')",
       "The function 'new_P' was called with arguments it does not accept. It expects one of:\n"
       "  (Struct[{'a' => Integer}] hash)\n    rejected: parameter 'hash' expects a Struct value, got String\n"
       "  (Integer a)\n    rejected: parameter 'a' expects an Integer value, got String"},
      {"type P = Object[{functions => {f => Callable}}] P().f", "no method is implemented for function P[f]"},
  });
}

TEST_CASE("a chain of parents of any length comes to an end") {
  std::string code = "type T0 = Object[{}]\n";
  constexpr int kLength = 2000;
  for (int at = 1; at <= kLength; ++at) {
    code += "type T" + std::to_string(at) + " = Object[{parent => T" + std::to_string(at - 1) + "}]\n";
  }
  CHECK(run_snippet(code + "T50").error.empty());
  CHECK(run_snippet(code + "T2000").error.ends_with("The type is nested too deeply"));
}
