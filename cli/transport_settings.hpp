// The options of the command line that say how to reach targets, as the inventory's `config` would hold them.
#pragma once

#include "cli/options/option_parser.hpp"
#include "runtime/value/hash.hpp"

namespace volley::cli {

// {"transport" => .., "ssh" => {"user" => .., ..}, "local" => {..}}: only what was given. Asks for passwords when the
// prompts are requested.
[[nodiscard]] runtime::Hash transport_settings(const Arguments& arguments);

}  // namespace volley::cli
