// Which libraries speak ssh here, for diagnosis: the versions that are loaded, not those of the headers.
#pragma once

#include <string>
#include <vector>

namespace volley::transport {

// "NAME VERSION" of each.
[[nodiscard]] std::vector<std::string> ssh_libraries();

}  // namespace volley::transport
