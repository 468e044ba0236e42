// Functions that put arrays together: any2array, concat, union, intersection, difference, zip, reverse, shuffle.
#include <algorithm>
#include <random>

#include "runtime/evaluate/error.hpp"
#include "runtime/value/hash.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/functions/sequence.hpp"
#include "stdlib/module_functions/families.hpp"
#include "stdlib/module_functions/flatten.hpp"
#include "stdlib/module_functions/plain_call.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Hash;
using runtime::Value;
using runtime::Values;

Value any2array(Call& call) {
  if (call.arguments.size() != 1) {
    return {Values(call.arguments.begin(), call.arguments.end())};
  }
  const Value& only = call.arguments[0];
  if (only.is_array()) {
    return only;
  }
  if (only.is_string() && only.as_string().empty()) {
    return {Values{}};
  }
  if (!only.is_hash()) {
    return {Values{only}};
  }
  Values result;
  for (const auto& entry : only.as_hash()) {
    result.push_back(entry.key);
    result.push_back(entry.value);
  }
  return {std::move(result)};
}

Value concat(Call& call) {
  expect_count(call, call.arguments.size() >= 2, "({} for < 2)");
  if (!call.arguments[0].is_array()) {
    refuse(call, "Requires array to work with");
  }
  Values result;
  for (const Value& argument : call.arguments) {
    if (argument.is_array()) {
      result.insert(result.end(), argument.as_array().begin(), argument.as_array().end());
    } else {
      result.push_back(argument);
    }
  }
  return {std::move(result)};
}

// The elements as the keys of a hash: each once, in order.
Hash as_set(const Values& values) {
  Hash set;
  for (const Value& value : values) {
    set.set(value, true);
  }
  return set;
}

template <typename Predicate>
Values chosen(const Values& values, Predicate&& keeps) {
  Values result;
  std::copy_if(values.begin(), values.end(), std::back_inserter(result), keeps);
  return result;
}

bool are_two_arrays(const Call& call) { return call.arguments[0].is_array() && call.arguments[1].is_array(); }

Value difference(Call& call) {
  expect_count(call, call.arguments.size() == 2, "({} for 2)");
  if (!are_two_arrays(call)) {
    refuse(call, "Requires 2 arrays");
  }
  const Hash second = as_set(call.arguments[1].as_array());
  return {chosen(call.arguments[0].as_array(), [&](const Value& value) { return second.find(value) == nullptr; })};
}

Value intersection(Call& call) {
  expect_count(call, call.arguments.size() == 2, "({} for 2)");
  if (!are_two_arrays(call)) {
    refuse(call,
           "Requires 2 arrays, got " + native_class(call.arguments[0]) + " and " + native_class(call.arguments[1]));
  }
  const Hash second = as_set(call.arguments[1].as_array());
  Values result;
  for (const auto& entry : as_set(call.arguments[0].as_array())) {
    if (second.find(entry.key) != nullptr) {
      result.push_back(entry.key);
    }
  }
  return {std::move(result)};
}

Value set_union(Call& call) {
  expect_count(call, call.arguments.size() >= 2, "({} for < 2)");
  Hash set;
  for (const Value& argument : call.arguments) {
    if (!argument.is_array()) {
      refuse(call, "Every parameter must be an array");
    }
    for (const Value& value : argument.as_array()) {
      set.set(value, true);
    }
  }
  Values result;
  for (const auto& entry : set) {
    result.push_back(entry.key);
  }
  return {std::move(result)};
}

Value zip(Call& call) {
  expect_count(call, call.arguments.size() >= 2, "({} for 2)");
  if (!are_two_arrays(call)) {
    refuse(call, "Requires array to work with");
  }
  const bool flat = call.has(2) && call.arguments[2].truthy() && spoken_boolean(call.arguments[2]);
  const Values& second = call.arguments[1].as_array();
  Values result;
  for (const Value& first : call.arguments[0].as_array()) {
    const Value partner = result.size() < second.size() ? second[result.size()] : Value();
    result.emplace_back(Values{first, partner});
  }
  return {flat ? flattened(result) : std::move(result)};
}

void require_sequence(const Call& call) {
  expect_count(call, !call.arguments.empty(), "({} for 1)");
  if (!call.arguments[0].is_array() && !call.arguments[0].is_string()) {
    refuse(call, "Requires either array or string to work with");
  }
}

// Changes the order of the elements of an array or of the characters of a string.
template <typename Change>
Value reordered(const Value& value, Change&& change) {
  Values items = Sequence(value).rest();
  change(items);
  if (value.is_array()) {
    return {std::move(items)};
  }
  std::string text;
  for (const Value& character : items) {
    text += character.as_string();
  }
  return {std::move(text)};
}

Value reverse(Call& call) {
  require_sequence(call);
  return reordered(call.arguments[0], [](Values& items) { std::reverse(items.begin(), items.end()); });
}

Value shuffle(Call& call) {
  require_sequence(call);
  return reordered(call.arguments[0], [](Values& items) {
    std::mt19937_64 random(std::random_device{}());
    std::shuffle(items.begin(), items.end(), random);
  });
}

}  // namespace

ModuleFamily array_functions() {
  static const FunctionRecord kTable[] = {
      plain_function<any2array>("any2array", "Array",
                                "Its arguments as an array: an array as it is, a hash as keys and values in turn."),
      plain_function<concat>("concat", "Array", "The first array with all other arrays and values at its end."),
      plain_function<difference>("difference", "Array", "The elements of the first array that the second has not."),
      plain_function<intersection>("intersection", "Array", "The elements that two arrays share, each once."),
      plain_function<set_union>("union", "Array", "The elements of two or more arrays, each once."),
      plain_function<zip>(
          "zip", "Array",
          "Pairs of the elements of two arrays; all in one flat array when the third argument is true."),
      plain_function<reverse>("reverse", "Variant[Array, String]",
                              "An array or a string from its end to its beginning."),
      plain_function<shuffle>("shuffle", "Variant[Array, String]", "An array or a string in random order."),
  };
  return kTable;
}

}  // namespace volley::stdlib
