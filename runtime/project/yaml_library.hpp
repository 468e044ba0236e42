// Which yaml-cpp this program was built with, for diagnosis.
#pragma once

#include <string>

namespace volley::runtime {

// "NAME VERSION"
[[nodiscard]] std::string yaml_library();

}  // namespace volley::runtime
