// A branch as plans see it: what background() gives and wait() takes.
#pragma once

#include <string>

#include "runtime/execute/branch.hpp"
#include "runtime/value/object.hpp"

namespace volley::runtime {

class Future final : public Object {
 public:
  explicit Future(BranchPointer branch) : branch_(std::move(branch)) {}

  [[nodiscard]] const BranchPointer& branch() const { return branch_; }

  [[nodiscard]] std::string_view type_name() const override { return "Future"; }
  [[nodiscard]] std::string to_string() const override;
  // state: "running", "done" or "error".
  [[nodiscard]] std::optional<Value> attribute(std::string_view name) const override;

 private:
  BranchPointer branch_;
};

}  // namespace volley::runtime
