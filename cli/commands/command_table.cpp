#include "cli/commands/command_table.hpp"

#include <algorithm>
#include <array>

#include "cli/commands/commands.hpp"

namespace volley::cli {
namespace {

using enum OptionGroup;

constexpr std::array kOnTargets = {Inventory,         Authentication, Escalation, RunContext,
                                   RemoteEnvironment, Transport,      Display};
constexpr std::array kShow = {RunContext, Display};
constexpr std::array kShowTargets = {OptionGroup::Inventory, RunContext, Display};
constexpr std::array kModule = {RunContext, Module};
constexpr std::array kPlan = {RunContext, Plan};
constexpr std::array kLookup = {OptionGroup::Inventory, RunContext, Plan, Display};
constexpr std::array kSecret = {RunContext, Module, Display};
constexpr std::array kEvaluate = {Display};

constexpr auto kCommands = std::to_array<Command>({
    {"apply", "", "apply [manifest.pp] [options]", "Apply Puppet manifest code", "", Operands::OptionalObject, true,
     kOnTargets, nullptr},
    {"command", "run", "command run <command> {--targets TARGETS | --query QUERY | --rerun FILTER} [options]",
     "Run a command on targets", "Must specify a command to run", Operands::Object, true, kOnTargets, run_command},
    {"doctor", "", "doctor [--targets TARGETS | --rerun FILTER] [options]",
     "Check this machine, the project and targets, and say what to do", "", Operands::None, false, kOnTargets,
     run_doctor},
    {"eval", "", "eval {<code> | --jsonl}", "Print the value of a snippet of the plan language", "",
     Operands::OptionalObject, false, kEvaluate, evaluate},
    {"file", "upload",
     "file upload <source> <destination> {--targets TARGETS | --query QUERY | --rerun FILTER} [options]",
     "Copy a file or folder to targets", "Must specify a source", Operands::SourceAndDestination, true, kOnTargets,
     upload_file},
    {"file", "download",
     "file download <source> <destination> {--targets TARGETS | --query QUERY | --rerun FILTER} [options]",
     "Copy a file or folder from targets", "Must specify a source", Operands::SourceAndDestination, true, kOnTargets,
     download_file},
    {"function", "show", "function show [function] [options]", "List functions, or show one", "",
     Operands::OptionalObject, false, kShow, show_functions},
    {"group", "show", "group show [options]", "List the groups of the inventory", "", Operands::None, false, kShow,
     show_groups},
    {"guide", "", "guide [topic]", "Explain a subject", "", Operands::OptionalObject, false, kEvaluate, show_guides},
    {"inventory", "show", "inventory show [options]", "List targets of the inventory", "", Operands::None, false,
     kShowTargets, show_inventory},
    {"lookup", "", "lookup <key> [variable=value ...] --plan-hierarchy [options]", "Look up a value with Hiera",
     "Must specify a key to look up", Operands::ObjectAndParameters, false, kLookup, look_up},
    {"module", "add", "module add <module>", "Add a module to the project", "Must specify a module name.",
     Operands::Object, false, kModule, nullptr},
    {"module", "generate-types", "module generate-types", "Generate type references", "", Operands::None, false,
     kModule, nullptr},
    {"module", "install", "module install", "Install the project's modules", "", Operands::OptionalObject, false,
     kModule, install_modules},
    {"module", "show", "module show [module]", "List modules", "", Operands::OptionalObject, false, kModule,
     show_modules},
    {"plan", "show", "plan show [plan] [options]", "List plans, or show one", "", Operands::OptionalObject, false,
     kShow, show_plans},
    {"plan", "run", "plan run <plan> [parameter=value ...] [options]", "Run a plan", "Must specify a plan to run",
     Operands::ObjectAndParameters, false, kOnTargets, run_plan},
    {"plan", "convert", "plan convert <plan>", "Write a YAML plan in the plan language", "Must specify a plan.",
     Operands::Object, false, kPlan, convert_plan},
    {"plan", "new", "plan new <plan>", "Create a plan", "Must specify a plan name.", Operands::Object, false, kPlan,
     new_plan},
    {"plugin", "show", "plugin show", "List plugins", "", Operands::None, false, kShow, show_plugins},
    {"policy", "apply", "policy apply <policies>", "Apply policies", "Must specify one or more policies to apply.",
     Operands::Object, true, kOnTargets, nullptr},
    {"policy", "new", "policy new <policy>", "Create a policy", "Must specify a name for the new policy.",
     Operands::Object, false, kShow, nullptr},
    {"policy", "show", "policy show", "List policies", "", Operands::None, false, kShow, nullptr},
    {"project", "init", "project init [name]", "Create a project", "", Operands::OptionalObject, false, kModule,
     init_project},
    {"project", "migrate", "project migrate", "Migrate a project", "", Operands::None, false, kModule, migrate_project},
    {"script", "run", "script run <script> [arguments] {--targets TARGETS | --query QUERY | --rerun FILTER} [options]",
     "Run a script on targets", "Must specify a script to run", Operands::ObjectAndArguments, true, kOnTargets,
     run_script},
    {"secret", "encrypt", "secret encrypt <plaintext>", "Encrypt a secret", "Must specify a value to encrypt",
     Operands::Object, false, kSecret, encrypt_secret},
    {"secret", "decrypt", "secret decrypt <ciphertext>", "Decrypt a secret", "Must specify a value to decrypt",
     Operands::Object, false, kSecret, decrypt_secret},
    {"secret", "createkeys", "secret createkeys", "Create encryption keys", "", Operands::None, false, kSecret,
     create_secret_keys},
    {"task", "show", "task show [task] [options]", "List tasks, or show one", "", Operands::OptionalObject, false,
     kShow, show_tasks},
    {"task", "run",
     "task run <task> [parameter=value ...] {--targets TARGETS | --query QUERY | --rerun FILTER} [options]",
     "Run a task on targets", "Must specify a task to run", Operands::ObjectAndParameters, true, kOnTargets, run_task},
    {"type", "show", "type show [type] [options]", "List types, or show one", "", Operands::OptionalObject, false,
     kShow, show_types},
});

}  // namespace

std::span<const Command> all_commands() { return kCommands; }

const Command* find_command(std::string_view subcommand, std::string_view action) {
  const auto found = std::find_if(kCommands.begin(), kCommands.end(), [&](const Command& command) {
    return command.subcommand == subcommand && command.action == action;
  });
  return found == kCommands.end() ? nullptr : &*found;
}

bool known_subcommand(std::string_view subcommand) {
  return std::any_of(kCommands.begin(), kCommands.end(),
                     [&](const Command& command) { return command.subcommand == subcommand; });
}

std::vector<std::string_view> actions_of(std::string_view subcommand) {
  std::vector<std::string_view> actions;
  for (const Command& command : kCommands) {
    if (command.subcommand == subcommand && !command.action.empty()) {
      actions.push_back(command.action);
    }
  }
  return actions;
}

}  // namespace volley::cli
