#include "transport/ssh/authentication.hpp"

#include <openssl/evp.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <optional>
#include <string_view>

#include "transport/failure.hpp"
#include "transport/ssh/carrier.hpp"
#include "transport/ssh/library_lacks.hpp"

namespace volley::transport {

namespace {

// What is worth telling when everything was refused.
struct Attempts {
  std::string notes;
  std::string lack;  // what the ssh program could still try
  void note(const std::string& text) { notes += (notes.empty() ? "" : "; ") + text; }
};

// libssh2 before 1.11 knows no rsa-sha2.
constexpr std::string_view kRsaReason =
    "this build can only sign with ssh-rsa (SHA-1), which servers refuse since OpenSSH 8.8; use an ed25519 or ecdsa "
    "key";

constexpr std::string_view kRsaLack = "the ssh library signs with RSA keys in the old way only (SHA-1)";

void throw_if_lost(const Session& session, int code) {
  if (is_connection_error(code)) {
    throw ConnectionLost(code == LIBSSH2_ERROR_TIMEOUT ? "timeout"
                         : session.wire().closed()     ? session.wire().closed_because()
                                                       : session.last_error());
  }
}

// libssh2 frees the signature.
int sign(LIBSSH2_SESSION* /*session*/, unsigned char** signature, std::size_t* size, const unsigned char* data,
         std::size_t data_size, void** abstract) {
  const auto* key = static_cast<const SigningKey*>(*abstract);
  const std::optional<std::string> signed_text = key->sign({reinterpret_cast<const char*>(data), data_size});
  if (!signed_text) {
    return -1;
  }
  *size = signed_text->size();
  *signature = static_cast<unsigned char*>(std::malloc(*size));
  if (*signature == nullptr) {
    return -1;
  }
  std::memcpy(*signature, signed_text->data(), *size);
  return 0;
}

int log_in_with_key(const Session& session, const SshEndpoint& endpoint, const PrivateKey& key) {
  if (!key.signing) {
    return libssh2_userauth_publickey_frommemory(session.raw(), endpoint.user.data(), endpoint.user.size(), nullptr, 0,
                                                 key.content.data(), key.content.size(), nullptr);
  }
  const std::string& public_part = key.signing->public_part();
  void* abstract = const_cast<SigningKey*>(key.signing.get());
  return libssh2_userauth_publickey(session.raw(), endpoint.user.c_str(),
                                    reinterpret_cast<const unsigned char*>(public_part.data()), public_part.size(),
                                    &sign, &abstract);
}

asio::awaitable<bool> try_key(Session& session, const SshEndpoint& endpoint, std::shared_ptr<const PrivateKey> key,
                              std::string label, Attempts& attempts, Deadline deadline) {
  const auto log_in = [&] { return log_in_with_key(session, endpoint, *key); };
  const int code = co_await session.call(log_in, deadline);
  throw_if_lost(session, code);
  if (code == 0) {
    session.details().login = label;
    co_return true;
  }
  if (key->encrypted) {
    attempts.note(label + " is protected by a passphrase: load it into an ssh-agent");
  } else if (key->rsa) {
    attempts.lack = std::string(kRsaLack);
    attempts.note(label + " is an RSA key: " + std::string(kRsaReason));
  } else if (code == LIBSSH2_ERROR_FILE || code == LIBSSH2_ERROR_KEYFILE_AUTH_FAILED) {
    attempts.note(label + " cannot be used: " + session.last_error());
  }
  co_return false;
}

struct AgentCloser {
  void operator()(LIBSSH2_AGENT* agent) const {
    libssh2_agent_disconnect(agent);
    libssh2_agent_free(agent);
  }
};

// The type stands in front of a public key, after its length.
bool is_rsa(const libssh2_agent_publickey& identity) {
  constexpr std::string_view kType = "ssh-rsa";
  return identity.blob_len > 4 + kType.size() && std::memcmp(identity.blob + 4, kType.data(), kType.size()) == 0;
}

// IdentitiesOnly: the agent has the keys, the key files (or the public ones beside them) say which are meant.
bool belongs_to_a_file(const libssh2_agent_publickey& identity, const SshEndpoint& endpoint, PrivateKeys& keys) {
  const std::string blob(reinterpret_cast<const char*>(identity.blob), identity.blob_len);
  return std::any_of(endpoint.key_files.begin(), endpoint.key_files.end(), [&](const std::string& path) {
    const std::shared_ptr<const PrivateKey> key = keys.from_file(path);
    if (key && key->signing && key->signing->public_part() == blob) {
      return true;
    }
    std::ifstream file(path.ends_with(".pub") ? path : path + ".pub");
    std::string type;
    std::string text;
    file >> type >> text;
    std::string encoded((blob.size() + 2) / 3 * 4 + 1, '\0');
    encoded.resize(static_cast<std::size_t>(EVP_EncodeBlock(reinterpret_cast<unsigned char*>(encoded.data()),
                                                            reinterpret_cast<const unsigned char*>(blob.data()),
                                                            static_cast<int>(blob.size()))));
    return text == encoded;
  });
}

asio::awaitable<bool> try_agent(Session& session, const SshEndpoint& endpoint, PrivateKeys& keys, Attempts& attempts,
                                Deadline deadline) {
  if (!endpoint.use_agent || (endpoint.agent_socket.empty() && std::getenv("SSH_AUTH_SOCK") == nullptr)) {
    co_return false;
  }
  const std::unique_ptr<LIBSSH2_AGENT, AgentCloser> agent(libssh2_agent_init(session.raw()));
  if (agent && !endpoint.agent_socket.empty()) {
    libssh2_agent_set_identity_path(agent.get(), endpoint.agent_socket.c_str());
  }
  if (!agent || libssh2_agent_connect(agent.get()) != 0 || libssh2_agent_list_identities(agent.get()) != 0) {
    co_return false;
  }
  libssh2_agent_publickey* identity = nullptr;
  while (libssh2_agent_get_identity(agent.get(), &identity, identity) == 0) {
    if (endpoint.identities_only && !belongs_to_a_file(*identity, endpoint, keys)) {
      continue;
    }
    const auto log_in = [&] { return libssh2_agent_userauth(agent.get(), endpoint.user.c_str(), identity); };
    const int code = co_await session.call(log_in, deadline);
    throw_if_lost(session, code);
    if (code == 0) {
      session.details().login =
          "the ssh-agent's key " + std::string(identity->comment == nullptr ? "" : identity->comment);
      co_return true;
    }
    if (is_rsa(*identity)) {
      attempts.lack = std::string(kRsaLack);
      attempts.note("the ssh-agent's RSA key cannot be used: " + std::string(kRsaReason));
    }
  }
  co_return false;
}

// libssh2 passes the user data of the session, which is the Wire, so the password travels beside it.
thread_local const std::string* keyboard_answer = nullptr;

void answer_prompts(const char* /*name*/, int /*name_size*/, const char* /*instruction*/, int /*instruction_size*/,
                    int prompts, const LIBSSH2_USERAUTH_KBDINT_PROMPT* /*texts*/,
                    LIBSSH2_USERAUTH_KBDINT_RESPONSE* responses, void** /*abstract*/) {
  for (int i = 0; i < prompts && keyboard_answer != nullptr; ++i) {
    // libssh2 frees it.
    responses[i].text = strdup(keyboard_answer->c_str());
    responses[i].length = static_cast<unsigned int>(keyboard_answer->size());
  }
}

asio::awaitable<bool> try_password(Session& session, const SshEndpoint& endpoint, const std::string& methods,
                                   Deadline deadline) {
  const std::string& user = endpoint.user;
  const std::string& password = *endpoint.password;
  if (methods.empty() || methods.find("password") != std::string::npos) {
    const auto log_in = [&] {
      return libssh2_userauth_password_ex(session.raw(), user.data(), static_cast<unsigned int>(user.size()),
                                          password.data(), static_cast<unsigned int>(password.size()), nullptr);
    };
    const int code = co_await session.call(log_in, deadline);
    throw_if_lost(session, code);
    if (code == 0) {
      session.details().login = "the password";
      co_return true;
    }
  }
  if (methods.find("keyboard-interactive") == std::string::npos) {
    co_return false;
  }
  const auto log_in = [&] {
    keyboard_answer = &password;
    const int code = libssh2_userauth_keyboard_interactive_ex(session.raw(), user.data(),
                                                              static_cast<unsigned int>(user.size()), &answer_prompts);
    keyboard_answer = nullptr;
    return code;
  };
  const int code = co_await session.call(log_in, deadline);
  throw_if_lost(session, code);
  session.details().login = "the password, keyboard-interactive";
  co_return code == 0;
}

asio::awaitable<bool> try_keys(Session& session, const SshEndpoint& endpoint, PrivateKeys& keys, Attempts& attempts,
                               Deadline deadline) {
  if (endpoint.key_data) {
    const bool accepted = co_await try_key(session, endpoint, PrivateKeys::from_text(*endpoint.key_data),
                                           "the configured key-data", attempts, deadline);
    if (accepted) {
      co_return true;
    }
  }
  for (const std::string& path : endpoint.key_files) {
    const std::shared_ptr<const PrivateKey> key = keys.from_file(path);
    if (!key) {
      if (endpoint.key_configured) {
        attempts.note("the private key " + path + " cannot be read");
      }
      continue;
    }
    const bool accepted = co_await try_key(session, endpoint, key, path, attempts, deadline);
    if (accepted) {
      co_return true;
    }
  }
  co_return false;
}

// Beside the kinds of keys that were met on the way: those that the library does not even read.
std::string lack_of(const SshEndpoint& endpoint, PrivateKeys& keys) {
  if (!endpoint.login_lack.empty()) {
    return endpoint.login_lack;
  }
  for (const std::string& path : endpoint.key_files) {
    if (::access((path + "-cert.pub").c_str(), R_OK) == 0) {
      return "the ssh library knows no certificates";
    }
    const std::shared_ptr<const PrivateKey> key = keys.from_file(path);
    if (key && key->hardware) {
      return "the ssh library knows no FIDO keys";
    }
  }
  return {};
}

}  // namespace

asio::awaitable<void> authenticate(Session& session, const SshEndpoint& endpoint, PrivateKeys& keys,
                                   Deadline deadline) {
  Attempts attempts;
  const bool by_key = co_await try_keys(session, endpoint, keys, attempts, deadline);
  if (by_key) {
    co_return;
  }
  const bool by_agent = co_await try_agent(session, endpoint, keys, attempts, deadline);
  if (by_agent) {
    co_return;
  }
  if (endpoint.password) {
    std::string methods;
    const auto ask = [&] {
      const char* list =
          libssh2_userauth_list(session.raw(), endpoint.user.data(), static_cast<unsigned int>(endpoint.user.size()));
      methods = list == nullptr ? "" : list;
      return list != nullptr ? 0 : libssh2_session_last_errno(session.raw());
    };
    const int code = co_await session.call(ask, deadline);
    throw_if_lost(session, code);
    const bool by_password = co_await try_password(session, endpoint, methods, deadline);
    if (by_password) {
      co_return;
    }
  }
  const JobFailure failure =
      connect_failure("AUTH_ERROR", "Authentication failed for user " + endpoint.user + "@" + endpoint.host +
                                        (attempts.notes.empty() ? "" : " (" + attempts.notes + ")"));
  if (attempts.lack.empty()) {
    attempts.lack = lack_of(endpoint, keys);
  }
  if (!attempts.lack.empty()) {
    throw LibraryLacks(attempts.lack, failure);
  }
  throw JobFailure(failure);
}

}  // namespace volley::transport
