#include "runtime/evaluate/named_arguments.hpp"

#include <algorithm>
#include <string>
#include <vector>

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
      problems.push_back("has no parameter named '" + (name.is_string() ? name.as_string() : std::string("?")) + "'");
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

void refuse_parameters(std::string_view callee, const std::vector<std::string>& problems) {
  if (problems.empty()) {
    return;
  }
  std::string message = std::string(callee) + ":";
  for (const std::string& problem : problems) {
    message += (problems.size() == 1 ? " " : "\n  ") + problem;
  }
  throw EvaluationError(std::move(message));
}

}  // namespace

void check_named_arguments(std::string_view callee, std::span<const lang::Parameter> parameters,
                           const Signature& signature, const Hash& given, Frame& frame) {
  refuse_parameters(callee, parameter_problems(parameters, signature, given, frame));
}

}  // namespace volley::runtime
