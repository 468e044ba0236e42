// The key that OpenSSH's own format of private keys derives from a passphrase ("bcrypt").
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace volley::transport {

// Deliberately slow: some hundredths of a second for each round and 32 bytes.
[[nodiscard]] std::string bcrypt_key(std::string_view passphrase, std::string_view salt, std::uint32_t rounds,
                                     std::size_t size);

}  // namespace volley::transport
