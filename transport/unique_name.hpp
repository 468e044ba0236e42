// A random version 4 uuid, for names that nobody else can guess or has taken.
#pragma once

#include <string>

namespace volley::transport {

[[nodiscard]] std::string unique_name();

}  // namespace volley::transport
