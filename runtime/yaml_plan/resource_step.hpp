// The parts of a step's call that are more than a list of values: its options, and the manifest of a resources step.
#pragma once

#include <string>

#include "runtime/yaml_plan/code_text.hpp"
#include "runtime/yaml_plan/yaml_plan.hpp"

namespace volley::runtime {

// The last argument of the call: parameters, and options under their names with an underscore. Nothing when there are
// none.
void write_options(CodeText& out, const lang::SourcePointer& yaml, const YamlStep& step);

// apply_prep, and apply with the resources in their order. `target` is the assignment in front, or empty.
void write_resource_step(CodeText& out, const lang::SourcePointer& yaml, const YamlStep& step,
                         const std::string& target);

// A resource in either of the two forms.
struct YamlResource {
  const YamlNode* type = nullptr;
  const YamlNode* title = nullptr;
  const YamlNode* parameters = nullptr;  // nullptr: none
};
[[nodiscard]] YamlResource resource_of(const YamlNode& declaration);

}  // namespace volley::runtime
