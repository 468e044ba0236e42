// What a diagnosis says about each thing that can be wrong with a target, and what to do about it.
#pragma once

#include <string>
#include <string_view>

#include "embedding/diagnosis.hpp"

namespace volley::embedding {

// The outcome of a job that did not complete.
[[nodiscard]] Problem not_reached(const runtime::Outcome& outcome);
// A script that could not be written or did not run.
[[nodiscard]] Problem no_scripts(const runtime::Outcome& outcome, const std::string& tmpdir);
[[nodiscard]] Problem bad_configuration(const std::string& message);
[[nodiscard]] Problem no_shell(std::string_view output);
[[nodiscard]] Problem noisy_login(std::string_view output);
[[nodiscard]] Problem missing_programs(const std::string& names);

}  // namespace volley::embedding
