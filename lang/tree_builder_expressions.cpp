// Operators, calls, access, selectors, relationships and assignments.
#include <algorithm>
#include <array>

#include "lang/operator_table.hpp"
#include "lang/tree_builder.hpp"

namespace volley::lang {

void TreeBuilder::expression_begin(std::uint32_t index) {
  if (frames_.size() >= maximal_expression_depth) {
    fail_nesting(index);
  }
  frames_.push_back(Frame{operators_.size()});
}

void TreeBuilder::expression_end() {
  reduce_operators(frames_.back().operators, 0);
  frames_.pop_back();
}

void TreeBuilder::expression_abandon() { frames_.pop_back(); }

void TreeBuilder::prefix_operator(std::uint32_t index) {
  std::uint8_t precedence = minus_precedence;
  if (token(index).kind == TokenKind::Not) {
    precedence = not_precedence;
  } else if (token(index).kind == TokenKind::Times) {
    precedence = splat_precedence;
  }
  operators_.push_back(Operator{index, precedence, true});
}

void TreeBuilder::infix_operator(std::uint32_t index) {
  const std::uint8_t precedence = infix_row(token(index).kind).precedence;
  reduce_operators(frames_.back().operators, precedence);
  operators_.push_back(Operator{index, precedence, false});
}

// Applies the waiting operators that bind at least as tightly as `precedence`.
void TreeBuilder::reduce_operators(std::size_t base, std::uint8_t precedence) {
  while (operators_.size() > base && operators_.back().precedence >= precedence) {
    const Operator op = operators_.back();
    operators_.pop_back();
    apply_operator(op);
  }
}

void TreeBuilder::apply_operator(const Operator& op) {
  const Span span = token(op.token).span;
  const Entry right = pop();
  if (!op.prefix) {
    const Entry left = pop();
    auto* node = create<Binary>(NodeKind::Binary, span);
    node->operation = infix_row(token(op.token).kind).operation;
    node->left = left.node;
    node->right = right.node;
    push(node, std::max(left.depth, right.depth + 1));
  } else if (token(op.token).kind == TokenKind::Times) {
    auto* node = create<Unfold>(NodeKind::Unfold, span);
    node->operand = right.node;
    push(node, right.depth + 1);
  } else {
    auto* node = create<Unary>(NodeKind::Unary, span);
    node->operation = token(op.token).kind == TokenKind::Not ? UnaryOperator::Not : UnaryOperator::Minus;
    node->operand = right.node;
    push(node, right.depth + 1);
  }
}

void TreeBuilder::access_value(std::uint32_t next) {
  const Node* node = nodes_.back().node;
  switch (node->kind) {
    case NodeKind::Call:
      if (static_cast<const Call*>(node)->value_required) {
        return;
      }
      break;
    case NodeKind::Assignment:
    case NodeKind::Relationship:
    case NodeKind::Resource:
    case NodeKind::ResourceDefaults:
    case NodeKind::ResourceOverride:
    case NodeKind::Block: break;
    default: return;
  }
  fail_at(next, "expected '=>': this is no value to access with");
}

void TreeBuilder::access_end(std::uint32_t index) {
  const Mark mark = close();
  const NodeList keys = copy_nodes(mark.nodes, nodes_.size());
  nodes_.resize(mark.nodes);
  const Entry object = pop();
  auto* node = create<Access>(NodeKind::Access, Span{object.node->span.begin, token(index).span.end});
  node->object = object.node;
  node->keys = keys;
  push(node, std::max(object.depth, mark.deepest + 1));
}

void TreeBuilder::call_end(std::uint32_t index) {
  const Mark mark = close();
  const NodeList arguments = copy_nodes(mark.nodes, nodes_.size());
  nodes_.resize(mark.nodes);
  const Entry functor = pop();
  auto* node = create<Call>(NodeKind::Call, Span{functor.node->span.begin, token(index).span.end});
  node->functor = functor.node;
  node->arguments = arguments;
  node->value_required = true;
  push(node, std::max(functor.depth, mark.deepest) + 1);
}

void TreeBuilder::trailing_lambda() {
  const Entry block = pop();
  const auto* lambda = static_cast<const Lambda*>(block.node);
  const Entry call = pop();
  if (call.node->kind == NodeKind::Call) {
    auto* node = static_cast<Call*>(call.node);
    node->block = lambda;
    node->span.end = lambda->span.end;
  } else {
    static_cast<MethodCall*>(call.node)->block = lambda;
  }
  push(call.node, std::max(call.depth, block.depth + 1));
}

void TreeBuilder::method_dot(std::uint32_t index) { dots_.push_back(index); }

void TreeBuilder::method_name(std::uint32_t index) {
  const Entry object = pop();
  auto* method = create<QualifiedName>(NodeKind::QualifiedName, token(index).span);
  method->name = token(index).text;
  auto* node = create<MethodCall>(NodeKind::MethodCall, between(take_pending(dots_), index));
  node->object = object.node;
  node->method = method;
  node->method_span = token(index).span;
  node->value_required = true;
  push(node, object.depth);
}

// Puppet places a method call that has arguments at their parenthesis.
void TreeBuilder::method_call_end(std::uint32_t index) {
  const Mark mark = close();
  const NodeList arguments = copy_nodes(mark.nodes, nodes_.size());
  nodes_.resize(mark.nodes);
  const Entry call = pop();
  auto* node = static_cast<MethodCall*>(call.node);
  node->arguments = arguments;
  node->span = between(mark.token, index);
  push(node, std::max(call.depth, mark.deepest + 1));
}

void TreeBuilder::group_end(std::uint32_t index) {
  const Mark mark = close();
  const Entry inner = pop();
  auto* node = create<Parenthesized>(NodeKind::Parenthesized, between(mark.token, index));
  node->expression = inner.node;
  push(node, inner.depth + 1);
}

void TreeBuilder::selector_begin(std::uint32_t index) {
  reduce_operators(frames_.back().operators, selector_precedence);
  open(index);
}

void TreeBuilder::selector_end() {
  const Mark mark = close();
  const Entry subject = pop();
  auto* node = create<Selector>(NodeKind::Selector, subject.node->span);
  node->subject = subject.node;
  node->options = copy(entries_, mark.entries);
  entries_.resize(mark.entries);
  push(node, std::max(subject.depth, mark.deepest) + 1);
}

void TreeBuilder::edge(std::uint32_t index) { edges_.push_back(index); }

void TreeBuilder::relationship_step() {
  const Token& arrow = token(take_pending(edges_));
  const Entry right = pop();
  const Entry left = pop();
  auto* node = create<Relationship>(NodeKind::Relationship, arrow.span);
  switch (arrow.kind) {
    case TokenKind::Notify: node->operation = RelationshipOperator::Notify; break;
    case TokenKind::Require: node->operation = RelationshipOperator::Require; break;
    case TokenKind::Subscribe: node->operation = RelationshipOperator::Subscribe; break;
    default: node->operation = RelationshipOperator::Before;
  }
  node->left = left.node;
  node->right = right.node;
  push(node, std::max(left.depth, right.depth) + 1);
}

// Chains of assignments recurse without an expression around each of them.
void TreeBuilder::assignment_operator(std::uint32_t index) {
  if (assignments_.size() >= maximal_expression_depth) {
    fail_nesting(index);
  }
  assignments_.push_back(index);
}

void TreeBuilder::assignment_tail() {
  const Token& sign = token(take_pending(assignments_));
  const Entry value = pop();
  const Entry target = pop();
  auto* node = create<Assignment>(NodeKind::Assignment, sign.span);
  node->operation = AssignmentOperator::Assign;
  if (sign.kind != TokenKind::Equals) {
    node->operation = sign.kind == TokenKind::Appends ? AssignmentOperator::Append : AssignmentOperator::Delete;
  }
  node->target = target.node;
  node->value = value.node;
  push(node, std::max(target.depth, value.depth) + 1);
}

}  // namespace volley::lang
