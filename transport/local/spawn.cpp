#include "transport/local/spawn.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <map>
#include <thread>

#include "transport/failure.hpp"

namespace volley::transport {

namespace {

class Pipe {
 public:
  Pipe() {
    if (::pipe2(ends_.data(), O_CLOEXEC) != 0) {
      if (errno == EMFILE || errno == ENFILE) {
        throw OutOfDescriptors();
      }
      throw exception_failure(std::string(std::strerror(errno)) + " - pipe2(2)");
    }
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    for (const int end : ends_) {
      if (end >= 0) {
        ::close(end);
      }
    }
  }
  [[nodiscard]] int read_end() const { return ends_[0]; }
  [[nodiscard]] int write_end() const { return ends_[1]; }
  [[nodiscard]] int take(std::size_t end) { return std::exchange(ends_[end], -1); }

 private:
  std::array<int, 2> ends_{-1, -1};
};

class SpawnSettings {
 public:
  SpawnSettings(int input, int output, int error) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, error, STDERR_FILENO);
    posix_spawnattr_init(&attributes_);
    sigset_t none;
    sigemptyset(&none);
    sigset_t defaults;
    sigemptyset(&defaults);
    for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCHLD}) {
      sigaddset(&defaults, signal);
    }
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &defaults);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  [[nodiscard]] const posix_spawn_file_actions_t* actions() const { return &actions_; }
  [[nodiscard]] const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

std::vector<std::string> merged_environment(const runtime::EnvironmentVariables& changes) {
  std::map<std::string, std::string> merged;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const std::size_t equals = text.find('=');
    if (equals != std::string_view::npos) {
      merged.emplace(text.substr(0, equals), text);
    }
  }
  for (const auto& [name, value] : changes) {
    merged[name] = name + "=" + value;
  }
  std::vector<std::string> environment;
  environment.reserve(merged.size());
  for (const auto& [name, text] : merged) {
    environment.push_back(text);
  }
  return environment;
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (const std::string& text : texts) {
    result.push_back(const_cast<char*>(text.c_str()));  // NOLINT: execve's signature is older than const
  }
  result.push_back(nullptr);
  return result;
}

int spawn_once(const SpawnSettings& settings, const std::vector<std::string>& words,
               const std::vector<std::string>& environment, int& pid) {
  return posix_spawnp(&pid, words[0].c_str(), settings.actions(), settings.attributes(), pointers(words).data(),
                      pointers(environment).data());
}

}  // namespace

Spawned spawn(const std::vector<std::string>& words, const runtime::EnvironmentVariables& environment) {
  Pipe input;
  Pipe output;
  Pipe error;
  const SpawnSettings settings(input.read_end(), output.write_end(), error.write_end());
  const std::vector<std::string> variables = merged_environment(environment);
  Spawned child;
  int problem = spawn_once(settings, words, variables, child.pid);
  // A file that was just written is busy while another thread's child, between fork and exec, still has it open.
  constexpr int kBusyAttempts = 250;
  for (int i = 0; problem == ETXTBSY && i < kBusyAttempts; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    problem = spawn_once(settings, words, variables, child.pid);
  }
  if (problem == ENOEXEC) {
    std::vector<std::string> by_shell = {"/bin/sh"};
    by_shell.insert(by_shell.end(), words.begin(), words.end());
    problem = spawn_once(settings, by_shell, variables, child.pid);
  }
  if (problem != 0) {
    throw exception_failure(std::string(std::strerror(problem)) + " - " + words[0]);
  }
  child.input = input.take(1);
  child.output = output.take(0);
  child.error = error.take(0);
  return child;
}

}  // namespace volley::transport
