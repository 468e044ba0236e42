// What an exception of a run means to those who started it: the error value with its kind, message and place.
//
//   catch (...) { show(*run_error(std::current_exception())); }
#pragma once

#include <exception>

#include "runtime/value/error_value.hpp"

namespace volley::embedding {

// A PlanError as it is, with its place in the details; errors of evaluation and parsing as bolt/pal-error, everything
// else as bolt/internal-error. `exception` is not null.
[[nodiscard]] runtime::Pointer<const runtime::ErrorValue> run_error(const std::exception_ptr& exception);

}  // namespace volley::embedding
