// Which Boost this program was built with, for diagnosis.
#pragma once

#include <string>

namespace volley::runtime {

// "NAME VERSION"
[[nodiscard]] std::string fiber_library();

}  // namespace volley::runtime
