#include "cli/commands/help.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "cli/commands/command_table.hpp"
#include "cli/options/option_table.hpp"

namespace volley::cli {
namespace {

constexpr std::size_t kOptionColumn = 33;
constexpr std::size_t kTextWidth = 80;

std::string option_names(const Option& option) {
  const std::string short_form = option.short_name == '\0' ? "    " : fmt::format("-{}, ", option.short_name);
  const std::string long_form =
      fmt::format("--{}{}", option.kind == OptionKind::Negatable ? "[no-]" : "", option.long_name);
  return short_form + long_form + (option.argument.empty() ? "" : fmt::format(" {}", option.argument));
}

// A description broken at spaces, its further lines under the first.
std::string wrapped(std::string_view text, std::size_t column) {
  std::string out;
  const std::size_t width = kTextWidth;
  while (text.size() > width) {
    std::size_t cut = text.rfind(' ', width);
    cut = cut == std::string_view::npos ? width : cut;
    out += fmt::format("{}\n{}", text.substr(0, cut), std::string(column, ' '));
    text.remove_prefix(std::min(cut + 1, text.size()));
  }
  return out + std::string(text);
}

void append_options(std::string& out, OptionGroup group) {
  fmt::format_to(std::back_inserter(out), "\n{}\n", title(group));
  for (const Option& option : all_options()) {
    if (option.group == group) {
      const std::string names = option_names(option);
      const std::string gap = names.size() < kOptionColumn ? std::string(kOptionColumn - names.size(), ' ')
                                                           : "\n" + std::string(kOptionColumn + 4, ' ');
      fmt::format_to(std::back_inserter(out), "    {}{}{}\n", names, gap,
                     wrapped(option.description, kOptionColumn + 4));
    }
  }
}

std::string command_help(const Command& command) {
  std::string out = fmt::format("Name\n    {}{}{}\n\nUsage\n    volley {}\n\nDescription\n    {}.{}\n",
                                command.subcommand, command.action.empty() ? "" : " ", command.action, command.usage,
                                command.summary, command.run == nullptr ? " (not supported yet)" : "");
  for (const OptionGroup group : command.groups) {
    append_options(out, group);
  }
  append_options(out, OptionGroup::Global);
  return out;
}

std::string list_of_commands(std::string_view subcommand) {
  std::string out;
  for (const Command& command : all_commands()) {
    if (subcommand.empty() || command.subcommand == subcommand) {
      const std::string name = fmt::format("{} {}", command.subcommand, command.action);
      fmt::format_to(std::back_inserter(out), "    {:<22}{}{}\n", name, command.summary,
                     command.run == nullptr ? " (not supported yet)" : "");
    }
  }
  return out;
}

}  // namespace

std::string help_text(std::string_view subcommand, std::string_view action) {
  const Command* command = find_command(subcommand, action);
  if (command != nullptr) {
    return command_help(*command);
  }
  if (!subcommand.empty() && known_subcommand(subcommand)) {
    return fmt::format("Name\n    {0}\n\nUsage\n    volley {0} <action> [options]\n\nActions\n{1}", subcommand,
                       list_of_commands(subcommand));
  }
  std::string out = fmt::format(
      "Name\n    volley\n\nUsage\n    volley <subcommand> [action] [options]\n\nDescription\n    Runs commands, "
      "scripts, "
      "tasks and plans on targets over ssh or locally.\n\nSubcommands\n{}\nExamples\n    volley command run uptime "
      "--targets web1,web2\n    volley task run service action=restart name=nginx --targets web\n    volley plan run "
      "mymodule::deploy version=1.2.3 --targets web\n    volley task run --help\n",
      list_of_commands(""));
  append_options(out, OptionGroup::Global);
  return out;
}

}  // namespace volley::cli
