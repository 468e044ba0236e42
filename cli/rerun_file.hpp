// The file that remembers how the last run ended on each target, for --rerun.
#pragma once

#include <string>

#include "runtime/value/value.hpp"

namespace volley::cli {

// The names of the targets that fit the filter (all, failure, success), joined with ','. Throws PlanError when there
// is nothing to run again.
[[nodiscard]] std::string rerun_targets(const std::string& path, const std::string& filter);

// Failure to write is no reason to fail a run: it is ignored.
void write_rerun(const std::string& path, const runtime::Values& results);

}  // namespace volley::cli
