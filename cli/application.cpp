#include "cli/application.hpp"

#include <fmt/format.h>
#include <volley/engine.hpp>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <optional>

#include "cli/commands/command_table.hpp"
#include "cli/commands/help.hpp"
#include "cli/fatal_error.hpp"
#include "cli/memory_limit.hpp"
#include "cli/options/option_parser.hpp"
#include "cli/report/outputter.hpp"
#include "cli/session.hpp"
#include "cli/settings.hpp"
#include "cli/usage.hpp"
#include "runtime/value/limits.hpp"

namespace volley::cli {
namespace {

int fail(std::string_view message) {
  fmt::print("{}\n", message);
  return 1;
}

// The words that say what to do, taken off the operands.
struct Request {
  std::string subcommand;
  std::string action;
};

bool has_actions(std::string_view subcommand) { return !actions_of(subcommand).empty(); }

Request take_request(Arguments& arguments) {
  Request request;
  auto& operands = arguments.mutable_operands();
  const auto take = [&operands] {
    std::string word = operands.empty() ? std::string() : operands.front();
    if (!operands.empty()) {
      operands.erase(operands.begin());
    }
    return word;
  };
  request.subcommand = take();
  if (request.subcommand == "help" || has_actions(request.subcommand)) {
    request.action = take();
  }
  return request;
}

int show_help(const Request& request, const Arguments& arguments) {
  const bool asked = request.subcommand == "help";
  const std::string action = asked && !arguments.operands().empty() ? arguments.operands().front() : request.action;
  fmt::print("{}",
             help_text(asked ? request.action : request.subcommand, asked && action == request.action ? "" : action));
  return 0;
}

int run_in_session(const Command& command, const Arguments& arguments) {
  std::optional<runtime::Project> project;
  std::exception_ptr unusable;
  try {
    project = embedding::discover_project(arguments.text("project"));
  } catch (...) {
    unusable = std::current_exception();
  }
  const runtime::Project* known = project ? &*project : nullptr;
  const auto output = make_outputter(output_format(arguments, known), output_settings(arguments, command, known));
  bool in_command = false;
  try {
    if (unusable) {
      std::rethrow_exception(unusable);
    }
    const runtime::MemoryLimit limit(memory_limit(arguments));
    Session session(arguments, *project, *output, in_command);
    return command.run(session);
  } catch (...) {
    return report_fatal_error(*output, in_command);
  }
}

int dispatch(const Request& request, const Arguments& arguments) {
  if (request.subcommand.empty() || request.subcommand == "help" || arguments.flag("help")) {
    return show_help(request, arguments);
  }
  const Command& command = checked_command(request.subcommand, request.action);
  check_usage(command, arguments);
  if (command.run == nullptr) {
    throw UsageError(fmt::format("'volley {}{}{}' is not supported yet", command.subcommand,
                                 command.action.empty() ? "" : " ", command.action));
  }
  return run_in_session(command, arguments);
}

}  // namespace

int run_application(std::span<const std::string> arguments) {
  try {
    Arguments parsed = parse_arguments(arguments);
    if (parsed.flag("version")) {
      fmt::print("{}\n", version());
      return 0;
    }
    const Request request = take_request(parsed);
    return dispatch(request, parsed);
  } catch (const UsageError& error) {
    return fail(error.what());
  } catch (const std::exception& error) {
    return fail(fmt::format("Internal error: {}", error.what()));
  }
}

}  // namespace volley::cli
