#include "transport/ssh/handshake.hpp"

#include <openssl/evp.h>

#include <asio/ip/tcp.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <optional>
#include <utility>

#include "transport/failure.hpp"
#include "transport/ssh/algorithms.hpp"
#include "transport/ssh/library_lacks.hpp"
#include "transport/ssh/pauses.hpp"

namespace volley::transport {

namespace {

using Peers = std::vector<asio::ip::tcp::endpoint>;

JobFailure cannot_connect(const SshEndpoint& endpoint, const std::string& reason) {
  return connect_failure("CONNECT_ERROR", "Failed to connect to " + endpoint.name + ": " + reason);
}

std::string to_base64(const char* data, std::size_t size) {
  std::string text((size + 2) / 3 * 4 + 1, '\0');
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                     reinterpret_cast<const unsigned char*>(data), static_cast<int>(size));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

asio::awaitable<Peers> resolve(asio::any_io_executor executor, const SshEndpoint& endpoint) {
  const auto port = static_cast<unsigned short>(endpoint.port);
  asio::error_code error;
  const asio::ip::address address = asio::ip::make_address(endpoint.host, error);
  if (!error) {
    co_return Peers{asio::ip::tcp::endpoint(address, port)};
  }
  asio::ip::tcp::resolver resolver(executor);
  const auto found = co_await resolver.async_resolve(endpoint.host, std::to_string(endpoint.port),
                                                     asio::redirect_error(asio::use_awaitable, error));
  Peers peers;
  for (const auto& entry : found) {
    peers.push_back(entry.endpoint());
  }
  if (error == asio::error::no_descriptors) {
    throw OutOfDescriptors();
  }
  if (error || peers.empty()) {
    const bool unknown = !error || error == asio::error::host_not_found || error == asio::error::no_data;
    throw cannot_connect(endpoint, "getaddrinfo: " + (unknown ? "Name or service not known" : error.message()));
  }
  co_return peers;
}

// The error of the last address, or none.
asio::awaitable<std::optional<std::string>> connect_to_any(std::shared_ptr<Wire> wire, Peers peers, Deadline deadline) {
  std::optional<std::string> reason;
  for (const asio::ip::tcp::endpoint& peer : peers) {
    asio::error_code error;
    try {
      co_await wire->connect(peer, deadline);
    } catch (const std::system_error& failure) {
      error = failure.code();
    }
    if (!error) {
      co_return std::nullopt;
    }
    if (error == asio::error::no_descriptors || error.value() == ENFILE) {
      throw OutOfDescriptors();
    }
    reason = error.message() + " - connect(2) for " + peer.address().to_string() + ":" + std::to_string(peer.port());
  }
  co_return reason;
}

std::string fingerprint(const Session& session) {
  constexpr std::size_t kDigestSize = 32;
  const char* digest = libssh2_hostkey_hash(session.raw(), LIBSSH2_HOSTKEY_HASH_SHA256);
  std::string text = digest == nullptr ? "" : to_base64(digest, kDigestSize);
  while (text.ends_with('=')) {
    text.pop_back();
  }
  return "SHA256:" + text;
}

// The time since `start`, which is moved on to now.
std::chrono::nanoseconds take_time(std::chrono::steady_clock::time_point& start) {
  const auto now = std::chrono::steady_clock::now();
  return now - std::exchange(start, now);
}

void verify_host_key(Session& session, const SshEndpoint& endpoint, HostKeys& host_keys) {
  const KnownHosts& known_hosts = host_keys.known;
  std::size_t size = 0;
  int kind = 0;
  const char* key = libssh2_session_hostkey(session.raw(), &size, &kind);
  const char* type = libssh2_session_methods(session.raw(), LIBSSH2_METHOD_HOSTKEY);
  const std::string name = KnownHosts::name_of(endpoint.host, endpoint.port);
  const std::string key_type = type == nullptr ? "" : type;
  const std::string key_text = key == nullptr ? "" : to_base64(key, size);
  const HostKeyCheck check = known_hosts.check(name, key_type, key_text);
  const std::string place = check.file + ":" + std::to_string(check.line);
  std::string problem;
  switch (check.verdict) {
    case HostKeyVerdict::Known: session.details().trust = "known by " + place; return;
    case HostKeyVerdict::Unknown:
      if (known_hosts.has_authority_for(name)) {
        throw LibraryLacks("the ssh library knows no certificates of hosts",
                           connect_failure("HOST_KEY_ERROR", "Host key verification failed for " + endpoint.name));
      }
      // A host that is known by a key of another kind is not new.
      if (endpoint.host_keys == HostKeyPolicy::AcceptNew && known_hosts.key_types(name).empty()) {
        if (host_keys.learned.accept(name, key_type, key_text, endpoint.hash_known_hosts)) {
          session.details().trust = "new, and remembered (host-key-check: accept-new)";
          return;
        }
        problem = "does not match for \"" + name + "\": it had another key a moment ago";
        break;
      }
      problem = "is unknown for \"" + name + "\"";
      break;
    case HostKeyVerdict::Changed:
      problem = "does not match for \"" + name + "\": " + place + " holds another key. If the host was set up again, " +
                "remove the old key with: ssh-keygen -R '" + name + "' -f " + check.file;
      break;
    case HostKeyVerdict::Revoked: problem = "is marked as revoked for \"" + name + "\" in " + place; break;
  }
  throw connect_failure("HOST_KEY_ERROR", "Host key verification failed for " + endpoint.name + ": fingerprint " +
                                              fingerprint(session) + " " + problem);
}

// Null when the server went away before it had sent its banner.
asio::awaitable<std::unique_ptr<Session>> shake_hands(std::shared_ptr<Wire> wire, const SshEndpoint& endpoint,
                                                      HostKeys& host_keys, Deadline deadline) {
  auto session = std::make_unique<Session>(wire);
  choose_algorithms(*session, endpoint, host_keys.known.key_types(KnownHosts::name_of(endpoint.host, endpoint.port)));
  wire->start_receiving();
  const auto step = [&] { return libssh2_session_handshake(session->raw(), wire->descriptor()); };
  const int code = co_await session->call(step, deadline);
  if (code == LIBSSH2_ERROR_TIMEOUT) {
    throw connect_failure("CONNECT_ERROR", timeout_message(endpoint));
  }
  if (code != 0 && wire->closed() && libssh2_session_banner_get(session->raw()) == nullptr) {
    co_return nullptr;
  }
  if (code == LIBSSH2_ERROR_KEX_FAILURE || code == LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE ||
      code == LIBSSH2_ERROR_METHOD_NONE || code == LIBSSH2_ERROR_HOSTKEY_INIT) {
    throw LibraryLacks("the ssh library knows none of the algorithms that a server offers",
                       cannot_connect(endpoint, session->last_error()));
  }
  if (code != 0) {
    throw cannot_connect(endpoint, wire->closed() ? wire->closed_because() : session->last_error());
  }
  session->details().trust = "not checked (host-key-check: false)";
  if (endpoint.host_keys != HostKeyPolicy::Off) {
    verify_host_key(*session, endpoint, host_keys);
  }
  co_return session;
}

}  // namespace

std::string host_key_text(const Session& session) {
  const char* type = libssh2_session_methods(session.raw(), LIBSSH2_METHOD_HOSTKEY);
  return std::string(type == nullptr ? "" : type) + " " + fingerprint(session);
}

std::string timeout_message(const SshEndpoint& endpoint) {
  return "Timeout after " + std::to_string(endpoint.connect_timeout.count()) + " seconds connecting to " +
         endpoint.name;
}

asio::awaitable<std::unique_ptr<Session>> connect_session(asio::any_io_executor executor, const SshEndpoint& endpoint,
                                                          HostKeys& host_keys, Deadline deadline) {
  auto started = std::chrono::steady_clock::now();
  const Peers peers = co_await resolve(executor, endpoint);
  const std::chrono::nanoseconds resolved = take_time(started);
  Pauses pauses;
  for (;;) {
    const auto wire = std::make_shared<Wire>(executor);
    const std::optional<std::string> refused = co_await connect_to_any(wire, peers, deadline);
    if (std::chrono::steady_clock::now() >= deadline) {
      throw connect_failure("CONNECT_ERROR", timeout_message(endpoint));
    }
    if (refused) {
      throw cannot_connect(endpoint, *refused);
    }
    const std::chrono::nanoseconds connected = take_time(started);
    std::unique_ptr<Session> session = co_await shake_hands(wire, endpoint, host_keys, deadline);
    if (session) {
      session->details().resolve = resolved;
      session->details().connect = connected;
      session->details().handshake = take_time(started);
      co_return session;
    }
    // A server with too many logins in progress drops connections without a word (MaxStartups).
    const Deadline next = after(pauses.next());
    if (next >= deadline) {
      throw cannot_connect(endpoint, wire->closed_because());
    }
    asio::steady_timer timer(executor, next);
    co_await timer.async_wait(asio::use_awaitable);
    started = std::chrono::steady_clock::now();
  }
}

}  // namespace volley::transport
