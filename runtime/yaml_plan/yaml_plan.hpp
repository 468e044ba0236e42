// A plan in YAML, read and checked but not compiled.
//
//   const YamlPlan plan = read_yaml_plan("demo::deploy", {.name = path, .text = text});
//   Loaded<lang::PlanDefinition> definition = compile_yaml_plan(plan);
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lang/source.hpp"
#include "runtime/project/yaml_tree.hpp"
#include "runtime/yaml_plan/step_kinds.hpp"

namespace volley::runtime {

struct YamlParameter {
  std::string name;
  const YamlNode* type = nullptr;           // nullptr: Any
  const YamlNode* default_value = nullptr;  // nullptr: required
  std::string description;
  std::uint32_t offset = 0;
};

struct YamlStep {
  const StepKind* kind = nullptr;
  const YamlNode* body = nullptr;
  std::string name;  // empty: nobody wants its result
  std::size_t number = 1;
};

struct YamlPlan {
  std::string name;
  lang::SourcePointer source;            // of the YAML
  std::shared_ptr<const YamlNode> root;  // all the nodes that the rest points to
  std::string description;
  bool has_visibility = false;  // whether it says if it is private
  bool is_private = false;
  std::vector<YamlParameter> parameters;
  std::vector<YamlStep> steps;
  const YamlNode* result = nullptr;  // nullptr: undef
};

// Throws PlanError bolt/invalid-plan for a plan that is wrong, bolt/parse-error for text that is no YAML.
[[nodiscard]] YamlPlan read_yaml_plan(std::string name, const YamlInput& input);

// Ends the reading of a plan: PlanError bolt/invalid-plan with the place.
[[noreturn]] void refuse_yaml_plan(const lang::Place& place, std::string message);

}  // namespace volley::runtime
