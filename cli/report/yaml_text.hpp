// Values as YAML for people to read (`inventory show --detail`), laid out as Ruby's YAML writer does.
#pragma once

#include <string>

#include "runtime/value/value.hpp"

namespace volley::cli {

// The lines of a hash, one key each, without the "---" in front.
[[nodiscard]] std::string yaml_text(const runtime::Value& hash);

}  // namespace volley::cli
