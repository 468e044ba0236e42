#include "embedding/plan_parameters.hpp"

#include "runtime/project/task.hpp"
#include "runtime/value/sensitive.hpp"

namespace volley::embedding {
namespace {

using runtime::Value;
using Plan = runtime::Loaded<lang::PlanDefinition>;

// Null for a parameter that is unknown or has no type.
runtime::TypePointer declared_type(const Plan& plan, std::string_view name, runtime::Environment& environment) {
  for (const lang::Parameter& parameter : plan.definition->parameters) {
    if (parameter.name == name && parameter.type != nullptr) {
      return runtime::type_from_node(*parameter.type, plan.program->source, environment);
    }
  }
  return {};
}

}  // namespace

runtime::Hash plan_parameters(runtime::Engine& engine, const Plan& plan, const runtime::Hash& given,
                              ParameterForm form) {
  runtime::Hash parameters;
  for (const auto& [name, value] : given) {
    const runtime::TypePointer type = declared_type(plan, name.as_string(), engine.environment());
    if (type && type->name() == "Sensitive") {
      parameters.set(name, Value(runtime::make<const runtime::Sensitive>(value)));
    } else if (form == ParameterForm::Text) {
      parameters.set(name, runtime::command_line_value(std::string(value.as_string()), type.get()));
    } else {
      parameters.set(name, value);
    }
  }
  return parameters;
}

}  // namespace volley::embedding
