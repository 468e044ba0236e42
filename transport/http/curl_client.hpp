// Http requests over libcurl: all of them on one thread of its own, which starts with the first request.
#pragma once

#include <mutex>
#include <thread>
#include <vector>

#include "runtime/execute/http_client.hpp"

namespace volley::transport {

class CurlClient final : public runtime::HttpClient {
 public:
  CurlClient() = default;
  CurlClient(const CurlClient&) = delete;
  CurlClient& operator=(const CurlClient&) = delete;
  // Ends what is under way.
  ~CurlClient() override;

  void post(runtime::HttpRequest request, std::function<void(runtime::HttpResponse)> done) override;

 private:
  struct Pending {
    runtime::HttpRequest request;
    std::function<void(runtime::HttpResponse)> done;
  };
  class Loop;

  [[nodiscard]] std::vector<Pending> take_pending();
  void serve(const std::stop_token& stop);

  std::mutex mutex_;
  std::vector<Pending> pending_;
  void* multi_ = nullptr;  // the handle to wake the thread with
  std::jthread thread_;
};

}  // namespace volley::transport
