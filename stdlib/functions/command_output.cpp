#include "stdlib/functions/command_output.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace volley::stdlib {
namespace {

constexpr int kFailed = 1;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  [[nodiscard]] int number() const { return number_; }
  void close() {
    if (number_ >= 0) {
      ::close(number_);
      number_ = -1;
    }
  }

 private:
  int number_;
};

// After the fork, in the child: only calls that are safe there.
[[noreturn]] void become(char* const* words, const char* folder, int output) {
  const int nothing = open("/dev/null", O_RDONLY);
  const bool ready = nothing >= 0 && dup2(nothing, STDIN_FILENO) >= 0 && dup2(output, STDOUT_FILENO) >= 0 &&
                     dup2(output, STDERR_FILENO) >= 0 && chdir(folder) == 0;
  if (ready) {
    execv(words[0], words);
  }
  _exit(kFailed);
}

std::string read_all(int descriptor) {
  std::string text;
  std::array<char, 4096> buffer{};
  for (;;) {
    const ssize_t count = read(descriptor, buffer.data(), buffer.size());
    if (count > 0) {
      text.append(buffer.data(), static_cast<std::size_t>(count));
    } else if (count == 0 || errno != EINTR) {
      return text;
    }
  }
}

int wait_for(pid_t process) {
  int status = 0;
  while (waitpid(process, &status, 0) < 0) {
    if (errno != EINTR) {
      return kFailed;
    }
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

CommandOutput output_of(const std::vector<std::string>& words, const std::string& folder) {
  std::vector<std::string> owned = words;
  std::vector<char*> pointers;
  for (std::string& word : owned) {
    pointers.push_back(word.data());
  }
  pointers.push_back(nullptr);
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    return {kFailed, {}};
  }
  Descriptor reading(ends[0]);
  Descriptor writing(ends[1]);
  const pid_t process = fork();
  if (process < 0) {
    return {kFailed, {}};
  }
  if (process == 0) {
    become(pointers.data(), folder.c_str(), writing.number());
  }
  writing.close();
  std::string text = read_all(reading.number());
  return {wait_for(process), std::move(text)};
}

}  // namespace volley::stdlib
