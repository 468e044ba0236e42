// Real requests to a server in the test itself, which answers one connection after the other.
#include "transport/http/curl_client.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <future>
#include <string>
#include <thread>

using namespace volley;

namespace {

// Reads one request and gives one answer, as often as asked.
class OneAnswerServer {
 public:
  OneAnswerServer(std::string answer, int times) : answer_(std::move(answer)) {
    socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(listen(socket_, 8) == 0);
    socklen_t size = sizeof address;
    getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this, times] {
      for (int time = 0; time < times; ++time) {
        serve();
      }
    });
  }
  OneAnswerServer(const OneAnswerServer&) = delete;
  OneAnswerServer& operator=(const OneAnswerServer&) = delete;
  ~OneAnswerServer() {
    shutdown(socket_, SHUT_RDWR);
    thread_.join();
    close(socket_);
  }
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/pdb"; }
  [[nodiscard]] const std::string& request() const { return request_; }

 private:
  void serve() {
    const int connection = accept(socket_, nullptr, nullptr);
    if (connection < 0) {
      return;
    }
    std::array<char, 4096> part{};
    while (!request_.ends_with("the end")) {
      const ssize_t count = read(connection, part.data(), part.size());
      if (count <= 0) {
        break;
      }
      request_.append(part.data(), static_cast<std::size_t>(count));
    }
    static_cast<void>(!write(connection, answer_.data(), answer_.size()));
    close(connection);
  }

  std::string answer_;
  std::string request_;
  int socket_ = -1;
  int port_ = 0;
  std::thread thread_;
};

std::future<runtime::HttpResponse> send(transport::CurlClient& client, runtime::HttpRequest request) {
  auto promise = std::make_shared<std::promise<runtime::HttpResponse>>();
  auto future = promise->get_future();
  client.post(std::move(request),
              [promise](runtime::HttpResponse response) { promise->set_value(std::move(response)); });
  return future;
}

}  // namespace

TEST_CASE("a request goes out with its body and headers, and the answer comes back") {
  OneAnswerServer server("HTTP/1.1 201 Created\r\nContent-Length: 4\r\n\r\nbody", 1);
  transport::CurlClient client;
  runtime::HttpRequest request;
  request.url = server.url();
  request.body = "question, the end";
  request.headers = {{"X-Authentication", "secret"}};
  const runtime::HttpResponse response = send(client, request).get();
  CHECK(response.problem == "");
  CHECK(response.status == 201);
  CHECK(response.body == "body");
  CHECK(server.request().starts_with("POST /pdb HTTP/1.1\r\n"));
  CHECK(server.request().find("X-Authentication: secret\r\n") != std::string::npos);
  CHECK(server.request().ends_with("question, the end"));
}

TEST_CASE("what keeps a request from its answer is told") {
  transport::CurlClient client;
  runtime::HttpRequest request;
  request.url = "http://127.0.0.1:1/";
  CHECK(send(client, request).get().problem.find("Failed to connect") != std::string::npos);
  request.url = "file:///etc/passwd";
  const runtime::HttpResponse refused = send(client, request).get();
  CHECK(refused.problem.find("not supported or disabled") != std::string::npos);
  CHECK(refused.body.empty());
}

TEST_CASE("a client that goes away ends its requests") {
  OneAnswerServer silent("", 0);
  std::future<runtime::HttpResponse> answer;
  {
    transport::CurlClient client;
    runtime::HttpRequest request;
    request.url = silent.url();
    answer = send(client, request);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  CHECK(answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready);
}
