// A real sshd on the loopback addresses, with keys and a known_hosts of its own.
#pragma once

#include <filesystem>
#include <string>

#include "runtime/execute/transport.hpp"

namespace volley::transport::testing {

struct SshdOptions {
  std::string sftp = "internal-sftp";
  bool bare = false;  // PATH is <directory>/bin, with what Volley needs on a target and nothing else
};

class SshdFixture {
 public:
  explicit SshdFixture(const SshdOptions& options = {});
  SshdFixture(const SshdFixture&) = delete;
  SshdFixture& operator=(const SshdFixture&) = delete;
  ~SshdFixture();

  // Empty when it runs; otherwise why it cannot.
  [[nodiscard]] const std::string& missing() const { return missing_; }
  void start();
  // The listener and all of its sessions.
  void stop();
  [[nodiscard]] runtime::TargetAddress address(const std::string& host) const;
  [[nodiscard]] std::string log() const;
  [[nodiscard]] std::size_t count_in_log(const std::string& text) const;
  [[nodiscard]] const std::filesystem::path& directory() const { return directory_; }
  [[nodiscard]] int port() const { return port_; }

 private:
  std::filesystem::path directory_;
  std::string old_home_;
  std::string missing_;
  int port_ = 0;
  int pid_ = -1;
};

}  // namespace volley::transport::testing
