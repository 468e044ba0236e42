#include "lang/validate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "lang/children.hpp"
#include "lang/label.hpp"
#include "lang/names.hpp"
#include "lang/spelling.hpp"
#include "lang/static_value.hpp"
#include "lang/validator.hpp"

namespace volley::lang {

void Validator::report(std::string message, std::string_view issue, Span span) {
  diagnostics_.push_back(
      Diagnostic{Severity::Error, std::move(message), Place{program_.source, span}, std::string(issue), ""});
}

void Validator::operator()(const Node& node) {
  walk_chain(
      node, *this,
      [this](const Node& part) {
        visit(part, CheckNode{*this});
        path_.push_back(&part);
        return true;
      },
      [this](const Node&) { path_.pop_back(); });
}

void Validator::operator()(const KeyedEntry& entry) {
  const bool selects = path_.back()->kind == NodeKind::Selector;
  check_value(entry.key);
  if (!selects) {
    check_value(entry.value);
  }
  (*this)(*entry.key);
  (*this)(*entry.value);
}

void Validator::operator()(const CaseOption& option) {
  for (const Node* value : option.values) {
    check_value(value);
  }
  for (const Node* value : option.values) {
    (*this)(*value);
  }
  if (option.body->kind != NodeKind::Nop) {
    (*this)(*option.body);
  }
}

void Validator::operator()(const Parameter& parameter) {
  if (is_numeric_parameter(parameter.name)) {
    report(fmt::format("The numeric parameter name '${}' cannot be used (clashes with numeric match result variables)",
                       parameter.name),
           "ILLEGAL_NUMERIC_PARAMETER", parameter.span);
  }
  if (!is_parameter_name(parameter.name)) {
    report(
        fmt::format(R"(Illegal parameter name. The given name '{}' does not conform to the naming rule /^[a-z_]\w*$/)",
                    parameter.name),
        "ILLEGAL_PARAM_NAME", parameter.span);
  }
  if (parameter.default_value != nullptr) {
    refuse_assignments(*parameter.default_value);
    (*this)(*parameter.default_value);
  }
  if (parameter.type != nullptr) {
    (*this)(*parameter.type);
  }
}

void Validator::operator()(const Attribute& attribute) {
  const Node& owner = *path_.back();
  if (attribute.operation == AttributeOperator::Append && owner.kind != NodeKind::Collector &&
      owner.kind != NodeKind::ResourceOverride) {
    const std::string parent = owner.kind == NodeKind::Resource ? "Resource Instance Definition" : label(owner);
    report(fmt::format("Illegal +> operation on attribute {}. This operator can not be used in {}", attribute.name,
                       a_label(parent)),
           "ILLEGAL_ATTRIBUTE_APPEND", attribute.span);
  }
  check_value(attribute.value);
  (*this)(*attribute.value);
}

void Validator::operator()(const ResourceBody& body) {
  bool splat = false;
  for (const Attribute& attribute : body.attributes) {
    if (attribute.operation == AttributeOperator::Splat && std::exchange(splat, true)) {
      report("Unfolding of attributes from Hash can only be used once per resource body", "MULTIPLE_ATTRIBUTES_UNFOLD",
             attribute.span);
    }
  }
  (*this)(*body.title);
  for (const Attribute& attribute : body.attributes) {
    (*this)(attribute);
  }
}

// Something that is used as a value must produce one.
void Validator::check_value(const Node* node) {
  while (node != nullptr) {
    switch (node->kind) {
      case NodeKind::Parenthesized: node = static_cast<const Parenthesized*>(node)->expression; continue;
      case NodeKind::Unary: node = static_cast<const Unary*>(node)->operand; continue;
      case NodeKind::Unfold: node = static_cast<const Unfold*>(node)->operand; continue;
      case NodeKind::Collector:
      case NodeKind::FunctionDefinition:
      case NodeKind::PlanDefinition:
      case NodeKind::ClassDefinition:
      case NodeKind::DefinedTypeDefinition:
      case NodeKind::NodeDefinition:
      case NodeKind::TypeAlias:
      case NodeKind::TypeMapping:
      case NodeKind::TypeDefinition:
        report(fmt::format("Invalid use of expression. {} does not produce a value", capital_a_label(label(*node))),
               "NOT_RVALUE", node->span);
        return;
      default: return;
    }
  }
}

void Validator::refuse_assignments(const Node& node) {
  struct Search : EveryNode<Search> {
    Validator& validator;
    explicit Search(Validator& owner) : validator(owner) {}
    bool enter(const Node& part) {
      if (part.kind == NodeKind::Assignment) {
        validator.report("Assignment not allowed here", "ILLEGAL_ASSIGNMENT_CONTEXT", part.span);
      }
      return part.kind != NodeKind::Assignment && part.kind != NodeKind::Lambda;
    }
  };
  Search search(*this);
  search(node);
}

bool Validator::inside_apply() const {
  return std::any_of(path_.begin(), path_.end(), [](const Node* node) { return node->kind == NodeKind::Apply; });
}

void Validator::refuse_when_scripting(const Node& node) {
  report(capital_a_label(label(node)) + " is only available when compiling a catalog",
         "EXPRESSION_NOT_SUPPORTED_WHEN_SCRIPTING", node.span);
}

void Validator::refuse_when_compiling(const Node& node) {
  report(capital_a_label(label(node)) + " is not available when compiling a catalog",
         "EXPRESSION_NOT_SUPPORTED_WHEN_COMPILING", node.span);
}

// Definitions stand at the top: of the program, of a class, or of an apply block.
void Validator::check_top(const Node& definition) {
  for (std::size_t at = path_.size(); at-- > 0;) {
    const Node& container = *path_[at];
    const Node* above = at > 0 ? path_[at - 1] : nullptr;
    if (container.kind == NodeKind::Apply || container.kind == NodeKind::ClassDefinition) {
      return;
    }
    if (container.kind != NodeKind::Block) {
      report("Classes, definitions, and nodes may only appear at toplevel or inside other classes", "NOT_TOP_LEVEL",
             definition.span);
      return;
    }
    const bool conditional = above != nullptr && (above->kind == NodeKind::If || above->kind == NodeKind::Unless);
    if (conditional && static_cast<const Block&>(container).statements.size() == 1) {
      continue;
    }
    const bool absolute = definition.kind == NodeKind::FunctionDefinition ||
                          definition.kind == NodeKind::PlanDefinition || definition.kind == NodeKind::TypeAlias ||
                          definition.kind == NodeKind::TypeDefinition;
    if (above != nullptr && absolute) {
      report(capital_a_label(label(definition)) + " may only appear at toplevel", "NOT_ABSOLUTE_TOP_LEVEL",
             definition.span);
      return;
    }
  }
}

void Validator::check_assignable(const Node& target) {
  switch (target.kind) {
    case NodeKind::Variable: {
      const std::string_view name = static_cast<const Variable&>(target).name;
      if (is_match_variable(name)) {
        report(fmt::format("Illegal attempt to assign to the numeric match result variable '${}'. Numeric variables "
                           "are not assignable",
                           name),
               "ILLEGAL_NUMERIC_ASSIGNMENT", target.span);
      }
      if (name.find("::") != std::string_view::npos) {
        report(fmt::format("Illegal attempt to assign to '{}'. Cannot assign to variables in other namespaces", name),
               "CROSS_SCOPE_ASSIGNMENT", target.span);
      }
      return;
    }
    case NodeKind::Access:
      report("Illegal attempt to assign via [index/key]. Not an assignable reference", "ILLEGAL_INDEXED_ASSIGNMENT",
             target.span);
      return;
    case NodeKind::Array:
      for (const Node* item : static_cast<const Array&>(target).items) {
        check_assignable(*item);
      }
      return;
    default:
      report(fmt::format("Illegal attempt to assign to '{}'. Not an assignable reference", a_label(label(target))),
             "ILLEGAL_ASSIGNMENT", target.span);
  }
}

void Validator::check_parameters(std::span<const Parameter> parameters) {
  for (std::size_t at = 0; at < parameters.size(); ++at) {
    const std::string_view name = parameters[at].name;
    if (std::any_of(parameters.begin(), parameters.begin() + static_cast<std::ptrdiff_t>(at),
                    [&](const Parameter& earlier) { return earlier.name == name; })) {
      report(fmt::format("The parameter '{}' is declared more than once in the parameter list", name),
             "DUPLICATE_PARAMETER", parameters[at].span);
    }
  }
}

void Validator::check_keys(const Hash& hash) {
  std::unordered_set<std::string> seen;
  for (const KeyedEntry& entry : hash.entries) {
    const std::optional<StaticValue> key = static_value(*entry.key);
    if (key && !seen.insert(key->identity).second) {
      report(fmt::format("The key '{}' is declared more than once", key->text), "DUPLICATE_KEY", entry.span);
    }
  }
}

void validate(const Program& program, const std::vector<OversizedInteger>& oversized) {
  Validator validator(program, oversized);
  validator(*program.body);
  if (!validator.diagnostics().empty()) {
    throw ParseError(validator.diagnostics());
  }
}

}  // namespace volley::lang
