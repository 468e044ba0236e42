// Chains: nodes nested along one part as often as the text is long, as in a + b + c, x.f.g, or elsif after elsif.
// Whoever walks trees follows that part in a loop; everything else is as deep as the text nests, which is bounded.
#pragma once

#include "lang/ast.hpp"

namespace volley::lang {

// The part of `node` that goes on with a chain; nullptr when it is the end of one. Comes first of the parts, except
// in an If, where it is the last.
[[nodiscard]] inline const Node* chained_part(const Node& node) {
  switch (node.kind) {
    case NodeKind::Binary: return static_cast<const Binary&>(node).left;
    case NodeKind::Access: return static_cast<const Access&>(node).object;
    case NodeKind::MethodCall: return static_cast<const MethodCall&>(node).object;
    case NodeKind::If: {
      const Node* otherwise = static_cast<const If&>(node).otherwise;
      return otherwise != nullptr && otherwise->kind == NodeKind::If ? otherwise : nullptr;
    }
    default: return nullptr;
  }
}

}  // namespace volley::lang
