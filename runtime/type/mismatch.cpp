#include "runtime/type/mismatch.hpp"

#include <algorithm>
#include <iterator>

#include "runtime/type/alias_type.hpp"
#include "runtime/type/callable_type.hpp"
#include "runtime/type/collection_types.hpp"
#include "runtime/type/composite_types.hpp"
#include "runtime/type/named_types.hpp"
#include "runtime/type/string_types.hpp"

namespace volley::runtime {
namespace {

using Mismatches = std::vector<Mismatch>;

// Aliases that stand for each other would go on without end.
constexpr std::size_t kMaximumPath = 200;

void append(Mismatches& all, Mismatches more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

Path extended(const Path& path, std::string text, bool is_variant = false) {
  Path longer = path;
  longer.push_back({std::move(text), is_variant});
  return longer;
}

Mismatches type_mismatch(const Path& path, const Type& expected, const TypePointer& actual) {
  return {{Mismatch::Kind::Type, path, expected.normalized(), actual->normalized(), {}, {}, {}}};
}

Mismatches size_mismatch(const Path& path, const Range& expected, const Range& actual, Mismatch::Kind kind) {
  return {{kind, path, {}, {}, expected, actual, {}}};
}

Mismatch key_mismatch(Mismatch::Kind kind, const Path& path, std::string key) {
  return {kind, path, {}, {}, {}, {}, std::move(key)};
}

// `original` is the type as it was written, for the message, where `expected` is what it stands for.
Mismatches describe(const Type& expected, const Type& original, const TypePointer& actual, const Path& path);

Mismatches describe_array(const ArrayType& expected, const Type& original, const TypePointer& actual,
                          const Path& path) {
  if (const auto* tuple = type_as<TupleType>(*actual)) {
    const Range size = tuple->size() ? *tuple->size() : exactly(tuple->types().size());
    if (!expected.sizes().covers(size)) {
      return size_mismatch(path, expected.sizes(), size, Mismatch::Kind::Size);
    }
    Mismatches all;
    for (std::size_t at = 0; at < tuple->types().size(); ++at) {
      if (!expected.element().assignable_from(*tuple->types()[at])) {
        append(all,
               find_mismatches(expected.element(), tuple->types()[at], extended(path, "index " + std::to_string(at))));
      }
    }
    return all;
  }
  if (const auto* array = type_as<ArrayType>(*actual)) {
    if (expected.size() && !expected.sizes().covers(array->sizes())) {
      return size_mismatch(path, expected.sizes(), array->sizes(), Mismatch::Kind::Size);
    }
    return type_mismatch(path, original, make<const ArrayType>(array->element().self()));
  }
  return type_mismatch(path, original, actual);
}

Mismatches describe_plain_hash(const Range& sizes, bool sized, const Type& original, const HashType& actual,
                               const Path& path) {
  if (sized && !sizes.covers(actual.sizes())) {
    return size_mismatch(path, sizes, actual.sizes(), Mismatch::Kind::Size);
  }
  return type_mismatch(path, original, make<const HashType>(actual.key().self(), actual.value().self()));
}

void describe_entry(Mismatches& all, const Type& expected, const TypePointer& actual, const Path& path) {
  if (!expected.assignable_from(*actual)) {
    append(all, find_mismatches(expected, actual, path));
  }
}

Mismatches describe_hash(const HashType& expected, const Type& original, const TypePointer& actual, const Path& path) {
  if (const auto* hash = type_as<HashType>(*actual)) {
    return describe_plain_hash(expected.sizes(), expected.size().has_value(), original, *hash, path);
  }
  const auto* record = type_as<StructType>(*actual);
  if (record == nullptr) {
    return type_mismatch(path, original, actual);
  }
  if (!expected.sizes().covers(record->sizes())) {
    return size_mismatch(path, expected.sizes(), record->sizes(), Mismatch::Kind::Size);
  }
  Mismatches all;
  for (const StructElement& element : record->members()) {
    describe_entry(all, expected.key(), StructType::key_type(element),
                   extended(path, "key of entry '" + element.name + "'"));
    describe_entry(all, expected.value(), element.value, extended(path, "entry '" + element.name + "'"));
  }
  return all;
}

Mismatches describe_struct(const StructType& expected, const Type& original, const TypePointer& actual,
                           const Path& path) {
  if (const auto* hash = type_as<HashType>(*actual)) {
    return describe_plain_hash(expected.sizes(), true, original, *hash, path);
  }
  const auto* record = type_as<StructType>(*actual);
  if (record == nullptr) {
    return type_mismatch(path, original, actual);
  }
  Mismatches all;
  for (const StructElement& mine : expected.members()) {
    const StructElement* theirs = record->find(mine.name);
    if (theirs != nullptr) {
      describe_entry(all, *StructType::key_type(mine), StructType::key_type(*theirs),
                     extended(path, "key of entry '" + mine.name + "'"));
      describe_entry(all, *mine.value, theirs->value, extended(path, "entry '" + mine.name + "'"));
    } else if (!mine.optional) {
      all.push_back(key_mismatch(Mismatch::Kind::MissingKey, path, mine.name));
    }
  }
  for (const StructElement& theirs : record->members()) {
    if (expected.find(theirs.name) == nullptr) {
      all.push_back(key_mismatch(Mismatch::Kind::UnknownKey, path, theirs.name));
    }
  }
  return all;
}

Mismatches describe_tuple(const TupleType& expected, const Type& original, const TypePointer& actual, const Path& path,
                          Mismatch::Kind size_kind) {
  const auto* tuple = type_as<TupleType>(*actual);
  const auto* array = type_as<ArrayType>(*actual);
  if (tuple == nullptr && array == nullptr) {
    return type_mismatch(path, original, actual);
  }
  if (expected.same_as(*actual) || (expected.types().empty() && array != nullptr)) {
    return {};
  }
  const Range size = tuple != nullptr ? tuple->sizes() : array->sizes();
  if (!expected.sizes().covers(size)) {
    return size_mismatch(path, expected.sizes(), size, size_kind);
  }
  Mismatches all;
  const std::size_t count = tuple != nullptr ? tuple->types().size() : expected.types().size();
  for (std::size_t at = 0; at < count && !expected.types().empty(); ++at) {
    const std::size_t position = std::min(at, expected.types().size() - 1);
    append(all,
           find_mismatches(*expected.types()[position], tuple != nullptr ? tuple->types()[at] : array->element().self(),
                           extended(path, "index " + std::to_string(position))));
  }
  return all;
}

Mismatches describe_callable(const CallableType& expected, const Type& original, const TypePointer& actual,
                             const Path& path) {
  const auto* callable = type_as<CallableType>(*actual);
  if (callable == nullptr) {
    return type_mismatch(path, original, actual);
  }
  if (expected.parameters() == nullptr || callable->parameters() == nullptr) {
    return expected.assignable_from(*actual) ? Mismatches() : type_mismatch(path, original, actual);
  }
  Mismatches all = describe_tuple(*expected.parameters(), *expected.parameters(), callable->parameters()->self(), path,
                                  Mismatch::Kind::Count);
  if (!all.empty()) {
    return all;
  }
  const auto part = [](const Type* type, std::string_view absent) {
    return type ? type->self() : builtin_type(absent);
  };
  const TypePointer result = part(expected.result(), "Any");
  const TypePointer their_result = part(callable->result(), "Any");
  if (!result->assignable_from(*their_result)) {
    return type_mismatch(extended(path, "return"), *result, their_result);
  }
  const TypePointer block = part(expected.block(), "Undef");
  const TypePointer their_block = part(callable->block(), "Undef");
  return their_block->assignable_from(*block) ? Mismatches()
                                              : type_mismatch(extended(path, "block"), *block, their_block);
}

void widen(Mismatch& all, const Mismatch& other) {
  if (all.kind == Mismatch::Kind::Size) {
    Range& size = all.expected_size;
    size.from = std::min(size.from.value_or(0), other.expected_size.from.value_or(0));
    size.to =
        size.to && other.expected_size.to ? std::optional(std::max(*size.to, *other.expected_size.to)) : std::nullopt;
  } else {
    all.kind = Mismatch::Kind::Type;
    all.expected = VariantType::of({all.expected, other.expected})->normalized();
  }
}

// When every option failed in the same place for the same reason, that is one mismatch.
Mismatches merged(std::size_t option_position, std::size_t option_count, Mismatches all) {
  const auto is_type = [](const Mismatch& m) {
    return m.kind == Mismatch::Kind::Type || m.kind == Mismatch::Kind::Pattern;
  };
  const auto is_size = [](const Mismatch& m) {
    return m.kind == Mismatch::Kind::Size || m.kind == Mismatch::Kind::Count;
  };
  for (const bool sizes : {true, false}) {
    Mismatches alike;
    std::ranges::copy_if(all, std::back_inserter(alike),
                         [&](const Mismatch& m) { return sizes ? is_size(m) : is_type(m); });
    const auto same_place = [&](const Mismatch& m) { return m.canonical_path() == alike.front().canonical_path(); };
    if (alike.empty() || alike.size() != option_count || !std::ranges::all_of(alike, same_place)) {
      continue;
    }
    Mismatch whole = alike.front();
    for (std::size_t at = 1; at < alike.size(); ++at) {
      widen(whole, alike[at]);
    }
    all = {std::move(whole)};
    break;
  }
  if (all.size() == 1 && option_position < all[0].path.size()) {
    all[0].path.erase(all[0].path.begin() + static_cast<std::ptrdiff_t>(option_position));
  }
  return all;
}

Mismatches describe_variant(const VariantType& expected, const Type& original, const TypePointer& actual,
                            const Path& path) {
  std::vector<TypePointer> options = expected.types();
  if (original.is(TypeKind::Optional)) {
    options.insert(options.begin(), builtin_type("Undef"));
  }
  Mismatches all;
  for (std::size_t at = 0; at < options.size(); ++at) {
    Mismatches option = find_mismatches(*options[at], actual, extended(path, "variant " + std::to_string(at), true));
    if (option.empty()) {
      return {};
    }
    append(all, std::move(option));
  }
  Mismatches result = merged(path.size(), options.size(), std::move(all));
  return original.is(TypeKind::Alias) && result.size() == 1 ? type_mismatch(path, original, actual) : result;
}

Mismatches describe(const Type& expected, const Type& original, const TypePointer& actual, const Path& path) {
  switch (expected.kind()) {
    case TypeKind::Variant: return describe_variant(static_cast<const VariantType&>(expected), original, actual, path);
    case TypeKind::Struct: return describe_struct(static_cast<const StructType&>(expected), original, actual, path);
    case TypeKind::Hash: return describe_hash(static_cast<const HashType&>(expected), original, actual, path);
    case TypeKind::Tuple:
      return describe_tuple(static_cast<const TupleType&>(expected), original, actual, path, Mismatch::Kind::Size);
    case TypeKind::Array: return describe_array(static_cast<const ArrayType&>(expected), original, actual, path);
    case TypeKind::Callable:
      return describe_callable(static_cast<const CallableType&>(expected), original, actual, path);
    case TypeKind::Optional: {
      const Type* inner = static_cast<const OptionalType&>(expected).inner();
      if (actual->is(TypeKind::Undef) || inner == nullptr) {
        return {};
      }
      return describe(*inner, original.is(TypeKind::Alias) ? original : expected, actual, path);
    }
    case TypeKind::Enum:
    case TypeKind::Pattern: {
      Mismatches all = type_mismatch(path, original, actual);
      all[0].kind = Mismatch::Kind::Pattern;
      return all;
    }
    case TypeKind::Alias: {
      if (path.size() > kMaximumPath) {
        return type_mismatch(path, original, actual);
      }
      const TypePointer meaning = static_cast<const AliasType&>(expected).resolved().self();
      return describe(*meaning, expected, actual, extended(path, "", true));
    }
    default: return expected.assignable_from(*actual) ? Mismatches() : type_mismatch(path, original, actual);
  }
}

// Aliases are not entered: what they stand for was looked at when they were resolved.
const ReferenceType* unresolved_part(const Type& type) {
  if (const auto* reference = type_as<ReferenceType>(type)) {
    return reference;
  }
  const ReferenceType* found = nullptr;
  type.visit_parts([&](const Type& part) { found = found == nullptr ? unresolved_part(part) : found; });
  return found;
}

}  // namespace

Path Mismatch::canonical_path() const {
  Path shown;
  std::ranges::copy_if(path, std::back_inserter(shown), [](const PathElement& element) { return !element.is_variant; });
  return shown;
}

std::vector<Mismatch> find_mismatches(const Type& expected, const TypePointer& actual, Path path) {
  if (const ReferenceType* unresolved = unresolved_part(expected)) {
    return {key_mismatch(Mismatch::Kind::Unresolved, path, unresolved->text())};
  }
  return describe(*expected.normalized(), expected, actual, path);
}

}  // namespace volley::runtime
