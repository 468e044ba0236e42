// The options of each transport as configuration files may hold them, with their defaults: one table.
#pragma once

#include <span>
#include <string_view>

#include "runtime/project/schema.hpp"

namespace volley::runtime {

// The keys of `config`: "transport" and one hash a transport.
[[nodiscard]] std::span<const ConfigKey> transport_keys();
[[nodiscard]] bool is_transport(std::string_view name);
// What a target of that transport has when nobody says otherwise.
[[nodiscard]] const Hash& transport_defaults(std::string_view transport);

}  // namespace volley::runtime
