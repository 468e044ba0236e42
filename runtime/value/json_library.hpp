// Which nlohmann/json this program was built with, for diagnosis.
#pragma once

#include <string>

namespace volley::runtime {

// "NAME VERSION"
[[nodiscard]] std::string json_library();

}  // namespace volley::runtime
