// Tasks on this machine, away from the run itself: what plugins are made of.
#pragma once

#include <memory>
#include <string>

#include "runtime/project/module_path.hpp"
#include "runtime/project/project.hpp"
#include "runtime/project/task.hpp"
#include "runtime/value/hash.hpp"

namespace volley::embedding {

class LocalTasks {
 public:
  // Both outlive it. Nothing is made before the first task.
  LocalTasks(const runtime::Project& project, runtime::ModulePath& modules);
  ~LocalTasks();
  LocalTasks(const LocalTasks&) = delete;
  LocalTasks& operator=(const LocalTasks&) = delete;

  // Whether there is such a task, and which parameters it takes. Throws PlanError for a broken one.
  [[nodiscard]] std::shared_ptr<const runtime::Task> find(const std::string& name);

  // A task that is ready: its parameters fit. Throws PlanError otherwise, or when there is no such task.
  struct Prepared;
  [[nodiscard]] std::shared_ptr<Prepared> prepare(const std::string& name, const runtime::Hash& parameters);
  // What it answers. Throws PlanError with the error of the task when it fails.
  [[nodiscard]] runtime::Hash run(const Prepared& task);

 private:
  struct Parts;
  Parts& parts();

  const runtime::Project& project_;
  runtime::ModulePath& modules_;
  std::unique_ptr<Parts> parts_;
};

}  // namespace volley::embedding
