// From the syntax of a type expression to the type.
#include "lang/parser.hpp"
#include "runtime/evaluate/suggestion.hpp"
#include "runtime/type/named_types.hpp"
#include "runtime/type/parameter_error.hpp"
#include "runtime/value/big_integer.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/regexp.hpp"

namespace volley::runtime {
namespace {

constexpr std::size_t kMaximumDepth = 100;

class TypeReader {
 public:
  TypeReader(const lang::SourcePointer& source, TypeEnvironment& environment, const ParameterEvaluator& evaluate)
      : source_(source), environment_(environment), evaluate_(evaluate) {}

  TypePointer type(const lang::Node& node) {
    const Value value = parameter(node, 0);
    if (const auto* type = value.as<Type>()) {
      return type->self();
    }
    fail(node);
  }

  Value parameter(const lang::Node& node) { return parameter(node, 0); }

 private:
  Value parameter(const lang::Node& node, std::size_t depth) {
    if (depth > kMaximumDepth) {
      throw EvaluationError("The type is nested too deeply", {}, place(node));
    }
    switch (node.kind) {
      case lang::NodeKind::QualifiedReference: return Value(named(static_cast<const lang::QualifiedReference&>(node)));
      case lang::NodeKind::Access: return access(static_cast<const lang::Access&>(node), depth);
      case lang::NodeKind::Array: return Value(list(static_cast<const lang::Array&>(node).items, depth));
      case lang::NodeKind::Hash: return hash(static_cast<const lang::Hash&>(node), depth);
      case lang::NodeKind::Parenthesized:
        return parameter(*static_cast<const lang::Parenthesized&>(node).expression, depth + 1);
      case lang::NodeKind::Block:
        if (const auto& statements = static_cast<const lang::Block&>(node).statements; statements.size() == 1) {
          return parameter(*statements.front(), depth + 1);
        }
        fail(node);
      default: return literal(node, depth);
    }
  }

  Value literal(const lang::Node& node, std::size_t depth) {
    switch (node.kind) {
      case lang::NodeKind::LiteralUndef: return {};
      case lang::NodeKind::LiteralDefault: return Value::default_literal();
      case lang::NodeKind::LiteralBoolean: return static_cast<const lang::LiteralBoolean&>(node).value;
      case lang::NodeKind::LiteralInteger: return static_cast<const lang::LiteralInteger&>(node).value;
      case lang::NodeKind::LiteralFloat: return static_cast<const lang::LiteralFloat&>(node).value;
      case lang::NodeKind::LiteralString: return static_cast<const lang::LiteralString&>(node).value;
      case lang::NodeKind::QualifiedName: return static_cast<const lang::QualifiedName&>(node).name;
      case lang::NodeKind::LiteralRegexp: return regexp(static_cast<const lang::LiteralRegexp&>(node));
      default: break;
    }
    if (evaluate_) {
      return evaluate_(node);
    }
    if (node.kind == lang::NodeKind::Unary) {
      const auto& unary = static_cast<const lang::Unary&>(node);
      const Value operand = parameter(*unary.operand, depth + 1);
      if (unary.operation == lang::UnaryOperator::Minus && operand.is_number()) {
        return negated_number(operand);
      }
    }
    fail(node);
  }

  Value regexp(const lang::LiteralRegexp& node) const {
    try {
      return Value(Regexp::compile(node.pattern));
    } catch (const RegexpError& error) {
      throw EvaluationError(error.what(), {}, place(node));
    }
  }

  TypePointer named(const lang::QualifiedReference& node) {
    std::string_view name = node.name;
    if (name.starts_with("::")) {
      name.remove_prefix(2);
    }
    if (TypePointer type = builtin_type(name)) {
      return type;
    }
    try {
      if (TypePointer type = environment_.find_type(name)) {
        return type;
      }
    } catch (EvaluationError& error) {
      error.wrap("a Type-Name", place(node));
      throw;
    }
    if (evaluate_) {
      throw unknown_type(environment_, node.name, place(node));
    }
    return make<const ReferenceType>(std::string(node.name));
  }

  Value access(const lang::Access& node, std::size_t depth) {
    const Value base = parameter(*node.object, depth + 1);
    const auto* type = base.as<Type>();
    if (type == nullptr) {
      if (evaluate_) {
        return evaluate_(node);
      }
      fail(node);
    }
    if (type->is(TypeKind::Reference)) {
      return Value(make<const ReferenceType>(std::string(text_of(node))));
    }
    const Values keys = list(node.keys, depth);
    try {
      return Value(parameterize(type->self(), keys));
    } catch (TypeParameterError& error) {
      const bool about_one = error.parameter() && *error.parameter() < node.keys.size();
      error.set_place_if_unknown(place(about_one ? *node.keys[*error.parameter()] : node));
      throw;
    } catch (EvaluationError& error) {
      error.set_place_if_unknown(place(node));
      throw;
    }
  }

  Values list(lang::NodeList nodes, std::size_t depth) {
    Values values;
    values.reserve(nodes.size());
    for (const lang::Node* node : nodes) {
      values.push_back(parameter(*node, depth + 1));
    }
    return values;
  }

  Value hash(const lang::Hash& node, std::size_t depth) {
    Hash result;
    for (const lang::KeyedEntry& entry : node.entries) {
      result.set(parameter(*entry.key, depth + 1), parameter(*entry.value, depth + 1));
    }
    return Value(std::move(result));
  }

  [[nodiscard]] std::string_view text_of(const lang::Node& node) const {
    return source_ ? source_->text().substr(node.span.begin, node.span.end - node.span.begin) : std::string_view();
  }

  [[nodiscard]] lang::Place place(const lang::Node& node) const { return {source_, node.span}; }

  // The span of an operator is the operator alone.
  [[nodiscard]] std::string_view whole_text(const lang::Node& node) const {
    const lang::Node* first = &node;
    const lang::Node* last = &node;
    while (first->kind == lang::NodeKind::Binary) {
      first = static_cast<const lang::Binary*>(first)->left;
    }
    while (last->kind == lang::NodeKind::Binary) {
      last = static_cast<const lang::Binary*>(last)->right;
    }
    return source_ && first->span.begin < last->span.end
               ? source_->text().substr(first->span.begin, last->span.end - first->span.begin)
               : std::string_view();
  }

  [[noreturn]] void fail(const lang::Node& node) const {
    throw EvaluationError("The expression <" + std::string(whole_text(node)) + "> is not a valid type specification.",
                          {}, place(node));
  }

  const lang::SourcePointer& source_;
  TypeEnvironment& environment_;
  const ParameterEvaluator& evaluate_;
};

}  // namespace

TypePointer type_from_node(const lang::Node& node, const lang::SourcePointer& source, TypeEnvironment& environment,
                           const ParameterEvaluator& evaluate) {
  return TypeReader(source, environment, evaluate).type(node);
}

Value parameter_from_node(const lang::Node& node, const lang::SourcePointer& source, TypeEnvironment& environment) {
  return TypeReader(source, environment, {}).parameter(node);
}

TypePointer parse_type(std::string_view text, TypeEnvironment& environment) {
  const auto source = std::make_shared<const lang::Source>("<type>", std::string(text));
  const lang::ProgramPointer program = lang::parse_type_expression(source, Regexp::problem);
  return type_from_node(*program->body, source, environment);
}

}  // namespace volley::runtime
