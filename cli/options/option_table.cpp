#include "cli/options/option_table.hpp"

#include <array>

namespace volley::cli {
namespace {

using enum OptionKind;
using Group = OptionGroup;

constexpr auto kOptions = std::to_array<Option>({
    {"targets", 't', Text, "TARGETS", Group::Inventory,
     "Targets to run on: names, groups, globs or URIs, separated by commas or spaces; '@FILE' reads a file, '-' stdin. "
     "May be given several times."},
    {"query", 'q', Text, "QUERY", Group::Inventory, "PuppetDB query that selects the targets."},
    {"rerun", '\0', Text, "FILTER", Group::Inventory, "Targets of the last run: all, failure or success."},
    {"noop", '\0', Flag, "", Group::RunContext, "Run a task that supports it without changing anything."},
    {"params", '\0', Text, "PARAMETERS", Group::RunContext,
     "Parameters as a JSON object; '@FILE' reads a file, '-' stdin."},
    {"execute", 'e', Text, "CODE", Group::RunContext, "Puppet code to apply."},
    {"jsonl", '\0', Flag, "", Group::Display, "Read snippets as JSON lines from stdin, answer each with one line."},
    {"memory-limit", '\0', Integer, "MEBIBYTES", Group::Display,
     "Memory that the values of a snippet may take; 3/4 of what is available unless told."},
    {"detail", '\0', Flag, "", Group::Display, "Show the resolved data of each target."},
    {"user", 'u', Text, "USER", Group::Authentication, "User to log in as."},
    {"password", 'p', Text, "PASSWORD", Group::Authentication, "Password to log in with."},
    {"password-prompt", '\0', Flag, "", Group::Authentication, "Ask for the password."},
    {"private-key", '\0', Text, "KEY", Group::Authentication, "File with the private key to log in with."},
    {"host-key-check", '\0', Negatable, "", Group::Authentication, "Check the host keys of ssh targets."},
    {"ssl", '\0', Negatable, "", Group::Authentication, "Use TLS for WinRM."},
    {"ssl-verify", '\0', Negatable, "", Group::Authentication, "Verify the certificates of WinRM targets."},
    {"run-as", '\0', Text, "USER", Group::Escalation, "User to become on the targets."},
    {"sudo-password", '\0', Text, "PASSWORD", Group::Escalation, "Password for becoming another user."},
    {"sudo-password-prompt", '\0', Flag, "", Group::Escalation, "Ask for the password for becoming another user."},
    {"sudo-executable", '\0', Text, "EXEC", Group::Escalation, "Program to use instead of sudo."},
    {"concurrency", 'c', Integer, "CONCURRENCY", Group::RunContext, "Most targets to work on at once."},
    {"timeout", '\0', Integer, "SECONDS", Group::RunContext,
     "Seconds that an action may take on a target; then it is ended there."},
    {"compile-concurrency", '\0', Integer, "CONCURRENCY", Group::RunContext, "Most catalogs to compile at once."},
    {"cleanup", '\0', Negatable, "", Group::RunContext, "Remove temporary files from the targets."},
    {"modulepath", 'm', Text, "MODULES", Group::RunContext, "Folders of modules, separated by ':'."},
    {"project", '\0', Text, "PATH", Group::RunContext, "Folder of the project."},
    {"hiera-config", '\0', Text, "PATH", Group::RunContext, "Hiera configuration file."},
    {"inventoryfile", 'i', Text, "PATH", Group::RunContext, "Inventory file."},
    {"save-rerun", '\0', Negatable, "", Group::RunContext, "Remember the results for --rerun."},
    {"puppetdb", '\0', Text, "INSTANCE", Group::RunContext, "Named PuppetDB instance to use."},
    {"env-var", '\0', Text, "ENVIRONMENT", Group::RemoteEnvironment,
     "Environment variable NAME=VALUE for a command or script. May be given several times."},
    {"transport", '\0', Text, "TRANSPORT", Group::Transport, "Transport of targets that name none (ssh, local)."},
    {"native-ssh", '\0', Negatable, "", Group::Transport, "Use the ssh program."},
    {"ssh-command", '\0', Text, "EXEC", Group::Transport, "The ssh program for --native-ssh."},
    {"copy-command", '\0', Text, "EXEC", Group::Transport, "The copy program for --native-ssh."},
    {"connect-timeout", '\0', Integer, "TIMEOUT", Group::Transport, "Seconds to wait for a connection."},
    {"tty", '\0', Negatable, "", Group::Transport, "Ask the targets for a pseudo terminal."},
    {"tmpdir", '\0', Text, "DIR", Group::Transport, "Folder for temporary files on the targets."},
    {"resolve", '\0', Negatable, "", Group::Module, "Resolve the dependencies of modules."},
    {"plan-hierarchy", '\0', Flag, "", Group::Plan, "Look up a value outside of an apply block."},
    {"pp", '\0', Flag, "", Group::Plan, "Create a plan in the Puppet language."},
    {"script", '\0', Text, "SCRIPT", Group::Plan, "Create a plan that runs a script."},
    {"filter", '\0', Text, "FILTER", Group::Display, "Show only names that contain this text."},
    {"format", '\0', Text, "FORMAT", Group::Display, "Output format: human, json or rainbow."},
    {"json", '\0', Flag, "", Group::Display, "The same as --format json."},
    {"color", '\0', Negatable, "", Group::Display, "Colour the output."},
    {"verbose", 'v', Negatable, "", Group::Display, "Show the results of each target."},
    {"stream", '\0', Flag, "", Group::Display, "Show the output of targets as it arrives."},
    {"trace", '\0', Flag, "", Group::Display, "Show where in Volley a fatal error arose."},
    {"modules", '\0', Text, "MODULES", Group::Module, "Modules to install into a new project."},
    {"force", '\0', Flag, "", Group::Module, "Overwrite what is there."},
    {"help", 'h', Flag, "", Group::Global, "Show this help."},
    {"version", '\0', Flag, "", Group::Global, "Show the version."},
    {"log-level", '\0', Text, "LEVEL", Group::Global,
     "Least level of messages to show: trace, debug, info, warn, error, fatal."},
    {"clear-cache", '\0', Flag, "", Group::Global, "Forget cached plugin, task and plan data first."},
    {"plugin", '\0', Text, "PLUGIN", Group::Global, "Plugin for encrypting secrets."},
});

}  // namespace

std::span<const Option> all_options() { return kOptions; }

std::string_view title(OptionGroup group) {
  switch (group) {
    case Group::Inventory: return "Inventory options";
    case Group::Authentication: return "Authentication options";
    case Group::Escalation: return "Escalation options";
    case Group::RunContext: return "Run context options";
    case Group::RemoteEnvironment: return "Remote environment options";
    case Group::Transport: return "Transport options";
    case Group::Module: return "Module options";
    case Group::Plan: return "Plan options";
    case Group::Display: return "Display options";
    case Group::Global: return "Global options";
  }
  return {};
}

}  // namespace volley::cli
