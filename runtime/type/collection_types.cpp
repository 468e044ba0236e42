#include "runtime/type/collection_types.hpp"

#include <algorithm>

#include "runtime/type/composite_types.hpp"
#include "runtime/type/printer.hpp"
#include "runtime/value/hash.hpp"

namespace volley::runtime {
namespace {

bool is_any(const Type& type) { return type.is(TypeKind::Any); }

TypePointer element_or_default(TypePointer type, const Size& size) {
  if (size && size->empty_only()) {
    return builtin_type("Unit");
  }
  return type ? type : builtin_type("Any");
}

bool is_default_hash(const HashType& hash) { return is_any(hash.key()) && is_any(hash.value()) && !hash.size(); }

bool is_empty_hash(const HashType& hash) { return hash.size() && hash.size()->empty_only(); }

TypePointer pair_of(const TypePointer& key, const TypePointer& value) {
  return make<const TupleType>(std::vector{key, value}, Size(exactly(2)));
}

}  // namespace

bool CollectionType::matches(const Value& value) const {
  if (value.is_array()) {
    return sizes().contains(static_cast<std::int64_t>(value.as_array().size()));
  }
  return value.is_hash() && sizes().contains(static_cast<std::int64_t>(value.as_hash().size()));
}

bool CollectionType::same_as(const Type& other) const {
  const auto* collection = type_as<CollectionType>(other);
  return collection != nullptr && size_ == collection->size_;
}

bool CollectionType::admits(const Type& other) const {
  if (const auto* collection = type_as<CollectionType>(other)) {
    return sizes().covers(collection->sizes());
  }
  if (const auto* array = type_as<ArrayType>(other)) {
    return sizes().covers(array->sizes());
  }
  if (const auto* hash = type_as<HashType>(other)) {
    return sizes().covers(hash->sizes());
  }
  if (const auto* tuple = type_as<TupleType>(other)) {
    return sizes().covers(tuple->size() ? *tuple->size() : exactly(tuple->types().size()));
  }
  const auto* record = type_as<StructType>(other);
  return record != nullptr && sizes().covers(exactly(record->members().size()));
}

void CollectionType::print(TypePrinter& printer) const {
  printer.begin("Collection");
  if (size_) {
    size_->print(printer);
  }
  printer.end();
}

ArrayType::ArrayType(TypePointer element, Size size)
    : Type(kKind), element_(element_or_default(std::move(element), size)), size_(size ? Size(size->as_size()) : size) {
  contain(element_);
  if (is_any(*element_) && !size) {
    take_all(Value::Kind::Array);
  }
}

bool ArrayType::matches(const Value& value) const {
  if (!value.is_array()) {
    return false;
  }
  const Values& items = value.as_array();
  return sizes().contains(static_cast<std::int64_t>(items.size())) &&
         (is_any(*element_) || std::ranges::all_of(items, [&](const Value& item) { return element_->accepts(item); }));
}

bool ArrayType::same_as(const Type& other) const {
  const auto* array = type_as<ArrayType>(other);
  return array != nullptr && size_ == array->size_ && element_->same_as(*array->element_);
}

TypePointer ArrayType::generalized() const {
  return is_any(*element_) ? make<const ArrayType>() : make<const ArrayType>(element_->generalized());
}

TypePointer ArrayType::normalized() const {
  return is_any(*element_) ? make<const ArrayType>(TypePointer{}, size_)
                           : make<const ArrayType>(element_->normalized(), size_);
}

TypePointer ArrayType::iterated() const { return is_any(*element_) ? TypePointer{} : element_; }

bool ArrayType::admits(const Type& other) const {
  if (const auto* tuple = type_as<TupleType>(other)) {
    return sizes().covers(tuple->size() ? *tuple->size() : exactly(tuple->types().size())) &&
           std::ranges::all_of(tuple->types(), [&](const auto& type) { return element_->assignable_from(*type); });
  }
  const auto* array = type_as<ArrayType>(other);
  return array != nullptr && sizes().covers(array->sizes()) && element_->assignable_from(*array->element_);
}

void ArrayType::print(TypePrinter& printer) const {
  printer.begin("Array");
  if (size_ && size_->empty_only()) {
    size_->print(printer);
  } else if (size_ || !is_any(*element_)) {
    printer.parameter(*element_);
    if (size_) {
      size_->print(printer);
    }
  }
  printer.end();
}

HashType::HashType(TypePointer key, TypePointer value, Size size)
    : Type(kKind),
      key_(element_or_default(std::move(key), size)),
      value_(element_or_default(std::move(value), size)),
      size_(size ? Size(size->as_size()) : size) {
  contain(key_);
  contain(value_);
  if (is_any(*key_) && is_any(*value_) && !size) {
    take_all(Value::Kind::Hash);
  }
}

bool HashType::matches(const Value& value) const {
  if (!value.is_hash()) {
    return false;
  }
  const Hash& hash = value.as_hash();
  return sizes().contains(static_cast<std::int64_t>(hash.size())) &&
         std::ranges::all_of(
             hash, [&](const Hash::Entry& entry) { return key_->accepts(entry.key) && value_->accepts(entry.value); });
}

bool HashType::same_as(const Type& other) const {
  const auto* hash = type_as<HashType>(other);
  return hash != nullptr && size_ == hash->size_ && key_->same_as(*hash->key_) && value_->same_as(*hash->value_);
}

TypePointer HashType::generalized() const {
  if (is_default_hash(*this) || is_empty_hash(*this)) {
    return self();
  }
  return make<const HashType>(key_->generalized(), value_->generalized());
}

TypePointer HashType::normalized() const {
  return make<const HashType>(key_->normalized(), value_->normalized(), size_);
}

TypePointer HashType::iterated() const {
  if (is_default_hash(*this) || is_empty_hash(*this)) {
    return pair_of(builtin_type("Unit"), builtin_type("Unit"));
  }
  return pair_of(key_, value_);
}

void HashType::visit_parts(const std::function<void(const Type&)>& visit) const {
  visit(*key_);
  visit(*value_);
}

bool HashType::admits(const Type& other) const {
  if (const auto* hash = type_as<HashType>(other)) {
    if (is_empty_hash(*hash) && (!size_ || size_->from == 0)) {
      return true;
    }
    return key_->assignable_from(*hash->key_) && value_->assignable_from(*hash->value_) &&
           sizes().covers(hash->sizes());
  }
  const auto* record = type_as<StructType>(other);
  return record != nullptr && sizes().contains(static_cast<std::int64_t>(record->members().size())) &&
         std::ranges::all_of(record->members(), [&](const StructElement& element) {
           return key_->accepts(Value(element.name)) && value_->assignable_from(*element.value);
         });
}

void HashType::print(TypePrinter& printer) const {
  printer.begin("Hash");
  if (is_empty_hash(*this)) {
    size_->print(printer);
  } else if (!is_default_hash(*this)) {
    printer.parameter(*key_);
    printer.parameter(*value_);
    if (size_) {
      size_->print(printer);
    }
  }
  printer.end();
}

}  // namespace volley::runtime
