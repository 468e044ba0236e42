// command run, script run, task run, file upload, file download.
#include <fmt/format.h>

#include <algorithm>
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

runtime::RunOptions run_options(Session& session) {
  runtime::RunOptions options;
  for (const std::string& variable : session.arguments().texts("env-var")) {
    const std::size_t equals = variable.find('=');
    options.environment.emplace_back(variable.substr(0, equals), variable.substr(equals + 1));
  }
  options.time_limit = session.engine().executor().options().time_limit;
  options.noop = session.arguments().flag("noop");
  return options;
}

struct LocalFile {
  std::string shown;  // as the user gave it, or where it was found in a module
  std::string path;
};

// A path of the user's, else one in a module. `what` names it in the error.
LocalFile local_file(Session& session, const std::string& reference, std::string_view what) {
  LocalFile file{reference, fs::absolute(reference).lexically_normal().string()};
  if (!fs::exists(reference)) {
    runtime::ModulePath& modules = session.workspace().modules();
    const std::size_t slash = reference.find('/');
    if (const auto found = modules.find_file(reference)) {
      file = {*found, *found};
    } else if (const auto module = modules.module_directory(std::string_view(reference).substr(0, slash))) {
      file.path = (fs::path(*module) / "files" / reference.substr(std::min(slash + 1, reference.size()))).string();
      file.shown = file.path;
    }
  }
  std::string_view problem = fs::exists(file.path) ? "" : "does not exist";
  if (problem.empty() && what == "script" && !fs::is_regular_file(file.path)) {
    problem = "is not a file";
  }
  if (!problem.empty()) {
    throw PlanError("bolt/file-error", fmt::format("The {} '{}' {}", what, file.shown, problem),
                    runtime::Value(runtime::Hash{{"path", file.shown}}));
  }
  return file;
}

}  // namespace

int run_command(Session& session) {
  return session.run_action([&session](runtime::Values targets) {
    return runtime::command_action(read_argument(session.object()), std::move(targets), run_options(session));
  });
}

int run_script(Session& session) {
  return session.run_action([&session](runtime::Values targets) {
    const auto& operands = session.arguments().operands();
    const LocalFile script = local_file(session, session.object(), "script");
    return runtime::script_action(script.shown, script.path, {operands.begin() + 1, operands.end()}, std::move(targets),
                                  run_options(session));
  });
}

int run_task(Session& session) {
  const bool document = session.has_parameter_document();
  const runtime::Hash given = document ? session.parameter_document() : session.parameter_texts();
  return session.run_action([&](runtime::Values targets) {
    runtime::Engine& engine = session.engine();
    const auto task = engine.find_task(session.object());
    const runtime::Hash parameters = document ? given : runtime::convert_parameters(*task, given, engine.environment());
    return runtime::task_action(engine, task, parameters, std::move(targets), run_options(session));
  });
}

int upload_file(Session& session) {
  return session.run_action([&session](runtime::Values targets) {
    const LocalFile source = local_file(session, session.object(), "source file");
    return runtime::upload_action(source.shown, source.path, session.arguments().operands()[1], std::move(targets),
                                  run_options(session));
  });
}

int download_file(Session& session) {
  return session.run_action([&session](runtime::Values targets) {
    const std::string destination = fs::absolute(session.arguments().operands()[1]).lexically_normal().string();
    return runtime::download_action(session.object(), destination, std::move(targets), run_options(session));
  });
}

}  // namespace volley::cli
