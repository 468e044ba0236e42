// A line that the user types without its being shown: passwords and passphrases.
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace volley::cli {

// From standard input; the question goes to standard error. On a terminal, Ctrl-C gives nothing and raises SIGINT once
// the terminal shows again what is typed. Empty, too, at the end of the input and soon after the token asks for that.
[[nodiscard]] std::optional<std::string> ask_hidden(std::string_view question, const std::stop_token& stop = {});

}  // namespace volley::cli
