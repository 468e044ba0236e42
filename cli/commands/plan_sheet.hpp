// What there is to tell about a plan, whichever of the two languages it is written in.
#pragma once

#include <string>
#include <vector>

#include "cli/session.hpp"

namespace volley::cli {

struct PlanSheet {
  struct Parameter {
    std::string name;
    std::string type;
    bool required = true;
    std::string default_text;
    runtime::Value default_value;
    std::string description;
  };

  std::string name;
  std::string summary;
  std::string text;
  bool is_private = false;
  std::vector<Parameter> parameters;  // as declared

  [[nodiscard]] const std::string& headline() const { return summary.empty() ? text : summary; }
  // Summary and text.
  [[nodiscard]] std::string description() const;
};

// Throws what finding the plan throws.
[[nodiscard]] PlanSheet plan_sheet(Session& session, const std::string& name);

}  // namespace volley::cli
