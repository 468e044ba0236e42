// partition, group_by and unique: sorting elements into groups by what a lambda says.
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

// Calls `use(element, lambda's answer)` for each element. A lambda with two parameters gets index and element of an
// array, key and value of a hash; the element of a hash is its pair in any case.
template <typename Use>
void ask_each(Call& call, bool two_parameters, Use&& use) {
  Sequence sequence = elements_of(call, call.arguments[0]);
  const bool by_key = call.arguments[0].is_hash();
  std::int64_t index = 0;
  for (Value element; sequence.next(element); ++index) {
    if (!two_parameters) {
      use(element, call.yield(element));
    } else if (by_key) {
      use(element, call.yield(std::span<const Value>(element.as_array())));
    } else {
      use(element, yield_two(call, index, element));
    }
  }
}

Value partition(Call& call, bool two_parameters) {
  Values chosen;
  Values others;
  ask_each(call, two_parameters,
           [&](const Value& element, const Value& answer) { (answer.truthy() ? chosen : others).push_back(element); });
  return Values{Value(std::move(chosen)), Value(std::move(others))};
}

Value partition_one(Call& call) { return partition(call, false); }
Value partition_two(Call& call) { return partition(call, true); }

// Groups in the order in which their keys first appear.
class Groups {
 public:
  void add(const Value& key, const Value& member) {
    const Value* known = positions_.find(key);
    if (known == nullptr) {
      positions_.set(key, members_.size());
      members_.push_back({member});
    } else {
      members_[static_cast<std::size_t>(known->as_integer())].push_back(member);
    }
  }
  [[nodiscard]] Values& members(std::size_t group) { return members_[group]; }
  [[nodiscard]] std::size_t size() const { return members_.size(); }
  [[nodiscard]] Value to_hash() && {
    Hash result;
    for (const auto& entry : positions_) {
      result.set(entry.key, std::move(members_[static_cast<std::size_t>(entry.value.as_integer())]));
    }
    return {std::move(result)};
  }

 private:
  Hash positions_;
  std::vector<Values> members_;
};

Value group_by(Call& call, bool two_parameters) {
  Groups groups;
  ask_each(call, two_parameters, [&](const Value& element, const Value& answer) { groups.add(answer, element); });
  return std::move(groups).to_hash();
}

Value group_by_one(Call& call) { return group_by(call, false); }
Value group_by_two(Call& call) { return group_by(call, true); }

Values without_repeats(Call& call, Sequence& sequence) {
  Hash seen;
  Values result;
  for (Value element; sequence.next(element);) {
    const Value key = call.block != nullptr ? call.yield(element) : element;
    if (seen.find(key) == nullptr) {
      seen.set(key, true);
      result.push_back(element);
    }
  }
  return result;
}

Value unique_elements(Call& call) {
  Sequence sequence = elements_of(call, call.arguments[0]);
  return {without_repeats(call, sequence)};
}

Value unique_characters(Call& call) {
  Sequence sequence(call.arguments[0]);
  std::string text;
  for (const Value& character : without_repeats(call, sequence)) {
    text += character.as_string();
  }
  return {std::move(text)};
}

Values without_equals(const Values& values) {
  Hash seen;
  Values result;
  for (const Value& value : values) {
    if (seen.find(value) == nullptr) {
      seen.set(value, true);
      result.push_back(value);
    }
  }
  return result;
}

// A hash from the keys that share a value to their different values.
Value unique_entries(Call& call) {
  Groups keys;
  Groups values;
  for (const auto& entry : call.arguments[0].as_hash()) {
    const Value group = call.block != nullptr ? call.yield(entry.value) : entry.value;
    keys.add(group, entry.key);
    values.add(group, entry.value);
  }
  Hash result;
  for (std::size_t group = 0; group < keys.size(); ++group) {
    result.set(Value(keys.members(group)), Value(without_equals(values.members(group))));
  }
  return {std::move(result)};
}

}  // namespace

Family iteration_group() {
  static const FunctionRecord kTable[] = {
      {"partition",
       {{"Collection collection, Callable[1, 1] &block", "Tuple[Array, Array]", partition_one},
        {"Array array, Callable[2, 2] &block", "Tuple[Array, Array]", partition_two},
        {"Collection collection, Callable[2, 2] &block", "Tuple[Array, Array]", partition_two}},
       "Two arrays: the elements for which the lambda is true, and all others."},
      {"group_by",
       {{"Collection collection, Callable[1, 1] &block", "Hash", group_by_one},
        {"Array array, Callable[2, 2] &block", "Hash", group_by_two},
        {"Collection collection, Callable[2, 2] &block", "Hash", group_by_two}},
       "A hash from what the lambda gives to the elements for which it gave that."},
      {"unique",
       {{"String string, Optional[Callable[String]] &block", "String", unique_characters},
        {"Hash hash, Optional[Callable[Any]] &block", "Hash", unique_entries},
        {"Array array, Optional[Callable[Any]] &block", "Array", unique_elements},
        {"Iterable iterable, Optional[Callable[Any]] &block", "Array", unique_elements}},
       "Everything once; with a lambda, two elements count as the same when it gives the same for both."},
  };
  return kTable;
}

}  // namespace volley::stdlib
