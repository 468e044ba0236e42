#include "runtime/type/uri_type.hpp"

#include <algorithm>
#include <array>

#include "runtime/type/parameter_error.hpp"
#include "runtime/type/printer.hpp"
#include "runtime/value/regexp.hpp"
#include "runtime/value/uri.hpp"

namespace volley::runtime {
namespace {

constexpr std::array<std::string_view, 8> kParts = {"scheme", "userinfo", "host",     "port",
                                                    "path",   "query",    "fragment", "opaque"};

bool part_matches(const Value& part, const Value& wanted) {
  if (const auto* type = wanted.as<Type>()) {
    return type->matches(part);
  }
  if (const auto* regexp = wanted.as<Regexp>()) {
    return part.is_string() && regexp->found_in(part.as_string());
  }
  return loosely_equal(part, wanted);
}

// A pattern for one part: text, an expression, or a type of texts.
bool is_pattern(std::string_view part, const Value& value) {
  if (value.is_undef()) {
    return true;
  }
  if (const auto* type = value.as<Type>()) {
    const bool general = type->is(TypeKind::NotUndef) || type->is(TypeKind::Undef);
    return general || (part != "port" && (type->is(TypeKind::Pattern) || type->is(TypeKind::Enum)));
  }
  if (part == "port") {
    return value.is_integer() && value.as_integer() >= 0;
  }
  return value.as<Regexp>() != nullptr || (value.is_string() && !value.as_string().empty());
}

bool are_patterns(const Hash& parts) {
  return std::ranges::all_of(parts, [](const Hash::Entry& entry) {
    return entry.key.is_string() && std::ranges::find(kParts, entry.key.as_string()) != kParts.end() &&
           is_pattern(entry.key.as_string(), entry.value);
  });
}

}  // namespace

TypePointer uri_type_with(const Parameters& parameters) {
  parameters.expect_count(1, 1);
  const Value& given = parameters[0];
  if (const auto* uri = given.as<Uri>()) {
    return make<const UriType>(uri->known_parts());
  }
  if (given.is_string() && !given.as_string().empty()) {
    try {
      return make<const UriType>(Uri(UriParts::parse(std::string(given.as_string()))).known_parts());
    } catch (const UriError& error) {
      throw TypeParameterError(std::string("Error while evaluating a '[]' expression, ") + error.what(),
                               "RUNTIME_ERROR");
    }
  }
  if (given.is_hash() && are_patterns(given.as_hash())) {
    return make<const UriType>(given.as_hash());
  }
  return parameters.type_at(0);
}

bool UriType::matches(const Value& value) const {
  const auto* uri = value.as<Uri>();
  return uri != nullptr && std::ranges::all_of(parts_, [&](const Hash::Entry& entry) {
           return part_matches(uri->attribute(entry.key.as_string()).value_or(Value()), entry.value);
         });
}

bool UriType::same_as(const Type& other) const {
  const auto* uri = type_as<UriType>(other);
  return uri != nullptr && strictly_equal(Value(parts_), Value(uri->parts_));
}

bool UriType::admits(const Type& other) const {
  const auto* uri = type_as<UriType>(other);
  return uri != nullptr && std::ranges::all_of(parts_, [&](const Hash::Entry& entry) {
           const Value* part = uri->parts_.find(entry.key);
           if (part == nullptr) {
             return false;
           }
           const auto* wanted = entry.value.as<Type>();
           const auto* given = part->as<Type>();
           return part_matches(*part, entry.value) ||
                  (wanted != nullptr && given != nullptr && wanted->assignable_from(*given));
         });
}

void UriType::print(TypePrinter& printer) const {
  printer.begin("URI");
  if (!parts_.empty()) {
    printer.next();
    printer.add_value(Value(parts_));
  }
  printer.end();
}

}  // namespace volley::runtime
