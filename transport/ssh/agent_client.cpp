#include "transport/ssh/agent_client.hpp"

#include <sys/un.h>

#include <asio/buffer.hpp>
#include <asio/read.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <cerrno>

#include "transport/failure.hpp"
#include "transport/ssh/key_format.hpp"

namespace volley::transport {

namespace {

constexpr char kRequestIdentities = 11;
constexpr char kIdentities = 12;
constexpr char kSignRequest = 13;
constexpr char kSignature = 14;
constexpr std::size_t kLargestAnswer = 1024UL * 1024;
constexpr std::size_t kMostIdentities = 1000;
constexpr std::chrono::milliseconds kBusyPause{10};

}  // namespace

asio::awaitable<std::shared_ptr<AgentClient>> AgentClient::connect(asio::any_io_executor executor, std::string socket,
                                                                   Deadline deadline) {
  auto client = std::make_shared<AgentClient>(executor);
  if (socket.size() >= sizeof(sockaddr_un::sun_path)) {
    co_return nullptr;
  }
  asio::error_code error;
  do {
    if (error) {
      // Too many are waiting there already.
      client->limit_.expires_after(kBusyPause);
      co_await client->limit_.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
    co_await client->socket_.async_connect(asio::local::stream_protocol::endpoint(socket),
                                           asio::redirect_error(asio::use_awaitable, error));
  } while ((error == asio::error::would_block || error == asio::error::try_again) &&
           std::chrono::steady_clock::now() < deadline);
  if (error == asio::error::no_descriptors || error.value() == ENFILE) {
    throw OutOfDescriptors();
  }
  co_return error ? nullptr : client;
}

// After that it answers nothing more.
void AgentClient::close_at(Deadline deadline) {
  limit_.expires_at(deadline);
  limit_.async_wait([weak = weak_from_this()](const asio::error_code& cancelled) {
    const auto self = weak.lock();
    if (!cancelled && self) {
      asio::error_code ignored;
      self->socket_.close(ignored);
    }
  });
}

asio::awaitable<std::optional<std::string>> AgentClient::ask(std::string request, Deadline deadline) {
  close_at(deadline);
  const std::string packet = text_field(request);
  std::string answer(4, '\0');
  asio::error_code error;
  co_await asio::async_write(socket_, asio::buffer(packet), asio::redirect_error(asio::use_awaitable, error));
  if (!error) {
    co_await asio::async_read(socket_, asio::buffer(answer), asio::redirect_error(asio::use_awaitable, error));
  }
  const std::size_t size = error ? 0 : FieldReader(answer).number();
  if (size == 0 || size > kLargestAnswer) {
    error = asio::error::invalid_argument;
  } else {
    answer.resize(size);
    co_await asio::async_read(socket_, asio::buffer(answer), asio::redirect_error(asio::use_awaitable, error));
  }
  limit_.cancel();
  co_return error ? std::nullopt : std::optional(std::move(answer));
}

asio::awaitable<std::optional<std::vector<AgentIdentity>>> AgentClient::identities(Deadline deadline) {
  const std::optional<std::string> answer = co_await ask(std::string(1, kRequestIdentities), deadline);
  if (!answer || answer->front() != kIdentities) {
    co_return std::nullopt;
  }
  FieldReader reader(std::string_view(*answer).substr(1));
  std::vector<AgentIdentity> found;
  const std::size_t count = std::min<std::size_t>(reader.number(), kMostIdentities);
  while (found.size() < count && !reader.failed()) {
    AgentIdentity identity;
    identity.public_part = reader.text();
    identity.comment = reader.text();
    found.push_back(std::move(identity));
  }
  co_return reader.failed() ? std::nullopt : std::optional(std::move(found));
}

asio::awaitable<std::optional<std::string>> AgentClient::sign(std::string public_part, std::string data,
                                                              Deadline deadline) {
  const std::string no_flags(4, '\0');
  const std::optional<std::string> answer =
      co_await ask(kSignRequest + text_field(public_part) + text_field(data) + no_flags, deadline);
  if (!answer || answer->front() != kSignature) {
    co_return std::nullopt;
  }
  FieldReader outer(std::string_view(*answer).substr(1));
  FieldReader inner(outer.text());
  [[maybe_unused]] const std::string_view algorithm = inner.text();
  const std::string_view signature = inner.text();
  co_return inner.failed() ? std::nullopt : std::optional(std::string(signature));
}

}  // namespace volley::transport
