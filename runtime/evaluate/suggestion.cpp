#include "runtime/evaluate/suggestion.hpp"

#include <algorithm>
#include <vector>

#include "lang/nearest_name.hpp"
#include "runtime/evaluate/environment.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/evaluate/frame.hpp"
#include "runtime/type/type_reference.hpp"

namespace volley::runtime {
namespace {

using Names = std::vector<std::string>;

void append_variables(Names& names, Frame& frame) {
  for (std::size_t number = 0; number < frame.size(); ++number) {
    if (frame.slot(number).assigned) {
      names.emplace_back(frame.name(number));
    }
  }
}

bool can_be_called(const FunctionRecord& record) {
  return !record.documentation.starts_with("Only available") && !record.documentation.starts_with("Not supported");
}

std::string hint_for_function(Environment& environment, std::string_view name) {
  Names names = environment.known_functions();
  for (const auto& [known, record] : environment.registry().all()) {
    if (can_be_called(*record)) {
      names.emplace_back(known);
    }
  }
  for (const char* transfer : {"return", "next", "break"}) {
    names.emplace_back(transfer);
  }
  const std::string nearest = lang::did_you_mean(name, names);
  return nearest.empty() ? "'volley function show' lists all functions" : nearest;
}

std::string hint_for_type(TypeEnvironment& environment, std::string_view name) {
  Names names;
  for (const TypeReference& reference : type_references()) {
    names.emplace_back(reference.name);
  }
  if (auto* known = dynamic_cast<Environment*>(&environment)) {
    const Names defined = known->known_types();
    names.insert(names.end(), defined.begin(), defined.end());
  }
  const std::string nearest = lang::did_you_mean(name, names);
  return nearest.empty() ? "'volley type show' lists all types" : nearest;
}

}  // namespace

EvaluationError unknown_function(Environment& environment, std::string_view name) {
  if (const std::optional<std::string> file = environment.foreign_function(name)) {
    EvaluationError error("The function '" + std::string(name) + "' is written in Ruby (" + *file +
                              "), and functions in Ruby are not available.",
                          "UNKNOWN_FUNCTION");
    error.set_hint("write it in the plan language, in the folder functions of its module");
    return error;
  }
  EvaluationError error("Unknown function: '" + std::string(name) + "'.", "UNKNOWN_FUNCTION");
  error.set_hint(hint_for_function(environment, name));
  return error;
}

EvaluationError unknown_type(TypeEnvironment& environment, std::string_view name, lang::Place place) {
  EvaluationError error("Resource type not found: " + std::string(name), "UNKNOWN_RESOURCE_TYPE", std::move(place));
  error.set_hint(hint_for_type(environment, name));
  return error;
}

std::string hint_for_variable(Frame& frame, Frame* top, std::string_view name) {
  Names names;
  for (Frame* at = &frame; at != nullptr; at = at->parent()) {
    append_variables(names, *at);
  }
  if (top != nullptr) {
    append_variables(names, *top);
  }
  return lang::did_you_mean(name, names, "$");
}

}  // namespace volley::runtime
