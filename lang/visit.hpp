// The one switch over the kinds of nodes. A visitor is anything that can be called with every node type:
//
//   visit(node, [](const auto& concrete) { ... });
#pragma once

#include <utility>

#include "lang/ast.hpp"

namespace volley::lang {

// Inlined always, so that a step of a visitor is one jump.
template <typename Visitor>
[[gnu::always_inline]] inline decltype(auto) visit(const Node& node, Visitor&& visitor) {
  switch (node.kind) {
    case NodeKind::Nop: return visitor(static_cast<const Nop&>(node));
    case NodeKind::LiteralUndef: return visitor(static_cast<const LiteralUndef&>(node));
    case NodeKind::LiteralDefault: return visitor(static_cast<const LiteralDefault&>(node));
    case NodeKind::LiteralBoolean: return visitor(static_cast<const LiteralBoolean&>(node));
    case NodeKind::LiteralInteger: return visitor(static_cast<const LiteralInteger&>(node));
    case NodeKind::LiteralFloat: return visitor(static_cast<const LiteralFloat&>(node));
    case NodeKind::LiteralString: return visitor(static_cast<const LiteralString&>(node));
    case NodeKind::LiteralRegexp: return visitor(static_cast<const LiteralRegexp&>(node));
    case NodeKind::InterpolatedString: return visitor(static_cast<const InterpolatedString&>(node));
    case NodeKind::Heredoc: return visitor(static_cast<const Heredoc&>(node));
    case NodeKind::QualifiedName: return visitor(static_cast<const QualifiedName&>(node));
    case NodeKind::QualifiedReference: return visitor(static_cast<const QualifiedReference&>(node));
    case NodeKind::ReservedWord: return visitor(static_cast<const ReservedWord&>(node));
    case NodeKind::Variable: return visitor(static_cast<const Variable&>(node));
    case NodeKind::Array: return visitor(static_cast<const Array&>(node));
    case NodeKind::Hash: return visitor(static_cast<const Hash&>(node));
    case NodeKind::Parenthesized: return visitor(static_cast<const Parenthesized&>(node));
    case NodeKind::Binary: return visitor(static_cast<const Binary&>(node));
    case NodeKind::Unary: return visitor(static_cast<const Unary&>(node));
    case NodeKind::Unfold: return visitor(static_cast<const Unfold&>(node));
    case NodeKind::Assignment: return visitor(static_cast<const Assignment&>(node));
    case NodeKind::Access: return visitor(static_cast<const Access&>(node));
    case NodeKind::Selector: return visitor(static_cast<const Selector&>(node));
    case NodeKind::If: return visitor(static_cast<const If&>(node));
    case NodeKind::Unless: return visitor(static_cast<const Unless&>(node));
    case NodeKind::Case: return visitor(static_cast<const Case&>(node));
    case NodeKind::Block: return visitor(static_cast<const Block&>(node));
    case NodeKind::Call: return visitor(static_cast<const Call&>(node));
    case NodeKind::MethodCall: return visitor(static_cast<const MethodCall&>(node));
    case NodeKind::Lambda: return visitor(static_cast<const Lambda&>(node));
    case NodeKind::FunctionDefinition: return visitor(static_cast<const FunctionDefinition&>(node));
    case NodeKind::PlanDefinition: return visitor(static_cast<const PlanDefinition&>(node));
    case NodeKind::TypeAlias: return visitor(static_cast<const TypeAlias&>(node));
    case NodeKind::TypeMapping: return visitor(static_cast<const TypeMapping&>(node));
    case NodeKind::TypeDefinition: return visitor(static_cast<const TypeDefinition&>(node));
    case NodeKind::Apply: return visitor(static_cast<const Apply&>(node));
    case NodeKind::Resource: return visitor(static_cast<const Resource&>(node));
    case NodeKind::ResourceDefaults: return visitor(static_cast<const ResourceDefaults&>(node));
    case NodeKind::ResourceOverride: return visitor(static_cast<const ResourceOverride&>(node));
    case NodeKind::Collector: return visitor(static_cast<const Collector&>(node));
    case NodeKind::Relationship: return visitor(static_cast<const Relationship&>(node));
    case NodeKind::ClassDefinition: return visitor(static_cast<const ClassDefinition&>(node));
    case NodeKind::DefinedTypeDefinition: return visitor(static_cast<const DefinedTypeDefinition&>(node));
    case NodeKind::NodeDefinition: return visitor(static_cast<const NodeDefinition&>(node));
    case NodeKind::Epp: return visitor(static_cast<const Epp&>(node));
    case NodeKind::RenderString: return visitor(static_cast<const RenderString&>(node));
    case NodeKind::RenderExpression: return visitor(static_cast<const RenderExpression&>(node));
  }
  __builtin_unreachable();  // the switch above names every kind
}

}  // namespace volley::lang
