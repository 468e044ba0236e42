#include "embedding/advice.hpp"

#include <fmt/format.h>

#include <array>

namespace volley::embedding {
namespace {

struct Advice {
  std::string_view issue_code;  // of the outcome
  std::string_view words;       // in its message; empty: any
  std::string_view advice;
};

// The first that fits.
constexpr auto kAdvice = std::to_array<Advice>({
    {"HOST_KEY_ERROR", "is unknown",
     "Compare the fingerprint with the one that the host shows on its console (ssh-keygen -lf "
     "/etc/ssh/ssh_host_ed25519_key.pub). If it is the same, add the key with: ssh-keyscan -p PORT HOST >> "
     "~/.ssh/known_hosts"},
    {"HOST_KEY_ERROR", "",
     "Find out why the key is another one before you log in: the host was set up again, or somebody else answers."},
    {"AUTH_ERROR", "passphrase", "Load the key into an ssh-agent: eval $(ssh-agent); ssh-add KEY"},
    {"AUTH_ERROR", "RSA key",
     "Use an ed25519 key: ssh-keygen -t ed25519; ssh-copy-id -i ~/.ssh/id_ed25519.pub USER@HOST"},
    {"AUTH_ERROR", "cannot be read", "Check the option 'private-key': the path counts from the project's folder."},
    {"AUTH_ERROR", "",
     "Check the options 'user' and 'private-key', and that the public key stands in ~/.ssh/authorized_keys of that "
     "user on "
     "the target. The server's log says why it refused."},
    {"CONNECT_ERROR", "Connection refused",
     "Is sshd running there, and on that port? Check the options 'host' and 'port'."},
    {"CONNECT_ERROR", "Timeout after",
     "Is the host up, and does a firewall let this machine through? A slow way may need a greater 'connect-timeout'."},
    {"CONNECT_ERROR", "getaddrinfo", "Check the spelling, or give the address with the option 'host'."},
    {"CONNECT_ERROR", "No route to host",
     "The network does not lead there: check the address, the VPN and the routes."},
    {"CONNECT_ERROR", "Network is unreachable",
     "This machine has no way to that network: check the VPN and the routes."},
    {"CONNECT_ERROR", "not supported", "Take the option out of the configuration of this target."},
    {"CONNECT_ERROR", "", "See what 'ssh -v' says about the same host."},
    {"ESCALATE_ERROR", "", "Check the option 'run-as' and what follows it."},
    {"TMPDIR_ERROR", "", "Point the option 'tmpdir' to a folder of the target that the user may write to."},
    {"MKDIR_ERROR", "", "Point the option 'tmpdir' to a folder of the target that the user may write to."},
    {"WRITE_ERROR", "", "Is there room left in the folder for temporary files? Else point 'tmpdir' to another one."},
    {"CHMOD_ERROR", "", "Point the option 'tmpdir' to a folder on a file system that has permissions."},
    {"INTERRUPTED", "", ""},
});

constexpr int kNotExecutable = 126;
constexpr std::size_t kShown = 200;

std::string_view advice_for(const runtime::Outcome& outcome) {
  for (const Advice& entry : kAdvice) {
    if (entry.issue_code == outcome.issue_code && outcome.message.find(entry.words) != std::string::npos) {
      return entry.advice;
    }
  }
  return {};
}

std::string shown(std::string_view output) {
  const std::size_t end = output.find_last_not_of(" \r\n\t");
  output = output.substr(0, end == std::string_view::npos ? 0 : end + 1);
  return fmt::format("'{}{}'", output.substr(0, kShown), output.size() > kShown ? "..." : "");
}

}  // namespace

Problem not_reached(const runtime::Outcome& outcome) {
  return {true, outcome.message, std::string(advice_for(outcome))};
}

Problem no_scripts(const runtime::Outcome& outcome, const std::string& tmpdir) {
  if (outcome.ending != runtime::Ending::Completed) {
    return not_reached(outcome);
  }
  if (outcome.exit_code == kNotExecutable) {
    return {
        true, fmt::format("Programs in {} cannot be run: the file system is probably mounted with noexec", tmpdir),
        "Point the option 'tmpdir' to a folder of the target from which programs may be run, such as one in the home "
        "folder."};
  }
  return {true,
          fmt::format("A script that does nothing ended with {}: {}",
                      outcome.exit_code ? fmt::format("exit code {}", *outcome.exit_code) : "a signal",
                      shown(outcome.merged_output)),
          "Tasks and scripts need a POSIX sh with mkdir, chmod, rm, cat and mv."};
}

Problem bad_configuration(const std::string& message) {
  return {true, message, "Correct the target's configuration; 'volley inventory show --detail' shows what it is."};
}

Problem no_shell(std::string_view output) {
  return {true, fmt::format("Commands do not give what they should: {}", shown(output)),
          "The login shell must run 'sh -c'; a POSIX sh is needed on the target."};
}

Problem noisy_login(std::string_view output) {
  return {false, fmt::format("The start-up files of the login shell print {} before each command", shown(output)),
          "Let them print only in interactive shells, else it becomes part of every result."};
}

Problem missing_programs(const std::string& names) {
  return {true, fmt::format("These programs are missing: {}", names), "Install them; tasks and uploads need them."};
}

}  // namespace volley::embedding
