// The user, as seen from the transport: hears how targets are reached, and may be asked for passphrases.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace volley::transport {

// Shows the question and gives what the user types, without showing it. Called on a thread of its own; empty when the
// user gives none, and soon after the token asks for that.
using PassphraseSource = std::function<std::optional<std::string>(const std::string& question, std::stop_token stop)>;

struct UserContact {
  // Both from any thread.
  std::function<void(std::string)> notice{};
  std::function<void(std::string id, std::string text)> warning{};
  PassphraseSource ask_passphrase{};  // empty: nobody is there
};

}  // namespace volley::transport
