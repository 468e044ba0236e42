// Functions that give a string another shape: letter case, blanks and line ends.
#include "runtime/evaluate/error.hpp"
#include "runtime/type/type.hpp"
#include "runtime/value/big_integer.hpp"
#include "runtime/value/hash.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/sequence.hpp"
#include "stdlib/functions/unicode.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Hash;
using runtime::Overload;
using runtime::Value;
using runtime::Values;

using Shape = std::string (*)(std::string_view);

constexpr std::string_view kBlanks = " \t\n\v\f\r";

std::string without_leading_blanks(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlanks);
  return std::string(begin == std::string_view::npos ? std::string_view() : text.substr(begin));
}

std::string without_trailing_blanks(std::string_view text) {
  const std::size_t last = text.find_last_not_of(std::string_view(" \t\n\v\f\r\0", 7));
  return std::string(last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1));
}

std::string without_outer_blanks(std::string_view text) {
  return without_trailing_blanks(without_leading_blanks(text));
}

std::string without_line_end(std::string_view text) {
  if (text.ends_with("\r\n")) {
    text.remove_suffix(2);
  } else if (text.ends_with('\n') || text.ends_with('\r')) {
    text.remove_suffix(1);
  }
  return std::string(text);
}

std::string without_last_character(std::string_view text) {
  if (text.empty() || text.ends_with("\r\n")) {
    text.remove_suffix(text.empty() ? 0 : 2);
    return std::string(text);
  }
  return std::string(first_characters(text, character_count(text) - 1));
}

std::string camel_case(std::string_view text) {
  std::string result;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('_', begin), text.size());
    result += to_capitalized(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return result;
}

template <Shape shape>
Value shaped_string(Call& call) {
  return {shape(call.arguments[0].as_string())};
}

Value unchanged(Call& call) { return call.arguments[0]; }

template <Shape shape>
Value shaped_elements(Call& call) {
  Sequence sequence = elements_of(call, call.arguments[0]);
  Values result;
  for (Value element; sequence.next(element);) {
    result.push_back(element.is_string() ? Value(shape(element.as_string())) : element);
  }
  return {std::move(result)};
}

// Everything in nested arrays and hashes, keys included.
template <Shape shape>
Value shaped_deeply(const Call& call, const Value& value) {
  if (value.is_string()) {
    return {shape(value.as_string())};
  }
  if (value.is_array()) {
    Values result;
    for (const Value& item : value.as_array()) {
      result.push_back(shaped_deeply<shape>(call, item));
    }
    return {std::move(result)};
  }
  if (value.is_hash()) {
    Hash result;
    for (const auto& entry : value.as_hash()) {
      result.set(shaped_deeply<shape>(call, entry.key), shaped_deeply<shape>(call, entry.value));
    }
    return {std::move(result)};
  }
  if (!runtime::is_numeric(value)) {
    throw EvaluationError("'" + std::string(call.name) +
                          "' parameter 'arg' expects a value of type Numeric, String, Array, or Hash, got " +
                          runtime::general_type_name(call.arguments[0]));
  }
  return value;
}

template <Shape shape>
Value shaped_data(Call& call) {
  return shaped_deeply<shape>(call, call.arguments[0]);
}

template <Shape shape>
std::vector<Overload> of_elements() {
  return {{"Numeric arg", "Numeric", unchanged},
          {"String arg", "String", shaped_string<shape>},
          {"Iterable[Variant[String, Numeric]] arg", "Array", shaped_elements<shape>}};
}

template <Shape shape>
std::vector<Overload> of_data() {
  return {{"Numeric arg", "Numeric", unchanged},
          {"String arg", "String", shaped_string<shape>},
          {"Array arg", "Array", shaped_data<shape>},
          {"Hash arg", "Hash", shaped_data<shape>}};
}

}  // namespace

Family string_shape() {
  static const FunctionRecord kTable[] = {
      {"upcase", of_data<to_upper>(), "In capital letters, also inside arrays and hashes."},
      {"downcase", of_data<to_lower>(), "In small letters, also inside arrays and hashes."},
      {"capitalize", of_elements<to_capitalized>(), "The first letter capital, all others small."},
      {"camelcase", of_elements<camel_case>(), "Words between underscores, each with a capital, in one word."},
      {"strip", of_elements<without_outer_blanks>(), "Without blanks at both ends."},
      {"lstrip", of_elements<without_leading_blanks>(), "Without blanks at the beginning."},
      {"rstrip", of_elements<without_trailing_blanks>(), "Without blanks at the end."},
      {"chomp", of_elements<without_line_end>(), "Without the line break at the end."},
      {"chop", of_elements<without_last_character>(), "Without the last character; a CR LF counts as one."},
  };
  return kTable;
}

}  // namespace volley::stdlib
