#include "runtime/type/parameters.hpp"

#include "runtime/type/parameter_error.hpp"
#include "runtime/type/scalar_types.hpp"

namespace volley::runtime {
namespace {

// Deeper lists are no parameters of anything.
constexpr std::size_t kMaximumListDepth = 50;

void append_flat(Values& out, const Value& value, std::size_t depth) {
  if (!value.is_array() || depth > kMaximumListDepth) {
    out.push_back(value);
    return;
  }
  for (const Value& item : value.as_array()) {
    append_flat(out, item, depth + 1);
  }
}

std::string kind_name(const Type& type) {
  switch (type.kind()) {
    case TypeKind::Alias: return "TypeAlias";
    case TypeKind::Reference: return "TypeReference";
    case TypeKind::DefinedObject:
    case TypeKind::Nominal:
    case TypeKind::Error: return "Object";
    default: return std::string(type.name());
  }
}

std::string key_name(const Value& value) {
  if (value.is_undef()) {
    return "Undef";
  }
  return value.is_default() ? "Default" : infer_reduced_type(value)->generalized()->to_string();
}

}  // namespace

std::string_view article(std::string_view word) {
  const std::size_t at = !word.empty() && (word[0] == '\'' || word[0] == '"') ? 1 : 0;
  const char first = at < word.size() ? word[at] : ' ';
  return std::string_view("aeiouyAEIOUY").find(first) == std::string_view::npos ? "a" : "an";
}

std::string ruby_class_name(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::Undef: return "NilClass";
    case Value::Kind::Default: return "Symbol";
    case Value::Kind::Boolean: return value.as_boolean() ? "TrueClass" : "FalseClass";
    case Value::Kind::Integer: return "Integer";
    case Value::Kind::Float: return "Float";
    case Value::Kind::String: return "String";
    case Value::Kind::Array: return "Array";
    case Value::Kind::Hash: return "Hash";
    case Value::Kind::Object: break;
  }
  if (const auto* type = value.as<Type>()) {
    return "Puppet::Pops::Types::P" + kind_name(*type) + "Type";
  }
  return std::string(value.as_object().type_name());
}

void fail_order(const std::string& from, const std::string& to) {
  throw TypeParameterError(
      "Error while evaluating a '[]' expression, 'from' must be less or equal to 'to'. Got (" + from + ", " + to,
      "RUNTIME_ERROR");
}

Parameters::Parameters(const Type& base, std::span<const Value> values, bool flatten) : base_(base) {
  for (const Value& value : values) {
    if (flatten) {
      append_flat(values_, value, 0);
    } else {
      values_.push_back(value);
    }
  }
}

void Parameters::expect_count_named(const std::string& label, std::size_t least, std::size_t shown,
                                    std::size_t most) const {
  if (size() >= least && size() <= most) {
    return;
  }
  std::string count = std::to_string(shown);
  if (most == kNoMaximum) {
    count += " or more arguments";
  } else if (most != shown) {
    count += " to " + std::to_string(most) + " arguments";
  } else {
    count += shown == 1 ? " argument" : " arguments";
  }
  throw TypeParameterError(label + "[] accepts " + count + ". Got " + std::to_string(size()), "BAD_TYPE_SLICE_ARITY");
}

void Parameters::expect_count(std::size_t least, std::size_t most) const {
  expect_count_named(std::string(base_.name()) + "-Type", least, least, most);
}

void Parameters::expect_count_of_specialization(std::size_t least, std::size_t most) const {
  std::string with_article(article(label()));
  with_article[0] = 'A';
  expect_count_named(with_article + " " + label(), least, 1, most);
}

TypePointer Parameters::type_at(std::size_t position) const {
  if (const auto* type = values_[position].as<Type>()) {
    return type->self();
  }
  throw TypeParameterError(
      std::string(base_.name()) + "-Type[] arguments must be types. Got " + ruby_class_name(values_[position]),
      "BAD_TYPE_SLICE_TYPE", position);
}

bool Parameters::is_bound(std::size_t position) const {
  const Value& value = values_[position];
  return value.is_integer() || value.is_default() || (value.is_string() && value.as_string() == "default");
}

Range Parameters::range_from(std::size_t first) const {
  Range range;
  if (values_[first].is_integer()) {
    range.from = values_[first].as_integer();
  }
  if (first + 1 < size() && values_[first + 1].is_integer()) {
    range.to = values_[first + 1].as_integer();
  }
  if (range.from && range.to && *range.from > *range.to) {
    fail_order(std::to_string(*range.from), std::to_string(*range.to));
  }
  return range;
}

Range Parameters::size_from(std::size_t first) const {
  if (size() == first + 1) {
    if (const auto* type = values_[first].as<Type>(); type != nullptr && type->is(TypeKind::Integer)) {
      return type_as<IntegerType>(*type)->range().as_size();
    }
  }
  for (std::size_t at = first; at < size(); ++at) {
    if (!values_[at].is_integer() && !values_[at].is_default()) {
      const std::string actual = ruby_class_name(values_[at]);
      throw TypeParameterError(
          "A Type's size constraint arguments must be a single Integer type, or 1-2 integers (or default). Got " +
              std::string(article(actual)) + " " + actual,
          "BAD_COLLECTION_SLICE_TYPE", at);
    }
  }
  return range_from(first).as_size();
}

void Parameters::fail_specialization(std::size_t position, std::string_view expected) const {
  throw TypeParameterError("Error creating type specialization of " + std::string(article(label())) + " " + label() +
                               ", Cannot use " + key_name(values_[position]) + " where " + std::string(expected) +
                               " is expected",
                           "BAD_TYPE_SPECIALIZATION", position);
}

}  // namespace volley::runtime
