// stdlib::sort_by: in the order of what a lambda gives for each element.
#include <utility>
#include <vector>

#include "runtime/evaluate/error.hpp"
#include "runtime/value/hash.hpp"
#include "stdlib/functions/iterate.hpp"
#include "stdlib/functions/merge_sort.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/functions/sequence.hpp"
#include "stdlib/module_functions/families.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::FunctionRecord;
using runtime::Hash;
using runtime::Value;
using runtime::Values;

using Ranked = std::pair<Value, Value>;  // rank, element

template <typename Rank>
Values sorted_by(Call& call, Rank&& rank) {
  Sequence sequence = elements_of(call, call.arguments[0]);
  std::vector<Ranked> ranked;
  for (Value element; sequence.next(element);) {
    ranked.emplace_back(rank(element), element);
  }
  merge_sort(std::span(ranked),
             [](const Ranked& a, const Ranked& b) { return native_order_or_throw(b.first, a.first) < 0; });
  Values result;
  result.reserve(ranked.size());
  for (Ranked& entry : ranked) {
    result.push_back(std::move(entry.second));
  }
  return result;
}

Values sorted_by_element(Call& call) {
  return sorted_by(call, [&](const Value& element) { return call.yield(element); });
}

Value sort_array(Call& call) { return {sorted_by_element(call)}; }

Value sort_characters(Call& call) {
  std::string text;
  for (const Value& character : sorted_by_element(call)) {
    text += character.as_string();
  }
  return {std::move(text)};
}

Value hash_of(const Values& pairs) {
  Hash hash;
  for (const Value& pair : pairs) {
    hash.set(pair.as_array()[0], pair.as_array()[1]);
  }
  return {std::move(hash)};
}

Value sort_pairs(Call& call) { return hash_of(sorted_by_element(call)); }

Value sort_entries(Call& call) {
  return hash_of(
      sorted_by(call, [&](const Value& pair) { return call.yield(std::span<const Value>(pair.as_array())); }));
}

}  // namespace

ModuleFamily sorting_functions() {
  static const FunctionRecord kTable[] = {
      {"stdlib::sort_by",
       {{"Array ary, Callable[1, 1] &block", "Array", sort_array},
        {"String str, Callable[1, 1] &block", "String", sort_characters},
        {"Hash hsh, Callable[1, 1] &block", "Hash", sort_pairs},
        {"Hash hsh, Callable[2, 2] &block", "Hash", sort_entries}},
       "An array, string or hash in the order of what the lambda gives for its elements."},
  };
  return kTable;
}

}  // namespace volley::stdlib
