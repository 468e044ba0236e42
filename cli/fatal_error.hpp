// The one place where what ended a run is shown: Bolt's message where Bolt's users look for it, and on stderr the
// place in the plan with an excerpt and the calls that led there.
#pragma once

#include "cli/report/outputter.hpp"

namespace volley::cli {

// Reports the exception that is being handled; answers the exit status.
int report_fatal_error(Outputter& output, bool in_command);

// The error value that stands for an exception in results and JSON (kind bolt/pal-error for evaluation errors), with
// the excerpt printed on stderr. `exception` must be one that running plans raises.
[[nodiscard]] runtime::Pointer<const runtime::ErrorValue> describe_exception(const std::exception_ptr& exception);

}  // namespace volley::cli
