// Parameters of tasks: conversion from the command line, defaults, and what is wrong with them.
#include <fmt/format.h>

#include "runtime/evaluate/error.hpp"
#include "runtime/project/task.hpp"
#include "runtime/value/json.hpp"
#include "runtime/value/sensitive.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

// What is wrong with one value. Nothing of a secret shows: not the value, and not what it could have been.
std::string mismatch(const TaskParameter& parameter, const Type& type, const Value& value, bool secret) {
  const std::string subject = "parameter '" + parameter.name + "'";
  return secret
             ? fmt::format("{} expects a value of type {}, got something else that is sensitive", subject, type.name())
             : describe_mismatch(subject, type, value);
}

}  // namespace

Hash check_parameters(const Task& task, const Hash& given, TypeEnvironment& environment) {
  if (!task.parameters) {
    return given;
  }
  std::string errors;
  Hash input;
  for (const auto& [name, value] : given) {
    if (task.find_parameter(to_text(name)) == nullptr) {
      errors += fmt::format("\n has no parameter named '{}'", to_text(name));
    }
  }
  for (const TaskParameter& parameter : *task.parameters) {
    const Value value = given.get(parameter.name);
    if (value.is_undef() && parameter.default_value) {
      input.set(parameter.name, *parameter.default_value);
      continue;
    }
    const TypePointer type = parse_type(parameter.type, environment);
    const auto* wrapped = value.as<Sensitive>();
    if (type->matches(wrapped == nullptr ? value : wrapped->unwrap()) || type->matches(value)) {
      continue;
    }
    if (!given.contains(parameter.name)) {
      errors += fmt::format("\n expects a value for parameter '{}'", parameter.name);
    } else {
      errors += "\n " + mismatch(parameter, *type, value, parameter.sensitive || wrapped != nullptr);
    }
  }
  if (!errors.empty()) {
    throw PlanError("bolt/validation-error", "Task " + task.name + ":" + errors);
  }
  for (const auto& [name, value] : given) {
    if (!input.contains(to_text(name))) {
      input.set(name, value);
    }
  }
  return input;
}

Value command_line_value(const std::string& text, const Type* type) {
  try {
    Value parsed = parse_json(text);
    return type == nullptr || type->matches(parsed) ? parsed : Value(text);
  } catch (const JsonError&) {
    return Value(text);
  }
}

Hash convert_parameters(const Task& task, const Hash& texts, TypeEnvironment& environment) {
  Hash converted;
  for (const auto& [name, text] : texts) {
    const TaskParameter* parameter = task.find_parameter(to_text(name));
    const TypePointer type = parameter == nullptr ? TypePointer() : parse_type(parameter->type, environment);
    converted.set(name, text.is_string() ? command_line_value(std::string(text.as_string()), type.get()) : text);
  }
  return converted;
}

}  // namespace volley::runtime
