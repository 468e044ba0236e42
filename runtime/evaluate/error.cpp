#include "runtime/evaluate/error.hpp"

#include <utility>

namespace volley::runtime {

EvaluationError::EvaluationError(std::string message, std::string issue_code, lang::Place place) {
  diagnostic_.message = std::move(message);
  diagnostic_.issue_code = std::move(issue_code);
  diagnostic_.place = std::move(place);
}

void EvaluationError::set_place_if_unknown(const lang::Place& place) {
  if (!diagnostic_.place.known()) {
    diagnostic_.place = place;
  }
}

void EvaluationError::wrap(std::string_view expression, const lang::Place& place) {
  if (diagnostic_.place.known()) {
    return;
  }
  diagnostic_.place = place;
  if (diagnostic_.issue_code.empty()) {
    diagnostic_.message = "Error while evaluating " + std::string(expression) + ", " + diagnostic_.message;
    diagnostic_.issue_code = kRuntimeError;
  }
}

PlanError::PlanError(Pointer<const ErrorValue> error, lang::Place place)
    : error_(std::move(error)), place_(std::move(place)) {}

PlanError::PlanError(std::string kind, std::string message, Value details, std::string issue_code)
    : error_(make<ErrorValue>(std::move(kind), std::move(message), std::move(details), std::move(issue_code))) {}

void PlanError::set_place_if_unknown(const lang::Place& place) {
  if (!place_.known()) {
    place_ = place;
  }
}

}  // namespace volley::runtime
