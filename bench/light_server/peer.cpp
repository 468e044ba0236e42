#include "bench/light_server/peer.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <stdexcept>
#include <string_view>

namespace volley::bench {

namespace {

constexpr std::uint32_t kChunkSize = 32U * 1024;

int login_with_key(ssh_session /*session*/, const char* /*user*/, ssh_key_struct* /*key*/, char state, void* data) {
  // SSH_PUBLICKEY_STATE_NONE asks whether the key would do; VALID comes with a signature that libssh has checked.
  return *static_cast<bool*>(data) && (state == SSH_PUBLICKEY_STATE_NONE || state == SSH_PUBLICKEY_STATE_VALID)
             ? SSH_AUTH_SUCCESS
             : SSH_AUTH_DENIED;
}

}  // namespace

Peer::Peer(ssh_bind bind, int socket, std::uint32_t address, const ServerOptions& options, Counts& counts)
    : options_(options), counts_(counts), fault_(fault_of(address, options)), socket_(socket) {
  if (fault_ == Fault::Garbage) {
    static constexpr char kGarbage[] = "\x1b[2J\xff\xfe\x01 220 mail.example ESMTP \x07\r\n";
    ::send(socket_, kGarbage, sizeof kGarbage, MSG_NOSIGNAL);
    return;
  }
  if (fault_ == Fault::Silent) {
    return;
  }
  session_ = ssh_new();
  if (session_ == nullptr || ssh_bind_accept_fd(bind, session_, socket_) != SSH_OK) {
    throw std::runtime_error("cannot make an ssh session");
  }
  ssh_set_blocking(session_, 0);
  set_callbacks();
  ssh_set_auth_methods(session_, SSH_AUTH_METHOD_PUBLICKEY | SSH_AUTH_METHOD_PASSWORD);
  ssh_handle_key_exchange(session_);
  event_ = ssh_event_new();
  ssh_event_add_session(event_, session_);
}

// libssh keeps a freed channel until the client has closed it as well, and would go on to call back.
Peer::Command::~Command() {
  if (channel != nullptr) {
    ssh_remove_channel_callbacks(channel, &callbacks);
    ssh_channel_free(channel);
  }
}

Peer::~Peer() {
  if (session_ == nullptr) {
    ::close(socket_);
    return;
  }
  commands_.clear();
  ssh_event_free(event_);
  ssh_disconnect(session_);
  ssh_free(session_);
}

void Peer::set_callbacks() {
  callbacks_.userdata = this;
  callbacks_.auth_none_function = [](ssh_session, const char*, void*) -> int { return SSH_AUTH_DENIED; };
  callbacks_.auth_password_function = [](ssh_session, const char*, const char*, void* data) -> int {
    auto* self = static_cast<Peer*>(data);
    self->logged_in_ = self->fault_ != Fault::Denied;
    return self->logged_in_ ? SSH_AUTH_SUCCESS : SSH_AUTH_DENIED;
  };
  callbacks_.auth_pubkey_function = [](ssh_session session, const char* user, ssh_key_struct* key, char state,
                                       void* data) -> int {
    auto* self = static_cast<Peer*>(data);
    bool allowed = self->fault_ != Fault::Denied;
    const int answer = login_with_key(session, user, key, state, &allowed);
    if (answer == SSH_AUTH_SUCCESS && state == SSH_PUBLICKEY_STATE_VALID) {
      self->logged_in_ = true;
      ++self->counts_.logins;
    }
    return answer;
  };
  callbacks_.channel_open_request_session_function = &Peer::open_channel;
  ssh_callbacks_init(&callbacks_);
  ssh_set_server_callbacks(session_, &callbacks_);
}

ssh_channel Peer::open_channel(ssh_session session, void* data) {
  auto* self = static_cast<Peer*>(data);
  if (!self->logged_in_) {
    return nullptr;
  }
  auto command = std::make_unique<Command>();
  command->peer = self;
  command->channel = ssh_channel_new(session);
  command->callbacks.userdata = command.get();
  command->callbacks.channel_exec_request_function = &Peer::start_command;
  command->callbacks.channel_data_function = &Peer::take_input;
  command->callbacks.channel_eof_function = [](ssh_session, ssh_channel, void* own) {
    static_cast<Command*>(own)->input_ended = true;
  };
  command->callbacks.channel_close_function = [](ssh_session, ssh_channel, void* own) {
    static_cast<Command*>(own)->finished = true;
  };
  ssh_callbacks_init(&command->callbacks);
  ssh_set_channel_callbacks(command->channel, &command->callbacks);
  ++self->counts_.channels;
  self->commands_.push_back(std::move(command));
  return self->commands_.back()->channel;
}

int Peer::start_command(ssh_session /*session*/, ssh_channel /*channel*/, const char* line, void* data) {
  auto* command = static_cast<Command*>(data);
  Peer& self = *command->peer;
  ++self.counts_.commands;
  command->started = true;
  command->reads_program = std::strcmp(line, "exec sh") == 0;
  command->due = Clock::now() + (self.fault_ == Fault::Slowed ? self.options_.slow : std::chrono::milliseconds(0));
  return SSH_OK;
}

// A program that is sent while its channel's input stays open says itself where it ends.
int Peer::take_input(ssh_session /*session*/, ssh_channel /*channel*/, void* bytes, std::uint32_t size,
                     int /*is_error*/, void* data) {
  static constexpr std::string_view kProgramEnd = "exit\n}\n";
  auto* command = static_cast<Command*>(data);
  std::string& end = command->input_end;
  end.append(static_cast<const char*>(bytes), size);
  end.erase(0, end.size() > kProgramEnd.size() ? end.size() - kProgramEnd.size() : 0);
  command->input_ended = command->input_ended || end == kProgramEnd;
  return static_cast<int>(size);
}

std::uint64_t Peer::output_size() const { return options_.flood > 0 ? options_.flood : options_.answer.size(); }

void Peer::write_output(Command& command) {
  static const std::string filling(kChunkSize, 'x');
  while (command.written < output_size()) {
    const std::uint64_t rest = output_size() - command.written;
    const auto size = static_cast<std::uint32_t>(
        std::min<std::uint64_t>({rest, kChunkSize, ssh_channel_window_size(command.channel)}));
    if (size == 0) {
      return;
    }
    const char* data = options_.flood > 0 ? filling.data() : options_.answer.data() + command.written;
    const int count = ssh_channel_write(command.channel, data, size);
    if (count <= 0) {
      return;
    }
    command.written += static_cast<std::uint64_t>(count);
  }
}

void Peer::go_on(Command& command) {
  const bool may_end = command.started && (!command.reads_program || command.input_ended);
  if (command.finished || !may_end || fault_ == Fault::Endless) {
    return;
  }
  if (fault_ == Fault::LostInCommand) {
    // Before anything is freed: libssh would still say a proper goodbye.
    ::shutdown(socket_, SHUT_RDWR);
    over_ = true;
    return;
  }
  if (Clock::now() < command.due) {
    return;
  }
  write_output(command);
  if (command.written < output_size()) {
    return;
  }
  if (!options_.error_text.empty()) {
    ssh_channel_write_stderr(command.channel, options_.error_text.data(),
                             static_cast<std::uint32_t>(options_.error_text.size()));
  }
  ssh_channel_request_send_exit_status(command.channel, options_.exit_status);
  ssh_channel_send_eof(command.channel);
  ssh_channel_close(command.channel);
  command.finished = true;
}

bool Peer::advance() {
  if (session_ == nullptr) {
    // Whatever comes is swallowed; the end of the stream is the end of the peer.
    std::array<char, 4096> buffer;
    const ssize_t count = ::recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    return count > 0 || (count < 0 && errno == EAGAIN);
  }
  if (ssh_event_dopoll(event_, 0) == SSH_ERROR) {
    return false;
  }
  // By number: while one writes, the library may read on, and a new command joins the list.
  for (std::size_t index = 0; index < commands_.size(); ++index) {
    go_on(*commands_[index]);
  }
  // The end of a command may have the library read on as well, so it waits until the list is in order again.
  const auto finished =
      std::stable_partition(commands_.begin(), commands_.end(), [](const auto& command) { return !command->finished; });
  std::vector<std::unique_ptr<Command>> ended(std::make_move_iterator(finished),
                                              std::make_move_iterator(commands_.end()));
  commands_.erase(finished, commands_.end());
  ended.clear();
  return !over_ && (ssh_get_status(session_) & (SSH_CLOSED | SSH_CLOSED_ERROR)) == 0;
}

Clock::time_point Peer::next_deadline() const {
  Clock::time_point next = Clock::time_point::max();
  for (const auto& command : commands_) {
    if (command->started && !command->finished && fault_ == Fault::Slowed && command->due > Clock::now()) {
      next = std::min(next, command->due);
    }
  }
  return next;
}

}  // namespace volley::bench
