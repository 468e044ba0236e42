#include "transport/ssh/public_key_login.hpp"

#include <cstdlib>
#include <cstring>

#include "transport/ssh/login_attempts.hpp"

namespace volley::transport {

namespace {

// libssh2 frees the signature.
int sign(LIBSSH2_SESSION* /*session*/, unsigned char** signature, std::size_t* size, const unsigned char* data,
         std::size_t data_size, void** abstract) {
  const auto& signer = *static_cast<const Signer*>(*abstract);
  const Signature result = signer({reinterpret_cast<const char*>(data), data_size});
  if (result.state != Signature::State::Done) {
    return result.state == Signature::State::Again ? LIBSSH2_ERROR_EAGAIN : -1;
  }
  *size = result.text.size();
  *signature = static_cast<unsigned char*>(std::malloc(*size));
  if (*signature == nullptr) {
    return -1;
  }
  std::memcpy(*signature, result.text.data(), *size);
  return 0;
}

}  // namespace

asio::awaitable<int> log_in_with_public_key(Session& session, std::string user, std::string public_part, Signer signer,
                                            Deadline deadline) {
  void* abstract = &signer;
  const auto log_in = [&] {
    return libssh2_userauth_publickey(session.raw(), user.c_str(),
                                      reinterpret_cast<const unsigned char*>(public_part.data()), public_part.size(),
                                      &sign, &abstract);
  };
  const int code = co_await session.call(log_in, deadline);
  co_return code;
}

asio::awaitable<bool> takes_public_key(Session& session, std::string user, std::string public_part, Deadline deadline) {
  bool wanted = false;
  const Signer signer = [&wanted](std::string_view /*data*/) {
    wanted = true;
    return Signature{};
  };
  const int code = co_await log_in_with_public_key(session, std::move(user), std::move(public_part), signer, deadline);
  if (!wanted) {
    throw_if_lost(session, code);
  }
  co_return wanted;
}

}  // namespace volley::transport
