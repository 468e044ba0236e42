// Which library makes http requests here, for diagnosis: the version that is loaded, not that of the headers.
#pragma once

#include <string>

namespace volley::transport {

// "libcurl 7.88.1 (OpenSSL/3.0.19)"
[[nodiscard]] std::string http_library();

}  // namespace volley::transport
