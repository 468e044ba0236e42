// The tree-walking evaluator: a Program, plan or function and its arguments in, a Value out.
//
//   Evaluator evaluator(environment);
//   Value value = evaluator.run(program);                          // a snippet
//   Value result = evaluator.call_plan(plan, {{"nodes", "web"}});  // a plan, parameters by name
//
// One Evaluator belongs to one fiber; frames and closures may be shared between the fibers of a thread. Errors:
// EvaluationError and PlanError (runtime/evaluate/error.hpp), both with their place filled in.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "lang/ast.hpp"
#include "runtime/evaluate/environment.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/evaluate/frame_store.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/value.hpp"

namespace volley::runtime {

class Closure;
class Evaluation;

class Evaluator {
 public:
  explicit Evaluator(Environment& environment);

  // Evaluates the statements of a program in a fresh top frame; its definitions are made known first.
  Value run(const lang::ProgramPointer& program);

  // Calls a plan as Bolt's run_plan does: parameters by name, checked, defaults evaluated in order. The value is what
  // return() gives, undef without one. `call_site` is where the caller stands (unknown from the command line).
  Value call_plan(const Loaded<lang::PlanDefinition>& plan, const Hash& parameters, const lang::Place& call_site);

  // Calls a function by name: built in, defined in the language, or loaded from a module.
  Value call_function(std::string_view name, std::span<const Value> arguments, const Closure* block,
                      const lang::Place& call_site);

  // Calls a lambda; its return(), next() are handled as Puppet does, break() passes through as ControlTransfer.
  Value call_closure(const Closure& closure, std::span<const Value> arguments);
  // The same with arguments that the caller needs no more.
  Value call_closure_with(const Closure& closure, std::span<Value> given);

  // Runs a lambda as work of its own, apart from where it was written: parameters by name, and its value is what
  // return() gives, or that of its last statement.
  Value call_apart(const Closure& closure, const Hash& parameters);

  // Evaluates a template. Its own parameters are bound by name; one that declares none sees all that is given as
  // variables. `surroundings` is the frame whose variables it sees besides; null: only those of the top scope.
  Value render(const lang::ProgramPointer& program, const std::optional<Hash>& parameters,
               Frame* surroundings = nullptr);

  [[nodiscard]] Environment& environment() const { return environment_; }

  // The lowest address of the stack that this evaluator runs on. Unless told, it takes the thread's own stack, or,
  // on some other stack, a fixed allowance below the first evaluation.
  void set_stack_limit(const void* lowest);

 private:
  friend class Evaluation;  // the visitor over nodes, in the eval_*.cpp files
  template <typename Given>
  Value run_closure(const Closure& closure, std::span<Given> arguments);
  // Takes the arguments over.
  Value call_definition(NodeCache& nodes, const lang::FunctionDefinition& function, std::span<Value> arguments,
                        const CallSite& call_site);
  // With the arguments in the frame already, one for each parameter.
  Value call_bound(Frame& frame, const Callable& callable, const lang::FunctionDefinition& function,
                   const CallSite& call_site);
  Value run_definition(Evaluation& evaluation, const Callable& callable, const lang::FunctionDefinition& function,
                       const CallSite& call_site);
  Value call_native(const FunctionRecord& record, const std::vector<Signature>& signatures,
                    std::span<const Value> arguments, const Closure* block, const CallSite& call_site,
                    Frame* caller = nullptr);
  const std::vector<Signature>& signatures_of(const FunctionRecord& record);
  [[nodiscard]] bool stack_exhausted() const {
    return reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0)) < stack_limit_;
  }
  void find_stack_limit() {
    if (stack_limit_ == 0) {
      measure_stack();
    }
  }
  void measure_stack();

  Environment& environment_;
  FrameStore frames_;
  std::uintptr_t stack_limit_ = 0;    // 0: not known yet
  std::string* rendering_ = nullptr;  // the output of the template being evaluated
  bool rendered_secret_ = false;
};

}  // namespace volley::runtime
