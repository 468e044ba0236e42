#include "stdlib/functions/sequence.hpp"

#include <algorithm>

#include "runtime/evaluate/error.hpp"
#include "runtime/type/alias_type.hpp"
#include "runtime/type/iterator.hpp"
#include "runtime/type/scalar_types.hpp"
#include "runtime/type/string_types.hpp"
#include "runtime/value/hash.hpp"
#include "stdlib/functions/iterate.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/functions/unicode.hpp"

namespace volley::stdlib {

using runtime::Value;
using runtime::Values;

Sequence::Sequence(Value source, Reading reading) : source_(std::move(source)), reading_(reading) {
  switch (source_.kind()) {
    case Value::Kind::Array:
      kind_ = Kind::Items;
      items_ = &source_.as_array();
      break;
    case Value::Kind::Hash: kind_ = Kind::Entries; break;
    case Value::Kind::String: kind_ = Kind::Characters; break;
    case Value::Kind::Integer:
      kind_ = source_.as_integer() >= 0 ? Kind::Range : Kind::None;
      range_left_ = static_cast<std::uint64_t>(source_.as_integer());
      break;
    case Value::Kind::Object: open_object(); break;
    default: break;
  }
}

void Sequence::open_object() {
  if (const auto* iterator = source_.as<runtime::Iterator>()) {
    kind_ = Kind::Iterator;
    iterator_ = iterator;
    walked_ = iterator->beginning();
  } else if (const Values* elements = source_.as_object().elements()) {
    kind_ = Kind::Items;
    items_ = elements;
  } else if (const auto* type = source_.as<runtime::Type>()) {
    open_type(*type);
  }
}

void Sequence::open_type(const runtime::Type& type) {
  if (const auto* integers = runtime::type_as<runtime::IntegerType>(type)) {
    const runtime::Range& range = integers->range();
    if (range.from && range.to) {
      kind_ = Kind::Range;
      current_ = *range.from;
      // Wraps to 0 only for the range of all integers, which nobody walks to its end.
      range_left_ = static_cast<std::uint64_t>(*range.to) - static_cast<std::uint64_t>(*range.from) + 1;
    }
  } else if (const auto* words = runtime::type_as<runtime::EnumType>(type)) {
    Values items(words->values().begin(), words->values().end());
    source_ = Value(std::move(items));
    kind_ = Kind::Items;
    items_ = &source_.as_array();
  } else if (const auto* alias = runtime::type_as<runtime::AliasType>(type)) {
    const runtime::TypePointer resolved = alias->resolved().self();
    if (!resolved->is(runtime::TypeKind::Alias)) {
      source_ = Value(resolved);
      open_type(*resolved);
    }
  }
}

bool Sequence::next_character(Value& element) {
  const std::string_view text = source_.as_string();
  if (position_ >= text.size()) {
    return false;
  }
  const std::size_t length = character_length(text, position_);
  element = Value(text.substr(position_, length));
  position_ += length;
  return true;
}

void Sequence::skip(std::uint64_t count) {
  if (kind_ == Kind::Range) {
    const std::uint64_t passed = std::min(count, range_left_);
    range_left_ -= passed;
    current_ = static_cast<std::int64_t>(static_cast<std::uint64_t>(current_) + passed);
    return;
  }
  for (Value element; count > 0 && next(element);) {
    --count;
  }
}

bool Sequence::next(Value& element) {
  switch (kind_) {
    case Kind::None: return false;
    case Kind::Items:
      if (position_ >= items_->size()) {
        return false;
      }
      element = (*items_)[position_++];
      return true;
    case Kind::Entries:
      if (position_ >= source_.as_hash().size()) {
        return false;
      }
      element = pair_of(source_.as_hash().entry(position_++));
      return true;
    case Kind::Characters: return next_character(element);
    case Kind::Iterator: {
      std::optional<Value> found = reading_ == Reading::Onwards ? iterator_->next() : iterator_->at(walked_);
      if (!found) {
        return false;
      }
      element = std::move(*found);
      return true;
    }
    case Kind::Range:
      if (range_left_ == 0) {
        return false;
      }
      element = Value(current_);
      skip(1);
      return true;
  }
  return false;
}

std::uint64_t Sequence::known_count() const {
  if (iterator_ != nullptr && iterator_->numbers() != nullptr) {
    return iterator_->numbers()->count;
  }
  return kind_ == Kind::Range ? range_left_ : 0;
}

bool Sequence::has_entries() const {
  return iterator_ != nullptr && iterator_->kind() == runtime::Iterator::Kind::Entries;
}

Values Sequence::rest() {
  if (known_count() > runtime::kMaximumElements) {
    runtime::refuse_elements(known_count());
  }
  Values all;
  for (Value element; next(element);) {
    all.push_back(element);
  }
  return all;
}

Value yield_numbered(runtime::Call& call, const Sequence& sequence, std::int64_t index, const Value& element) {
  return sequence.has_entries() ? yield_two(call, element.as_array()[0], element.as_array()[1])
                                : yield_two(call, Value(index), element);
}

Sequence elements_of(const runtime::Call& call, const Value& source, Sequence::Reading reading) {
  Sequence sequence(source, reading);
  if (!sequence.valid()) {
    throw runtime::EvaluationError(std::string(call.name) + "(): wrong argument type (" + native_class(source) +
                                   "; is not Iterable.");
  }
  return sequence;
}

}  // namespace volley::stdlib
