#include "runtime/execute/future.hpp"

#include "runtime/value/text.hpp"

namespace volley::runtime {

std::string Future::to_string() const { return "Future '" + to_text(branch_->label()) + "'"; }

std::optional<Value> Future::attribute(std::string_view name) const {
  if (name != "state") {
    return std::nullopt;
  }
  switch (branch_->state) {
    case Branch::State::Running: return Value("running");
    case Branch::State::Done: return Value("done");
    case Branch::State::Failed: break;
  }
  return Value("error");
}

}  // namespace volley::runtime
