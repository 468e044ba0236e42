// Functions, plans, classes, nodes and types.
#include <fmt/format.h>

#include <algorithm>

#include "lang/tree_builder.hpp"

namespace volley::lang {

void TreeBuilder::define(Node* node, std::uint32_t depth) {
  definitions_.push_back(node);
  push(node, depth);
}

void TreeBuilder::definition_name(std::uint32_t index) { names_.push_back(token(index).text); }

void TreeBuilder::class_as_name(std::uint32_t index) {
  fail("'class' keyword not allowed at this location", token(index).span);
}

void TreeBuilder::quoted_name(std::uint32_t index) {
  fail("A quoted string is not valid as a name here", token(index).span);
}

// A class or plan inside another one carries the name of the outer one in front.
void TreeBuilder::stacked_name() { namespaces_.emplace_back(names_.back()); }

std::string_view TreeBuilder::qualified(std::string_view name) {
  std::string joined;
  for (const std::string& outer : namespaces_) {
    joined += joined.empty() ? outer : "::" + outer;
  }
  if (joined.empty()) {
    return name;
  }
  joined += "::";
  joined += name;
  return keep(joined.starts_with("::") ? std::string_view(joined).substr(2) : std::string_view(joined));
}

void TreeBuilder::function_end() {
  const Mark mark = close();
  const Entry body = pop();
  const Entry type = pop();
  auto* node = create<FunctionDefinition>(NodeKind::FunctionDefinition, between(mark.token, last_token_));
  node->name = names_.back();
  node->parameters = copy(parameters_, mark.parameters);
  node->return_type = type.node;
  node->body = body.node;
  names_.pop_back();
  parameters_.resize(mark.parameters);
  define(node, mark.deepest + 1);
}

void TreeBuilder::plan_end() {
  const Mark mark = close();
  const Entry body = pop();
  namespaces_.pop_back();
  auto* node = create<PlanDefinition>(NodeKind::PlanDefinition, between(mark.token, last_token_));
  node->name = qualified(names_.back());
  node->parameters = copy(parameters_, mark.parameters);
  node->body = body.node;
  names_.pop_back();
  parameters_.resize(mark.parameters);
  define(node, mark.deepest + 1);
}

void TreeBuilder::define_end() {
  const Mark mark = close();
  const Entry body = pop();
  auto* node = create<DefinedTypeDefinition>(NodeKind::DefinedTypeDefinition, between(mark.token, last_token_));
  node->name = qualified(names_.back());
  node->parameters = copy(parameters_, mark.parameters);
  node->body = body.node;
  names_.pop_back();
  parameters_.resize(mark.parameters);
  define(node, mark.deepest + 1);
}

void TreeBuilder::parent_name(std::uint32_t index) { parents_.push_back(token(index).text); }

void TreeBuilder::no_parent() { parents_.emplace_back(); }

void TreeBuilder::class_end() {
  const Mark mark = close();
  const Entry body = pop();
  namespaces_.pop_back();
  auto* node = create<ClassDefinition>(NodeKind::ClassDefinition, between(mark.token, last_token_));
  node->parent = parents_.back();
  parents_.pop_back();
  node->name = qualified(names_.back());
  node->parameters = copy(parameters_, mark.parameters);
  node->body = body.node;
  names_.pop_back();
  parameters_.resize(mark.parameters);
  define(node, mark.deepest + 1);
}

// a.b.c stands as several tokens; the text between the first and the last one may hold white space.
void TreeBuilder::dotted_host(std::uint32_t index) {
  std::string joined;
  std::uint32_t last = index;
  for (std::uint32_t at = index;; at += 2) {
    joined += token(at).text;
    last = at;
    if (at + 1 >= stream_.tokens.size() || token(at + 1).kind != TokenKind::Dot) {
      break;
    }
    joined += '.';
  }
  auto* node = create<LiteralString>(NodeKind::LiteralString, between(index, last));
  node->value = keep(joined);
  push(node, 1);
}

void TreeBuilder::node_end() {
  const Mark mark = close();
  const Entry body = pop();
  const Entry parent = pop();
  auto* node = create<NodeDefinition>(NodeKind::NodeDefinition, between(mark.token, last_token_));
  node->matches = copy_nodes(mark.nodes, nodes_.size());
  node->parent = parent.node;
  node->body = body.node;
  nodes_.resize(mark.nodes);
  define(node, mark.deepest + 1);
}

// type X = Parent { ... }: an Object type; the parent becomes an entry of its definition.
void TreeBuilder::object_with_parent() {
  const Entry definition = pop();
  const Entry parent = pop();
  auto* hash = static_cast<Hash*>(definition.node);
  const auto* reference = static_cast<const QualifiedReference*>(parent.node);
  auto* type = create<QualifiedReference>(NodeKind::QualifiedReference, parent.node->span);
  type->name = reference->name;
  if (reference->name != "Object" && reference->name != "TypeSet") {
    auto* key = create<QualifiedName>(NodeKind::QualifiedName, parent.node->span);
    key->name = "parent";
    std::vector<KeyedEntry> entries(hash->entries.begin(), hash->entries.end());
    entries.push_back(KeyedEntry{key, parent.node, parent.node->span});
    hash->entries = copy(entries, 0);
    type->name = "Object";
  }
  push(type, 1);
  push(hash, definition.depth);
  auto* node = create<Access>(NodeKind::Access, Span{parent.node->span.begin, hash->span.end});
  node->object = type;
  node->keys = copy_nodes(nodes_.size() - 1, nodes_.size());
  nodes_.resize(nodes_.size() - 2);
  push(node, definition.depth + 1);
}

void TreeBuilder::type_alias_end() {
  const Mark mark = close();
  Entry type = pop();
  const Entry left = pop();
  const Span span{left.node->span.begin, type.node->span.end};
  if (left.node->kind == NodeKind::Access) {
    auto* node = create<TypeMapping>(NodeKind::TypeMapping, span);
    node->type = left.node;
    node->mapping = type.node;
    define(node, mark.deepest + 1);
    return;
  }
  if (type.node->kind == NodeKind::Hash) {
    auto* reference = create<QualifiedReference>(NodeKind::QualifiedReference, type.node->span);
    reference->name = "Object";
    auto* access = create<Access>(NodeKind::Access, type.node->span);
    access->object = reference;
    nodes_.push_back(type);
    access->keys = copy_nodes(nodes_.size() - 1, nodes_.size());
    nodes_.pop_back();
    type.node = access;
  }
  auto* node = create<TypeAlias>(NodeKind::TypeAlias, span);
  node->name = static_cast<const QualifiedReference*>(left.node)->name;
  node->type = type.node;
  define(node, mark.deepest + 2);
}

void TreeBuilder::type_definition_end() {
  const Mark mark = close();
  const Entry body = pop();
  const Entry name = pop();
  auto* node = create<TypeDefinition>(NodeKind::TypeDefinition, between(mark.token, last_token_));
  node->name = static_cast<const QualifiedReference*>(name.node)->name;
  node->parent = parents_.back();
  parents_.pop_back();
  node->body = body.node;
  define(node, mark.deepest + 1);
}

// `type` before a parenthesis is the function of that name.
void TreeBuilder::type_function(std::uint32_t index) { name(index); }

}  // namespace volley::lang
