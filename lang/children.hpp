// The parts of a node in Puppet's order of walking, for passes that go through whole trees.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "lang/chain.hpp"
#include "lang/visit.hpp"

namespace volley::lang {

// Calls `sink` with a const Node& for each direct part that is a node, and with the record itself for the parts that
// are not nodes (KeyedEntry, CaseOption, Parameter, Attribute, ResourceBody). Those are not descended into.
template <typename Sink>
class ChildWalk {
 public:
  ChildWalk(Sink& sink, const Node* except) : sink_(sink), except_(except) {}

  template <typename T>
  void operator()(const T& /*leaf*/) {}
  void operator()(const InterpolatedString& node) { all(node.parts); }
  void operator()(const Heredoc& node) { one(node.text); }
  void operator()(const Array& node) { all(node.items); }
  void operator()(const Hash& node) { records(node.entries); }
  void operator()(const Parenthesized& node) { one(node.expression); }
  void operator()(const Binary& node) { two(node.left, node.right); }
  void operator()(const Unary& node) { one(node.operand); }
  void operator()(const Unfold& node) { one(node.operand); }
  void operator()(const Assignment& node) { two(node.target, node.value); }
  void operator()(const Relationship& node) { two(node.left, node.right); }
  void operator()(const Access& node) {
    one(node.object);
    all(node.keys);
  }
  void operator()(const Selector& node) {
    one(node.subject);
    records(node.options);
  }
  void operator()(const If& node) { conditional(node); }
  void operator()(const Unless& node) { conditional(node); }
  void operator()(const Case& node) {
    one(node.subject);
    records(node.options);
  }
  void operator()(const Block& node) { all(node.statements); }
  void operator()(const Call& node) {
    one(node.functor);
    all(node.arguments);
    one(node.block);
  }
  void operator()(const MethodCall& node) {
    two(node.object, node.method);
    all(node.arguments);
    one(node.block);
  }
  void operator()(const Lambda& node) { definition(node.parameters, node.body, node.return_type); }
  void operator()(const FunctionDefinition& node) { definition(node.parameters, node.body, node.return_type); }
  void operator()(const PlanDefinition& node) { definition(node.parameters, node.body, node.return_type); }
  void operator()(const ClassDefinition& node) { definition(node.parameters, node.body, nullptr); }
  void operator()(const DefinedTypeDefinition& node) { definition(node.parameters, node.body, nullptr); }
  void operator()(const Epp& node) { definition(node.parameters, node.body, nullptr); }
  void operator()(const TypeAlias& node) { one(node.type); }
  void operator()(const TypeMapping& node) { two(node.type, node.mapping); }
  void operator()(const TypeDefinition& node) { one(node.body); }
  void operator()(const Apply& node) {
    all(node.arguments);
    one(node.body);
  }
  void operator()(const Resource& node) {
    one(node.type);
    records(node.bodies);
  }
  void operator()(const ResourceDefaults& node) {
    one(node.type);
    records(node.attributes);
  }
  void operator()(const ResourceOverride& node) {
    one(node.resources);
    records(node.attributes);
  }
  void operator()(const Collector& node) {
    two(node.type, node.query);
    records(node.attributes);
  }
  void operator()(const NodeDefinition& node) {
    one(node.parent);
    all(node.matches);
    one(node.body);
  }
  void operator()(const RenderExpression& node) { one(node.expression); }

 private:
  void one(const Node* node) {
    if (node != nullptr && node != except_) {
      sink_(*node);
    }
  }
  void two(const Node* first, const Node* second) {
    one(first);
    one(second);
  }
  void all(NodeList nodes) {
    for (const Node* node : nodes) {
      one(node);
    }
  }
  template <typename Record>
  void records(std::span<const Record> list) {
    for (const Record& record : list) {
      sink_(record);
    }
  }
  template <typename Conditional>
  void conditional(const Conditional& node) {
    one(node.test);
    two(node.then, node.otherwise);
  }
  void definition(std::span<const Parameter> parameters, const Node* body, const Node* return_type) {
    records(parameters);
    two(body, return_type);
  }

  Sink& sink_;
  const Node* except_;
};

template <typename Sink>
void walk_children(const Node& node, Sink& sink, const Node* except = nullptr) {
  visit(node, ChildWalk<Sink>(sink, except));
}

// The nodes of a chain but the last. Most have a few.
class ChainLinks {
 public:
  void add(const Node* node) {
    if (count_ < few_.size()) {
      few_[count_] = node;
    } else {
      more_.push_back(node);
    }
    ++count_;
  }
  [[nodiscard]] std::size_t size() const { return count_; }
  [[nodiscard]] const Node& operator[](std::size_t position) const {
    return position < few_.size() ? *few_[position] : *more_[position - few_.size()];
  }

 private:
  std::array<const Node*, 6> few_;
  std::vector<const Node*> more_;
  std::size_t count_ = 0;
};

// Walks a node and the chain that begins with it, without recursion along the chain: `enter` for each node before its
// parts (false: they are left out), `sink` as in walk_children, `leave` after the parts.
template <typename Sink, typename Enter, typename Leave>
void walk_chain(const Node& node, Sink& sink, Enter enter, Leave leave) {
  ChainLinks chain;
  const Node* last = &node;
  bool open = enter(*last);
  for (const Node* next = chained_part(*last); open && next != nullptr; next = chained_part(*last)) {
    if (last->kind == NodeKind::If) {
      walk_children(*last, sink, next);
    }
    chain.add(last);
    last = next;
    open = enter(*last);
  }
  if (open) {
    walk_children(*last, sink);
    leave(*last);
  }
  for (std::size_t left = chain.size(); left > 0; --left) {
    const Node& link = chain[left - 1];
    if (link.kind != NodeKind::If) {
      walk_children(link, sink, chained_part(link));
    }
    leave(link);
  }
}

// The base of a pass that looks at all nodes below one: `bool Pass::enter(const Node&)` tells whether to go on inside.
template <typename Pass>
class EveryNode {
 public:
  void operator()(const Node& node) {
    Pass& pass = static_cast<Pass&>(*this);
    walk_chain(
        node, pass, [&pass](const Node& part) { return pass.enter(part); }, [](const Node&) {});
  }
  void operator()(const KeyedEntry& entry) {
    (*this)(*entry.key);
    (*this)(*entry.value);
  }
  void operator()(const CaseOption& option) {
    for (const Node* value : option.values) {
      (*this)(*value);
    }
    (*this)(*option.body);
  }
  void operator()(const Attribute& attribute) { (*this)(*attribute.value); }
  void operator()(const ResourceBody& body) {
    (*this)(*body.title);
    for (const Attribute& attribute : body.attributes) {
      (*this)(attribute);
    }
  }
  void operator()(const Parameter& parameter) {
    if (parameter.type != nullptr) {
      (*this)(*parameter.type);
    }
    if (parameter.default_value != nullptr) {
      (*this)(*parameter.default_value);
    }
  }
};

}  // namespace volley::lang
