// Everything that an evaluation may reach beyond its own variables: built-in functions, definitions loaded from
// modules, named types, the log, and the engine behind the plan functions. One Environment serves all fibers of a run.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lang/ast.hpp"
#include "runtime/evaluate/function.hpp"
#include "runtime/type/type.hpp"

namespace volley::runtime {

class CodeCache;
class Engine;
class Frame;

enum class LogLevel { Trace, Debug, Info, Notice, Warning, Error, Critical, Alert, Emergency };

// A definition in the language together with the program that keeps its nodes alive.
template <typename Definition>
struct Loaded {
  lang::ProgramPointer program;
  const Definition* definition = nullptr;
  explicit operator bool() const { return definition != nullptr; }
};

// Finds definitions in modules by qualified name; called once a name, answers are kept by the Environment.
class DefinitionLoader {
 public:
  virtual ~DefinitionLoader() = default;
  virtual Loaded<lang::FunctionDefinition> load_function(std::string_view name) = 0;
  virtual Loaded<lang::PlanDefinition> load_plan(std::string_view name) = 0;
  virtual Loaded<lang::TypeAlias> load_type(std::string_view name) = 0;
  // Names of what could be loaded, for hints; types in the case of their files' names.
  virtual std::vector<std::string> function_names() { return {}; }
  virtual std::vector<std::string> type_names() { return {}; }
  // The file that defines a function of this name in another language than this one; nothing when there is none.
  virtual std::optional<std::string> foreign_function(std::string_view /*name*/) { return {}; }
};

// Where notice(), warning() and the language's own warnings go.
class LogSink {
 public:
  virtual ~LogSink() = default;
  virtual void log(LogLevel level, std::string_view message) = 0;
};

// Asked every few thousand calls whether evaluation may go on; ends it by throwing.
class Watch {
 public:
  virtual ~Watch() = default;
  virtual void check() = 0;
};

class Environment : public TypeEnvironment {
 public:
  // `loader` and `sink` may be null (a bare snippet).
  Environment(const FunctionRegistry& registry, DefinitionLoader* loader, LogSink* sink);
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  ~Environment() override;

  [[nodiscard]] const FunctionRegistry& registry() const { return registry_; }
  void log(LogLevel level, std::string_view message) const;
  // A warning, unless there was one with the same key already.
  void warn_once(const std::string& key, std::string_view message);

  // Makes the definitions of a program known (those of a snippet, or of a file that was loaded). A redefinition of a
  // function or type is an EvaluationError.
  void define(const lang::ProgramPointer& program);
  [[nodiscard]] Loaded<lang::FunctionDefinition> find_function(std::string_view name);
  [[nodiscard]] Loaded<lang::PlanDefinition> find_plan(std::string_view name);
  // Types added by the layers above come first, then aliases defined or loaded, then those of the registry.
  [[nodiscard]] TypePointer find_type(std::string_view name) override;
  void add_type(std::string name, TypePointer type);
  // What is defined or could be loaded; built-in functions and types left out.
  [[nodiscard]] std::vector<std::string> known_functions() const;
  [[nodiscard]] std::optional<std::string> foreign_function(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> known_types() const;

  // The top scope, which functions and plans see: the frame of the program that was run last. Null before.
  [[nodiscard]] const Pointer<Frame>& top() const;
  void set_top(Pointer<Frame> top);
  // What the evaluator keeps about nodes of the tree, so that loops look nothing up twice.
  [[nodiscard]] CodeCache& cache() { return *cache_; }

  // `watch` may be null. To be told of each call of a lambda or definition: no program goes on without end otherwise.
  void set_watch(Watch* watch) { watch_ = watch; }
  void count_call() {
    if (--calls_until_check_ == 0) {
      check_watch();
    }
  }

  // Whether a function defined in a program, not in a module, may end the iteration that calls it.
  [[nodiscard]] bool functions_may_break() const { return functions_may_break_; }

  // The orchestration behind run_task and its kind; nullptr in a bare snippet. Set by the engine itself.
  [[nodiscard]] Engine* engine() const { return engine_; }
  void set_engine(Engine* engine) { engine_ = engine; }

 private:
  void warn(const lang::Program& program) const;
  static constexpr std::uint32_t kCallsBetweenChecks = 4096;
  void check_watch();
  void define_one(const lang::ProgramPointer& program, const lang::Node& definition);
  void define_alias(const lang::ProgramPointer& program, const lang::TypeAlias& alias);
  [[nodiscard]] TypePointer make_alias(const lang::ProgramPointer& program, const lang::TypeAlias& alias);

  const FunctionRegistry& registry_;
  DefinitionLoader* loader_;
  LogSink* sink_;
  Engine* engine_ = nullptr;
  Watch* watch_ = nullptr;
  std::uint32_t calls_until_check_ = kCallsBetweenChecks;
  std::unordered_map<std::string, Loaded<lang::FunctionDefinition>> functions_;
  std::unordered_map<std::string, Loaded<lang::PlanDefinition>> plans_;
  std::unordered_map<std::string, TypePointer> types_;
  std::unordered_map<std::string, lang::Place> type_places_;  // of the aliases that a program defined
  std::unordered_set<lang::ProgramPointer> programs_;         // nodes are kept by address, so trees must stay alive
  std::unique_ptr<CodeCache> cache_;
  std::unordered_set<std::string> given_warnings_;
  bool functions_may_break_ = false;
  std::size_t open_definitions_ = 0;  // of object types, being read
};

}  // namespace volley::runtime
