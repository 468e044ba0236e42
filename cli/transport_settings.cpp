#include "cli/transport_settings.hpp"

#include <array>
#include <filesystem>

#include "cli/hidden_line.hpp"

namespace volley::cli {
namespace {

using runtime::Hash;
using runtime::Value;

// Which transports understand an option of the command line.
struct Setting {
  std::string_view option;
  bool ssh;
  bool local;
};

constexpr auto kSettings = std::to_array<Setting>({
    {"user", true, false},
    {"password", true, false},
    {"private-key", true, false},
    {"host-key-check", true, false},
    {"connect-timeout", true, false},
    {"tty", true, false},
    {"native-ssh", true, false},
    {"ssh-command", true, false},
    {"copy-command", true, false},
    {"tmpdir", true, true},
    {"cleanup", true, true},
    {"run-as", true, true},
    {"sudo-password", true, true},
    {"sudo-executable", true, true},
});

Value value_of(const Arguments& arguments, std::string_view option) {
  const std::string text = *arguments.text(option);
  if (option == "private-key") {
    return Value(text.starts_with('~') ? text : std::filesystem::absolute(text).lexically_normal().string());
  }
  if (const auto number = option == "connect-timeout" ? arguments.integer(option) : std::nullopt) {
    return Value(*number);
  }
  const bool boolean = option == "host-key-check" || option == "tty" || option == "native-ssh" || option == "cleanup";
  return boolean ? Value(arguments.flag(option)) : Value(text);
}

}  // namespace

Hash transport_settings(const Arguments& arguments) {
  Hash ssh;
  Hash local;
  for (const Setting& setting : kSettings) {
    if (!arguments.has(setting.option)) {
      continue;
    }
    const Value value = value_of(arguments, setting.option);
    if (setting.ssh) {
      ssh.set(Value(setting.option), value);
    }
    if (setting.local) {
      local.set(Value(setting.option), value);
    }
  }
  if (arguments.flag("password-prompt")) {
    ssh.set("password", ask_hidden("Please enter your password: ").value_or(""));
  }
  if (arguments.flag("sudo-password-prompt")) {
    const Value password(ask_hidden("Please enter your privilege escalation password: ").value_or(""));
    ssh.set("sudo-password", password);
    local.set("sudo-password", password);
  }
  Hash settings;
  if (const auto transport = arguments.text("transport")) {
    settings.set("transport", *transport);
  }
  if (!ssh.empty()) {
    settings.set("ssh", std::move(ssh));
  }
  if (!local.empty()) {
    settings.set("local", std::move(local));
  }
  return settings;
}

}  // namespace volley::cli
