#include "stdlib/functions/caller_variables.hpp"

#include "runtime/evaluate/evaluator.hpp"
#include "runtime/evaluate/frame.hpp"

namespace volley::stdlib {

using runtime::Frame;

std::optional<runtime::Value> caller_variable(const runtime::Call& call, std::string_view name) {
  const bool from_top = name.starts_with("::");
  if (from_top) {
    name.remove_prefix(2);
  }
  for (Frame* frame = from_top ? nullptr : call.frame; frame != nullptr; frame = frame->parent()) {
    if (const Frame::Slot* slot = frame->find(name)) {
      return slot->value;
    }
  }
  const runtime::Pointer<Frame>& top = call.evaluator.environment().top();
  const Frame::Slot* slot = top ? top->find(name) : nullptr;
  return slot != nullptr ? std::optional<runtime::Value>(slot->value) : std::nullopt;
}

}  // namespace volley::stdlib
