// The words for one mismatch.
#include <algorithm>
#include <limits>

#include "runtime/type/alias_type.hpp"
#include "runtime/type/composite_types.hpp"
#include "runtime/type/mismatch.hpp"
#include "runtime/type/named_types.hpp"
#include "runtime/type/parameters.hpp"
#include "runtime/type/string_types.hpp"

namespace volley::runtime {
namespace {

using Types = std::vector<TypePointer>;

std::string short_name(const Type& type) {
  switch (type.kind()) {
    case TypeKind::Optional:
    case TypeKind::NotUndef:
    case TypeKind::Type:
    case TypeKind::Sensitive:
    case TypeKind::Iterable:
    case TypeKind::Iterator: {
      const Type* inner = static_cast<const WrapperType&>(type).inner();
      if (inner != nullptr && !inner->is(TypeKind::Any)) {
        return std::string(type.name()) + "[" + std::string(inner->name()) + "]";
      }
      return std::string(type.name());
    }
    default: return std::string(type.name());
  }
}

// A parameterized Error has no shorter form.
std::string expected_name(const Type& type) {
  const auto* error = type_as<ErrorType>(type);
  return error != nullptr && !error->parameters().empty() ? type.to_string() : short_name(type);
}

const Type& without_alias(const Type& type) {
  // Aliases may stand for each other.
  constexpr int kMaximumHops = 100;
  const Type* current = &type;
  for (int hops = 0; hops < kMaximumHops && current->is(TypeKind::Alias); ++hops) {
    current = &static_cast<const AliasType&>(*current).resolved();
  }
  return *current;
}

// Types of one family are told apart by their parameters, so these must show.
bool always_detailed(const Type& expected, const Type& actual) {
  if (expected.is(TypeKind::Error) || actual.is(TypeKind::Error)) {
    return expected.is(TypeKind::Alias) || (expected.kind() == actual.kind());
  }
  return expected.kind() == actual.kind() || expected.is(TypeKind::Alias) || actual.is(TypeKind::Alias) ||
         (expected.is(TypeKind::Struct) && actual.is(TypeKind::Hash)) ||
         (expected.is(TypeKind::Tuple) && actual.is(TypeKind::Array));
}

bool fits_default(const Type& expected, const Type& actual) {
  const TypePointer bare = builtin_type(without_alias(expected).name());
  return bare && bare->assignable_from(actual);
}

bool any_of(const Types& types, const Type& actual, bool (*test)(const Type&, const Type&)) {
  return std::ranges::any_of(types, [&](const TypePointer& type) { return test(*type, actual); });
}

std::string detailed_actual(const Types& expected, const Type& actual) {
  Types resolved;
  for (const TypePointer& type : expected) {
    resolved.push_back(without_alias(*type).self());
  }
  if (any_of(resolved, actual, always_detailed)) {
    return actual.expanded();
  }
  const TypePointer general = actual.generalized();
  const auto fits = [](const Type& type, const Type& other) { return type.assignable_from(other); };
  return any_of(resolved, *general, fits) ? actual.expanded() : std::string(actual.name());
}

std::string joined(const std::vector<std::string>& names) {
  std::string text = names.front();
  for (std::size_t at = 1; at < names.size(); ++at) {
    const bool last = at + 1 == names.size();
    text += last ? (names.size() == 2 ? " or " : ", or ") : ", ";
    text += names[at];
  }
  return text;
}

std::string type_message(const Mismatch& mismatch) {
  const Type* expected = mismatch.expected.get();
  bool optional = false;
  if (const auto* wrapper = type_as<OptionalType>(*expected); wrapper != nullptr && wrapper->inner() != nullptr) {
    expected = wrapper->inner();
    optional = true;
  }
  const auto* variant = type_as<VariantType>(*expected);
  const Types types = variant == nullptr ? Types{expected->self()} : variant->types();
  const Type& actual = *mismatch.actual;
  const bool detailed = any_of(types, actual, always_detailed) || any_of(types, actual, fits_default);
  std::vector<std::string> names;
  if (optional) {
    names.emplace_back("Undef");
  }
  for (const TypePointer& type : types) {
    std::string name = detailed ? type->expanded() : expected_name(*type);
    if (detailed || std::ranges::find(names, name) == names.end()) {
      names.push_back(std::move(name));
    }
  }
  const std::string got = ", got " + (detailed ? detailed_actual(types, actual) : short_name(actual));
  if (names.empty()) {
    return "expects a Variant value" + got;
  }
  if (names.size() == 1) {
    return "expects " + std::string(article(names[0])) + " " + names[0] + " value" + got;
  }
  return "expects a value of type " + joined(names) + got;
}

std::string pattern_message(const Mismatch& mismatch) {
  const Type* expected = mismatch.expected.get();
  std::string prefix;
  if (const auto* optional = type_as<OptionalType>(*expected); optional != nullptr && optional->inner() != nullptr) {
    expected = optional->inner();
    prefix = "an undef value or ";
  }
  const auto* text = type_as<StringType>(*mismatch.actual);
  const std::string got = text != nullptr && text->value() ? "'" + *text->value() + "'" : short_name(*mismatch.actual);
  return "expects " + prefix + "a match for " + expected->expanded() + ", got " + got;
}

std::string size_text(const Range& range, std::string_view zero) {
  const std::int64_t least = range.from.value_or(0);
  if (range.to == least) {
    return least == 0 ? std::string(zero) : std::to_string(least);
  }
  if (!range.to) {
    return least == 0 ? "unlimited" : "at least " + std::to_string(least);
  }
  return least == 0 ? "at most " + std::to_string(*range.to)
                    : "between " + std::to_string(least) + " and " + std::to_string(*range.to);
}

std::string count_message(const Mismatch& mismatch) {
  const Range& range = mismatch.expected_size;
  const std::int64_t least = range.from.value_or(0);
  const bool single = (least == 1 && (!range.to || *range.to == 1)) || (least == 0 && range.to == 1);
  return "expects " + size_text(range, "no") + (single ? " argument" : " arguments") + ", got " +
         size_text(mismatch.actual_size, "none");
}

}  // namespace

std::string Mismatch::message() const {
  std::string text;
  for (const PathElement& element : path) {
    text += element.text + (element.text.empty() ? "" : " ");
  }
  switch (kind) {
    case Kind::Type: return text + type_message(*this);
    case Kind::Pattern: return text + pattern_message(*this);
    case Kind::Size:
      return text + "expects size to be " + size_text(expected_size, "0") + ", got " + size_text(actual_size, "0");
    case Kind::Count: return text + count_message(*this);
    case Kind::MissingKey: return text + "expects a value for key '" + key + "'";
    case Kind::UnknownKey: return text + "unrecognized key '" + key + "'";
    case Kind::Unresolved: return text + "references an unresolved type '" + key + "'";
  }
  return text;
}

std::vector<std::string> list_mismatches(std::string_view subject, const Type& expected, const Value& actual) {
  if (expected.matches(actual)) {
    return {};
  }
  std::vector<std::string> messages;
  for (const Mismatch& mismatch : find_mismatches(expected, infer_type(actual), {{std::string(subject)}})) {
    messages.push_back(mismatch.message());
  }
  return messages;
}

std::string describe_mismatch(std::string_view subject, const Type& expected, const Value& actual) {
  const std::vector<std::string> messages = list_mismatches(subject, expected, actual);
  if (messages.size() == 1) {
    return messages.front();
  }
  std::string text;
  for (const std::string& message : messages) {
    text += text.empty() ? " " : "\n  ";
    text += message;
  }
  return text;
}

}  // namespace volley::runtime
