// The light ssh server of the benchmarks, playing many targets with faults of all kinds on the loopback addresses.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "runtime/execute/transport.hpp"

namespace volley::transport::testing {

class LightServer {
 public:
  explicit LightServer(const std::vector<std::string>& options);
  LightServer(const LightServer&) = delete;
  LightServer& operator=(const LightServer&) = delete;
  ~LightServer();

  // The target with that number.
  [[nodiscard]] runtime::TargetAddress address(int number) const;
  // Ends the server; how often `what` ("commands", "logins") happened.
  [[nodiscard]] long count(const std::string& what);

 private:
  void stop();

  std::filesystem::path directory_;
  int port_ = 0;
  int pid_ = -1;
};

}  // namespace volley::transport::testing
