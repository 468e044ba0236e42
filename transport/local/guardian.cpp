#include "transport/local/guardian.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <string>

namespace volley::transport {

namespace {

constexpr const char* kProgram = R"(l=' '
while read -r o p; do
  case $o in
    +) l="$l$p " ;;
    -) l="${l%% "$p" *} ${l#* "$p" }" ;;
  esac
done
test "$l" = ' ' && exit
for p in $l; do kill -TERM "-$p"; done
sleep 2
for p in $l; do kill -KILL "-$p"; done
)";

int spawn_reader(int input) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  // What is meant for the controller's group and terminal must not reach it.
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK);
  std::array<std::string, 3> words = {"sh", "-c", kProgram};
  std::array<char*, 4> pointers = {words[0].data(), words[1].data(), words[2].data(), nullptr};
  int pid = -1;
  const int problem = posix_spawn(&pid, "/bin/sh", &actions, &attributes, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return problem == 0 ? pid : -1;
}

}  // namespace

Guardian::~Guardian() {
  if (pid_ > 0 && watched_.empty()) {
    ::kill(pid_, SIGKILL);
  }
  if (pipe_ >= 0) {
    ::close(pipe_);
  }
  if (pid_ > 0) {
    ::waitpid(pid_, nullptr, watched_.empty() ? 0 : WNOHANG);
  }
}

// Without one, local jobs run all the same.
void Guardian::start() {
  started_ = true;
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    return;
  }
  pid_ = spawn_reader(ends[0]);
  ::close(ends[0]);
  pipe_ = ends[1];
}

void Guardian::tell(char what, int process_group) const {
  const std::string line = std::string(1, what) + " " + std::to_string(process_group) + "\n";
  [[maybe_unused]] const auto written = ::write(pipe_, line.data(), line.size());
}

void Guardian::watch(int process_group) {
  const std::lock_guard lock(mutex_);
  if (!started_) {
    start();
  }
  watched_.insert(process_group);
  tell('+', process_group);
}

void Guardian::forget(int process_group) {
  const std::lock_guard lock(mutex_);
  watched_.erase(process_group);
  tell('-', process_group);
}

}  // namespace volley::transport
