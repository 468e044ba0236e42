// Errors of evaluation that end a run without the words "Evaluation Error: " in front of them. What raises them decides
// how much they tell of their place; diagnostics have all of it as for any other error.
#pragma once

#include "runtime/evaluate/error.hpp"

namespace volley::runtime {

class PlainError final : public EvaluationError {
 public:
  enum class Tells { FileAndLine, Nothing };
  PlainError(std::string message, std::string issue_code, Tells tells = Tells::FileAndLine)
      : EvaluationError(std::move(message), std::move(issue_code)), tells_(tells) {}
  [[nodiscard]] Tells tells() const { return tells_; }

 private:
  Tells tells_;
};

}  // namespace volley::runtime
