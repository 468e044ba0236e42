// The checks of the single kinds of nodes.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "lang/effects.hpp"
#include "lang/label.hpp"
#include "lang/names.hpp"
#include "lang/spelling.hpp"
#include "lang/validator.hpp"

namespace volley::lang {
namespace {

bool is_pattern_with_replacement(const Node& node) {
  if (node.kind != NodeKind::Array) {
    return false;
  }
  const NodeList items = static_cast<const Array&>(node).items;
  return items.size() == 2 && items[0]->kind == NodeKind::LiteralRegexp && items[1]->kind == NodeKind::LiteralString;
}

bool is_type_reference(const Node& node) {
  const Node* base = node.kind == NodeKind::Access ? static_cast<const Access&>(node).object : &node;
  return base->kind == NodeKind::QualifiedReference;
}

}  // namespace

void Validator::CheckNode::operator()(const LiteralInteger& node) const {
  const auto found = std::find_if(validator.oversized_.begin(), validator.oversized_.end(),
                                  [&](const OversizedInteger& row) { return row.literal == &node; });
  if (found != validator.oversized_.end()) {
    validator.report(fmt::format("A Literal Integer resulted in a value outside of Puppet Integer max range, got "
                                 "'+0x{}'",
                                 found->hexadecimal),
                     "NUMERIC_OVERFLOW", node.span);
  }
}

void Validator::CheckNode::operator()(const Variable& node) const {
  const bool numeric = !node.name.empty() && node.name.front() >= '0' && node.name.front() <= '9';
  if (numeric && !is_match_variable(node.name)) {
    validator.report(fmt::format("Illegal numeric variable name, The given name '{}' must be a decimal value if it "
                                 "starts with a digit 0-9",
                                 node.name),
                     "ILLEGAL_NUMERIC_VAR_NAME", node.span);
  } else if (!numeric && !is_variable_name(node.name)) {
    validator.report(fmt::format("Illegal variable name, The given name '{}' does not conform to the naming rule "
                                 R"(/^((::)?[a-z]\w*)*((::)?[a-z_]\w*)$/)",
                                 node.name),
                     "ILLEGAL_VAR_NAME", node.span);
  }
}

void Validator::CheckNode::operator()(const ReservedWord& node) const {
  validator.report(fmt::format("Use of reserved word: {}, must be quoted if intended to be a String value", node.word),
                   "RESERVED_WORD", node.span);
}

void Validator::CheckNode::operator()(const Array& node) const {
  for (const Node* item : node.items) {
    validator.check_value(item);
  }
}

void Validator::CheckNode::operator()(const Hash& node) const { validator.check_keys(node); }

void Validator::CheckNode::operator()(const Parenthesized& node) const { validator.check_value(node.expression); }

void Validator::CheckNode::operator()(const Binary& node) const {
  validator.check_value(node.left);
  validator.check_value(node.right);
}

void Validator::CheckNode::operator()(const Unary& node) const { validator.check_value(node.operand); }

void Validator::CheckNode::operator()(const Unfold& node) const { validator.check_value(node.operand); }

void Validator::CheckNode::operator()(const Assignment& node) const {
  if (node.operation != AssignmentOperator::Assign) {
    validator.report(fmt::format("The operator '{}' is no longer supported. See "
                                 "http://links.puppet.com/remove-plus-equals",
                                 spelling(node.operation)),
                     "APPENDS_DELETES_NO_LONGER_SUPPORTED", node.span);
    return;
  }
  validator.check_assignable(*node.target);
  validator.check_value(node.value);
}

void Validator::CheckNode::operator()(const Selector& node) const {
  validator.check_value(node.subject);
  const Node* first = nullptr;
  for (const KeyedEntry& option : node.options) {
    if (option.key->kind != NodeKind::LiteralDefault) {
      continue;
    }
    if (first != nullptr) {
      validator.report("This Selector Expression already has a 'default' entry - this is a duplicate",
                       "DUPLICATE_DEFAULT", option.key->span);
      return;
    }
    first = option.key;
  }
}

void Validator::CheckNode::operator()(const If& node) const { validator.check_value(node.test); }

void Validator::CheckNode::operator()(const Unless& node) const { validator.check_value(node.test); }

void Validator::CheckNode::operator()(const Case& node) const {
  validator.check_value(node.subject);
  bool found = false;
  for (const CaseOption& option : node.options) {
    for (const Node* value : option.values) {
      if (value->kind == NodeKind::LiteralDefault && std::exchange(found, true)) {
        validator.report("This 'case' statement already has a 'default' entry - this is a duplicate",
                         "DUPLICATE_DEFAULT", value->span);
      }
    }
  }
}

// Only the first statement without effect is worth a message.
void Validator::CheckNode::operator()(const Block& node) const {
  for (const Node* statement : node.statements.first(node.statements.size() - 1)) {
    if (has_no_effect(statement)) {
      validator.report(fmt::format("This {} has no effect. A value was produced and then forgotten (one or more "
                                   "preceding expressions may have the wrong form)",
                                   label(*statement)),
                       "IDEM_EXPRESSION_NOT_LAST", statement->span);
      return;
    }
  }
}

void Validator::CheckNode::operator()(const Call& node) const {
  if (is_type_reference(*node.functor) || node.functor->kind == NodeKind::QualifiedName) {
    return;
  }
  if (node.functor->kind == NodeKind::RenderString) {
    validator.report(
        "Ambiguous EPP parameter expression. Probably missing '<%-' before parameters to remove leading "
        "whitespace",
        "ILLEGAL_EPP_PARAMETERS", node.span);
    return;
  }
  validator.report(fmt::format("Illegal expression. {} is unacceptable as function name in a Function Call",
                               capital_a_label(label(*node.functor))),
                   "ILLEGAL_EXPRESSION", node.functor->span);
}

void Validator::CheckNode::operator()(const Lambda& node) const { validator.check_captures(node.parameters); }

void Validator::CheckNode::operator()(const FunctionDefinition& node) const {
  validator.check_definition_name(node, node.name);
  validator.check_parameters(node.parameters);
}

void Validator::CheckNode::operator()(const PlanDefinition& node) const {
  validator.check_definition_name(node, node.name);
  validator.check_parameters(node.parameters);
}

void Validator::CheckNode::operator()(const TypeAlias& node) const {
  validator.check_top(node);
  if (!is_alias_name(node.name)) {
    validator.report(
        fmt::format("Unacceptable name. The name '{}' is unacceptable as the name of a Type Alias", node.name),
        "ILLEGAL_DEFINITION_NAME", node.span);
  }
  if (!is_type_reference(*node.type)) {
    validator.report(fmt::format("Illegal expression. {} is unacceptable as a type reference in a Type Alias",
                                 capital_a_label(label(*node.type))),
                     "ILLEGAL_EXPRESSION", node.type->span);
  }
}

void Validator::CheckNode::operator()(const TypeMapping& node) const {
  validator.check_top(node);
  const auto* access = static_cast<const Access*>(node.type);
  const bool runtime = access->object->kind == NodeKind::QualifiedReference &&
                       static_cast<const QualifiedReference*>(access->object)->name == "Runtime";
  if (!runtime) {
    validator.report("Expressions of type a Type Mapping are not supported in this version of Puppet",
                     "UNSUPPORTED_EXPRESSION", node.span);
    return;
  }
  const bool pattern = access->keys.size() == 2 && is_pattern_with_replacement(*access->keys[1]);
  const bool good = pattern ? is_pattern_with_replacement(*node.mapping)
                            : !is_pattern_with_replacement(*node.mapping) && is_type_reference(*node.mapping);
  if (!good) {
    validator.report(fmt::format("Illegal type mapping. Expected a {} on the left side, got A Type Mapping",
                                 pattern ? "Tuple[Regexp,String]" : "Type"),
                     "ILLEGAL_TYPE_MAPPING", node.span);
  }
}

void Validator::CheckNode::operator()(const TypeDefinition& node) const {
  validator.check_top(node);
  validator.report("Expressions of type a Type Definition are not supported in this version of Puppet",
                   "UNSUPPORTED_EXPRESSION", node.span);
}

void Validator::CheckNode::operator()(const Apply& node) const {
  if (validator.inside_apply()) {
    validator.refuse_when_compiling(node);
  }
}

void Validator::CheckNode::operator()(const Resource& node) const {
  if (!validator.inside_apply()) {
    validator.refuse_when_scripting(node);
  } else if (node.form != ResourceForm::Regular && node.type->kind == NodeKind::QualifiedName &&
             static_cast<const QualifiedName*>(node.type)->name == "class") {
    validator.report("Classes are not virtualizable", "CLASS_NOT_VIRTUALIZABLE", node.span);
  }
}

void Validator::CheckNode::operator()(const ResourceDefaults& node) const {
  if (!validator.inside_apply()) {
    validator.refuse_when_scripting(node);
  } else if (node.form != ResourceForm::Regular) {
    validator.report("Resource Defaults are not virtualizable", "NOT_VIRTUALIZEABLE", node.span);
  }
}

void Validator::CheckNode::operator()(const ResourceOverride& node) const {
  if (!validator.inside_apply()) {
    validator.refuse_when_scripting(node);
  } else if (node.form != ResourceForm::Regular) {
    validator.report("Resource Defaults are not virtualizable", "NOT_VIRTUALIZEABLE", node.span);
  }
}

void Validator::CheckNode::operator()(const Collector& node) const {
  if (!validator.inside_apply()) {
    validator.refuse_when_scripting(node);
  } else if (node.exported) {
    validator.refuse_when_compiling(node);
  } else if (node.type->kind != NodeKind::QualifiedReference) {
    validator.report(fmt::format("Illegal expression. {} is unacceptable as type name in a Virtual Query",
                                 capital_a_label(label(*node.type))),
                     "ILLEGAL_EXPRESSION", node.type->span);
  }
  if (node.query != nullptr) {
    validator.check_query(*node.query);
  }
}

void Validator::CheckNode::operator()(const Relationship& node) const {
  if (!validator.inside_apply()) {
    validator.refuse_when_scripting(node);
    return;
  }
  for (const Node* side : {node.left, node.right}) {
    if (side->kind != NodeKind::Collector && side->kind != NodeKind::Relationship) {
      validator.check_value(side);
    }
  }
}

void Validator::CheckNode::operator()(const ClassDefinition& node) const { validator.refuse_when_scripting(node); }

void Validator::CheckNode::operator()(const DefinedTypeDefinition& node) const {
  validator.refuse_when_scripting(node);
}

void Validator::CheckNode::operator()(const NodeDefinition& node) const {
  if (!validator.inside_apply()) {
    validator.refuse_when_scripting(node);
    return;
  }
  validator.check_top(node);
  if (node.parent != nullptr) {
    validator.report(
        "Node inheritance is not supported in Puppet >= 4.0.0. See "
        "http://links.puppet.com/puppet-node-inheritance-deprecation",
        "ILLEGAL_NODE_INHERITANCE", node.parent->span);
  }
}

void Validator::CheckNode::operator()(const Epp& node) const { validator.check_parameters(node.parameters); }

void Validator::check_captures(std::span<const Parameter> parameters) {
  for (std::size_t at = 0; at + 1 < parameters.size(); ++at) {
    if (parameters[at].captures_rest) {
      report(fmt::format("Parameter ${} is not last, and has 'captures rest'", parameters[at].name),
             "CAPTURES_REST_NOT_LAST", parameters[at].span);
    }
  }
}

void Validator::check_definition_name(const Node& node, std::string_view name) {
  check_top(node);
  if (!is_definition_name(name)) {
    report(
        fmt::format("Unacceptable name. The name '{}' is unacceptable as the name of {}", name, a_label(label(node))),
        "ILLEGAL_DEFINITION_NAME", node.span);
  }
  static constexpr std::array<std::string_view, 28> reserved{
      "type",      "any",        "unit",        "scalar",  "boolean",   "numeric",  "integer",
      "float",     "collection", "array",       "hash",    "tuple",     "struct",   "variant",
      "optional",  "enum",       "regexp",      "pattern", "runtime",   "init",     "object",
      "sensitive", "semver",     "semverrange", "string",  "timestamp", "timespan", "typeset"};
  if (std::find(reserved.begin(), reserved.end(), name) != reserved.end()) {
    report(fmt::format("The name: '{}' is already defined by Puppet and can not be used as the name of {}.", name,
                       a_label(label(node))),
           "RESERVED_TYPE_NAME", node.span);
  }
}

void Validator::check_query(const Node& query) {
  const Node* last = &query;
  std::vector<const Node*> rest;
  while (last->kind == NodeKind::Binary) {
    const auto& binary = static_cast<const Binary&>(*last);
    if (binary.operation != BinaryOperator::And && binary.operation != BinaryOperator::Or) {
      break;
    }
    rest.push_back(binary.right);
    last = binary.left;
  }
  check_predicate(*last);
  for (auto part = rest.rbegin(); part != rest.rend(); ++part) {
    check_query(**part);
  }
}

void Validator::check_predicate(const Node& node) {
  switch (node.kind) {
    case NodeKind::Variable:
    case NodeKind::QualifiedName:
    case NodeKind::LiteralInteger:
    case NodeKind::LiteralFloat:
    case NodeKind::LiteralString:
    case NodeKind::LiteralBoolean: return;
    case NodeKind::Parenthesized: check_query(*static_cast<const Parenthesized&>(node).expression); return;
    case NodeKind::Binary: {
      const auto& binary = static_cast<const Binary&>(node);
      if (binary.operation == BinaryOperator::Equal || binary.operation == BinaryOperator::NotEqual) {
        return;
      }
      break;
    }
    default: break;
  }
  report(fmt::format("Illegal query expression. {} cannot be used in a query", capital_a_label(label(node))),
         "ILLEGAL_QUERY_EXPRESSION", node.span);
}

}  // namespace volley::lang
