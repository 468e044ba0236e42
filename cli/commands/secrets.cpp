// secret createkeys, secret encrypt, secret decrypt
#include "cli/commands/commands.hpp"
#include "cli/session.hpp"
#include "runtime/value/json.hpp"
#include "runtime/value/text.hpp"

namespace volley::cli {
namespace {

using runtime::Hash;
using runtime::Value;

int run_hook(Session& session, const std::string& hook, const Hash& options) {
  const std::string plugin = session.arguments().text("plugin").value_or("pkcs7");
  const Value answer = session.workspace().plugins().run_hook(plugin, hook, options);
  const bool is_data = answer.is_array() || answer.is_hash();
  session.output().document((is_data ? runtime::pretty_json(answer) : runtime::to_text(answer)) + "\n", answer);
  return 0;
}

}  // namespace

int create_secret_keys(Session& session) {
  return run_hook(session, "secret_createkeys", Hash{{"force", session.arguments().flag("force")}});
}

int encrypt_secret(Session& session) {
  return run_hook(session, "secret_encrypt", Hash{{"plaintext_value", session.object()}});
}

int decrypt_secret(Session& session) {
  return run_hook(session, "secret_decrypt", Hash{{"encrypted_value", session.object()}});
}

}  // namespace volley::cli
