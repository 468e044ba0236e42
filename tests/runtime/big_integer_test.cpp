#include "runtime/value/big_integer.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <vector>

#include "runtime/type/type.hpp"
#include "runtime/value/json.hpp"
#include "runtime/value/text.hpp"

using namespace volley::runtime;

namespace {

constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();

Value number(std::string_view digits, bool negative = false) { return big_integer_from_digits(digits, 10, negative); }

}  // namespace

TEST_CASE("what fits into 64 bits is a plain integer, everything else a big one") {
  CHECK(number("9223372036854775807").is_integer());
  CHECK(number("9223372036854775808", true).as_integer() == kLeast);
  CHECK(number("9223372036854775808").as<BigInteger>() != nullptr);
  CHECK(to_text(number("99999999999999999999", true)) == "-99999999999999999999");
  CHECK(to_json(number("99999999999999999999")) == "99999999999999999999");
  CHECK(to_text(big_integer_from_digits("fffffffffffffffffffff", 16, false)) == "19342813113834066795298815");
  CHECK(to_text(whole_number(1e30)) == "1000000000000000019884624838656");
  CHECK(to_text(negated_number(Value(kLeast))) == "9223372036854775808");
  CHECK(negated_number(negated_number(Value(kLeast))).is_integer());
}

TEST_CASE("numbers compare exactly, whatever they are kept in") {
  const Value big = number("100000000000000000000");
  CHECK(compare_numbers(big, Value(1e20)) == 0);
  CHECK(compare_numbers(number("99999999999999999999"), Value(1e20)) == -1);
  CHECK(compare_numbers(Value(std::int64_t{9007199254740993}), Value(9007199254740992.0)) == 1);
  CHECK(compare_numbers(Value(1), big) == -1);
  CHECK(compare_numbers(Value(-std::numeric_limits<double>::infinity()), big) == -1);
  CHECK_FALSE(compare_numbers(Value(std::numeric_limits<double>::quiet_NaN()), big).has_value());
  CHECK(strictly_equal(big, number("100000000000000000000")));
  CHECK(hash_code(big) == hash_code(number("100000000000000000000")));
  CHECK(loosely_equal(Value(1e20), big));
}

TEST_CASE("arithmetic with big integers rounds down and shrinks where it can") {
  const Value big = number("99999999999999999999");
  CHECK(calculate_whole(WholeOperation::Subtract, big, big).as_integer() == 0);
  CHECK(calculate_whole(WholeOperation::Divide, Value(-7), big).as_integer() == -1);
  CHECK(calculate_whole(WholeOperation::Modulo, negated_number(big), Value(7)).as_integer() == 6);
  CHECK(shifted_whole(big, -30).as_integer() == 93132257461);
  CHECK(shifted_whole(negated_number(big), -100).as_integer() == -1);
  CHECK(whole_digits(big, 16) == "56bc75e2d630fffff");
  CHECK(complement_digits(negated_number(big), 16) == "fa9438a1d29cf00001");
}

TEST_CASE("big integers are integers to the type system") {
  const Value big = number("99999999999999999999");
  CHECK(infer_type(big)->to_string() == "Integer[99999999999999999999, 99999999999999999999]");
  CHECK(builtin_type("Integer")->matches(big));
  CHECK(builtin_type("Numeric")->matches(big));
  CHECK_FALSE(builtin_type("Object")->matches(big));
  CHECK_FALSE(parameterize(builtin_type("Integer"), Values{1, 5})->matches(big));
  CHECK(parameterize(builtin_type("Integer"), Values{1})->assignable_from(*infer_type(big)));
  CHECK(parameterize(builtin_type("Integer"), Values{1, big})->to_string() == "Integer[1, 99999999999999999999]");
  CHECK(big.as_integer() == std::numeric_limits<std::int64_t>::max());
}
