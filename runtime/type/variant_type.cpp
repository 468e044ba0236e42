#include <algorithm>
#include <array>

#include "runtime/type/composite_types.hpp"
#include "runtime/type/printer.hpp"
#include "runtime/type/scalar_types.hpp"
#include "runtime/type/string_types.hpp"
#include "runtime/value/big_integer.hpp"

namespace volley::runtime {
namespace {

using Types = std::vector<TypePointer>;

void add_once(Types& types, const TypePointer& type) {
  if (std::ranges::none_of(types, [&](const TypePointer& known) { return known->same_as(*type); })) {
    types.push_back(type);
  }
}

// Splits off those that `take` wants, when there are several of them.
template <typename Take>
Types split_off(Types& types, Take take) {
  if (std::ranges::count_if(types, take) < 2) {
    return {};
  }
  Types taken;
  Types rest;
  for (const TypePointer& type : types) {
    (take(type) ? taken : rest).push_back(type);
  }
  types = std::move(rest);
  return taken;
}

void merge_not_undefs(Types& types) {
  const Types parts = split_off(types, [](const TypePointer& type) { return type->is(TypeKind::NotUndef); });
  if (parts.empty()) {
    return;
  }
  Types inner;
  for (const TypePointer& part : parts) {
    const Type* type = type_as<NotUndefType>(*part)->inner();
    inner.push_back(type == nullptr ? builtin_type("Any") : type->self());
  }
  types.push_back(make<const NotUndefType>(VariantType::of(inner)->normalized()));
}

void merge_words(Types& types) {
  const Types parts = split_off(types, [](const TypePointer& type) {
    const auto* choice = type_as<EnumType>(*type);
    const auto* text = type_as<StringType>(*type);
    return (choice != nullptr && !choice->values().empty() && !choice->ignores_case()) ||
           (text != nullptr && text->value());
  });
  std::vector<std::string> words;
  for (const TypePointer& part : parts) {
    if (const auto* choice = type_as<EnumType>(*part)) {
      words.insert(words.end(), choice->values().begin(), choice->values().end());
    } else {
      words.push_back(*type_as<StringType>(*part)->value());
    }
  }
  if (!words.empty()) {
    types.push_back(make<const EnumType>(std::move(words)));
  }
}

void merge_patterns(Types& types) {
  const Types parts = split_off(types, [](const TypePointer& type) { return type->is(TypeKind::Pattern); });
  std::vector<RegexpPointer> patterns;
  for (const TypePointer& part : parts) {
    const auto& more = type_as<PatternType>(*part)->patterns();
    patterns.insert(patterns.end(), more.begin(), more.end());
  }
  if (!parts.empty()) {
    types.push_back(make<const PatternType>(std::move(patterns)));
  }
}

// Whether two ranges overlap or are adjacent.
bool touch(const IntegerType& a, const IntegerType& b) {
  const auto ends_before = [](const IntegerType& x, const IntegerType& y) {
    return !x.to().is_undef() && !y.from().is_undef() &&
           compare_numbers(calculate_whole(WholeOperation::Add, x.to(), Value(1)), y.from()) < 0;
  };
  return !ends_before(a, b) && !ends_before(b, a);
}

void merge_integers(Types& types) {
  Types parts = split_off(types, [](const TypePointer& type) { return type->is(TypeKind::Integer); });
  Types result;
  while (!parts.empty()) {
    TypePointer whole = parts.back();
    parts.pop_back();
    Types apart;
    for (const TypePointer& part : parts) {
      const IntegerType& known = *type_as<IntegerType>(*whole);
      if (touch(known, *type_as<IntegerType>(*part))) {
        whole = known.joined(*type_as<IntegerType>(*part));
      } else {
        apart.push_back(part);
      }
    }
    result.push_back(whole);
    parts = std::move(apart);
  }
  types.insert(types.begin(), result.begin(), result.end());
}

TypePointer optional_of_rest(const Types& types) {
  Types rest;
  for (const TypePointer& type : types) {
    if (const auto* optional = type_as<OptionalType>(*type)) {
      if (optional->inner() != nullptr) {
        rest.push_back(optional->inner()->self());
      }
    } else if (!type->is(TypeKind::Undef)) {
      rest.push_back(type);
    }
  }
  return make<const OptionalType>(VariantType::of(rest))->normalized();
}

}  // namespace

VariantType::VariantType(std::vector<TypePointer> types) : Type(kKind), types_(std::move(types)) {
  for (const TypePointer& type : types_) {
    contain(type);
    take_all_of(*type);
  }
}

TypePointer VariantType::of(const std::vector<TypePointer>& types) {
  Types flat;
  for (const TypePointer& type : types) {
    if (const auto* variant = type_as<VariantType>(*type)) {
      for (const TypePointer& option : variant->types()) {
        add_once(flat, option);
      }
    } else {
      add_once(flat, type);
    }
  }
  return flat.size() == 1 ? flat.front() : make<const VariantType>(std::move(flat));
}

bool VariantType::matches(const Value& value) const {
  return std::ranges::any_of(types_, [&](const TypePointer& type) { return type->accepts(value); });
}

bool VariantType::same_as(const Type& other) const {
  const auto* variant = type_as<VariantType>(other);
  return variant != nullptr && types_.size() == variant->types_.size() &&
         std::ranges::all_of(types_, [&](const TypePointer& mine) {
           return std::ranges::any_of(variant->types_,
                                      [&](const TypePointer& theirs) { return mine->same_as(*theirs); });
         });
}

TypePointer VariantType::generalized() const {
  if (types_.empty()) {
    return self();
  }
  Types general;
  for (const TypePointer& type : types_) {
    general.push_back(type->generalized());
  }
  return of(general);
}

TypePointer VariantType::normalized() const {
  if (types_.empty()) {
    return self();
  }
  Types simple;
  for (const TypePointer& type : types_) {
    simple.push_back(type->normalized());
  }
  if (simple.size() == 1) {
    return simple.front();
  }
  const auto may_be_undef = [](const TypePointer& type) {
    return type->is(TypeKind::Undef) || type->is(TypeKind::Optional);
  };
  if (std::ranges::any_of(simple, may_be_undef)) {
    return optional_of_rest(simple);
  }
  const TypePointer flat = of(simple);
  if (!flat->is(TypeKind::Variant)) {
    return flat;
  }
  Types types = type_as<VariantType>(*flat)->types();
  merge_not_undefs(types);
  merge_words(types);
  merge_patterns(types);
  merge_integers(types);
  // What was simple before stays as it was written.
  const bool unchanged =
      std::ranges::equal(simple, types_, [](const auto& a, const auto& b) { return a->same_as(*b); });
  return unchanged && types.size() == types_.size() ? self() : of(types);
}

void VariantType::visit_parts(const std::function<void(const Type&)>& visit) const {
  for (const TypePointer& type : types_) {
    visit(*type);
  }
}

// Asked about a Variant only when that one is empty: then it is whether everything is welcome.
bool VariantType::admits(const Type& other) const {
  if (other.is(TypeKind::Variant)) {
    return types_.empty();
  }
  return std::ranges::any_of(types_, [&](const TypePointer& type) { return type->assignable_from(other); });
}

void VariantType::print(TypePrinter& printer) const {
  printer.begin("Variant");
  visit_parts([&](const Type& type) { printer.parameter(type); });
  printer.end();
}

}  // namespace volley::runtime
