// The text that follows another one when texts are counted up: 'az' 'ba', 'zz' 'aaa', 'a9' 'b0', '1.9' '2.0'.
#pragma once

#include <string>
#include <string_view>

namespace volley::stdlib {

[[nodiscard]] std::string successor(std::string_view text);

}  // namespace volley::stdlib
