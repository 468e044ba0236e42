#include "tests/stdlib/function_snippets.hpp"

namespace {

using volley::stdlib::check_errors;
using volley::stdlib::check_values;

}  // namespace

TEST_CASE("a value is written under the format that fits its type best") {
  check_values({
      {"String(5, {Numeric => '%#x'})", "'0x5'"},
      {"String(8, {Numeric => '%#x', Integer => '%o'})", "'10'"},
      {"String('a', {Integer => '%x'})", "'a'"},
      {"String(100.0)", "'100.000000'"},
      {"String(undef, '%#u')", "'undefined'"},
      {"String(/ab/, '%s')", "'ab'"},
  });
}

TEST_CASE("lists and hashes are laid out as their format says") {
  check_values({
      {"String([1, 2], {Array => {format => '%(a', separator => '; '}})", "'(1; 2)'"},
      {"String([1, 'a'], {Array => {format => '%a', string_formats => {Integer => '%#x', String => '%u'}}})",
       "'[0x1, A]'"},
      {"String({a => 1, b => 2}, {Hash => {format => '%<h', separator => ' ', separator2 => '=',"
       " string_formats => {Integer => '%#x', String => '%s'}}})",
       "'<a=0x1 b=0x2>'"},
      {R"(String({a => 1, b => {c => 2}}, '%#h') == "{\n  'a' => 1,\n  'b' => {\n    'c' => 2\n  }\n}")", "true"},
      {R"(String([1, {a => [1]}], '%#a') == "[1,\n  {'a' => [1]}]")", "true"},
      {R"(String([[1, 2], [3, 4]], '%#10a') == "[\n  [1, 2],\n  [3, 4]]")", "true"},
      {"String({a => 1}, '%a') == \"[['a', 1]]\"", "true"},
      {"String([1, 2, 3], {Array[Integer, 3] => '%<a', Array => '%a'})", "'<1, 2, 3>'"},
  });
}

TEST_CASE("a format that is none is refused") {
  check_errors({
      {"String(42, 'd')", "The format 'd' is not a valid format on the form '%<flags><width>.<prec><format>'"},
      {"String([1], {Array => {format => '%x'}})",
       "Illegal format 'x' specified for value of Array type - expected one of the characters 'asp'"},
      {"String([1], '%[(a')", "Only one of the delimiters [ { ( < | can be given in the format flags, got '%[(a'"},
  });
}
