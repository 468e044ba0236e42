#include "lang/effects.hpp"

#include <algorithm>

namespace volley::lang {
namespace {

bool all_without_effect(NodeList nodes) { return std::all_of(nodes.begin(), nodes.end(), has_no_effect); }

bool unless_without_effect(const Unless& node) {
  return has_no_effect(node.test) && has_no_effect(node.then) && has_no_effect(node.otherwise);
}

// In a loop along the branches: there may be very many.
bool if_without_effect(const If& node) {
  for (const If* branch = &node;; branch = static_cast<const If*>(branch->otherwise)) {
    if (!has_no_effect(branch->test) || !has_no_effect(branch->then)) {
      return false;
    }
    if (branch->otherwise == nullptr || branch->otherwise->kind != NodeKind::If) {
      return has_no_effect(branch->otherwise);
    }
  }
}

bool case_without_effect(const Case& node) {
  return has_no_effect(node.subject) &&
         std::all_of(node.options.begin(), node.options.end(), [](const CaseOption& option) {
           return all_without_effect(option.values) && has_no_effect(option.body);
         });
}

}  // namespace

bool has_no_effect(const Node* node) {
  if (node == nullptr) {
    return true;
  }
  switch (node->kind) {
    case NodeKind::Nop:
    case NodeKind::LiteralUndef:
    case NodeKind::LiteralDefault:
    case NodeKind::LiteralBoolean:
    case NodeKind::LiteralInteger:
    case NodeKind::LiteralFloat:
    case NodeKind::LiteralString:
    case NodeKind::LiteralRegexp:
    case NodeKind::InterpolatedString:
    case NodeKind::Heredoc:
    case NodeKind::QualifiedName:
    case NodeKind::QualifiedReference:
    case NodeKind::ReservedWord:
    case NodeKind::Variable:
    case NodeKind::Array:
    case NodeKind::Hash:
    case NodeKind::Unary:
    case NodeKind::Unfold:
    case NodeKind::Access:
    case NodeKind::Selector: return true;
    case NodeKind::Parenthesized: return has_no_effect(static_cast<const Parenthesized*>(node)->expression);
    case NodeKind::Binary: {
      // A match sets the match variables.
      const BinaryOperator operation = static_cast<const Binary*>(node)->operation;
      return operation != BinaryOperator::Match && operation != BinaryOperator::NotMatch;
    }
    case NodeKind::Block: return all_without_effect(static_cast<const Block*>(node)->statements);
    case NodeKind::If: return if_without_effect(*static_cast<const If*>(node));
    case NodeKind::Unless: return unless_without_effect(*static_cast<const Unless*>(node));
    case NodeKind::Case: return case_without_effect(*static_cast<const Case*>(node));
    default: return false;
  }
}

}  // namespace volley::lang
