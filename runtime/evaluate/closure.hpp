// A lambda together with the frame that it was made in; a value that functions call back.
#pragma once

#include <cstddef>

#include "lang/ast.hpp"
#include "runtime/evaluate/evaluator.hpp"
#include "runtime/evaluate/frame.hpp"
#include "runtime/value/object.hpp"

namespace volley::runtime {

class Closure final : public Object {
 public:
  Closure(const lang::Lambda& lambda, Pointer<Frame> frame) : lambda_(lambda), frame_(std::move(frame)) {}

  [[nodiscard]] const lang::Lambda& lambda() const { return lambda_; }
  [[nodiscard]] const Pointer<Frame>& frame() const { return frame_; }
  // How many positional parameters it takes (a captures-rest parameter counts as one).
  [[nodiscard]] std::size_t parameter_count() const { return lambda_.parameters.size(); }

  [[nodiscard]] std::string_view type_name() const override { return "Callable"; }
  [[nodiscard]] std::string to_string() const override;

 private:
  const lang::Lambda& lambda_;
  Pointer<Frame> frame_;
};

}  // namespace volley::runtime
