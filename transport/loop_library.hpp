// Which Asio this program was built with, for diagnosis.
#pragma once

#include <string>

namespace volley::transport {

// "NAME VERSION"
[[nodiscard]] std::string loop_library();

}  // namespace volley::transport
