// all, any and index: iterations that stop at the first answer.
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/iterate.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/functions/pattern.hpp"
#include "stdlib/functions/sequence.hpp"
#include "stdlib/functions/unicode.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::FunctionRecord;
using runtime::Value;

// The first element for which `found` is true: its key in a hash, its index otherwise, else undef.
template <typename Found>
Value first_key(Call& call, Found&& found) {
  const Value& source = call.arguments[0];
  if (source.is_hash()) {
    for (const auto& entry : source.as_hash()) {
      if (found(entry.key, entry.value)) {
        return entry.key;
      }
    }
    return {};
  }
  Sequence sequence = elements_of(call, source);
  std::int64_t index = 0;
  for (Value element; sequence.next(element); ++index) {
    const bool paired = sequence.has_entries();
    const Value key = paired ? element.as_array()[0] : Value(index);
    if (found(key, paired ? element.as_array()[1] : element)) {
      return key;
    }
  }
  return {};
}

// Whether the lambda answers `wanted` for some element; whole hash entries when it takes one parameter.
bool some_element(Call& call, bool wanted) {
  Sequence sequence = elements_of(call, call.arguments[0]);
  for (Value element; sequence.next(element);) {
    if (call.yield(element).truthy() == wanted) {
      return true;
    }
  }
  return false;
}

bool some_pair(Call& call, bool wanted) {
  bool met = false;
  first_key(call, [&](const Value& key, const Value& element) {
    return met = yield_two(call, key, element).truthy() == wanted;
  });
  return met;
}

Value all_element(Call& call) { return !some_element(call, false); }
Value all_pair(Call& call) { return !some_pair(call, false); }
Value any_element(Call& call) { return some_element(call, true); }
Value any_pair(Call& call) { return some_pair(call, true); }

Value index_pair(Call& call) {
  return first_key(call,
                   [&](const Value& key, const Value& element) { return yield_two(call, key, element).truthy(); });
}

Value index_element(Call& call) {
  return first_key(call, [&](const Value&, const Value& element) { return call.yield(element).truthy(); });
}

Value index_value(Call& call) {
  return first_key(call, [&](const Value&, const Value& element) { return native_equal(element, call.arguments[1]); });
}

Value index_in_string(Call& call) {
  const std::string_view text = call.arguments[0].as_string();
  std::size_t offset = std::string::npos;
  if (const auto* regexp = call.arguments[1].as<runtime::Regexp>()) {
    if (const auto match = search(*regexp, text)) {
      offset = match->begin();
    }
  } else {
    offset = text.find(call.arguments[1].as_string());
  }
  return offset == std::string::npos ? Value::undef()
                                     : Value(character_count(std::string_view(text).substr(0, offset)));
}

}  // namespace

Family iteration_search() {
  static const FunctionRecord kTable[] = {
      {"all",
       {{"Hash[Any, Any] hash, Callable[2, 2] &block", "Boolean", all_pair},
        {"Hash[Any, Any] hash, Callable[1, 1] &block", "Boolean", all_element},
        {"Iterable enumerable, Callable[2, 2] &block", "Boolean", all_pair},
        {"Iterable enumerable, Callable[1, 1] &block", "Boolean", all_element}},
       "Whether the lambda is true for every element."},
      {"any",
       {{"Hash[Any, Any] hash, Callable[2, 2] &block", "Boolean", any_pair},
        {"Hash[Any, Any] hash, Callable[1, 1] &block", "Boolean", any_element},
        {"Iterable enumerable, Callable[2, 2] &block", "Boolean", any_pair},
        {"Iterable enumerable, Callable[1, 1] &block", "Boolean", any_element}},
       "Whether the lambda is true for at least one element."},
      {"index",
       {{"Hash[Any, Any] hash, Callable[2, 2] &block", "Any", index_pair},
        {"Hash[Any, Any] hash, Callable[1, 1] &block", "Any", index_element},
        {"Iterable enumerable, Callable[2, 2] &block", "Any", index_pair},
        {"Iterable enumerable, Callable[1, 1] &block", "Any", index_element},
        {"String str, Variant[String,Regexp] match", "Any", index_in_string},
        {"Iterable enumerable, Any match", "Any", index_value}},
       "Where the first suitable element stands: its index, or its key in a hash; undef without one."},
  };
  return kTable;
}

}  // namespace volley::stdlib
