// The options of waves(), read and checked before any target is touched.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/execute/clock.hpp"
#include "runtime/value/hash.hpp"
#include "stdlib/bolt/wave_schedule.hpp"

namespace volley::stdlib {

struct WaveOptions {
  std::optional<TargetAmount> max_failed;       // of all targets
  std::optional<TargetAmount> max_failed_wave;  // of the targets of a wave
  runtime::Duration soak{0};
  std::vector<std::string> limited_variables;  // of targets, with the most targets of one value in a batch
  std::vector<std::size_t> limits;
  std::string check;  // the name of a plan; empty: none
  bool approve = false;
};

// The types were checked by the signature. Throws PlanError (bolt/validation-error) for what types cannot tell.
[[nodiscard]] std::vector<TargetAmount> read_sizes(const runtime::Values& sizes);
[[nodiscard]] WaveOptions read_wave_options(const runtime::Hash& given);

}  // namespace volley::stdlib
