// reverse_each and step: the elements in another order or only some of them, as an iterator or for a lambda.
#include "runtime/type/type.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/iterate.hpp"
#include "stdlib/functions/iterator_value.hpp"
#include "stdlib/functions/sequence.hpp"

#include <algorithm>

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::FunctionRecord;
using runtime::Value;
using runtime::Values;

Values reversed(Call& call) {
  Values items = elements_of(call, call.arguments[0]).rest();
  std::reverse(items.begin(), items.end());
  return items;
}

Values stepped(Call& call) {
  Sequence sequence = elements_of(call, call.arguments[0]);
  const std::int64_t step = call.arguments[1].as_integer();
  Values items;
  std::int64_t skip = 0;
  for (Value element; sequence.next(element); skip = (skip + 1) % step) {
    if (skip == 0) {
      items.push_back(element);
    }
  }
  return items;
}

// The type of the elements, as the type of an iterator names it.
std::string element_type(const Values& items) {
  std::vector<std::string> types;
  for (const Value& item : items) {
    std::string type = runtime::infer_type(item)->to_string();
    if (std::find(types.begin(), types.end(), type) == types.end()) {
      types.push_back(std::move(type));
    }
  }
  if (types.size() == 1) {
    return types.front();
  }
  std::string list;
  for (const std::string& type : types) {
    list += (list.empty() ? "" : ", ") + type;
  }
  return types.empty() ? "Unit" : "Variant[" + list + "]";
}

Value iterator_over(Call& call, Values items) {
  std::string type = element_type(elements_of(call, call.arguments[0]).rest());
  return Value(runtime::make<const IteratorValue>(std::move(items), std::move(type)));
}

Value yield_all(Call& call, const Values& items) {
  until_break([&] {
    for (const Value& item : items) {
      call.yield(item);
    }
  });
  return {};
}

Value reverse_each(Call& call) { return iterator_over(call, reversed(call)); }
Value reverse_each_with_block(Call& call) { return yield_all(call, reversed(call)); }
Value step(Call& call) { return iterator_over(call, stepped(call)); }
Value step_with_block(Call& call) { return yield_all(call, stepped(call)); }

}  // namespace

Family iteration_lazy() {
  static const FunctionRecord kTable[] = {
      {"reverse_each",
       {{"Iterable iterable", "Iterator", reverse_each},
        {"Iterable iterable, Callable[1, 1] &block", "Undef", reverse_each_with_block}},
       "The elements from the last to the first."},
      {"step",
       {{"Iterable iterable, Integer[1] step", "Iterator", step},
        {"Iterable iterable, Integer[1] step, Callable[1, 1] &block", "Undef", step_with_block}},
       "The first element and every step-th one after it."},
  };
  return kTable;
}

}  // namespace volley::stdlib
