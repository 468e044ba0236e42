// The parameters of a plan as they come from outside, made ready for the call.
#pragma once

#include "runtime/execute/engine.hpp"

namespace volley::embedding {

// How the given values are written.
enum class ParameterForm {
  Data,  // a JSON document: they are what they are
  Text,  // name=value words: the declared types say what they become
};

// Values for Sensitive parameters are wrapped. Throws what a declared type raises.
[[nodiscard]] runtime::Hash plan_parameters(runtime::Engine& engine, const runtime::Loaded<lang::PlanDefinition>& plan,
                                            const runtime::Hash& given, ParameterForm form);

}  // namespace volley::embedding
