#include "runtime/evaluate/named_arguments.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "lang/nearest_name.hpp"
#include "runtime/evaluate/error.hpp"

namespace volley::runtime {
namespace {

// Puppet's words for parameters given by name: all problems at once.
std::vector<std::string> parameter_problems(std::span<const lang::Parameter> parameters, const Signature& signature,
                                            const Hash& given, Frame& frame) {
  std::vector<std::string> problems;
  for (const auto& [name, value] : given) {
    const bool known = std::ranges::any_of(parameters, [&name = name](const lang::Parameter& parameter) {
      return name.is_string() && parameter.name == name.as_string();
    });
    if (!known) {
      problems.push_back("has no parameter named '" +
                         (name.is_string() ? std::string(name.as_string()) : std::string("?")) + "'");
    }
  }
  for (std::size_t at = 0; at < parameters.size(); ++at) {
    const std::string subject = "parameter '" + std::string(parameters[at].name) + "'";
    if (!frame.slot(at).assigned) {
      problems.push_back("expects a value for " + subject);
      continue;
    }
    const TypePointer& type = signature.parameters[at].type;
    if (type && !type->matches(frame.slot(at).value)) {
      for (std::string& text : list_mismatches(subject, *type, frame.slot(at).value)) {
        problems.push_back(std::move(text));
      }
    }
  }
  return problems;
}

// The names that are not taken yet are those that a misspelt one can mean.
std::string hint_for_parameter(std::span<const lang::Parameter> parameters, const Hash& given) {
  std::vector<std::string> missing;
  for (const lang::Parameter& parameter : parameters) {
    if (!given.contains(parameter.name)) {
      missing.emplace_back(parameter.name);
    }
  }
  for (const auto& [name, value] : given) {
    const bool known = std::ranges::any_of(parameters, [&name = name](const lang::Parameter& parameter) {
      return name.is_string() && parameter.name == name.as_string();
    });
    if (!known && name.is_string()) {
      if (std::string hint = lang::did_you_mean(name.as_string(), missing); !hint.empty()) {
        return hint;
      }
    }
  }
  return {};
}

[[noreturn]] void refuse_parameters(std::string_view callee, const std::vector<std::string>& problems,
                                    std::string hint) {
  std::string message = std::string(callee) + ":";
  for (const std::string& problem : problems) {
    message += (problems.size() == 1 ? " " : "\n  ") + problem;
  }
  EvaluationError error(std::move(message));
  error.set_hint(std::move(hint));
  throw error;
}

}  // namespace

void check_named_arguments(std::string_view callee, std::span<const lang::Parameter> parameters,
                           const Signature& signature, const Hash& given, Frame& frame) {
  const std::vector<std::string> problems = parameter_problems(parameters, signature, given, frame);
  if (!problems.empty()) {
    std::string hint = hint_for_parameter(parameters, given);
    if (hint.empty() && callee.find("::") != std::string_view::npos) {
      hint = "'volley plan show " + std::string(callee) + "' explains the parameters";
    }
    refuse_parameters(callee, problems, std::move(hint));
  }
}

}  // namespace volley::runtime
