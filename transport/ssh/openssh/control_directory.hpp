// A private folder for the control sockets of one run, in $XDG_RUNTIME_DIR or /tmp; it goes with the run. What a run
// that was killed has left is removed by the next one.
#pragma once

#include <atomic>
#include <string>

namespace volley::transport {

class ControlDirectory {
 public:
  // Throws JobFailure.
  ControlDirectory();
  ControlDirectory(const ControlDirectory&) = delete;
  ControlDirectory& operator=(const ControlDirectory&) = delete;
  ~ControlDirectory();

  // A short path that has not been given out before; from any thread.
  [[nodiscard]] std::string new_socket();
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
  std::atomic<unsigned> next_{0};
};

}  // namespace volley::transport
