#include <algorithm>

#include "runtime/evaluate/error.hpp"
#include "runtime/evaluate/evaluation.hpp"
#include "runtime/value/hash.hpp"

namespace volley::runtime {
namespace {

// The element type and the number of arguments that `Array[T, 1, 3] *$rest` stands for.
struct RestType {
  const lang::Node* element = nullptr;
  ArgumentRange range;
};

std::optional<RestType> rest_of_array(const lang::Node& type) {
  const auto is_array = [](const lang::Node& node) {
    return node.kind == lang::NodeKind::QualifiedReference &&
           static_cast<const lang::QualifiedReference&>(node).name == "Array";
  };
  if (is_array(type)) {
    return RestType{};
  }
  if (type.kind != lang::NodeKind::Access || !is_array(*static_cast<const lang::Access&>(type).object)) {
    return std::nullopt;
  }
  RestType rest;
  std::size_t bounds = 0;
  for (const lang::Node* key : static_cast<const lang::Access&>(type).keys) {
    if (key->kind == lang::NodeKind::LiteralInteger) {
      const auto number = static_cast<std::size_t>(static_cast<const lang::LiteralInteger*>(key)->value);
      (bounds++ == 0 ? rest.range.least : rest.range.most) = number;
    } else if (key->kind == lang::NodeKind::LiteralDefault) {
      ++bounds;
    } else {
      rest.element = key;
    }
  }
  return rest;
}

}  // namespace

Pointer<const Callable> Evaluation::compile(std::span<const lang::Parameter> parameters, const lang::Node* returns) {
  const Pointer<Callable> callable = make<Callable>();
  callable->signature.arguments = {0, 0};
  bool optional_seen = false;
  for (const lang::Parameter& parameter : parameters) {
    compile_parameter(parameter, *callable, optional_seen);
  }
  if (returns != nullptr) {
    callable->constant = callable->constant && is_constant(*returns);
    const Value type = evaluate(*returns);
    callable->returns = TypePointer(type.as<Type>());
  }
  return callable;
}

void Evaluation::compile_parameter(const lang::Parameter& parameter, Callable& callable, bool& optional_seen) {
  const lang::Node* type_node = parameter.type;
  ArgumentRange range{parameter.default_value == nullptr ? 1U : 0U, 1};
  if (parameter.captures_rest) {
    range = {0, kUnlimited};
    if (const auto rest = type_node == nullptr ? std::nullopt : rest_of_array(*type_node)) {
      static_cast<void>(evaluate(*type_node));
      type_node = rest->element;
      range = rest->range;
    }
  }
  TypePointer type;
  if (type_node != nullptr) {
    callable.constant = callable.constant && is_constant(*type_node);
    const Value value = evaluate(*type_node);
    type = TypePointer(value.as<Type>());
    callable.untyped = false;
  }
  callable.untyped = callable.untyped && !parameter.captures_rest;
  if (range.least > 0 && optional_seen) {
    throw EvaluationError(
        "Parameter $" + std::string(parameter.name) + " is required but appears after optional parameters",
        "REQUIRED_PARAMETER_AFTER_OPTIONAL", {frame_.program().source, parameter.span});
  }
  optional_seen = optional_seen || range.least == 0;
  Signature& signature = callable.signature;
  signature.parameters.push_back({std::string(parameter.name), std::move(type)});
  signature.arguments.least += range.least;
  const bool unlimited = range.most == kUnlimited || signature.arguments.most == kUnlimited;
  signature.arguments.most = unlimited ? kUnlimited : signature.arguments.most + range.most;
}

Value Evaluation::default_value(const lang::Parameter& parameter, const Binding& binding) {
  const Binding* const outer = binding_;
  binding_ = &binding;
  Pointer<MatchData> match = frame_.match();
  try {
    Value value = evaluate(*parameter.default_value);
    binding_ = outer;
    frame_.set_match(std::move(match));
    if (parameter.captures_rest && !value.is_array()) {
      return Value(Values{std::move(value)});
    }
    return value;
  } catch (...) {
    binding_ = outer;
    throw;
  }
}

template <typename Given>
void Evaluation::bind(std::span<const lang::Parameter> parameters, std::span<Given> arguments,
                      std::string_view callee) {
  for (std::size_t at = 0; at < parameters.size(); ++at) {
    const lang::Parameter& parameter = parameters[at];
    if (at < arguments.size()) {
      if (!parameter.captures_rest) {
        frame_.assign(at, std::move(arguments[at]));
        continue;
      }
      const bool only_undef = arguments.size() == at + 1 && arguments[at].is_undef();
      if (!only_undef || parameter.default_value == nullptr) {
        frame_.assign(at, Value(Values(arguments.begin() + static_cast<std::ptrdiff_t>(at), arguments.end())));
        continue;
      }
    }
    if (parameter.default_value != nullptr) {
      frame_.assign(at, default_value(parameter, {callee, parameters, at}));
    } else if (parameter.captures_rest) {
      frame_.assign(at, Value(Values{}));
    } else {
      throw EvaluationError("Parameter $" + std::string(parameter.name) + " is required but no value was given",
                            "MISSING_REQUIRED_PARAMETER", {frame_.program().source, parameter.span});
    }
  }
}

template void Evaluation::bind(std::span<const lang::Parameter>, std::span<const Value>, std::string_view);
template void Evaluation::bind(std::span<const lang::Parameter>, std::span<Value>, std::string_view);

void Evaluation::bind_named(std::span<const lang::Parameter> parameters, const Hash& arguments,
                            std::string_view callee) {
  for (std::size_t at = 0; at < parameters.size(); ++at) {
    const Value* given = arguments.find(parameters[at].name);
    if (given != nullptr && !given->is_undef()) {
      frame_.assign(at, *given);
    }
  }
  for (std::size_t at = 0; at < parameters.size(); ++at) {
    if (frame_.slot(at).assigned) {
      continue;
    }
    if (parameters[at].default_value != nullptr) {
      frame_.assign(at, default_value(parameters[at], {callee, parameters, at}));
    } else if (arguments.contains(parameters[at].name)) {
      frame_.assign(at, Value());
    }
  }
}

bool Evaluation::parameters_match(std::span<const lang::Parameter> parameters, const Signature& signature) {
  for (std::size_t at = 0; at < parameters.size(); ++at) {
    const TypePointer& type = signature.parameters[at].type;
    const Value& value = frame_.slot(at).value;
    if (parameters[at].captures_rest) {
      const std::size_t count = value.as_array().size();
      if (signature.arguments.least > at + count ||
          (signature.arguments.most != kUnlimited && at + count > signature.arguments.most)) {
        return false;
      }
    }
    if (!type) {
      continue;
    }
    const bool fits =
        parameters[at].captures_rest
            ? std::ranges::all_of(value.as_array(), [&](const Value& item) { return type->accepts(item); })
            : type->accepts(value);
    if (!fits) {
      return false;
    }
  }
  return true;
}

Values Evaluation::bound_arguments(std::span<const lang::Parameter> parameters) {
  Values values;
  for (std::size_t at = 0; at < parameters.size(); ++at) {
    const Value& value = frame_.slot(at).value;
    if (parameters[at].captures_rest) {
      values.insert(values.end(), value.as_array().begin(), value.as_array().end());
    } else {
      values.push_back(value);
    }
  }
  return values;
}

}  // namespace volley::runtime
