#include "transport/ssh/authentication.hpp"

#include <unistd.h>

#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "transport/failure.hpp"
#include "transport/ssh/agent_login.hpp"
#include "transport/ssh/key_format.hpp"
#include "transport/ssh/library_lacks.hpp"
#include "transport/ssh/login_attempts.hpp"
#include "transport/ssh/public_key_login.hpp"

namespace volley::transport {

namespace {

int log_in_by_library(const Session& session, const SshEndpoint& endpoint, const PrivateKey& key) {
  return libssh2_userauth_publickey_frommemory(session.raw(), endpoint.user.data(), endpoint.user.size(), nullptr, 0,
                                               key.content.data(), key.content.size(), nullptr);
}

asio::awaitable<int> log_in_with(Session& session, const SshEndpoint& endpoint, std::shared_ptr<const SigningKey> key,
                                 Deadline deadline) {
  const Signer signer = [key](std::string_view data) {
    const std::optional<std::string> text = key->sign(data);
    return text ? Signature{Signature::State::Done, *text} : Signature{};
  };
  const int code = co_await log_in_with_public_key(session, endpoint.user, key->public_part(), signer, deadline);
  co_return code;
}

asio::awaitable<bool> try_key(Session& session, const SshEndpoint& endpoint, std::shared_ptr<const PrivateKey> key,
                              std::string label, LoginAttempts& attempts, Deadline deadline) {
  if (key->encrypted && !key->rsa && !key->hardware) {
    co_return false;  // once all else has been refused
  }
  int code = 0;
  if (key->signing) {
    code = co_await log_in_with(session, endpoint, key->signing, deadline);
  } else {
    const auto log_in = [&] { return log_in_by_library(session, endpoint, *key); };
    code = co_await session.call(log_in, deadline);
  }
  throw_if_lost(session, code);
  if (code == 0) {
    session.details().login = label;
    co_return true;
  }
  if (key->encrypted) {
    attempts.note(label + " is protected by a passphrase: load it into an ssh-agent");
  } else if (key->rsa) {
    attempts.note_rsa(label + " is an RSA key");
  } else if (code == LIBSSH2_ERROR_FILE || code == LIBSSH2_ERROR_KEYFILE_AUTH_FAILED) {
    attempts.note(label + " cannot be used: " + session.last_error());
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

asio::awaitable<bool> try_keys(Session& session, const SshEndpoint& endpoint, PrivateKeys& keys,
                               LoginAttempts& attempts, Deadline deadline) {
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

// Asks for the passphrase of a key only when the server would take the key.
asio::awaitable<bool> try_encrypted_key(Session& session, const SshEndpoint& endpoint, SharedKeys& shared,
                                        std::shared_ptr<const PrivateKey> key, std::string label,
                                        LoginAttempts& attempts, Deadline& deadline) {
  std::string public_part = public_part_in_file(key->content);
  if (!public_part.empty()) {
    const bool wanted = co_await takes_public_key(session, endpoint.user, std::move(public_part), deadline);
    if (!wanted) {
      co_return false;
    }
  }
  if (!shared.passphrases.available()) {
    attempts.note(label + " is protected by a passphrase: load it into an ssh-agent");
    co_return false;
  }
  const auto before = std::chrono::steady_clock::now();
  const std::shared_ptr<const SigningKey> opened = co_await shared.passphrases.open(label, key->content);
  deadline += std::chrono::steady_clock::now() - before;
  if (!opened) {
    attempts.note("nobody gave the passphrase of " + label);
    co_return false;
  }
  const int code = co_await log_in_with(session, endpoint, opened, deadline);
  throw_if_lost(session, code);
  if (code == 0) {
    session.details().login = label;
  }
  co_return code == 0;
}

asio::awaitable<bool> try_encrypted_keys(Session& session, const SshEndpoint& endpoint, SharedKeys& shared,
                                         LoginAttempts& attempts, Deadline& deadline) {
  std::vector<std::pair<std::string, std::shared_ptr<const PrivateKey>>> keys;
  if (endpoint.key_data) {
    keys.emplace_back("the configured key-data", PrivateKeys::from_text(*endpoint.key_data));
  }
  for (const std::string& path : endpoint.key_files) {
    keys.emplace_back(path, shared.private_keys.from_file(path));
  }
  for (const auto& [label, key] : keys) {
    if (!key || !key->encrypted || key->rsa || key->hardware) {
      continue;
    }
    const bool accepted = co_await try_encrypted_key(session, endpoint, shared, key, label, attempts, deadline);
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

asio::awaitable<void> authenticate(Session& session, const SshEndpoint& endpoint, SharedKeys& shared,
                                   Deadline& deadline) {
  PrivateKeys& keys = shared.private_keys;
  LoginAttempts attempts;
  const bool by_key = co_await try_keys(session, endpoint, keys, attempts, deadline);
  if (by_key) {
    co_return;
  }
  const bool by_agent = co_await log_in_by_agent(session, endpoint, keys, attempts, deadline);
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
  const bool by_passphrase = co_await try_encrypted_keys(session, endpoint, shared, attempts, deadline);
  if (by_passphrase) {
    co_return;
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
