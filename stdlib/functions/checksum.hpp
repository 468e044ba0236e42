// Checksums of bytes.
#pragma once

#include <string>
#include <string_view>

namespace volley::stdlib {

enum class Checksum { Md5, Sha1, Sha256 };

// The checksum itself, not printed. Throws EvaluationError where the machine does not allow that kind.
[[nodiscard]] std::string checksum_bytes(Checksum kind, std::string_view bytes);

}  // namespace volley::stdlib
