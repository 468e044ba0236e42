// Functions about hashes: merge, deep_merge, has_key, join_keys_to_values, prefix, suffix, nested_values.
#include "runtime/evaluate/closure.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/value/hash.hpp"
#include "stdlib/functions/iterate.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/functions/sequence.hpp"
#include "stdlib/module_functions/families.hpp"
#include "stdlib/module_functions/plain_call.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Hash;
using runtime::Value;
using runtime::Values;

void add_all(Hash& result, const Value& other) {
  if (other.is_hash()) {
    for (const auto& entry : other.as_hash()) {
      result.set(entry.key, entry.value);
    }
  }
}

Value merge_hashes(Call& call) {
  Hash result;
  for (const Value& argument : call.arguments) {
    add_all(result, argument);
  }
  return {std::move(result)};
}

// The lambda sees the hash as it is so far, then the element, or its index or key and the element.
Value merge_elements(Call& call) {
  if (call.arguments.size() != 1) {
    throw EvaluationError("wrong number of arguments (given " + std::to_string(call.arguments.size()) +
                          ", expected 1)");
  }
  const bool by_position = call.block->parameter_count() == 3;
  const bool by_key = call.arguments[0].is_hash();
  Sequence sequence = elements_of(call, call.arguments[0]);
  Hash result;
  std::int64_t index = 0;
  until_break([&] {
    for (Value element; sequence.next(element); ++index) {
      if (!by_position) {
        add_all(result, yield_two(call, Value(result), element));
      } else if (by_key) {
        add_all(result, call.yield({Value(result), element.as_array()[0], element.as_array()[1]}));
      } else {
        add_all(result, call.yield({Value(result), Value(index), element}));
      }
    }
  });
  return {std::move(result)};
}

// Hashes cannot be nested deeper than kMaximumNesting, which bounds the recursion.
Hash merged_deeply(const Hash& first, const Hash& second) {
  Hash result = first;
  for (const auto& entry : second) {
    const Value* known = result.find(entry.key);
    const bool both = known != nullptr && known->is_hash() && entry.value.is_hash();
    result.set(entry.key, both ? Value(merged_deeply(known->as_hash(), entry.value.as_hash())) : entry.value);
  }
  return result;
}

Value deep_merge(Call& call) {
  if (call.arguments.size() < 2) {
    refuse(call, "wrong number of arguments (" + std::to_string(call.arguments.size()) + "; must be at least 2)");
  }
  Hash result;
  for (const Value& argument : call.arguments) {
    if (argument.is_string() && argument.as_string().empty()) {
      continue;
    }
    if (!argument.is_hash()) {
      throw EvaluationError("deep_merge: unexpected argument type " + native_class(argument) +
                            ", only expects hash arguments");
    }
    result = merged_deeply(result, argument.as_hash());
  }
  return {std::move(result)};
}

Value has_key(Call& call) {
  expect_count(call, call.arguments.size() >= 2, "({} for 2)");
  if (!call.arguments[0].is_hash()) {
    refuse(call, "expects the first argument to be a hash, got " + native_inspect(call.arguments[0]) +
                     " which is of type " + native_class(call.arguments[0]));
  }
  return {call.arguments[0].as_hash().find(call.arguments[1]) != nullptr};
}

Value join_keys_to_values(Call& call) {
  if (call.arguments.size() != 2) {
    refuse(call, "Takes exactly two arguments, but " + std::to_string(call.arguments.size()) + " given.");
  }
  if (!call.arguments[0].is_hash()) {
    refuse(call, "The first argument must be a hash, but a " + native_class(call.arguments[0]) + " was given.");
  }
  if (!call.arguments[1].is_string()) {
    refuse(call, "The second argument must be a string, but a " + native_class(call.arguments[1]) + " was given.");
  }
  const std::string separator(call.arguments[1].as_string());
  Values result;
  for (const auto& entry : call.arguments[0].as_hash()) {
    const std::string key = native_text(entry.key);
    if (entry.value.is_array()) {
      for (const Value& value : entry.value.as_array()) {
        result.emplace_back(key + separator + native_text(value));
      }
      continue;
    }
    const std::string value = native_text(entry.value);
    result.emplace_back(value == "undef" ? key : key + separator + value);
  }
  return {std::move(result)};
}

// Adds a text to each element of an array or to each key of a hash.
template <bool in_front>
Value with_affix(Call& call) {
  expect_count(call, !call.arguments.empty(), "({} for 1)");
  const Value& first = call.arguments[0];
  if (!first.is_array() && !first.is_hash()) {
    refuse(call, "expected first argument to be an Array or a Hash, got " + native_inspect(first));
  }
  const Value affix = call.has(1) && call.arguments[1].truthy() ? call.arguments[1] : Value("");
  if (!affix.is_string()) {
    refuse(call, "expected second argument to be a String, got " + native_inspect(affix));
  }
  const auto extended = [&](const Value& value) {
    return Value(in_front ? std::string(affix.as_string()) + native_text(value)
                          : native_text(value) + std::string(affix.as_string()));
  };
  if (first.is_array()) {
    Values result;
    for (const Value& value : first.as_array()) {
      result.push_back(extended(value));
    }
    return {std::move(result)};
  }
  Hash result;
  for (const auto& entry : first.as_hash()) {
    result.set(extended(entry.key), entry.value);
  }
  return {std::move(result)};
}

void append_values(Values& result, const Hash& hash) {
  for (const auto& entry : hash) {
    if (entry.value.is_hash()) {
      append_values(result, entry.value.as_hash());
    } else {
      result.push_back(entry.value);
    }
  }
}

Value nested_values(Call& call) {
  Values result;
  append_values(result, call.arguments[0].as_hash());
  return {std::move(result)};
}

}  // namespace

ModuleFamily hash_functions() {
  static const FunctionRecord kTable[] = {
      {"stdlib::merge",
       {{"Variant[Hash[Scalar, Any], Undef, String[0, 0]] *args", "Hash[Scalar, Any]", merge_hashes},
        {"Iterable *args, Callable[3, 3] &block", "Hash", merge_elements},
        {"Iterable *args, Callable[2, 2] &block", "Hash", merge_elements}},
       "All hashes in one, the last one wins; with a lambda, all hashes that it gives for the elements."},
      plain_function<deep_merge>("deep_merge", "Hash",
                                 "Two or more hashes in one, and the hashes inside them as well."),
      plain_function<has_key>("has_key", "Boolean", "Whether a hash has a key."),
      plain_function<join_keys_to_values>("join_keys_to_values", "Array",
                                          "Each key of a hash joined to its value, or to each of its values."),
      plain_function<with_affix<true>>("prefix", "Variant[Array, Hash]",
                                       "A text in front of each element of an array or each key of a hash."),
      plain_function<with_affix<false>>("suffix", "Variant[Array, Hash]",
                                        "A text behind each element of an array or each key of a hash."),
      {"stdlib::nested_values",
       {{"Hash hash", "Array", nested_values}},
       "The values of a hash and of all hashes inside it."},
  };
  return kTable;
}

}  // namespace volley::stdlib
