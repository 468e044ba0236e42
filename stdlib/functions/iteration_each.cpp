// each and slice: iterations for their effect.
#include "runtime/evaluate/closure.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/iterate.hpp"
#include "stdlib/functions/sequence.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Value;
using runtime::Values;

Value each_key_value(Call& call) {
  until_break([&] {
    for (const auto& entry : call.arguments[0].as_hash()) {
      yield_two(call, entry.key, entry.value);
    }
  });
  return call.arguments[0];
}

Value each_element(Call& call) {
  Sequence sequence = elements_of(call, call.arguments[0], Sequence::Reading::Onwards);
  until_break([&] {
    for (Value element; sequence.next(element);) {
      call.yield(element);
    }
  });
  return call.arguments[0];
}

Value each_index_element(Call& call) {
  Sequence sequence = elements_of(call, call.arguments[0]);
  until_break([&] {
    std::int64_t index = 0;
    for (Value element; sequence.next(element);) {
      static_cast<void>(yield_numbered(call, sequence, index++, element));
    }
  });
  return call.arguments[0];
}

// How many values the lambda of slice gets at once: one array, or the elements one by one.
std::size_t serving_size(const Call& call, std::size_t slice_size) {
  const auto parameters = call.block->lambda().parameters;
  const bool open_ended = !parameters.empty() && parameters.back().captures_rest;
  const std::size_t serving = open_ended ? slice_size : parameters.size();
  if (serving == 0) {
    throw EvaluationError("slice(): block must define at least one parameter. Block has 0.");
  }
  if (serving != 1 && serving != slice_size) {
    throw EvaluationError(
        "slice(): block must define one parameter, or the same number of parameters as the given size of the slice (" +
        std::to_string(slice_size) + "). Block has " + std::to_string(serving) + ".");
  }
  return serving;
}

// The next `size` elements at most; empty at the end.
Values take(Sequence& sequence, std::size_t size) {
  Values part;
  for (Value element; part.size() < size && sequence.next(element);) {
    part.push_back(element);
  }
  return part;
}

Value slice_with_block(Call& call, Sequence& sequence, std::size_t size, const Value& filler) {
  const std::size_t serving = serving_size(call, size);
  until_break([&] {
    for (Values part = take(sequence, size); !part.empty(); part = take(sequence, size)) {
      if (serving == 1) {
        call.yield(Value(std::move(part)));
      } else {
        part.resize(serving, filler);
        call.yield(std::span<const Value>(part));
      }
    }
  });
  return call.arguments[0];
}

Value slice(Call& call) {
  const bool one_by_one = call.block != nullptr && call.block->lambda().parameters.size() > 1;
  Sequence sequence =
      elements_of(call, call.arguments[0], one_by_one ? Sequence::Reading::Onwards : Sequence::Reading::Afresh);
  const auto size = static_cast<std::size_t>(call.arguments[1].as_integer());
  if (call.block != nullptr) {
    const Value filler = call.arguments[0].is_hash() ? Value(Values{}) : Value::undef();
    return slice_with_block(call, sequence, size, filler);
  }
  if (sequence.known_count() > runtime::kMaximumElements) {
    runtime::refuse_elements(sequence.known_count());
  }
  Values parts;
  for (Values part = take(sequence, size); !part.empty(); part = take(sequence, size)) {
    parts.emplace_back(std::move(part));
  }
  return {std::move(parts)};
}

}  // namespace

Family iteration_each() {
  static const FunctionRecord kTable[] = {
      {"each",
       {{"Hash[Any, Any] hash, Callable[2, 2] &block", "Any", each_key_value},
        {"Hash[Any, Any] hash, Callable[1, 1] &block", "Any", each_element},
        {"Iterable enumerable, Callable[2, 2] &block", "Any", each_index_element},
        {"Iterable enumerable, Callable[1, 1] &block", "Any", each_element}},
       "Calls the lambda for each element (or with index and element, or key and value); gives what it was called on."},
      {"slice",
       {{"Hash[Any, Any] hash, Integer[1, default] slice_size, Optional[Callable] &block", "Any", slice},
        {"Iterable enumerable, Integer[1, default] slice_size, Optional[Callable] &block", "Any", slice}},
       "Cuts something into parts of the given size: an array of them, or one lambda call for each."},
  };
  return kTable;
}

}  // namespace volley::stdlib
