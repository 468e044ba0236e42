#include "lang/dump.hpp"

#include <fmt/format.h>

#include <iterator>
#include <vector>

#include "lang/chain.hpp"
#include "lang/literal_notation.hpp"
#include "lang/pattern_check.hpp"
#include "lang/spelling.hpp"
#include "lang/visit.hpp"

namespace volley::lang {
namespace {

class Dumper {
 public:
  [[nodiscard]] std::string take() { return std::move(out_); }

  void node(const Node* node) {
    if (node == nullptr) {
      out_ += "(nop)";
      return;
    }
    std::vector<const Node*> chain;
    for (const Node* next = chained_part(*node); next != nullptr; next = chained_part(*node)) {
      begin_link(*node);
      chain.push_back(node);
      node = next;
    }
    visit(*node, *this);
    for (auto link = chain.rbegin(); link != chain.rend(); ++link) {
      end_link(**link);
    }
  }

  void operator()(const Nop& /*node*/) { out_ += "(nop)"; }
  void operator()(const LiteralUndef& /*node*/) { out_ += "nil"; }
  void operator()(const LiteralDefault& /*node*/) { out_ += "(default)"; }
  void operator()(const LiteralBoolean& node) { out_ += node.value ? "true" : "false"; }
  void operator()(const LiteralInteger& node) {
    if (node.radix == 10) {
      out_ += std::to_string(node.value);
    } else {
      fmt::format_to(std::back_inserter(out_), "(int {{:radix {} :value {}}})", node.radix, node.value);
    }
  }
  void operator()(const LiteralFloat& node) { number(node.value); }
  void operator()(const LiteralString& node) { quoted(node.value); }
  void operator()(const LiteralRegexp& node) {
    const bool grouped = fixes_encoding(node.pattern);
    call("regexp", [&] { quoted(grouped ? "(?-imx:" + std::string(node.pattern) + ")" : std::string(node.pattern)); });
  }
  void operator()(const InterpolatedString& node) {
    out_ += "(concat";
    for (const Node* part : node.parts) {
      out_ += ' ';
      // Plain text has an empty span; "${'a'}" holds a string as an expression.
      if (part->kind == NodeKind::LiteralString && part->span.begin == part->span.end) {
        this->node(part);
      } else {
        call("str", [&] { this->node(part); });
      }
    }
    out_ += ')';
  }
  void operator()(const Heredoc& node) {
    out_ += "(heredoc {";
    if (!node.syntax.empty()) {
      out_ += ":syntax ";
      quoted(node.syntax);
      out_ += ' ';
    }
    out_ += ":text ";
    this->node(node.text);
    out_ += "})";
  }
  void operator()(const QualifiedName& node) {
    call("qn", [&] { quoted(node.name); });
  }
  void operator()(const QualifiedReference& node) {
    call("qr", [&] { quoted(node.name); });
  }
  void operator()(const ReservedWord& node) {
    call("reserved", [&] { quoted(node.word); });
  }
  void operator()(const Variable& node) {
    call("var", [&] { quoted(node.name); });
  }
  void operator()(const Array& node) { list_call("array", node.items); }
  void operator()(const Hash& node) {
    out_ += "(hash";
    for (const KeyedEntry& entry : node.entries) {
      out_ += ' ';
      pair(entry);
    }
    out_ += ')';
  }
  void operator()(const Parenthesized& node) { unary("paren", node.expression); }
  void operator()(const Unary& node) {
    if (node.operation == UnaryOperator::Minus && node.operand->kind == NodeKind::LiteralInteger) {
      out_ += std::to_string(-static_cast<const LiteralInteger*>(node.operand)->value);
    } else if (node.operation == UnaryOperator::Minus && node.operand->kind == NodeKind::LiteralFloat) {
      number(-static_cast<const LiteralFloat*>(node.operand)->value);
    } else {
      unary(node.operation == UnaryOperator::Minus ? "-" : "!", node.operand);
    }
  }
  void operator()(const Unfold& node) { unary("unfold", node.operand); }
  void operator()(const Assignment& node) { binary(spelling(node.operation), node.target, node.value); }
  void operator()(const Selector& node) {
    out_ += "(? ";
    this->node(node.subject);
    out_ += " [";
    each(node.options, [&](const KeyedEntry& entry) { pair(entry); });
    out_ += "])";
  }
  void operator()(const If& node) { conditional("if", node); }
  void operator()(const Unless& node) { conditional("unless", node); }
  void operator()(const Case& node) {
    out_ += "(case ";
    this->node(node.subject);
    out_ += " [";
    each(node.options, [&](const CaseOption& option) {
      out_ += "{:when ";
      list(option.values);
      out_ += " :then ";
      body(option.body);
      out_ += '}';
    });
    out_ += "])";
  }
  void operator()(const Block& node) { list_call("block", node.statements); }
  void operator()(const Call& node) {
    out_ += node.value_required ? "(call {:functor " : "(invoke {:functor ";
    this->node(node.functor);
    arguments(node.arguments, node.block);
  }
  // Links of chains: node() writes them, these never see one.
  void operator()(const Binary& /*node*/) {}
  void operator()(const Access& /*node*/) {}
  void operator()(const MethodCall& /*node*/) {}
  void operator()(const Lambda& node) {
    out_ += "(lambda {";
    first_ = true;
    parameters(node.parameters);
    if (node.return_type != nullptr) {
      key("returns");
      this->node(node.return_type);
    }
    optional_body(node.body);
    out_ += "})";
  }
  void operator()(const FunctionDefinition& node) {
    definition("function", node.name, {}, node.parameters, node.body, node.return_type);
  }
  void operator()(const PlanDefinition& node) {
    definition("plan", node.name, {}, node.parameters, node.body, node.return_type);
  }
  void operator()(const ClassDefinition& node) {
    definition("class", node.name, node.parent, node.parameters, node.body, nullptr);
  }
  void operator()(const DefinedTypeDefinition& node) {
    definition("define", node.name, {}, node.parameters, node.body, nullptr);
  }
  void operator()(const TypeAlias& node) {
    out_ += "(type-alias ";
    quoted(node.name);
    out_ += ' ';
    this->node(node.type);
    out_ += ')';
  }
  void operator()(const TypeMapping& node) { binary("type-mapping", node.type, node.mapping); }
  void operator()(const TypeDefinition& node) {
    out_ += "(type-definition ";
    quoted(node.name);
    out_ += ' ';
    node.parent.empty() ? out_ += "nil" : (quoted(node.parent), out_);
    out_ += ' ';
    this->node(node.body);
    out_ += ')';
  }
  void operator()(const Apply& node) {
    out_ += "(apply {:args ";
    list(node.arguments);
    out_ += " :body ";
    node.body->kind == NodeKind::Nop ? out_ += "[]" : (body(node.body), out_);
    out_ += "})";
  }
  void operator()(const Resource& node) {
    out_ += "(resource {:type ";
    this->node(node.type);
    out_ += " :bodies [";
    each(node.bodies, [&](const ResourceBody& resource) {
      out_ += "{:title ";
      this->node(resource.title);
      out_ += " :ops ";
      attributes(resource.attributes);
      out_ += '}';
    });
    out_ += ']';
    form(node.form);
  }
  void operator()(const ResourceDefaults& node) {
    out_ += "(resource-defaults {:type ";
    this->node(node.type);
    out_ += " :ops ";
    attributes(node.attributes);
    form(node.form);
  }
  void operator()(const ResourceOverride& node) {
    out_ += "(resource-override {:resources ";
    this->node(node.resources);
    out_ += " :ops ";
    attributes(node.attributes);
    form(node.form);
  }
  void operator()(const Collector& node) {
    out_ += "(collect {:type ";
    this->node(node.type);
    out_ += node.exported ? " :query (exported-query" : " :query (virtual-query";
    if (node.query != nullptr) {
      out_ += ' ';
      this->node(node.query);
    }
    out_ += ')';
    if (!node.attributes.empty()) {
      out_ += " :ops ";
      attributes(node.attributes);
    }
    out_ += "})";
  }
  void operator()(const Relationship& node) { binary(spelling(node.operation), node.left, node.right); }
  void operator()(const NodeDefinition& node) {
    out_ += "(node {";
    first_ = true;
    key("matches");
    list(node.matches);
    if (node.parent != nullptr) {
      key("parent");
      this->node(node.parent);
    }
    optional_body(node.body);
    out_ += "})";
  }
  void operator()(const Epp& node) {
    out_ += "(lambda {";
    first_ = true;
    parameters(node.parameters);
    key("body");
    out_ += "[(epp ";
    this->node(node.body);
    out_ += ")]})";
  }
  void operator()(const RenderString& node) {
    call("render-s", [&] { quoted(node.text); });
  }
  void operator()(const RenderExpression& node) { unary("render", node.expression); }

 private:
  // What stands before and behind the part along which a chain goes on.
  void begin_link(const Node& link) {
    switch (link.kind) {
      case NodeKind::Binary:
        out_ += '(';
        out_ += spelling(static_cast<const Binary&>(link).operation);
        out_ += ' ';
        return;
      case NodeKind::Access: out_ += "(access "; return;
      case NodeKind::MethodCall: out_ += "(call-method {:functor (. "; return;
      default: branch("if", static_cast<const If&>(link)); out_ += " :else [";
    }
  }
  void end_link(const Node& link) {
    switch (link.kind) {
      case NodeKind::Binary:
        out_ += ' ';
        node(static_cast<const Binary&>(link).right);
        out_ += ')';
        return;
      case NodeKind::Access:
        rest(static_cast<const Access&>(link).keys);
        out_ += ')';
        return;
      case NodeKind::MethodCall: {
        const auto& call = static_cast<const MethodCall&>(link);
        out_ += ' ';
        node(call.method);
        out_ += ')';
        arguments(call.arguments, call.block);
        return;
      }
      default: out_ += "]})";
    }
  }
  template <typename Inner>
  void call(std::string_view name, Inner inner) {
    out_ += '(';
    out_ += name;
    out_ += ' ';
    inner();
    out_ += ')';
  }
  void unary(std::string_view name, const Node* operand) {
    call(name, [&] { node(operand); });
  }
  void binary(std::string_view name, const Node* left, const Node* right) {
    call(name, [&] {
      node(left);
      out_ += ' ';
      node(right);
    });
  }
  void pair(const KeyedEntry& entry) { binary("=>", entry.key, entry.value); }
  void rest(NodeList nodes) {
    for (const Node* part : nodes) {
      out_ += ' ';
      node(part);
    }
  }
  void list_call(std::string_view name, NodeList nodes) {
    out_ += '(';
    out_ += name;
    rest(nodes);
    out_ += ')';
  }
  template <typename Range, typename Print>
  void each(const Range& range, Print print) {
    bool first = true;
    for (const auto& item : range) {
      out_ += first ? "" : " ";
      first = false;
      print(item);
    }
  }
  void list(NodeList nodes) {
    out_ += '[';
    each(nodes, [&](const Node* part) { node(part); });
    out_ += ']';
  }
  void body(const Node* body) {
    if (body != nullptr && body->kind == NodeKind::Block) {
      list(static_cast<const Block*>(body)->statements);
    } else {
      out_ += '[';
      node(body);
      out_ += ']';
    }
  }
  void key(std::string_view name) {
    out_ += first_ ? ":" : " :";
    first_ = false;
    out_ += name;
    out_ += ' ';
  }
  void optional_body(const Node* node) {
    if (node != nullptr && node->kind != NodeKind::Nop) {
      key("body");
      body(node);
    }
  }
  void arguments(NodeList nodes, const Lambda* block) {
    out_ += " :args ";
    list(nodes);
    if (block != nullptr) {
      out_ += " :block ";
      node(block);
    }
    out_ += "})";
  }
  template <typename Conditional>
  void branch(std::string_view name, const Conditional& node) {
    out_ += '(';
    out_ += name;
    out_ += " {:test ";
    this->node(node.test);
    if (node.then->kind != NodeKind::Nop) {
      out_ += " :then ";
      body(node.then);
    }
  }
  template <typename Conditional>
  void conditional(std::string_view name, const Conditional& node) {
    branch(name, node);
    if (node.otherwise != nullptr && node.otherwise->kind != NodeKind::Nop) {
      out_ += " :else ";
      body(node.otherwise);
    }
    out_ += "})";
  }
  void parameters(std::span<const Parameter> list) {
    if (list.empty()) {
      return;
    }
    key("params");
    out_ += '{';
    each(list, [&](const Parameter& parameter) {
      out_ += ':';
      out_ += parameter.name;
      out_ += " {";
      first_ = true;
      if (parameter.type != nullptr) {
        key("type");
        node(parameter.type);
        first_ = false;
      }
      if (parameter.captures_rest) {
        key("splat");
        out_ += "true";
      }
      if (parameter.default_value != nullptr) {
        key("value");
        node(parameter.default_value);
      }
      out_ += '}';
    });
    out_ += '}';
    first_ = false;
  }
  void definition(std::string_view kind, std::string_view name, std::string_view parent,
                  std::span<const Parameter> list, const Node* body, const Node* return_type) {
    out_ += '(';
    out_ += kind;
    out_ += " {";
    first_ = true;
    key("name");
    quoted(name);
    if (!parent.empty()) {
      key("parent");
      quoted(parent);
    }
    parameters(list);
    optional_body(body);
    if (return_type != nullptr) {
      first_ = false;
      key("returns");
      node(return_type);
    }
    out_ += "})";
  }
  void attributes(std::span<const Attribute> list) {
    out_ += '[';
    each(list, [&](const Attribute& attribute) {
      if (attribute.operation == AttributeOperator::Splat) {
        unary("splat-hash", attribute.value);
        return;
      }
      call(spelling(attribute.operation), [&] {
        quoted(attribute.name);
        out_ += ' ';
        node(attribute.value);
      });
    });
    out_ += ']';
  }
  void form(ResourceForm form) {
    if (form != ResourceForm::Regular) {
      out_ += form == ResourceForm::Virtual ? " :form \"virtual\"" : " :form \"exported\"";
    }
    out_ += "})";
  }
  void number(double value) { out_ += notation_of(value); }
  void quoted(std::string_view text) { append_quoted(out_, text); }

  std::string out_;
  bool first_ = true;
};

}  // namespace

std::string dump_pn(const Program& program) {
  Dumper dumper;
  dumper.node(program.body);
  return dumper.take();
}

}  // namespace volley::lang
