// The messages between an ssh program that holds a connection and whoever wants a session on it (OpenSSH's
// PROTOCOL.mux, version 4). Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace volley::transport::multiplex {

// What a client says first: its greeting and, without waiting, what it wants.
[[nodiscard]] std::string open_session(std::string_view command, bool terminal);
[[nodiscard]] std::string ask_alive();

enum class Kind { Hello, Opened, Refused, Exited, NoTerminal, Alive, Other };

struct Message {
  Kind kind = Kind::Other;
  std::uint32_t number = 0;  // the version of Hello, the exit code of Exited
  std::string reason;        // of Refused
};

inline constexpr std::uint32_t kVersion = 4;
inline constexpr std::size_t kLengthSize = 4;
inline constexpr std::uint32_t kSizeLimit = 256U * 1024;

[[nodiscard]] std::uint32_t length_of(std::string_view four_bytes);
// Without its length. Empty when it is damaged.
[[nodiscard]] std::optional<Message> read_message(std::string_view packet);

}  // namespace volley::transport::multiplex
