// reverse_each and step: the elements in another order or only some of them, as an iterator or for a lambda.
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/iterate.hpp"
#include "stdlib/functions/iterator_value.hpp"
#include "stdlib/functions/sequence.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::FunctionRecord;
using runtime::Value;
using runtime::Values;

// Calls `use` for the first element and every step-th one after it.
template <typename Use>
void each_step(Sequence& sequence, std::int64_t step, Use&& use) {
  for (Value element; sequence.next(element); sequence.skip(static_cast<std::uint64_t>(step) - 1)) {
    use(element);
  }
}

Value iterator_over(const Call& call, Values items) {
  return Value(runtime::make<const IteratorValue>(std::move(items), call.arguments[0]));
}

Value reverse_each(Call& call) {
  Sequence sequence = elements_of(call, call.arguments[0]);
  sequence.reverse();
  return iterator_over(call, sequence.rest());
}

Value reverse_each_with_block(Call& call) {
  Sequence sequence = elements_of(call, call.arguments[0]);
  sequence.reverse();
  until_break([&] {
    for (Value element; sequence.next(element);) {
      call.yield(element);
    }
  });
  return {};
}

Value step(Call& call) {
  Sequence sequence = elements_of(call, call.arguments[0]);
  const std::uint64_t count = sequence.known_count() / static_cast<std::uint64_t>(call.arguments[1].as_integer());
  if (count > runtime::kMaximumElements) {
    runtime::refuse_elements(count);
  }
  Values items;
  each_step(sequence, call.arguments[1].as_integer(), [&](const Value& element) { items.push_back(element); });
  return iterator_over(call, std::move(items));
}

Value step_with_block(Call& call) {
  Sequence sequence = elements_of(call, call.arguments[0]);
  until_break(
      [&] { each_step(sequence, call.arguments[1].as_integer(), [&](const Value& element) { call.yield(element); }); });
  return {};
}

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
