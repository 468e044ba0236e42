#include "runtime/evaluate/evaluation.hpp"

#include <new>

#include "lang/visit.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/evaluate/label.hpp"

namespace volley::runtime {

const lang::Node& without_parentheses(const lang::Node& node) {
  const lang::Node* inner = &node;
  while (inner->kind == lang::NodeKind::Parenthesized) {
    inner = static_cast<const lang::Parenthesized*>(inner)->expression;
  }
  return *inner;
}

void Evaluation::fail_stack(const lang::Node& node) const {
  fail(node, "stack level too deep", "STACK_LEVEL_TOO_DEEP");
}

Value Evaluation::evaluate_any(const lang::Node& node) {
  check_stack(node);
  try {
    return lang::visit(node, *this);
  } catch (const LimitError& error) {
    fail_wrapped(node, error.what());
  } catch (const RegexpError& error) {
    fail_wrapped(node, error.what());
  } catch (const std::bad_alloc&) {
    fail_wrapped(node, "out of memory");
  }
}

void Evaluation::fail(const lang::Node& node, std::string message, std::string_view issue) const {
  throw EvaluationError(std::move(message), std::string(issue), place(node));
}

void Evaluation::fail_wrapped(const lang::Node& node, const std::string& detail) const {
  EvaluationError error(detail);
  error.wrap(with_article(label_of(node)), place(node));
  throw error;
}

}  // namespace volley::runtime
