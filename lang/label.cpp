#include "lang/label.hpp"

#include <fmt/format.h>

#include "lang/spelling.hpp"
#include "lang/visit.hpp"

namespace volley::lang {
namespace {

bool takes_an(const std::string& label) {
  const std::size_t first = label.size() > 1 && (label[0] == '\'' || label[0] == '"') ? 1 : 0;
  const char letter = static_cast<char>(label[first] | 0x20);
  return std::string_view("aeiouy").find(letter) != std::string_view::npos;
}

std::string operator_label(std::string_view spelled) { return fmt::format("'{}' expression", spelled); }

std::string plain_label(NodeKind kind) {
  switch (kind) {
    case NodeKind::Nop: return "Nop Expression";
    case NodeKind::LiteralUndef: return "'undef' expression";
    case NodeKind::LiteralDefault: return "'default' expression";
    case NodeKind::LiteralBoolean: return "Boolean";
    case NodeKind::LiteralInteger: return "Literal Integer";
    case NodeKind::LiteralFloat: return "Literal Float";
    case NodeKind::LiteralString: return "String";
    case NodeKind::LiteralRegexp: return "Regular Expression";
    case NodeKind::InterpolatedString: return "Double Quoted String";
    case NodeKind::QualifiedName: return "Name";
    case NodeKind::QualifiedReference: return "Type-Name";
    case NodeKind::Variable: return "Variable";
    case NodeKind::Array: return "Array Expression";
    case NodeKind::Hash: return "Hash Expression";
    case NodeKind::Parenthesized: return "Parenthesized Expression";
    case NodeKind::Unfold: return "Unfold";
    case NodeKind::Access: return "'[]' expression";
    case NodeKind::Selector: return "Selector Expression";
    case NodeKind::If: return "'if' statement";
    case NodeKind::Unless: return "'unless' Statement";
    case NodeKind::Case: return "'case' statement";
    case NodeKind::Block: return "Block Expression";
    case NodeKind::Call: return "Function Call";
    case NodeKind::MethodCall: return "Method call";
    case NodeKind::Lambda: return "Lambda";
    case NodeKind::FunctionDefinition: return "Function Definition";
    case NodeKind::PlanDefinition: return "Plan Definition";
    case NodeKind::TypeAlias: return "Type Alias";
    case NodeKind::TypeMapping: return "Type Mapping";
    case NodeKind::TypeDefinition: return "Type Definition";
    case NodeKind::Apply: return "'apply' expression";
    case NodeKind::Resource: return "Resource Statement";
    case NodeKind::ResourceDefaults: return "Resource Defaults Expression";
    case NodeKind::ResourceOverride: return "Resource Override";
    case NodeKind::ClassDefinition: return "Host Class Definition";
    case NodeKind::DefinedTypeDefinition: return "'define' expression";
    case NodeKind::NodeDefinition: return "Node Definition";
    case NodeKind::Epp: return "Epp Template";
    case NodeKind::RenderString: return "Epp Text";
    case NodeKind::RenderExpression: return "Epp Interpolated Expression";
    default: return "Expression";
  }
}

}  // namespace

std::string label(const Node& node) {
  switch (node.kind) {
    case NodeKind::Heredoc: return fmt::format("'@({})' expression", static_cast<const Heredoc&>(node).syntax);
    case NodeKind::ReservedWord: return fmt::format("Reserved Word '{}'", static_cast<const ReservedWord&>(node).word);
    case NodeKind::Binary: return operator_label(spelling(static_cast<const Binary&>(node).operation));
    case NodeKind::Assignment: return operator_label(spelling(static_cast<const Assignment&>(node).operation));
    case NodeKind::Relationship: return operator_label(spelling(static_cast<const Relationship&>(node).operation));
    case NodeKind::Unary:
      return static_cast<const Unary&>(node).operation == UnaryOperator::Not ? "'not' expression" : "Unary Minus";
    case NodeKind::Collector: return static_cast<const Collector&>(node).exported ? "Exported Query" : "Virtual Query";
    default: return plain_label(node.kind);
  }
}

std::string a_label(const std::string& label) { return (takes_an(label) ? "an " : "a ") + label; }

std::string capital_a_label(const std::string& label) { return (takes_an(label) ? "An " : "A ") + label; }

}  // namespace volley::lang
