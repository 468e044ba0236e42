// Checksums of bytes, as bytes or as hexadecimal text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace volley::stdlib {

enum class Checksum : std::uint8_t { Md5, Sha1, Sha256 };

// The most significant byte first. An EvaluationError where the system does not allow this kind.
[[nodiscard]] std::string checksum_bytes(std::string_view content, Checksum kind);
[[nodiscard]] std::string hexadecimal(std::string_view bytes);

}  // namespace volley::stdlib
