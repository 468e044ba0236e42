#include "runtime/evaluate/evaluator.hpp"

#include <pthread.h>

#include <algorithm>

#include "runtime/evaluate/closure.hpp"
#include "runtime/evaluate/evaluation.hpp"
#include "runtime/evaluate/named_arguments.hpp"
#include "runtime/evaluate/suggestion.hpp"
#include "runtime/type/type.hpp"

namespace volley::runtime {
namespace {

// What built-in functions, the regular expression engine and unwinding may need below the last evaluation: a template
// of the deepest code that the parser takes, or the text of the deepest value.
constexpr std::uintptr_t kStackReserve = 2UL << 20U;
// How far down an evaluation may go on a stack whose end nobody told.
constexpr std::uintptr_t kUnknownStackAllowance = 512UL << 10U;

[[noreturn]] void refuse(const ControlTransfer& transfer) {
  const char* name = transfer.kind == ControlTransfer::Kind::Return ? "return"
                     : transfer.kind == ControlTransfer::Kind::Next ? "next"
                                                                    : "break";
  throw EvaluationError(std::string(name) + "() from context where this is illegal", {}, transfer.place);
}

// Runs the body of a function or plan: the boundary that return() and next() go to. A break() goes on to whoever
// iterates around the call.
Value run_body(Evaluation& evaluation, const lang::Node& body, CodeEnding::Kind& ending) {
  try {
    Value value = evaluation.execute(body);
    ending = evaluation.ending().kind;
    return value;
  } catch (ControlTransfer& transfer) {
    if (transfer.kind == ControlTransfer::Kind::Break) {
      throw;
    }
    ending = transfer.kind == ControlTransfer::Kind::Return ? CodeEnding::Kind::Return : CodeEnding::Kind::Next;
    return std::move(transfer.value);
  }
}

Value run_body_traced(Evaluation& evaluation, const lang::Node& body, const char* kind, std::string_view name,
                      const CallSite& call_site, CodeEnding::Kind& ending) {
  try {
    return run_body(evaluation, body, ending);
  } catch (EvaluationError& error) {
    error.add_frame({std::string(kind) + " " + std::string(name), call_site.place()});
    throw;
  } catch (PlanError& error) {
    error.add_frame({std::string(kind) + " " + std::string(name), call_site.place()});
    throw;
  }
}

[[noreturn]] void reject(const lang::FunctionDefinition& function, const Callable& callable,
                         std::span<const Value> arguments) {
  throw EvaluationError(describe_rejection("'" + std::string(function.name) + "'", callable.signature, arguments));
}

void check_result(const Callable& callable, const Value& value, std::string_view name) {
  if (callable.returns && !callable.returns->accepts(value)) {
    throw EvaluationError(
        describe_mismatch("value returned from " + std::string(name) + " has wrong type,", *callable.returns, value));
  }
}

}  // namespace

Evaluator::Evaluator(Environment& environment) : environment_(environment) {}

void Evaluator::set_stack_limit(const void* lowest) {
  stack_limit_ = reinterpret_cast<std::uintptr_t>(lowest) + kStackReserve;
}

void Evaluator::measure_stack() {
  const auto here = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
  stack_limit_ = here - kUnknownStackAllowance;
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) {
    return;
  }
  void* lowest = nullptr;
  std::size_t size = 0;
  const bool known = pthread_attr_getstack(&attributes, &lowest, &size) == 0;
  pthread_attr_destroy(&attributes);
  const auto bottom = reinterpret_cast<std::uintptr_t>(lowest);
  if (known && here > bottom && here - bottom < size) {
    stack_limit_ = bottom + kStackReserve;
  }
}

Value Evaluator::run(const lang::ProgramPointer& program) {
  find_stack_limit();
  environment_.define(program);
  const Pointer<Frame> top = make<Frame>(program->layout, environment_.cache().of(*program), Pointer<Frame>());
  environment_.set_top(top);
  Evaluation evaluation(*this, *top);
  try {
    Value value = evaluation.execute(*program->body);
    const CodeEnding& ending = evaluation.ending();
    if (ending.kind == CodeEnding::Kind::Normal) {
      return value;
    }
    const auto kind =
        ending.kind == CodeEnding::Kind::Return ? ControlTransfer::Kind::Return : ControlTransfer::Kind::Next;
    refuse({kind, Value(), evaluation.place(*ending.origin)});
  } catch (const ControlTransfer& transfer) {
    refuse(transfer);
  }
}

const std::vector<Signature>& Evaluator::signatures_of(const FunctionRecord& record) {
  return environment_.cache().signatures(record, [&] {
    std::vector<std::string_view> texts;
    for (const Overload& overload : record.overloads) {
      texts.push_back(overload.signature);
    }
    return parse_signatures(texts, record.types, environment_);
  });
}

Value Evaluator::call_native(const FunctionRecord& record, const std::vector<Signature>& signatures,
                             std::span<const Value> arguments, const Closure* block, const CallSite& call_site,
                             Frame* caller) {
  for (std::size_t at = 0; at < signatures.size(); ++at) {
    if (signatures[at].accepts(arguments, block)) {
      Call call{*this, record.name, arguments, block, call_site, caller};
      return record.overloads[at].implementation(call);
    }
  }
  throw EvaluationError(describe_rejection("'" + std::string(record.name) + "'", signatures, arguments, block));
}

Value Evaluator::call_definition(NodeCache& nodes, const lang::FunctionDefinition& function, std::span<Value> arguments,
                                 const CallSite& call_site) {
  environment_.count_call();
  const FrameLease frame(frames_, function.layout, nodes, Pointer<Frame>());
  Evaluation evaluation(*this, *frame);
  const Callable& callable = evaluation.callable(function);
  if (!callable.signature.accepts(arguments, nullptr)) {
    reject(function, callable, arguments);
  }
  evaluation.bind(function.parameters, arguments, function.name);
  // Defaults have not been looked at yet.
  if (arguments.size() < function.parameters.size() &&
      !evaluation.parameters_match(function.parameters, callable.signature)) {
    reject(function, callable, evaluation.bound_arguments(function.parameters));
  }
  return run_definition(evaluation, callable, function, call_site);
}

Value Evaluator::call_bound(Frame& frame, const Callable& callable, const lang::FunctionDefinition& function,
                            const CallSite& call_site) {
  environment_.count_call();
  Evaluation evaluation(*this, frame);
  std::size_t at = 0;
  for (const Signature::Parameter& parameter : callable.signature.parameters) {
    if (parameter.type && !parameter.type->accepts(frame.slot(at).value)) {
      reject(function, callable, evaluation.bound_arguments(function.parameters));
    }
    ++at;
  }
  return run_definition(evaluation, callable, function, call_site);
}

Value Evaluator::run_definition(Evaluation& evaluation, const Callable& callable,
                                const lang::FunctionDefinition& function, const CallSite& call_site) {
  CodeEnding::Kind ending = CodeEnding::Kind::Normal;
  Value value = run_body_traced(evaluation, *function.body, "function", function.name, call_site, ending);
  if (ending != CodeEnding::Kind::Return) {
    check_result(callable, value, function.name);
  }
  return value;
}

Value Evaluator::call_function(std::string_view name, std::span<const Value> arguments, const Closure* block,
                               const lang::Place& call_site) {
  find_stack_limit();
  const CallSite here{call_site.source, call_site.span};
  if (const auto function = environment_.find_function(name)) {
    Values taken(arguments.begin(), arguments.end());
    return call_definition(environment_.cache().of(*function.program), *function.definition, taken, here);
  }
  const FunctionRecord* record = environment_.registry().find(name);
  if (record == nullptr) {
    throw unknown_function(environment_, name);
  }
  return call_native(*record, signatures_of(*record), arguments, block, here);
}

Value Evaluator::call_closure(const Closure& closure, std::span<const Value> arguments) {
  return run_closure(closure, arguments);
}

Value Evaluator::call_closure_with(const Closure& closure, std::span<Value> given) {
  return run_closure(closure, given);
}

template <typename Given>
Value Evaluator::run_closure(const Closure& closure, std::span<Given> arguments) {
  find_stack_limit();
  environment_.count_call();
  const lang::Lambda& lambda = closure.lambda();
  const FrameLease frame(frames_, lambda.layout, closure.frame()->nodes(), closure.frame());
  Evaluation evaluation(*this, *frame);
  const Callable& callable = evaluation.callable(lambda);
  evaluation.bind(lambda.parameters, arguments, "lambda");
  if (!callable.untyped && !evaluation.parameters_match(lambda.parameters, callable.signature)) {
    throw EvaluationError(
        describe_rejection("block", callable.signature, evaluation.bound_arguments(lambda.parameters)));
  }
  Value value;
  try {
    value = evaluation.execute(*lambda.body);
  } catch (ControlTransfer& transfer) {
    if (transfer.kind != ControlTransfer::Kind::Next) {
      throw;
    }
    value = std::move(transfer.value);
  }
  if (evaluation.ending().kind == CodeEnding::Kind::Return) {
    throw ControlTransfer{ControlTransfer::Kind::Return, std::move(value),
                          evaluation.place(*evaluation.ending().origin)};
  }
  check_result(callable, value, "lambda");
  return value;
}

Value Evaluator::call_apart(const Closure& closure, const Hash& parameters) {
  find_stack_limit();
  environment_.count_call();
  const lang::Lambda& lambda = closure.lambda();
  const FrameLease frame(frames_, lambda.layout, closure.frame()->nodes(), closure.frame());
  Evaluation evaluation(*this, *frame);
  const Callable& callable = evaluation.callable(lambda);
  evaluation.bind_named(lambda.parameters, parameters, "lambda");
  check_named_arguments("lambda", lambda.parameters, callable.signature, parameters, *frame);
  try {
    CodeEnding::Kind ending = CodeEnding::Kind::Normal;
    Value value = run_body(evaluation, *lambda.body, ending);
    if (ending != CodeEnding::Kind::Return) {
      check_result(callable, value, "lambda");
    }
    return value;
  } catch (const ControlTransfer& transfer) {
    refuse(transfer);
  }
}

Value Evaluator::call_plan(const Loaded<lang::PlanDefinition>& plan, const Hash& parameters,
                           const lang::Place& call_site) {
  find_stack_limit();
  environment_.count_call();
  const lang::PlanDefinition& definition = *plan.definition;
  const Pointer<Frame> frame = make<Frame>(definition.layout, environment_.cache().of(*plan.program), Pointer<Frame>());
  Evaluation evaluation(*this, *frame);
  environment_.define(plan.program);
  const Callable& callable = evaluation.callable(definition);
  evaluation.bind_named(definition.parameters, parameters, definition.name);
  check_named_arguments(definition.name, definition.parameters, callable.signature, parameters, *frame);
  CodeEnding::Kind ending = CodeEnding::Kind::Normal;
  Value value;
  try {
    value = run_body_traced(evaluation, *definition.body, "plan", definition.name,
                            CallSite{call_site.source, call_site.span}, ending);
  } catch (const ControlTransfer& transfer) {
    refuse(transfer);
  }
  return ending == CodeEnding::Kind::Return ? std::move(value) : Value();
}

}  // namespace volley::runtime
