#include "transport/http/curl_client.hpp"

#include <map>
#include <memory>

#include "transport/http/curl_api.hpp"

namespace volley::transport {
namespace {

// What a server may answer at most.
constexpr std::size_t kMostBytes = 256UL << 20U;

struct EasyCloser {
  void operator()(CURL* handle) const { CurlApi::get().easy_cleanup(handle); }
};
struct ListCloser {
  void operator()(curl_slist* list) const { CurlApi::get().slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, EasyCloser>;

std::size_t take_bytes(char* bytes, std::size_t size, std::size_t count, void* body) {
  auto& text = *static_cast<std::string*>(body);
  if (text.size() + size * count > kMostBytes) {
    return 0;
  }
  text.append(bytes, size * count);
  return size * count;
}

// One request under way. Stays where it is: libcurl keeps addresses of it.
class Exchange {
 public:
  Exchange(runtime::HttpRequest request, std::function<void(runtime::HttpResponse)> done)
      : request_(std::move(request)), done_(std::move(done)), handle_(CurlApi::get().easy_init()) {
    set(CURLOPT_URL, request_.url.c_str());
    set(CURLOPT_POSTFIELDS, request_.body.c_str());
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
    for (const auto& [name, value] : request_.headers) {
      headers_.reset(CurlApi::get().slist_append(headers_.release(), (name + ": " + value).c_str()));
    }
    set(CURLOPT_HTTPHEADER, headers_.get());
    set(CURLOPT_CONNECTTIMEOUT, static_cast<long>(request_.connect_timeout.count()));
    set(CURLOPT_LOW_SPEED_LIMIT, 1L);
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(request_.read_timeout.count()));
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_WRITEFUNCTION, take_bytes);
    set(CURLOPT_WRITEDATA, &response_.body);
    set(CURLOPT_ERRORBUFFER, problem_);
    set_file(CURLOPT_CAINFO, request_.authorities);
    set_file(CURLOPT_SSLCERT, request_.certificate);
    set_file(CURLOPT_SSLKEY, request_.key);
  }
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  [[nodiscard]] CURL* handle() const { return handle_.get(); }

  void finish(CURLcode code) {
    long status = 0;
    CurlApi::get().easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
    response_.status = static_cast<int>(status);
    if (code != CURLE_OK) {
      response_.problem = problem_[0] == '\0' ? CurlApi::get().easy_strerror(code) : problem_;
    }
    done_(std::move(response_));
  }

 private:
  template <typename Given>
  void set(CURLoption option, const Given& value) {
    CurlApi::get().easy_setopt(handle_.get(), option, value);
  }
  void set_file(CURLoption option, const std::string& path) {
    if (!path.empty()) {
      set(option, path.c_str());
    }
  }

  runtime::HttpRequest request_;
  std::function<void(runtime::HttpResponse)> done_;
  runtime::HttpResponse response_;
  char problem_[CURL_ERROR_SIZE] = {};
  std::unique_ptr<curl_slist, ListCloser> headers_;
  Easy handle_;
};

}  // namespace

// The requests that the thread works on.
class CurlClient::Loop {
 public:
  explicit Loop(CURLM* multi) : multi_(multi) {}
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;
  ~Loop() {
    while (!exchanges_.empty()) {
      finish(exchanges_.begin()->first, CURLE_ABORTED_BY_CALLBACK);
    }
  }

  void add(Pending pending) {
    auto exchange = std::make_unique<Exchange>(std::move(pending.request), std::move(pending.done));
    CURL* handle = exchange->handle();
    exchanges_.emplace(handle, std::move(exchange));
    CurlApi::get().multi_add_handle(multi_, handle);
  }

  void work() {
    int running = 0;
    CurlApi::get().multi_perform(multi_, &running);
    int left = 0;
    while (const CURLMsg* message = CurlApi::get().multi_info_read(multi_, &left)) {
      if (message->msg == CURLMSG_DONE) {
        finish(message->easy_handle, message->data.result);
      }
    }
  }

 private:
  void finish(CURL* handle, CURLcode code) {
    const auto node = exchanges_.extract(handle);
    CurlApi::get().multi_remove_handle(multi_, handle);
    node.mapped()->finish(code);
  }

  CURLM* multi_;
  std::map<CURL*, std::unique_ptr<Exchange>> exchanges_;
};

CurlClient::~CurlClient() {
  if (thread_.joinable()) {
    thread_.request_stop();
    CurlApi::get().multi_wakeup(multi_);
    thread_.join();
    CurlApi::get().multi_cleanup(multi_);
  }
  for (Pending& pending : take_pending()) {
    pending.done({0, "", "the client has gone"});
  }
}

void CurlClient::post(runtime::HttpRequest request, std::function<void(runtime::HttpResponse)> done) {
  if (const std::string& problem = CurlApi::get().problem; !problem.empty()) {
    return done({0, "", problem});
  }
  const std::lock_guard lock(mutex_);
  pending_.push_back({std::move(request), std::move(done)});
  if (multi_ == nullptr) {
    multi_ = CurlApi::get().multi_init();
    thread_ = std::jthread([this](const std::stop_token& stop) { serve(stop); });
  }
  CurlApi::get().multi_wakeup(multi_);
}

std::vector<CurlClient::Pending> CurlClient::take_pending() {
  const std::lock_guard lock(mutex_);
  return std::exchange(pending_, {});
}

void CurlClient::serve(const std::stop_token& stop) {
  constexpr int kLongWait = 1000;
  Loop loop(multi_);
  while (!stop.stop_requested()) {
    for (Pending& pending : take_pending()) {
      loop.add(std::move(pending));
    }
    loop.work();
    CurlApi::get().multi_poll(multi_, nullptr, 0, kLongWait, nullptr);
  }
}

}  // namespace volley::transport
