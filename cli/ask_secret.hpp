// Questions on the terminal whose answers are not shown.
#pragma once

#include <string>
#include <string_view>

namespace volley::cli {

[[nodiscard]] std::string ask_secret(std::string_view prompt);

}  // namespace volley::cli
