// The seam between plans and http: requests go out, answers come back, nothing waits.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace volley::runtime {

struct HttpRequest {
  std::string url;
  std::string body;  // sent with POST
  std::vector<std::pair<std::string, std::string>> headers;
  // Files; empty ones are not used.
  std::string authorities;  // who may have signed the server's certificate
  std::string certificate;
  std::string key;
  std::chrono::seconds connect_timeout{60};
  std::chrono::seconds read_timeout{60};  // without anything arriving
};

struct HttpResponse {
  int status = 0;
  std::string body;
  std::string problem;  // why there is no answer; empty: there is one
};

class HttpClient {
 public:
  virtual ~HttpClient() = default;
  // `done` is called exactly once, from any thread.
  virtual void post(HttpRequest request, std::function<void(HttpResponse)> done) = 0;
};

}  // namespace volley::runtime
