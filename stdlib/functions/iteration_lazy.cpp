// reverse_each and step: the elements in another order or only some of them, as an iterator or for a lambda.
#include <algorithm>
#include <memory>
#include <unordered_map>

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

// Each type once, in the order of appearance. Lists are long, so types are told apart by their text first.
class DistinctTypes {
 public:
  void add(const Value& value) {
    TypePointer type = runtime::infer_type(value);
    std::vector<TypePointer>& alike =
        by_text_[value.is_string() ? std::string(value.as_string()) : " " + type->to_string()];
    if (std::ranges::none_of(alike, [&](const TypePointer& known) { return known->same_as(*type); })) {
      alike.push_back(type);
      types_.push_back(std::move(type));
    }
  }

  [[nodiscard]] TypePointer joined() && {
    if (types_.empty()) {
      return runtime::builtin_type("Unit");
    }
    return types_.size() == 1 ? types_.front() : make<const runtime::VariantType>(std::move(types_));
  }

 private:
  std::unordered_map<std::string, std::vector<TypePointer>> by_text_;
  std::vector<TypePointer> types_;
};

// One type for all of the values.
template <typename Elements, typename ValueOf>
TypePointer joined_type(const Elements& elements, ValueOf&& value_of) {
  DistinctTypes types;
  for (const auto& element : elements) {
    types.add(value_of(element));
  }
  return std::move(types).joined();
}

TypePointer entries_type(const runtime::Hash& hash) {
  std::vector<TypePointer> pair{joined_type(hash, [](const auto& entry) { return entry.key; }),
                                joined_type(hash, [](const auto& entry) { return entry.value; })};
  return make<const runtime::TupleType>(std::move(pair), runtime::Size(runtime::exactly(2)));
}

TypePointer infer_element_type(const Value& source) {
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

// What an iterator says that its elements are.
std::shared_ptr<const runtime::ElementType> element_type(const Value& source) {
  if (const auto* iterator = source.as<Iterator>()) {
    return iterator->shared_element_type();
  }
  return std::make_shared<const runtime::ElementType>(source, infer_element_type);
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

// Whole numbers between two bounds, every step-th one; with a negative step from the upper bound on.
struct Stride {
  std::int64_t from = 0;
  std::int64_t to = 0;
  std::int64_t step = 1;

  [[nodiscard]] std::uint64_t width() const {
    return static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
  }
};

std::optional<Stride> stride_of(const Value& source) {
  runtime::Range place;
  if (const auto* iterator = source.as<Iterator>()) {
    if (iterator->numbers() == nullptr) {
      return std::nullopt;
    }
    const runtime::Range* range = number_range(Value(iterator->element_type()), place);
    return range == nullptr ? std::nullopt : std::optional(Stride{*range->from, *range->to, iterator->numbers()->step});
  }
  const runtime::Range* range = number_range(source, place);
  return range == nullptr ? std::nullopt : std::optional(Stride{*range->from, *range->to, 1});
}

Value over(const Stride& stride) {
  const auto size = static_cast<std::uint64_t>(stride.step < 0 ? -stride.step : stride.step);
  const std::uint64_t steps = stride.width() / size;
  return Value(make<const Iterator>(Iterator::Numbers{stride.step < 0 ? stride.to : stride.from, stride.step,
                                                      steps == UINT64_MAX ? steps : steps + 1},
                                    integers_type(stride.from, stride.to)));
}

// The bounds move so that they are a whole number of steps apart: the upper one, or for a walk downwards the lower one,
// by what a division that rounds down leaves.
Value stepped_numbers(const Stride& stride, std::int64_t step) {
  const bool down = stride.step < 0;
  const std::int64_t old_size = down ? -stride.step : stride.step;
  std::int64_t size = 0;
  if (__builtin_mul_overflow(old_size, step, &size)) {
    size = INT64_MAX;
  }
  const std::uint64_t left = stride.width() % static_cast<std::uint64_t>(size);
  if (!down) {
    return over({stride.from, static_cast<std::int64_t>(static_cast<std::uint64_t>(stride.to) - left), size});
  }
  const std::uint64_t missing = left == 0 ? 0 : static_cast<std::uint64_t>(size) - left;
  const std::int64_t from = missing > stride.width()
                                ? stride.to
                                : static_cast<std::int64_t>(static_cast<std::uint64_t>(stride.from) + missing);
  return over({from, stride.to, -size});
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
  if (const auto stride = stride_of(source)) {
    return over({stride->from, stride->to, -stride->step});
  }
  auto type = element_type(source);
  return Value(make<const Iterator>(Iterator::Kind::Listed, reversed(call), std::move(type)));
}

Value step(Call& call) {
  const Value& source = call.arguments[0];
  const std::int64_t step = call.arguments[1].as_integer();
  if (step == 1 && source.as<Iterator>() != nullptr) {
    return source;
  }
  if (const auto stride = stride_of(source)) {
    return stepped_numbers(*stride, step);
  }
  auto type = element_type(source);
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
