#include <doctest/doctest.h>

#include <string>

#include "lang/parser.hpp"
#include "runtime/evaluate/environment.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/type/type.hpp"

using namespace volley;

namespace {

// The type `S` that the text defines, as it is shown.
std::string shown(const std::string& definition) {
  const runtime::FunctionRegistry registry;
  runtime::Environment environment(registry, nullptr, nullptr);
  environment.define(lang::parse_program(std::make_shared<const lang::Source>("test.pp", definition)));
  return environment.find_type("S")->to_string();
}

}  // namespace

TEST_CASE("a type set shows its members as what they stand for") {
  CHECK(shown("type S = TypeSet[{pcore_version => '1.0.0', types => {A => Integer[1, 5], B => Array[A]}}]") ==
        "TypeSet[{pcore_version => '1.0.0', name_authority => 'http://puppet.com/2016.1/runtime', name => 'S', "
        "types => {A => Integer[1, 5], B => Array[Integer[1, 5]]}}]");
  CHECK(shown("type S = TypeSet[{pcore_version => '1.0.0', types => {A => {attributes => {x => Integer}}}}]") ==
        "TypeSet[{pcore_version => '1.0.0', name_authority => 'http://puppet.com/2016.1/runtime', name => 'S', "
        "types => {A => Object[{attributes => {'x' => Integer}}]}}]");
}

TEST_CASE("a type set without sense is refused when it is used") {
  CHECK_THROWS_WITH_AS(shown("type S = TypeSet[{version => '1.0.0'}]"),
                       "TypeSet initializer has wrong type, expects a value for key 'pcore_version'",
                       runtime::EvaluationError);
  CHECK_THROWS_WITH_AS(
      shown("type S = TypeSet[{pcore_version => '2.0.0'}]"),
      "The pcore version for TypeSet 'S' is not understood by this runtime. Expected range 1.x, got 2.0.0",
      runtime::EvaluationError);
}

TEST_CASE("an alias that is one of its own options is left out of them") {
  CHECK(shown("type S = Variant[Integer, S]") == "S = Integer");
  CHECK(shown("type S = Optional[S]") == "S = Optional[S]");
  CHECK(shown("type S = Nosuch[Integer]") == "S = TypeReference['S = Nosuch[Integer']");
}
