#include <algorithm>
#include <utility>

#include "runtime/evaluate/compare.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/evaluate/evaluation.hpp"
#include "runtime/evaluate/label.hpp"

namespace volley::runtime {
namespace {

// A block of one statement is that statement.
const lang::Node& lone_statement(const lang::Node& node) {
  const lang::Node* inner = &node;
  while (inner->kind == lang::NodeKind::Block && static_cast<const lang::Block*>(inner)->statements.size() == 1) {
    inner = static_cast<const lang::Block*>(inner)->statements.front();
  }
  return *inner;
}

}  // namespace

// In the place of an expression a return or next cannot be handed upwards as an ending.
Value Evaluation::value_of(Value value) {
  if (ending_.kind == CodeEnding::Kind::Normal) {
    return value;
  }
  const CodeEnding ending = std::exchange(ending_, CodeEnding());
  const auto kind =
      ending.kind == CodeEnding::Kind::Return ? ControlTransfer::Kind::Return : ControlTransfer::Kind::Next;
  throw ControlTransfer{kind, std::move(value), place(*ending.origin)};
}

Value Evaluation::execute(const lang::Node& body) {
  const lang::Node& node = lone_statement(body);
  check_stack(node);
  switch (node.kind) {
    case lang::NodeKind::Block: return execute_block(static_cast<const lang::Block&>(node));
    case lang::NodeKind::If: return execute_if(static_cast<const lang::If&>(node));
    case lang::NodeKind::Unless: return execute_unless(static_cast<const lang::Unless&>(node));
    case lang::NodeKind::Case: return execute_case(static_cast<const lang::Case&>(node));
    case lang::NodeKind::Call:
      if (std::optional<Value> transfer = execute_transfer(static_cast<const lang::Call&>(node))) {
        return std::move(*transfer);
      }
      break;
    default: break;
  }
  return evaluate(node);
}

Value Evaluation::execute_block(const lang::Block& node) {
  if (node.statements.empty()) {
    return {};
  }
  for (const lang::Node* statement : node.statements.first(node.statements.size() - 1)) {
    Value value = execute(*statement);
    if (ending_.kind != CodeEnding::Kind::Normal) {
      return value;
    }
  }
  return execute(*node.statements.back());
}

// What a test has matched is seen by the branches after it, too.
Value Evaluation::execute_if(const lang::If& node) {
  const MatchGuard guard(frame_);
  for (const lang::If* branch = &node;; branch = static_cast<const lang::If*>(branch->otherwise)) {
    if (evaluate(*branch->test).truthy()) {
      return execute(*branch->then);
    }
    if (branch->otherwise == nullptr || branch->otherwise->kind != lang::NodeKind::If) {
      return branch->otherwise == nullptr ? Value() : execute(*branch->otherwise);
    }
  }
}

Value Evaluation::execute_unless(const lang::Unless& node) {
  const MatchGuard guard(frame_);
  if (!evaluate(*node.test).truthy()) {
    return execute(*node.then);
  }
  return node.otherwise == nullptr ? Value() : execute(*node.otherwise);
}

bool Evaluation::option_matches(const Value& subject, const lang::Node& pattern) {
  const Value value = evaluate(pattern);
  try {
    if (pattern.kind != lang::NodeKind::Unfold) {
      return matches_pattern(subject, value, frame_);
    }
    return std::ranges::any_of(value.as_array(),
                               [&](const Value& item) { return matches_pattern(subject, item, frame_); });
  } catch (const RegexpError& error) {
    fail_wrapped(pattern, error.what());
  }
}

Value Evaluation::execute_case(const lang::Case& node) {
  const MatchGuard guard(frame_);
  const Value subject = evaluate(*node.subject);
  const lang::Node* fallback = nullptr;
  for (const lang::CaseOption& option : node.options) {
    for (const lang::Node* written : option.values) {
      const lang::Node& pattern = without_parentheses(*written);
      if (pattern.kind == lang::NodeKind::LiteralDefault) {
        fallback = option.body;
      } else if (option_matches(subject, pattern)) {
        return execute(*option.body);
      }
    }
  }
  return fallback == nullptr ? Value() : execute(*fallback);
}

Value Evaluation::operator()(const lang::Selector& node) {
  const MatchGuard guard(frame_);
  const Value subject = evaluate(*node.subject);
  const lang::Node* fallback = nullptr;
  for (const lang::KeyedEntry& option : node.options) {
    const lang::Node& pattern = without_parentheses(*option.key);
    if (pattern.kind == lang::NodeKind::LiteralDefault) {
      fallback = option.value;
    } else if (option_matches(subject, pattern)) {
      return evaluate(*option.value);
    }
  }
  if (fallback == nullptr) {
    fail(*node.subject, "No matching entry for selector parameter with value '" + ruby_text(subject) + "'",
         "UNMATCHED_SELECTOR");
  }
  return evaluate(*fallback);
}

}  // namespace volley::runtime
