#include "runtime/type/construct.hpp"

#include "lang/diagnostic.hpp"
#include "runtime/type/alias_type.hpp"
#include "runtime/type/composite_types.hpp"
#include "runtime/type/constructor.hpp"
#include "runtime/type/known_objects.hpp"
#include "runtime/type/named_types.hpp"
#include "runtime/type/object_instance.hpp"
#include "runtime/type/parameter_error.hpp"
#include "runtime/value/error_value.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/regexp.hpp"
#include "runtime/value/sensitive.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

constexpr std::size_t kMaximumDepth = 100;

class BuiltinNames final : public TypeEnvironment {
 public:
  TypePointer find_type(std::string_view /*name*/) override { return {}; }
};

Value make_regexp(const Construction& call) {
  static const Constructor kForms("new_float", {}, {"String pattern, Boolean ?escape"});
  static_cast<void>(kForms.choose(call.arguments));
  static constexpr std::string_view kSpecial = ".*?+^$|\\()[]{}-";
  const std::string_view given = call.arguments[0].as_string();
  std::string pattern;
  for (const char byte : given) {
    const bool escape = call.arguments.size() > 1 && call.arguments[1].truthy();
    if (escape && kSpecial.find(byte) != std::string_view::npos) {
      pattern += '\\';
    }
    pattern += byte;
  }
  try {
    return Value(Regexp::compile(pattern));
  } catch (const RegexpError& error) {
    throw EvaluationError(error.what());
  }
}

Value make_error(const Construction& call) {
  const Value made = construct_object(error_object(), call.arguments);
  const auto part = [&](std::string_view name) { return *made.as<ObjectInstance>()->find(name); };
  return Value(make<const ErrorValue>(to_text(part("kind")), to_text(part("msg")), part("details"),
                                      to_text(part("issue_code"))));
}

Value make_type(const Construction& call) {
  call.expect_count(1, 1);
  call.expect_type(0, "type_string", *parameterize(builtin_type("String"), Values{1}));
  BuiltinNames environment;
  try {
    return Value(parse_type(call.arguments[0].as_string(), environment));
  } catch (const lang::ParseError& error) {
    throw EvaluationError(error.diagnostics().front().message);
  }
}

[[noreturn]] void fail_unsupported(const Type& type) {
  throw EvaluationError("Creation of new instance of type '" + type.to_string() + "' is not supported");
}

Value make_nominal(const NominalType& type, std::span<const Value> arguments) {
  if (!type.constructor()) {
    fail_unsupported(type);
  }
  return type.constructor()(arguments);
}

Value raw(const Type& type, std::span<const Value> arguments, std::size_t depth);

Value raw_inside(const Type& type, const Type* inner, std::span<const Value> arguments, std::size_t depth) {
  if (inner == nullptr) {
    if (arguments.size() == 1) {
      return arguments[0];
    }
    fail_unsupported(type);
  }
  return raw(*inner, arguments, depth + 1);
}

Value raw_init(const InitType& type, std::span<const Value> arguments, std::size_t depth) {
  if (arguments.size() == 1 && type.type() != nullptr && type.type()->matches(arguments[0])) {
    return arguments[0];
  }
  const bool listed = arguments.size() == 1 && arguments[0].is_array() && type.type() != nullptr &&
                      type.type()->is(TypeKind::DefinedObject);
  const std::span<const Value> given = listed ? std::span<const Value>(arguments[0].as_array()) : arguments;
  Values all(given.begin(), given.end());
  all.insert(all.end(), type.arguments().begin(), type.arguments().end());
  return raw_inside(type, type.type(), all, depth);
}

Value raw(const Type& type, std::span<const Value> arguments, std::size_t depth) {
  if (depth > kMaximumDepth) {
    fail_unsupported(type);
  }
  const auto call = [&](std::string name) { return Construction{std::move(name), arguments}; };
  switch (type.kind()) {
    case TypeKind::Integer: return construct_integer(call("new"));
    case TypeKind::Float: return construct_float(call("new_float"));
    case TypeKind::Numeric: return construct_numeric(call("new_numeric"));
    case TypeKind::Boolean: return construct_boolean(call("new_boolean"));
    case TypeKind::String: return construct_string(call("new_string"));
    case TypeKind::Array:
    case TypeKind::Tuple: return construct_array(call("new_array"));
    case TypeKind::Hash:
    case TypeKind::Struct: return construct_hash(call("new_hash"));
    case TypeKind::Regexp: return make_regexp(call("new_float"));
    case TypeKind::Error: return make_error(call("new_Error"));
    case TypeKind::Type: return make_type(call("new_type"));
    case TypeKind::Sensitive: {
      call("new_Sensitive").expect_count(1, 1);
      const bool wrapped = arguments[0].as<Sensitive>() != nullptr;
      return wrapped ? arguments[0] : Value(make<const Sensitive>(arguments[0]));
    }
    case TypeKind::Optional:
    case TypeKind::NotUndef: return raw_inside(type, static_cast<const WrapperType&>(type).inner(), arguments, depth);
    case TypeKind::Init: return raw_init(static_cast<const InitType&>(type), arguments, depth);
    case TypeKind::Alias: return raw(static_cast<const AliasType&>(type).resolved(), arguments, depth + 1);
    case TypeKind::DefinedObject: return construct_object(static_cast<const ObjectType&>(type), arguments);
    case TypeKind::ObjectExtension:
      return construct_object(static_cast<const ObjectExtension&>(type).base(), arguments);
    case TypeKind::Nominal: return make_nominal(static_cast<const NominalType&>(type), arguments);
    case TypeKind::SemVer: return construct_semver(arguments);
    case TypeKind::SemVerRange: return construct_semver_range(arguments);
    case TypeKind::Timestamp: return construct_timestamp(arguments);
    case TypeKind::Timespan: return construct_timespan(arguments);
    case TypeKind::Binary: return construct_binary(arguments);
    case TypeKind::Uri: return construct_uri(arguments);
    default: fail_unsupported(type);
  }
}

}  // namespace

void Construction::expect_count(std::size_t least, std::size_t most) const {
  const std::size_t count = arguments.size();
  if (count >= least && count <= most) {
    return;
  }
  const std::string expected = least == most
                                   ? std::to_string(least) + (least == 1 ? " argument" : " arguments")
                                   : "between " + std::to_string(least) + " and " + std::to_string(most) + " arguments";
  throw EvaluationError("'" + name + "' expects " + expected + ", got " +
                        (count == 0 ? std::string("none") : std::to_string(count)));
}

void Construction::expect_type(std::size_t position, std::string_view parameter, const Type& type) const {
  if (!type.matches(arguments[position])) {
    throw EvaluationError(
        describe_mismatch("'" + name + "' parameter '" + std::string(parameter) + "'", type, arguments[position]));
  }
}

void Construction::fail_conversion(std::string_view target) const {
  const Value& value = arguments[0];
  const std::string what = value.is_string() ? "The string '" + std::string(value.as_string()) + "'"
                                             : "Value of type " + infer_reduced_type(value)->generalized()->to_string();
  throw EvaluationError("'" + name + "' " + what + " cannot be converted to " + std::string(target));
}

Value construct(const Type& type, std::span<const Value> arguments) {
  if (arguments.size() == 1 && !type.is(TypeKind::Init) && type.matches(arguments[0])) {
    return arguments[0];
  }
  Value result = raw(type, arguments, 0);
  if (!type.matches(result)) {
    throw EvaluationError(
        describe_mismatch("Converted value from " + type.to_string() + ".new() has wrong type,", type, result));
  }
  return result;
}

}  // namespace volley::runtime
