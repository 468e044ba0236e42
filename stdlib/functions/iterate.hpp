// What the iterating functions share: the end of an iteration by break(), and the pair that a hash entry becomes.
//
//   until_break([&] {
//     for (...) call.yield(element);
//   });
#pragma once

#include <array>

#include "runtime/evaluate/error.hpp"
#include "runtime/evaluate/function.hpp"
#include "runtime/value/hash.hpp"

namespace volley::stdlib {

// Runs `body`; a break() in the lambda that it calls ends it quietly, whatever it has gathered so far stays.
template <typename Body>
void until_break(Body&& body) {
  try {
    body();
  } catch (const runtime::ControlTransfer& transfer) {
    if (transfer.kind != runtime::ControlTransfer::Kind::Break) {
      throw;
    }
  }
}

// Calls the lambda with two arguments: key and value, or index and element.
inline runtime::Value yield_two(runtime::Call& call, const runtime::Value& first, const runtime::Value& second) {
  const std::array<runtime::Value, 2> pair{first, second};
  return call.yield(std::span<const runtime::Value>(pair));
}

[[nodiscard]] inline runtime::Value pair_of(const runtime::Hash::Entry& entry) {
  return runtime::Value(runtime::Values{entry.key, entry.value});
}

}  // namespace volley::stdlib
