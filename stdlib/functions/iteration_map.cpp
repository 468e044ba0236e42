// map, filter and reduce.
#include <algorithm>
#include <array>

#include "stdlib/functions/families.hpp"
#include "stdlib/functions/iterate.hpp"
#include "stdlib/functions/sequence.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::FunctionRecord;
using runtime::Hash;
using runtime::Value;
using runtime::Values;

Value map_key_value(Call& call) {
  Values result;
  until_break([&] {
    for (const auto& entry : call.arguments[0].as_hash()) {
      result.push_back(yield_two(call, entry.key, entry.value));
    }
  });
  return {std::move(result)};
}

// Room for all results, within reason: an iteration may end early.
void reserve(Values& result, const Sequence& sequence) {
  constexpr std::uint64_t kMost = 1UL << 20U;
  result.reserve(std::min(sequence.known_count(), kMost));
}

Value map_element(Call& call) {
  Sequence sequence = elements_of(call, call.arguments[0], Sequence::Reading::Onwards);
  Values result;
  reserve(result, sequence);
  until_break([&] {
    for (Value element; sequence.next(element);) {
      result.push_back(call.yield_given(std::span(&element, 1)));
    }
  });
  return {std::move(result)};
}

Value map_index_element(Call& call) {
  Sequence sequence = elements_of(call, call.arguments[0]);
  Values result;
  until_break([&] {
    std::int64_t index = 0;
    for (Value element; sequence.next(element);) {
      result.push_back(yield_numbered(call, sequence, index++, element));
    }
  });
  return {std::move(result)};
}

Value filter_key_value(Call& call) {
  Hash result;
  for (const auto& entry : call.arguments[0].as_hash()) {
    if (yield_two(call, entry.key, entry.value).truthy()) {
      result.set(entry.key, entry.value);
    }
  }
  return {std::move(result)};
}

Value filter_entry(Call& call) {
  Hash result;
  for (const auto& entry : call.arguments[0].as_hash()) {
    if (call.yield(pair_of(entry)).truthy()) {
      result.set(entry.key, entry.value);
    }
  }
  return {std::move(result)};
}

Value filter_element(Call& call) {
  Sequence sequence = elements_of(call, call.arguments[0], Sequence::Reading::Onwards);
  Values result;
  until_break([&] {
    for (Value element; sequence.next(element);) {
      if (call.yield(element).truthy()) {
        result.push_back(element);
      }
    }
  });
  return {std::move(result)};
}

// Entries that an iterator gives become a hash again.
Value filter_pairs(Call& call, Sequence& sequence) {
  Hash result;
  for (Value entry; sequence.next(entry);) {
    const Values& pair = entry.as_array();
    if (yield_two(call, pair[0], pair[1]).truthy()) {
      result.set(pair[0], pair[1]);
    }
  }
  return {std::move(result)};
}

Value filter_index_element(Call& call) {
  Sequence sequence = elements_of(call, call.arguments[0]);
  if (sequence.has_entries()) {
    return filter_pairs(call, sequence);
  }
  Values result;
  until_break([&] {
    std::int64_t index = 0;
    for (Value element; sequence.next(element);) {
      if (yield_two(call, index++, element).truthy()) {
        result.push_back(element);
      }
    }
  });
  return {std::move(result)};
}

// The memo is given to the lambda, which may add to it in place; only after a break() it is still needed here.
Value fold(Call& call, Sequence& sequence, Value memo) {
  if (!call.may_break()) {
    for (Value element; sequence.next(element);) {
      std::array<Value, 2> pair{std::move(memo), std::move(element)};
      memo = call.yield_given(pair);
    }
    return memo;
  }
  until_break([&] {
    for (Value element; sequence.next(element);) {
      memo = yield_two(call, memo, element);
    }
  });
  return memo;
}

Value reduce_without_memo(Call& call) {
  Sequence sequence = elements_of(call, call.arguments[0]);
  Value first;
  return sequence.next(first) ? fold(call, sequence, std::move(first)) : Value::undef();
}

Value reduce_with_memo(Call& call) {
  Sequence sequence = elements_of(call, call.arguments[0]);
  return fold(call, sequence, call.arguments[1]);
}

}  // namespace

Family iteration_map() {
  static const FunctionRecord kTable[] = {
      {"map",
       {{"Hash[Any, Any] hash, Callable[2, 2] &block", "Array", map_key_value},
        {"Hash[Any, Any] hash, Callable[1, 1] &block", "Array", map_element},
        {"Iterable enumerable, Callable[2, 2] &block", "Array", map_index_element},
        {"Iterable enumerable, Callable[1, 1] &block", "Array", map_element}},
       "The array of what the lambda gives for each element."},
      {"filter",
       {{"Hash[Any, Any] hash, Callable[2, 2] &block", "Hash", filter_key_value},
        {"Hash[Any, Any] hash, Callable[1, 1] &block", "Hash", filter_entry},
        {"Iterable enumerable, Callable[2, 2] &block", "Array", filter_index_element},
        {"Iterable enumerable, Callable[1, 1] &block", "Array", filter_element}},
       "The elements for which the lambda is true: a hash of a hash, an array of anything else."},
      {"reduce",
       {{"Iterable enumerable, Callable[2, 2] &block", "Any", reduce_without_memo},
        {"Iterable enumerable, Any memo, Callable[2, 2] &block", "Any", reduce_with_memo}},
       "Folds all elements into one value: the lambda gets the value so far and the next element."},
  };
  return kTable;
}

}  // namespace volley::stdlib
