#include "transport/ssh/session.hpp"

#include <sys/socket.h>

#include <cerrno>
#include <mutex>
#include <new>

namespace volley::transport {

namespace {

// The library talks to an ssh-agent through the same callbacks, over a socket of its own.
ssize_t receive_callback(libssh2_socket_t socket, void* buffer, size_t size, int flags, void** abstract) {
  Wire& wire = *static_cast<Wire*>(*abstract);
  if (!wire.is_socket(socket)) {
    const ssize_t count = ::recv(socket, buffer, size, flags);
    return count < 0 ? -errno : count;
  }
  return wire.receive(static_cast<char*>(buffer), size);
}

ssize_t send_callback(libssh2_socket_t socket, const void* data, size_t size, int flags, void** abstract) {
  Wire& wire = *static_cast<Wire*>(*abstract);
  if (!wire.is_socket(socket)) {
    const ssize_t count = ::send(socket, data, size, flags | MSG_NOSIGNAL);
    return count < 0 ? -errno : count;
  }
  return wire.send(static_cast<const char*>(data), size);
}

// The library's own initialisation is not safe from several threads.
void initialise_library() {
  static std::once_flag once;
  std::call_once(once, [] { libssh2_init(0); });
}

}  // namespace

Session::Session(std::shared_ptr<Wire> wire) : wire_(std::move(wire)) {
  initialise_library();
  session_ = libssh2_session_init_ex(nullptr, nullptr, nullptr, wire_.get());
  if (session_ == nullptr) {
    throw std::bad_alloc();
  }
  libssh2_session_set_blocking(session_, 0);
  libssh2_session_callback_set(session_, LIBSSH2_CALLBACK_RECV, reinterpret_cast<void*>(&receive_callback));
  libssh2_session_callback_set(session_, LIBSSH2_CALLBACK_SEND, reinterpret_cast<void*>(&send_callback));
}

Session::~Session() {
  if (!wire_->closed()) {
    libssh2_session_disconnect(session_, "done");
    wire_->flush();
  }
  // On a closed wire nothing can be waited for, so that this ends.
  wire_->close();
  constexpr int kAttempts = 100;
  for (int i = 0; i < kAttempts && libssh2_session_free(session_) == LIBSSH2_ERROR_EAGAIN; ++i) {
  }
}

std::string Session::last_error() const {
  char* text = nullptr;
  libssh2_session_last_error(session_, &text, nullptr, 0);
  return text == nullptr || *text == '\0' ? "unknown error" : text;
}

bool is_connection_error(int code) {
  switch (code) {
    case LIBSSH2_ERROR_SOCKET_NONE:
    case LIBSSH2_ERROR_SOCKET_SEND:
    case LIBSSH2_ERROR_SOCKET_DISCONNECT:
    case LIBSSH2_ERROR_SOCKET_RECV:
    case LIBSSH2_ERROR_SOCKET_TIMEOUT:
    case LIBSSH2_ERROR_TIMEOUT:
    case LIBSSH2_ERROR_PROTO:
    case LIBSSH2_ERROR_DECRYPT:
    case LIBSSH2_ERROR_INVALID_MAC:
    case LIBSSH2_ERROR_BAD_SOCKET:
    case LIBSSH2_ERROR_OUT_OF_BOUNDARY: return true;
    default: return false;
  }
}

}  // namespace volley::transport
