// Host keys that are seen for the first time and believed (`host-key-check: accept-new`): remembered for the run and
// added to ~/.ssh/known_hosts. Safe to use from all event loops.
#pragma once

#include <map>
#include <mutex>
#include <string>

namespace volley::transport {

class LearnedHosts {
 public:
  // False: the host had another key a moment ago. `name`, type and base64 of the key as known_hosts has them. A file
  // that cannot be written is no reason to fail: the key is learned again the next time.
  [[nodiscard]] bool accept(const std::string& name, const std::string& key_type, const std::string& key, bool hashed);

 private:
  std::mutex mutex_;
  std::map<std::string, std::string> keys_;  // name => "type key"
};

// "|1|salt|hash", which does not tell the name.
[[nodiscard]] std::string hashed_host_name(const std::string& name, const std::string& salt);

}  // namespace volley::transport
