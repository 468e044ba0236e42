// command run, script run, task run, file upload, file download.
#include <fmt/format.h>

#include <filesystem>

#include "cli/commands/commands.hpp"
#include "cli/session.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/execute/task_action.hpp"
#include "runtime/project/module_path.hpp"

namespace volley::cli {
namespace {

namespace fs = std::filesystem;

using runtime::PlanError;

runtime::RunOptions run_options(const Session& session) {
  runtime::RunOptions options;
  for (const std::string& variable : session.arguments().texts("env-var")) {
    const std::size_t equals = variable.find('=');
    options.environment.emplace_back(variable.substr(0, equals), variable.substr(equals + 1));
  }
  options.noop = session.arguments().flag("noop");
  return options;
}

// A path of the user's, else one in a module. `what` names it in the error.
std::string local_file(Session& session, const std::string& reference, std::string_view what) {
  if (fs::exists(reference)) {
    return fs::absolute(reference).lexically_normal().string();
  }
  const auto found = session.workspace().modules().find_file(reference);
  if (!found || !fs::exists(*found)) {
    throw PlanError("bolt/file-error", fmt::format("The {} '{}' does not exist", what, reference),
                    runtime::Value(runtime::Hash{{"path", reference}}));
  }
  return *found;
}

}  // namespace

int run_command(Session& session) {
  return session.run_action([&session] {
    return runtime::command_action(read_argument(session.object()), session.targets(), run_options(session));
  });
}

int run_script(Session& session) {
  return session.run_action([&session] {
    const auto& operands = session.arguments().operands();
    return runtime::script_action(session.object(), local_file(session, session.object(), "script"),
                                  {operands.begin() + 1, operands.end()}, session.targets(), run_options(session));
  });
}

int run_task(Session& session) {
  return session.run_action([&session] {
    runtime::Engine& engine = session.engine();
    const bool document = session.has_parameter_document();
    const runtime::Hash given = document ? session.parameter_document() : session.parameter_texts();
    runtime::Values targets = session.targets();
    const auto task = engine.find_task(session.object());
    const runtime::Hash parameters =
        document ? given : runtime::convert_parameters(*task, given, engine.environment());
    return runtime::task_action(engine, task, parameters, std::move(targets), run_options(session));
  });
}

int upload_file(Session& session) {
  return session.run_action([&session] {
    const std::string& source = session.object();
    return runtime::upload_action(source, local_file(session, source, "source file"), session.arguments().operands()[1],
                                  session.targets(), run_options(session));
  });
}

int download_file(Session& session) {
  return session.run_action([&session] {
    const std::string destination = fs::absolute(session.arguments().operands()[1]).lexically_normal().string();
    return runtime::download_action(session.object(), destination, session.targets(), run_options(session));
  });
}

}  // namespace volley::cli
