#include "embedding/local_tasks.hpp"

#include "runtime/evaluate/error.hpp"
#include "runtime/execute/engine.hpp"
#include "runtime/execute/task_action.hpp"
#include "runtime/project/inventory.hpp"
#include "transport/local/local_transport.hpp"

namespace volley::embedding {

struct LocalTasks::Prepared {
  runtime::Action action;
};

struct LocalTasks::Parts {
  runtime::Reporter silent;
  runtime::FunctionRegistry registry;
  runtime::SteadyClock clock;
  std::shared_ptr<runtime::Inventory> inventory = std::make_shared<runtime::Inventory>();
  // Completions of the transport reach for the engine's scheduler, so the transport must go first.
  std::unique_ptr<runtime::Engine> engine;
  transport::EventLoops loops;
  transport::LocalTransport local{loops};

  Parts(const runtime::Project& project, runtime::ModulePath& modules) {
    engine = std::make_unique<runtime::Engine>(
        runtime::EngineParts{project, modules, inventory, registry, {&local}, silent, clock},
        runtime::ExecutorOptions{});
  }
};

LocalTasks::LocalTasks(const runtime::Project& project, runtime::ModulePath& modules)
    : project_(project), modules_(modules) {}

LocalTasks::~LocalTasks() = default;

LocalTasks::Parts& LocalTasks::parts() {
  if (parts_ == nullptr) {
    parts_ = std::make_unique<Parts>(project_, modules_);
  }
  return *parts_;
}

std::shared_ptr<const runtime::Task> LocalTasks::find(const std::string& name) {
  std::vector<runtime::Warning> warnings;
  return runtime::find_task(modules_, name, warnings);
}

std::shared_ptr<LocalTasks::Prepared> LocalTasks::prepare(const std::string& name, const runtime::Hash& parameters) {
  runtime::Engine& engine = *parts().engine;
  return std::make_shared<Prepared>(Prepared{runtime::task_action(engine, engine.find_task(name), parameters,
                                                                  engine.targets(runtime::Value("localhost")), {})});
}

runtime::Hash LocalTasks::run(const Prepared& task) {
  runtime::Engine& engine = *parts().engine;
  runtime::Values results;
  engine.run([&] { results = engine.executor().run(task.action); });
  const runtime::Result& result = runtime::as_result(results.front());
  if (const auto error = result.error()) {
    throw runtime::PlanError(error->kind(), error->message());
  }
  return result.value();
}

}  // namespace volley::embedding
