// UTF-8 checks and repairs for text that comes from outside.
#pragma once

#include <string>
#include <string_view>

namespace volley::runtime {

[[nodiscard]] bool valid_utf8(std::string_view text);
[[nodiscard]] bool is_ascii(std::string_view text);

// The length in bytes of the valid sequence at `at`, or 0 when the byte there starts none.
[[nodiscard]] std::size_t utf8_sequence_length(std::string_view text, std::size_t at);

// Bytes that are not UTF-8 as the text "\xFF", everything else unchanged.
[[nodiscard]] std::string escape_invalid_utf8(std::string_view text);

}  // namespace volley::runtime
