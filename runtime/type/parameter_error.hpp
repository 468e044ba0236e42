// What is wrong with the parameters of a type, and which of them it is.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "runtime/evaluate/error.hpp"

namespace volley::runtime {

class TypeParameterError : public EvaluationError {
 public:
  TypeParameterError(std::string message, std::string issue_code, std::optional<std::size_t> parameter = {})
      : EvaluationError(std::move(message), std::move(issue_code)), parameter_(parameter) {}
  // Counted from 0; none when it is about all of them together.
  [[nodiscard]] const std::optional<std::size_t>& parameter() const { return parameter_; }

 private:
  std::optional<std::size_t> parameter_;
};

}  // namespace volley::runtime
