// reverse_each and step: the elements in another order or only some of them, as an iterator or for a lambda.
#include <algorithm>

#include "runtime/type/alias_type.hpp"
#include "runtime/type/collection_types.hpp"
#include "runtime/type/composite_types.hpp"
#include "runtime/type/iterator.hpp"
#include "runtime/type/scalar_types.hpp"
#include "runtime/type/string_types.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/iterate.hpp"
#include "stdlib/functions/sequence.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::FunctionRecord;
using runtime::Iterator;
using runtime::make;
using runtime::TypePointer;
using runtime::Value;
using runtime::Values;

TypePointer integers_type(std::int64_t from, std::int64_t to) {
  return make<const runtime::IntegerType>(runtime::Range{from, to});
}

// One type for all of the values.
template <typename Elements, typename ValueOf>
TypePointer joined_type(const Elements& elements, ValueOf&& value_of) {
  std::vector<TypePointer> types;
  for (const auto& element : elements) {
    types.push_back(runtime::infer_type(value_of(element)));
  }
  return types.empty() ? runtime::builtin_type("Unit") : runtime::VariantType::of(types);
}

TypePointer entries_type(const runtime::Hash& hash) {
  std::vector<TypePointer> pair{joined_type(hash, [](const auto& entry) { return entry.key; }),
                                joined_type(hash, [](const auto& entry) { return entry.value; })};
  return make<const runtime::TupleType>(std::move(pair), runtime::Size(runtime::exactly(2)));
}

// What an iterator says that its elements are.
TypePointer element_type(const Value& source) {
  if (const auto* iterator = source.as<Iterator>()) {
    return iterator->element_type();
  }
  if (source.is_string()) {
    return make<const runtime::StringType>(runtime::exactly(1));
  }
  if (source.is_hash()) {
    return entries_type(source.as_hash());
  }
  if (const auto* type = source.as<runtime::Type>()) {
    return type->self();
  }
  return joined_type(Sequence(source).rest(), [](const Value& element) { return element; });
}

// The whole numbers that the source stands for, when it does.
const runtime::Range* number_range(const Value& source, runtime::Range& place) {
  if (source.is_integer() && source.as_integer() > 0) {
    place = {0, source.as_integer() - 1};
    return &place;
  }
  const auto* type = source.as<runtime::Type>();
  const auto* alias = type == nullptr ? nullptr : runtime::type_as<runtime::AliasType>(*type);
  const auto* integers =
      type == nullptr ? nullptr : runtime::type_as<runtime::IntegerType>(alias != nullptr ? alias->resolved() : *type);
  if (integers == nullptr || !integers->range().from || !integers->range().to) {
    return nullptr;
  }
  place = integers->range();
  return &place;
}

std::uint64_t distance(std::int64_t from, std::int64_t to) {
  return static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
}

std::optional<Iterator::Numbers> numbers_of(const Value& source) {
  if (const auto* iterator = source.as<Iterator>()) {
    return iterator->numbers() == nullptr ? std::nullopt : std::optional(*iterator->numbers());
  }
  runtime::Range place;
  const runtime::Range* range = number_range(source, place);
  if (range == nullptr) {
    return std::nullopt;
  }
  const std::uint64_t last = distance(*range->from, *range->to);
  return Iterator::Numbers{*range->from, 1, last == UINT64_MAX ? last : last + 1};
}

std::int64_t last_of(const Iterator::Numbers& numbers) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(numbers.first) +
                                   (numbers.count - 1) * static_cast<std::uint64_t>(numbers.step));
}

Value over(const Iterator::Numbers& numbers) {
  const std::int64_t last = numbers.count == 0 ? numbers.first : last_of(numbers);
  return Value(
      make<const Iterator>(numbers, integers_type(std::min(numbers.first, last), std::max(numbers.first, last))));
}

Value reversed_numbers(const Iterator::Numbers& numbers) {
  return over({numbers.count == 0 ? numbers.first : last_of(numbers), -numbers.step, numbers.count});
}

Value stepped_numbers(const Iterator::Numbers& numbers, std::int64_t step) {
  // Wider steps than there are numbers leave the first one.
  const std::uint64_t count = numbers.count == 0 ? 0 : (numbers.count - 1) / static_cast<std::uint64_t>(step) + 1;
  const std::int64_t wide = count <= 1 ? numbers.step : numbers.step * step;
  return over({numbers.first, wide, count});
}

Values reversed(Call& call) {
  Values items = elements_of(call, call.arguments[0]).rest();
  std::reverse(items.begin(), items.end());
  return items;
}

Values stepped(Call& call, std::int64_t step) {
  Sequence sequence = elements_of(call, call.arguments[0], Sequence::Reading::Onwards);
  Values items;
  std::int64_t skip = 0;
  for (Value element; sequence.next(element); skip = (skip + 1) % step) {
    if (skip == 0) {
      items.push_back(element);
    }
  }
  return items;
}

Value yield_all(Call& call, const Value& iterator) {
  until_break([&] {
    for (std::optional<Value> item; (item = iterator.as<Iterator>()->next());) {
      call.yield(*item);
    }
  });
  return {};
}

Value reverse_each(Call& call) {
  const Value& source = call.arguments[0];
  if (const auto numbers = numbers_of(source)) {
    return reversed_numbers(*numbers);
  }
  TypePointer type = element_type(source);
  return Value(make<const Iterator>(Iterator::Kind::Listed, reversed(call), std::move(type)));
}

Value step(Call& call) {
  const Value& source = call.arguments[0];
  const std::int64_t step = call.arguments[1].as_integer();
  if (step == 1 && source.as<Iterator>() != nullptr) {
    return source;
  }
  if (const auto numbers = numbers_of(source)) {
    return stepped_numbers(*numbers, step);
  }
  TypePointer type = element_type(source);
  const auto whole = source.is_hash() ? Iterator::Kind::Entries : Iterator::Kind::Listed;
  return Value(
      make<const Iterator>(step == 1 ? whole : Iterator::Kind::Stepping, stepped(call, step), std::move(type)));
}

Value reverse_each_with_block(Call& call) { return yield_all(call, reverse_each(call)); }
Value step_with_block(Call& call) { return yield_all(call, step(call)); }

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
