#include "bench/light_server/options.hpp"

#include <array>
#include <functional>
#include <stdexcept>
#include <string_view>

namespace volley::bench {

namespace {

struct Option {
  std::string_view name;
  std::string_view meaning;
  std::function<void(ServerOptions&, const std::string&)> read;
};

std::function<void(ServerOptions&, const std::string&)> text(std::string ServerOptions::*member) {
  return [member](ServerOptions& options, const std::string& value) { options.*member = value; };
}

std::function<void(ServerOptions&, const std::string&)> share(double ServerOptions::*member) {
  return [member](ServerOptions& options, const std::string& value) { options.*member = std::stod(value); };
}

template <typename Number>
std::function<void(ServerOptions&, const std::string&)> number(Number ServerOptions::*member) {
  return [member](ServerOptions& options, const std::string& value) {
    options.*member = static_cast<Number>(std::stoull(value));
  };
}

std::function<void(ServerOptions&, const std::string&)> duration(std::chrono::milliseconds ServerOptions::*member) {
  return [member](ServerOptions& options, const std::string& value) {
    options.*member = std::chrono::milliseconds(std::stoll(value));
  };
}

const std::array<Option, 18>& table() {
  static const std::array<Option, 18> options = {{
      {"port", "where to listen on every address of 127.0.0.0/8", number(&ServerOptions::port)},
      {"host-key", "file of the private host key", text(&ServerOptions::host_key)},
      {"answer", "standard output of every command", text(&ServerOptions::answer)},
      {"error-text", "standard error of every command", text(&ServerOptions::error_text)},
      {"statistics", "file for the counts at the end", text(&ServerOptions::statistics)},
      {"exit-status", "exit status of every command", number(&ServerOptions::exit_status)},
      {"flood", "bytes of output of every command, instead of the answer", number(&ServerOptions::flood)},
      {"delay", "milliseconds until arrived bytes are looked at", duration(&ServerOptions::delay)},
      {"slow", "milliseconds that a slowed command takes", duration(&ServerOptions::slow)},
      {"seed", "chooses the targets that faults strike", number(&ServerOptions::seed)},
      {"max-startups", "connections without a login before more are dropped", number(&ServerOptions::max_startups)},
      {"refused", "share of targets that close before the banner", share(&ServerOptions::refused)},
      {"garbage", "share of targets that send no ssh", share(&ServerOptions::garbage)},
      {"silent", "share of targets that say nothing", share(&ServerOptions::silent)},
      {"denied", "share of targets that let nobody in", share(&ServerOptions::denied)},
      {"lost-in-command", "share of targets that close while a command runs", share(&ServerOptions::lost_in_command)},
      {"endless", "share of targets whose commands never end", share(&ServerOptions::endless)},
      {"slowed", "share of targets whose commands are slow", share(&ServerOptions::slowed)},
  }};
  return options;
}

}  // namespace

ServerOptions parse_options(int argument_count, char** arguments) {
  ServerOptions options;
  for (int index = 1; index < argument_count; ++index) {
    const std::string_view argument = arguments[index];
    const std::size_t equals = argument.find('=');
    bool known = false;
    for (const Option& option : table()) {
      if (argument.starts_with("--") && equals != std::string_view::npos &&
          argument.substr(2, equals - 2) == option.name) {
        option.read(options, std::string(argument.substr(equals + 1)));
        known = true;
      }
    }
    if (!known) {
      throw std::invalid_argument("unknown option '" + std::string(argument) + "'\n" + usage());
    }
  }
  if (options.host_key.empty()) {
    throw std::invalid_argument("--host-key=FILE is needed\n" + usage());
  }
  return options;
}

std::string usage() {
  std::string text = "usage: volley_light_server --host-key=FILE [--OPTION=VALUE...]\n";
  for (const Option& option : table()) {
    text += "  --" + std::string(option.name) + "=...  " + std::string(option.meaning) + "\n";
  }
  return text;
}

}  // namespace volley::bench
