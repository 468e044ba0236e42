#include "transport/ssh/agent_login.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/this_coro.hpp>
#include <cstdlib>
#include <fstream>
#include <memory>

#include "transport/ssh/agent_client.hpp"
#include "transport/ssh/key_format.hpp"
#include "transport/ssh/public_key_login.hpp"

namespace volley::transport {

namespace {

// To say what it has; for a signature it may ask the user first.
constexpr std::chrono::seconds kAnswerLimit{3};

// IdentitiesOnly: the agent has the keys, the key files (or the public ones beside them) say which are meant.
bool belongs_to_a_file(const std::string& public_part, const SshEndpoint& endpoint, PrivateKeys& keys) {
  return std::any_of(endpoint.key_files.begin(), endpoint.key_files.end(), [&](const std::string& path) {
    const std::shared_ptr<const PrivateKey> key = keys.from_file(path);
    if (key && key->signing && key->signing->public_part() == public_part) {
      return true;
    }
    std::ifstream file(path.ends_with(".pub") ? path : path + ".pub");
    std::string type;
    std::string text;
    file >> type >> text;
    std::string encoded((public_part.size() + 2) / 3 * 4 + 1, '\0');
    encoded.resize(static_cast<std::size_t>(EVP_EncodeBlock(reinterpret_cast<unsigned char*>(encoded.data()),
                                                            reinterpret_cast<const unsigned char*>(public_part.data()),
                                                            static_cast<int>(public_part.size()))));
    return text == encoded;
  });
}

// A signature on its way from the agent.
struct PendingSignature {
  bool asked = false;
  bool answered = false;
  std::optional<std::string> text;
};

asio::awaitable<void> fetch(std::shared_ptr<AgentClient> agent, std::shared_ptr<PendingSignature> pending,
                            std::shared_ptr<Wire> wire, std::string public_part, std::string data, Deadline deadline) {
  pending->text = co_await agent->sign(std::move(public_part), std::move(data), deadline);
  pending->answered = true;
  wire->changed().wake_all();
}

asio::awaitable<int> try_identity(Session& session, const SshEndpoint& endpoint, std::shared_ptr<AgentClient> agent,
                                  std::string public_part, Deadline deadline) {
  const auto executor = co_await asio::this_coro::executor;
  const auto pending = std::make_shared<PendingSignature>();
  const auto wire = session.shared_wire();
  const Signer signer = [=](std::string_view data) {
    if (!pending->asked) {
      pending->asked = true;
      asio::co_spawn(executor, fetch(agent, pending, wire, public_part, std::string(data), deadline), asio::detached);
    }
    if (!pending->answered) {
      return Signature{Signature::State::Again, {}};
    }
    return pending->text ? Signature{Signature::State::Done, *pending->text} : Signature{};
  };
  const int code = co_await log_in_with_public_key(session, endpoint.user, public_part, signer, deadline);
  co_return code;
}

}  // namespace

asio::awaitable<bool> log_in_by_agent(Session& session, const SshEndpoint& endpoint, PrivateKeys& keys,
                                      LoginAttempts& attempts, Deadline deadline) {
  const char* usual = std::getenv("SSH_AUTH_SOCK");
  const std::string socket = endpoint.agent_socket.empty() && usual != nullptr ? usual : endpoint.agent_socket;
  if (!endpoint.use_agent || socket.empty()) {
    co_return false;
  }
  const auto executor = co_await asio::this_coro::executor;
  const Deadline answer_deadline = std::min(after(kAnswerLimit), deadline);
  const std::shared_ptr<AgentClient> agent = co_await AgentClient::connect(executor, socket, answer_deadline);
  if (!agent) {
    co_return false;
  }
  const std::optional<std::vector<AgentIdentity>> identities = co_await agent->identities(answer_deadline);
  if (!identities) {
    attempts.note("the ssh-agent does not answer");
    co_return false;
  }
  for (const AgentIdentity& identity : *identities) {
    if (endpoint.identities_only && !belongs_to_a_file(identity.public_part, endpoint, keys)) {
      continue;
    }
    const int code = co_await try_identity(session, endpoint, agent, identity.public_part, deadline);
    throw_if_lost(session, code);
    if (code == 0) {
      session.details().login = "the ssh-agent's key " + identity.comment;
      co_return true;
    }
    if (FieldReader(identity.public_part).text() == "ssh-rsa") {
      attempts.note_rsa("the ssh-agent's RSA key cannot be used");
    }
  }
  co_return false;
}

}  // namespace volley::transport
