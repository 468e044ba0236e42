#include "transport/options.hpp"

#include "runtime/evaluate/error.hpp"
#include "transport/unique_name.hpp"

namespace volley::transport {

using runtime::Value;

void OptionReader::refuse(std::string_view option, std::string_view expected) const {
  throw runtime::PlanError("bolt/validation-error", "Value for '" + std::string(option) + "' of target " +
                                                        address_.name + " must be " + std::string(expected));
}

bool OptionReader::has(std::string_view option) const {
  const Value* value = address_.config.find(option);
  return value != nullptr && !value->is_undef();
}

std::optional<std::string> OptionReader::text(std::string_view option) const {
  if (!has(option)) {
    return std::nullopt;
  }
  const Value* value = address_.config.find(option);
  if (!value->is_string()) {
    refuse(option, "a String");
  }
  return std::string(value->as_string());
}

std::optional<bool> OptionReader::flag(std::string_view option) const {
  if (!has(option)) {
    return std::nullopt;
  }
  const Value* value = address_.config.find(option);
  if (!value->is_boolean()) {
    refuse(option, "a Boolean");
  }
  return value->as_boolean();
}

std::optional<int> OptionReader::number(std::string_view option, int minimum) const {
  if (!has(option)) {
    return std::nullopt;
  }
  const Value* value = address_.config.find(option);
  constexpr int kMaximum = 1'000'000;
  if (!value->is_integer() || value->as_integer() < minimum || value->as_integer() > kMaximum) {
    refuse(option, "an Integer of at least " + std::to_string(minimum));
  }
  return static_cast<int>(value->as_integer());
}

std::vector<std::string> OptionReader::words(std::string_view option) const {
  if (!has(option)) {
    return {};
  }
  const Value* value = address_.config.find(option);
  if (!value->is_array()) {
    refuse(option, "an Array of Strings");
  }
  std::vector<std::string> words;
  for (const Value& word : value->as_array()) {
    if (!word.is_string()) {
      refuse(option, "an Array of Strings");
    }
    words.emplace_back(word.as_string());
  }
  return words;
}

std::vector<std::string> OptionReader::command(std::string_view option) const {
  const Value* value = address_.config.find(option);
  if (value != nullptr && value->is_string()) {
    return {std::string(value->as_string())};
  }
  return words(option);
}

namespace {

std::vector<std::string> interpreter_words(const OptionReader& reader, const Value& value) {
  std::vector<std::string> words;
  if (value.is_string()) {
    words.emplace_back(value.as_string());
  } else if (value.is_array()) {
    for (const Value& word : value.as_array()) {
      if (!word.is_string()) {
        reader.refuse("interpreters", "a Hash of Strings or Arrays of Strings");
      }
      words.emplace_back(word.as_string());
    }
  } else {
    reader.refuse("interpreters", "a Hash of Strings or Arrays of Strings");
  }
  return words;
}

Interpreters read_interpreters(const OptionReader& reader, const runtime::Hash& config) {
  Interpreters interpreters;
  if (!reader.has("interpreters")) {
    return interpreters;
  }
  const Value* table = config.find("interpreters");
  if (!table->is_hash()) {
    reader.refuse("interpreters", "a Hash");
  }
  for (const auto& [key, value] : table->as_hash()) {
    if (!key.is_string()) {
      reader.refuse("interpreters", "a Hash with extensions as keys");
    }
    const std::string extension(key.as_string());
    interpreters[extension.starts_with('.') ? extension : "." + extension] = interpreter_words(reader, value);
  }
  return interpreters;
}

}  // namespace

ShellOptions read_shell_options(const runtime::TargetAddress& address) {
  const OptionReader reader(address);
  ShellOptions options;
  options.tmpdir = reader.text("tmpdir").value_or(options.tmpdir);
  options.script_dir = reader.text("script-dir").value_or("");
  options.cleanup = reader.flag("cleanup").value_or(true);
  options.detach = reader.flag("detach").value_or(false);
  options.interpreters = read_interpreters(reader, address.config);
  options.run_as = reader.text("run-as");
  options.run_as_command = reader.words("run-as-command");
  options.sudo_executable = reader.text("sudo-executable").value_or(options.sudo_executable);
  options.sudo_password = reader.text("sudo-password");
  return options;
}

std::optional<shell::Identity> identity_for(const ShellOptions& options, const std::optional<std::string>& run_as,
                                            const std::string& target, const std::string& login_user,
                                            const std::optional<std::string>& login_password) {
  const std::optional<std::string>& user = run_as ? run_as : options.run_as;
  if (!user || *user == login_user) {
    return std::nullopt;
  }
  shell::Identity identity;
  identity.target = target;
  identity.login_user = login_user;
  identity.user = *user;
  identity.password = options.sudo_password ? options.sudo_password : login_password;
  identity.sudo = options.sudo_executable;
  identity.run_as_command = options.run_as_command;
  return identity;
}

std::vector<std::string> interpreter_for(const Interpreters& interpreters, std::string_view file_name) {
  const std::size_t dot = file_name.rfind('.');
  if (dot == std::string_view::npos) {
    return {};
  }
  const auto found = interpreters.find(std::string(file_name.substr(dot)));
  return found == interpreters.end() ? std::vector<std::string>{} : found->second;
}

std::string working_directory(const ShellOptions& options) {
  return options.tmpdir + "/" + (options.script_dir.empty() ? unique_name() : options.script_dir);
}

std::string folder_name(std::string_view target_name) {
  std::string folder;
  for (const char c : target_name) {
    if (c == '/') {
      folder += "%2F";
    } else if (c != '\0') {
      folder += c;
    }
  }
  if (folder.empty() || folder == "." || folder == "..") {
    return "%" + folder;
  }
  return folder;
}

}  // namespace volley::transport
