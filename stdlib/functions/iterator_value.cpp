#include "stdlib/functions/iterator_value.hpp"

#include <unordered_set>

#include "runtime/type/type.hpp"
#include "stdlib/functions/sequence.hpp"

namespace volley::stdlib {
namespace {

using runtime::Value;
using runtime::Values;

// Each type once, in the order of appearance.
std::string types_of(const Values& items) {
  std::unordered_set<std::string> known;
  std::string list;
  for (const Value& item : items) {
    const auto [type, added] = known.insert(runtime::infer_type(item)->to_string());
    if (added) {
      list += (list.empty() ? "" : ", ") + *type;
      runtime::check_text_size(list.size());
    }
  }
  if (known.empty()) {
    return "Unit";
  }
  return known.size() == 1 ? list : "Variant[" + list + "]";
}

}  // namespace

IteratorValue::IteratorValue(Values items, Value source) : items_(std::move(items)), source_(std::move(source)) {
  nest_around(Value(items_));
}

std::string IteratorValue::to_string() const {
  return "Iterator[" + (source_.is_undef() ? "Any" : types_of(Sequence(source_).rest())) + "]-Value";
}

}  // namespace volley::stdlib
