#include "runtime/evaluate/callable.hpp"

#include <algorithm>

namespace volley::runtime {
namespace {

bool all_constant(lang::NodeList nodes) {
  return std::ranges::all_of(nodes, [](const lang::Node* node) { return is_constant(*node); });
}

}  // namespace

bool is_constant(const lang::Node& given) {
  const lang::Node* inner = &given;
  for (; inner->kind == lang::NodeKind::Access; inner = static_cast<const lang::Access*>(inner)->object) {
    if (!all_constant(static_cast<const lang::Access*>(inner)->keys)) {
      return false;
    }
  }
  const lang::Node& node = *inner;
  switch (node.kind) {
    case lang::NodeKind::LiteralUndef:
    case lang::NodeKind::LiteralDefault:
    case lang::NodeKind::LiteralBoolean:
    case lang::NodeKind::LiteralInteger:
    case lang::NodeKind::LiteralFloat:
    case lang::NodeKind::LiteralString:
    case lang::NodeKind::LiteralRegexp:
    case lang::NodeKind::QualifiedName:
    case lang::NodeKind::QualifiedReference: return true;
    case lang::NodeKind::Array: return all_constant(static_cast<const lang::Array&>(node).items);
    case lang::NodeKind::Hash:
      return std::ranges::all_of(static_cast<const lang::Hash&>(node).entries, [](const lang::KeyedEntry& entry) {
        return is_constant(*entry.key) && is_constant(*entry.value);
      });
    case lang::NodeKind::Unary: return is_constant(*static_cast<const lang::Unary&>(node).operand);
    case lang::NodeKind::Parenthesized: return is_constant(*static_cast<const lang::Parenthesized&>(node).expression);
    default: return false;
  }
}

}  // namespace volley::runtime
