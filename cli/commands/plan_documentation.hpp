// What the comment above a plan says, in the tags of puppet-strings: @summary, @param, @api private.
#pragma once

#include <map>
#include <string>

#include "runtime/evaluate/environment.hpp"

namespace volley::cli {

struct PlanDocumentation {
  std::string summary;
  std::string text;  // what stands outside of tags
  std::map<std::string, std::string> parameters;
  bool is_private = false;
};

[[nodiscard]] PlanDocumentation plan_documentation(const runtime::Loaded<lang::PlanDefinition>& plan);

}  // namespace volley::cli
