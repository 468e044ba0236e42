// Reads the text of a version range. Used by VersionRange alone.
#pragma once

#include <string>
#include <vector>

#include "runtime/value/semver_range.hpp"

namespace volley::runtime {

// The intervals between which '||' stands. Throws VersionError.
[[nodiscard]] std::vector<VersionInterval> parse_version_intervals(const std::string& text);

}  // namespace volley::runtime
