#include <algorithm>

#include "lang/names.hpp"
#include "runtime/evaluate/closure.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/evaluate/evaluation.hpp"
#include "runtime/evaluate/label.hpp"
#include "runtime/evaluate/suggestion.hpp"
#include "runtime/type/type.hpp"

namespace volley::runtime {
namespace {

bool names_type(const lang::Node& functor) {
  return functor.kind == lang::NodeKind::QualifiedReference ||
         (functor.kind == lang::NodeKind::Access &&
          static_cast<const lang::Access&>(functor).object->kind == lang::NodeKind::QualifiedReference);
}

std::string_view transfer_name(CallTarget::Kind kind) {
  switch (kind) {
    case CallTarget::Kind::Return: return "return";
    case CallTarget::Kind::Next: return "next";
    default: return "break";
  }
}

std::optional<CallTarget::Kind> transfer_kind(std::string_view name) {
  for (const auto kind : {CallTarget::Kind::Return, CallTarget::Kind::Next, CallTarget::Kind::Break}) {
    if (name == transfer_name(kind)) {
      return kind;
    }
  }
  return std::nullopt;
}

}  // namespace

void Evaluation::append_arguments(Arguments& out, lang::NodeList items) {
  for (const lang::Node* written : items) {
    const lang::Node* item = &without_parentheses(*written);
    if (item->kind != lang::NodeKind::Unfold) {
      out.push_back(evaluate(*item));
      continue;
    }
    const Value unfolded = evaluate(*item);
    out.insert(out.end(), unfolded.as_array().begin(), unfolded.as_array().end());
  }
}

// A definition in the language hides a built-in function of the same name.
CallTarget Evaluation::find_target(std::string_view name) {
  CallTarget target;
  if (const auto found = evaluator_.environment().find_function(name)) {
    target.kind = CallTarget::Kind::Definition;
    target.nodes = &evaluator_.environment().cache().of(*found.program);
    target.definition = found.definition;
    return target;
  }
  const std::string_view plain = name.starts_with("::") ? name.substr(2) : name;
  if (const auto kind = transfer_kind(plain)) {
    target.kind = *kind;
  } else if (const FunctionRecord* record = evaluator_.environment().registry().find(plain)) {
    target.kind = CallTarget::Kind::Native;
    target.record = record;
    target.signatures = &evaluator_.signatures_of(*record);
    target.sees_variables = lang::sees_variables(plain);
  }
  return target;
}

template <typename Written>
const CallTarget& Evaluation::target_of(const Written& call, std::string_view name) {
  return nodes().target(call.target_site, [&] {
    try {
      CallTarget target = find_target(name);
      target.direct = may_call_directly(target, call);
      return target;
    } catch (EvaluationError& error) {
      error.wrap(with_article(label_of(call)), place(call));
      throw;
    }
  });
}

template <typename Written>
Value Evaluation::call_named(std::string_view name, Arguments& arguments, const lang::Lambda* block,
                             const Written& node) {
  const CallTarget& target = target_of(node, name);
  const std::span<Value> values(arguments.data(), arguments.size());
  if (block == nullptr) {
    return call_target(target, name, values, nullptr, node);
  }
  const Pointer<Closure> closure = make<Closure>(*block, Pointer<Frame>(&frame_));
  return call_target(target, name, values, closure.get(), node);
}

bool Evaluation::may_call_directly(const CallTarget& target, const lang::Call& node) {
  if (target.kind != CallTarget::Kind::Definition || node.block != nullptr) {
    return false;
  }
  const std::span<const lang::Parameter> parameters = target.definition->parameters;
  const bool plain = std::ranges::none_of(parameters, [](const lang::Parameter& parameter) {
    return parameter.captures_rest || parameter.default_value != nullptr;
  });
  return plain && parameters.size() == node.arguments.size() &&
         std::ranges::none_of(node.arguments, [](const lang::Node* argument) {
           return without_parentheses(*argument).kind == lang::NodeKind::Unfold;
         });
}

// The arguments are evaluated into the places where the function looks for them.
Value Evaluation::call_directly(const CallTarget& target, const Callable& callable, const lang::Call& node) {
  const lang::FunctionDefinition& function = *target.definition;
  const FrameLease frame(evaluator_.frames_, function.layout, *target.nodes, Pointer<Frame>());
  std::size_t number = 0;
  for (const lang::Node* argument : node.arguments) {
    frame->assign(number++, evaluate(*argument));
  }
  return traced(node, [&](const CallSite& here) { return evaluator_.call_bound(*frame, callable, function, here); });
}

Value Evaluation::operator()(const lang::Call& node) {
  if (const CallTarget* target = nodes().direct_target(node.target_site)) {
    if (const Callable* callable = target->nodes->callable(target->definition->callable_site)) {
      return call_directly(*target, *callable, node);
    }
  }
  if (names_type(*node.functor)) {
    return construct_type(node);
  }
  if (node.functor->kind != lang::NodeKind::QualifiedName) {
    fail(*node.functor,
         "Illegal expression. " + with_upper_article(label_of(*node.functor)) +
             " is unacceptable as function name in a Function Call",
         "ILLEGAL_EXPRESSION");
  }
  Arguments arguments;
  append_arguments(arguments, node.arguments);
  return call_named(static_cast<const lang::QualifiedName&>(*node.functor).name, arguments, node.block, node);
}

Value Evaluation::operator()(const lang::MethodCall& node) { return chain(node); }

// `arguments` holds what the receiver has given.
Value Evaluation::method_call(const lang::MethodCall& node, Arguments arguments) {
  append_arguments(arguments, node.arguments);
  if (node.method->kind != lang::NodeKind::QualifiedName) {
    fail(*node.method, "Illegal expression as function name in a Method call", "ILLEGAL_EXPRESSION");
  }
  const std::string_view name = static_cast<const lang::QualifiedName&>(*node.method).name;
  if (node.block == nullptr && !arguments.empty() && arguments[0].is_object()) {
    const Object& object = arguments[0].as_object();
    try {
      std::optional<Value> found =
          arguments.size() == 1
              ? object.attribute(name)
              : object.call(name, std::span<const Value>(arguments.data(), arguments.size()).subspan(1));
      if (found) {
        return std::move(*found);
      }
    } catch (EvaluationError& error) {
      error.wrap("a Method call", place(node));
      throw;
    }
  }
  return call_named(name, arguments, node.block, node);
}

// Errors on their way out of a call learn where it stands.
template <typename Work>
Value Evaluation::traced(const lang::Node& node, const Work& work) {
  const CallSite here{frame_.program().source, node.span};
  try {
    return work(here);
  } catch (EvaluationError& error) {
    error.wrap(with_article(label_of(node)), here.place());
    throw;
  } catch (PlanError& error) {
    error.set_place_if_unknown(here.place());
    throw;
  }
}

Value Evaluation::call_target(const CallTarget& target, std::string_view name, std::span<Value> arguments,
                              const Closure* block, const lang::Node& node) {
  return traced(node, [&](const CallSite& here) {
    switch (target.kind) {
      case CallTarget::Kind::Unmade:
      case CallTarget::Kind::Unknown: throw unknown_function(evaluator_.environment(), name);
      case CallTarget::Kind::Definition:
        if (block != nullptr) {
          throw EvaluationError("'" + std::string(name) + "' does not expect a block");
        }
        return evaluator_.call_definition(*target.nodes, *target.definition, arguments, here);
      case CallTarget::Kind::Native:
        return evaluator_.call_native(*target.record, *target.signatures, arguments, block, here,
                                      target.sees_variables ? &frame_ : nullptr);
      default: return transfer(target, arguments, node);
    }
  });
}

// Type(arguments) is new(Type, arguments).
Value Evaluation::construct_type(const lang::Call& node) {
  Arguments arguments;
  arguments.push_back(evaluate(*node.functor));
  append_arguments(arguments, node.arguments);
  const CallTarget target = nodes().target(node.target_site, [&] { return find_target("new"); });
  if (target.kind != CallTarget::Kind::Unknown) {
    return call_named("new", arguments, node.block, node);
  }
  const auto* type = arguments[0].as<Type>();
  try {
    return construct(*type, std::span<const Value>(arguments.data(), arguments.size()).subspan(1));
  } catch (EvaluationError& error) {
    error.wrap("a Function Call", place(node));
    throw;
  }
}

void Evaluation::check_transfer(CallTarget::Kind kind, std::span<const Value> arguments, const lang::Node& node) {
  const std::size_t most = kind == CallTarget::Kind::Break ? 0 : 1;
  if (arguments.size() <= most) {
    return;
  }
  fail_wrapped(node, "'" + std::string(transfer_name(kind)) + "' expects " +
                         (most == 0 ? "no arguments" : "at most 1 argument") + ", got " +
                         std::to_string(arguments.size()));
}

Value Evaluation::transfer(const CallTarget& target, std::span<const Value> arguments, const lang::Node& node) {
  check_transfer(target.kind, arguments, node);
  const auto kind = target.kind == CallTarget::Kind::Return ? ControlTransfer::Kind::Return
                    : target.kind == CallTarget::Kind::Next ? ControlTransfer::Kind::Next
                                                            : ControlTransfer::Kind::Break;
  throw ControlTransfer{kind, arguments.empty() ? Value() : arguments[0], place(node)};
}

std::optional<Value> Evaluation::execute_transfer(const lang::Call& node) {
  if (node.functor->kind != lang::NodeKind::QualifiedName || node.block != nullptr) {
    return std::nullopt;
  }
  const std::string_view name = static_cast<const lang::QualifiedName&>(*node.functor).name;
  if (name != "return" && name != "next") {
    return std::nullopt;
  }
  const CallTarget target = nodes().target(node.target_site, [&] { return find_target(name); });
  if (target.kind != CallTarget::Kind::Return && target.kind != CallTarget::Kind::Next) {
    return std::nullopt;
  }
  Arguments arguments;
  append_arguments(arguments, node.arguments);
  check_transfer(target.kind, std::span<const Value>(arguments.data(), arguments.size()), node);
  ending_ = {target.kind == CallTarget::Kind::Return ? CodeEnding::Kind::Return : CodeEnding::Kind::Next, &node};
  return arguments.empty() ? Value() : std::move(arguments[0]);
}

}  // namespace volley::runtime
