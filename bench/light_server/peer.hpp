// One client of the light server: its ssh session, its login, and the commands that it pretends to run.
#pragma once

#include <libssh/callbacks.h>
#include <libssh/libssh.h>
#include <libssh/server.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "bench/light_server/fault.hpp"
#include "bench/light_server/options.hpp"

namespace volley::bench {

struct Counts {
  std::uint64_t connections = 0;
  std::uint64_t dropped_at_start = 0;
  std::uint64_t logins = 0;
  std::uint64_t channels = 0;
  std::uint64_t commands = 0;
};

using Clock = std::chrono::steady_clock;

class Peer {
 public:
  // Takes the socket. `bind` has the host key.
  Peer(ssh_bind bind, int socket, std::uint32_t address, const ServerOptions& options, Counts& counts);
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;
  ~Peer();

  // Looks at what has arrived and goes on with what it has to say; false when it is over.
  [[nodiscard]] bool advance();
  [[nodiscard]] bool logged_in() const { return logged_in_; }
  // When to advance() again though nothing arrives; max() for never.
  [[nodiscard]] Clock::time_point next_deadline() const;

 private:
  // One command on one channel.
  struct Command {
    Command() = default;
    Command(const Command&) = delete;
    Command& operator=(const Command&) = delete;
    ~Command();

    Peer* peer = nullptr;
    ssh_channel channel = nullptr;
    ssh_channel_callbacks_struct callbacks{};
    bool started = false;
    bool reads_program = false;  // `exec sh`: it ends when its input has ended
    bool input_ended = false;
    std::string input_end;  // the last bytes of the input
    bool finished = false;
    std::uint64_t written = 0;
    Clock::time_point due{};
  };

  static ssh_channel open_channel(ssh_session session, void* data);
  static int take_input(ssh_session session, ssh_channel channel, void* bytes, std::uint32_t size, int is_error,
                        void* data);
  static int start_command(ssh_session session, ssh_channel channel, const char* line, void* data);
  void set_callbacks();
  void go_on(Command& command);
  void write_output(Command& command);
  [[nodiscard]] std::uint64_t output_size() const;

  const ServerOptions& options_;
  Counts& counts_;
  Fault fault_;
  int socket_;
  bool logged_in_ = false;
  bool over_ = false;
  ssh_session session_ = nullptr;
  ssh_event event_ = nullptr;
  ssh_server_callbacks_struct callbacks_{};
  std::vector<std::unique_ptr<Command>> commands_;
};

}  // namespace volley::bench
