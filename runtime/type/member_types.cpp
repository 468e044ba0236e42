// Tuple and Struct: collections whose members are told one by one.
#include <algorithm>

#include "runtime/type/collection_types.hpp"
#include "runtime/type/composite_types.hpp"
#include "runtime/type/printer.hpp"
#include "runtime/type/string_types.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

using Change = TypePointer (Type::*)() const;

std::vector<TypePointer> changed(const std::vector<TypePointer>& types, Change change) {
  std::vector<TypePointer> result;
  result.reserve(types.size());
  for (const TypePointer& type : types) {
    result.push_back(((*type).*change)());
  }
  return result;
}

TypePointer changed_struct(const std::vector<StructElement>& elements, Change change) {
  std::vector<StructElement> result;
  result.reserve(elements.size());
  for (const StructElement& element : elements) {
    result.push_back({element.name, element.optional, ((*element.value).*change)()});
  }
  return make<const StructType>(std::move(result));
}

bool accepts_undef(const Type& type) { return type.assignable_from(*builtin_type("Undef")); }

}  // namespace

TupleType::TupleType(std::vector<TypePointer> types, Size size)
    : Type(kKind), types_(std::move(types)), size_(size ? Size(size->as_size()) : size) {
  for (const TypePointer& type : types_) {
    contain(type);
  }
}

StructType::StructType(std::vector<StructElement> elements) : Type(kKind), elements_(std::move(elements)) {
  for (const StructElement& element : elements_) {
    contain(element.value);
  }
}

const Type& TupleType::type_at(std::size_t position) const { return *types_[std::min(position, types_.size() - 1)]; }

Range TupleType::sizes() const {
  if (size_) {
    return *size_;
  }
  return types_.empty() ? kAnySize : exactly(types_.size());
}

bool TupleType::matches(const Value& value) const {
  if (!value.is_array() || !sizes().contains(static_cast<std::int64_t>(value.as_array().size()))) {
    return false;
  }
  const Values& items = value.as_array();
  for (std::size_t at = 0; at < items.size() && !types_.empty(); ++at) {
    if (!type_at(at).accepts(items[at])) {
      return false;
    }
  }
  return true;
}

bool TupleType::same_as(const Type& other) const {
  const auto* tuple = type_as<TupleType>(other);
  return tuple != nullptr && size_ == tuple->size_ &&
         std::ranges::equal(types_, tuple->types_, [](const auto& a, const auto& b) { return a->same_as(*b); });
}

TypePointer TupleType::generalized() const { return make<const TupleType>(changed(types_, &Type::generalized), size_); }

TypePointer TupleType::normalized() const { return make<const TupleType>(changed(types_, &Type::normalized), size_); }

TypePointer TupleType::iterated() const { return VariantType::of(types_); }

void TupleType::visit_parts(const std::function<void(const Type&)>& visit) const {
  for (const TypePointer& type : types_) {
    visit(*type);
  }
}

bool TupleType::admits(const Type& other) const {
  if (const auto* tuple = type_as<TupleType>(other)) {
    if (!sizes().covers(tuple->sizes())) {
      return false;
    }
    if (!types_.empty() && tuple->types_.empty()) {
      return sizes().from == 0 || same_as(other);
    }
    for (std::size_t at = 0; at < tuple->types_.size() && !types_.empty(); ++at) {
      if (!type_at(at).assignable_from(*tuple->types_[at])) {
        return false;
      }
    }
    return true;
  }
  const auto* array = type_as<ArrayType>(other);
  if (array == nullptr || !sizes().covers(array->sizes())) {
    return false;
  }
  const std::size_t longest = array->sizes().to ? static_cast<std::size_t>(*array->sizes().to) : types_.size();
  for (std::size_t at = 0; at < std::min(types_.size(), longest); ++at) {
    if (!types_[at]->assignable_from(array->element())) {
      return false;
    }
  }
  return true;
}

void TupleType::print(TypePrinter& printer) const {
  printer.begin("Tuple");
  if (!types_.empty()) {
    visit_parts([&](const Type& type) { printer.parameter(type); });
    if (size_) {
      size_->print(printer);
    }
  }
  printer.end();
}

const StructElement* StructType::find(std::string_view name) const {
  const auto found = std::ranges::find(elements_, name, &StructElement::name);
  return found == elements_.end() ? nullptr : &*found;
}

Range StructType::sizes() const {
  return {std::ranges::count(elements_, false, &StructElement::optional), static_cast<std::int64_t>(elements_.size())};
}

TypePointer StructType::key_type(const StructElement& element) {
  TypePointer name = make<const StringType>(element.name);
  return element.optional ? make<const OptionalType>(std::move(name)) : name;
}

bool StructType::matches(const Value& value) const {
  if (!value.is_hash()) {
    return false;
  }
  std::size_t found = 0;
  for (const StructElement& element : elements_) {
    const Value* entry = value.as_hash().find(std::string_view(element.name));
    if (entry == nullptr ? !element.optional : !element.value->accepts(*entry)) {
      return false;
    }
    found += entry == nullptr ? 0 : 1;
  }
  return found == value.as_hash().size();
}

bool StructType::same_as(const Type& other) const {
  const auto* record = type_as<StructType>(other);
  return record != nullptr && std::ranges::equal(elements_, record->elements_, [](const auto& a, const auto& b) {
           return a.name == b.name && a.optional == b.optional && a.value->same_as(*b.value);
         });
}

TypePointer StructType::generalized() const { return changed_struct(elements_, &Type::generalized); }

TypePointer StructType::normalized() const { return changed_struct(elements_, &Type::normalized); }

TypePointer StructType::iterated() const {
  std::vector<TypePointer> pair(2, builtin_type("Unit"));
  if (!elements_.empty()) {
    std::vector<TypePointer> keys;
    std::vector<TypePointer> values;
    for (const StructElement& element : elements_) {
      keys.push_back(key_type(element));
      values.push_back(element.value);
    }
    pair = {VariantType::of(keys), VariantType::of(values)};
  }
  return make<const TupleType>(std::move(pair), Size(exactly(2)));
}

void StructType::visit_parts(const std::function<void(const Type&)>& visit) const {
  for (const StructElement& element : elements_) {
    visit(*element.value);
  }
}

bool StructType::admits(const Type& other) const {
  if (const auto* hash = type_as<HashType>(other)) {
    return admits_hash(*hash);
  }
  const auto* record = type_as<StructType>(other);
  if (record == nullptr) {
    return false;
  }
  std::size_t found = 0;
  for (const StructElement& mine : elements_) {
    const StructElement* theirs = record->find(mine.name);
    if (theirs == nullptr) {
      if (!mine.optional) {
        return false;
      }
      continue;
    }
    ++found;
    if ((theirs->optional && !mine.optional) || !mine.value->assignable_from(*theirs->value)) {
      return false;
    }
  }
  return found == record->elements_.size();
}

bool StructType::admits_hash(const HashType& other) const {
  const StringType any_text;
  for (const StructElement& element : elements_) {
    if (!element.optional &&
        !(element.value->assignable_from(other.value()) && any_text.assignable_from(other.key()))) {
      return false;
    }
  }
  return sizes().covers(other.sizes());
}

void StructType::print(TypePrinter& printer) const {
  printer.begin("Struct");
  if (!elements_.empty()) {
    printer.parameter("{");
  }
  std::string_view separator;
  for (const StructElement& element : elements_) {
    // A key whose value may be undef is optional unless said otherwise.
    const bool implied = accepts_undef(*element.value);
    const std::string name = quote_text(element.name);
    printer.add(separator);
    separator = ", ";
    if (element.optional == implied) {
      printer.add(name);
    } else {
      printer.add((element.optional ? "Optional[" : "NotUndef[") + name + "]");
    }
    printer.add(" => ");
    printer.add(*element.value);
  }
  if (!elements_.empty()) {
    printer.add("}");
  }
  printer.end();
}

}  // namespace volley::runtime
