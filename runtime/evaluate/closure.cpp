#include "runtime/evaluate/closure.hpp"

namespace volley::runtime {

std::string Closure::to_string() const {
  std::string parameters;
  for (const lang::Parameter& parameter : lambda_.parameters) {
    parameters += (parameters.empty() ? "$" : ", $") + std::string(parameter.name);
  }
  return "|" + parameters + "| { ... }";
}

}  // namespace volley::runtime
