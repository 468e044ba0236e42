// What describes a catalog (resources, collectors, apply), and the output of templates.
#include <algorithm>

#include "lang/tree_builder.hpp"

namespace volley::lang {

void TreeBuilder::apply_end() {
  const Mark mark = close();
  const Entry body = pop();
  auto* node = create<Apply>(NodeKind::Apply, between(mark.token, last_token_));
  node->arguments = copy_nodes(mark.nodes, nodes_.size());
  node->body = body.node;
  nodes_.resize(mark.nodes);
  push(node, mark.deepest + 1);
}

void TreeBuilder::attribute_name(std::uint32_t index) { attribute_tokens_.push_back(index); }

void TreeBuilder::attribute_arrow(std::uint32_t index) { arrows_.push_back(index); }

void TreeBuilder::attribute_value() {
  const Entry value = pop();
  const std::uint32_t name = take_pending(attribute_tokens_);
  const TokenKind arrow = token(take_pending(arrows_)).kind;
  Attribute attribute{AttributeOperator::Set, token(name).text, value.node,
                      Span{token(name).span.begin, value.node->span.end}};
  if (token(name).kind == TokenKind::Times) {
    attribute.operation = AttributeOperator::Splat;
    attribute.name = {};
  } else if (arrow == TokenKind::PlusArrow) {
    attribute.operation = AttributeOperator::Append;
  }
  attributes_.push_back(attribute);
}

void TreeBuilder::resource_body() {
  const Entry title = pop();
  const std::size_t first = marks_.back().attributes;
  bodies_.push_back(ResourceBody{title.node, copy(attributes_, first), title.node->span});
  attributes_.resize(first);
}

void TreeBuilder::class_resource_begin(std::uint32_t index) { name(index); }

void TreeBuilder::resource_end(std::uint32_t index) {
  const Mark mark = close();
  const Entry type = pop();
  auto* node = create<Resource>(NodeKind::Resource, Span{type.node->span.begin, token(index).span.end});
  node->form = ResourceForm::Regular;
  node->type = type.node;
  node->bodies = copy(bodies_, mark.bodies);
  bodies_.resize(mark.bodies);
  push(node, std::max(type.depth, mark.deepest) + 1);
}

namespace {

enum class Shape { Name, Defaults, Override, Invalid };

Shape shape_of(const Node* node) {
  switch (node->kind) {
    case NodeKind::QualifiedName: return Shape::Name;
    case NodeKind::QualifiedReference: return Shape::Defaults;
    case NodeKind::Access: {
      const auto* access = static_cast<const Access*>(node);
      const bool resource = access->object->kind == NodeKind::QualifiedReference &&
                            static_cast<const QualifiedReference*>(access->object)->name == "Resource";
      return resource && access->keys.size() == 1 ? Shape::Defaults : Shape::Override;
    }
    default: return Shape::Invalid;
  }
}

}  // namespace

// NAME { a => 1 } is a name that is followed by a hash: the call of a statement function, or a mistake.
Node* TreeBuilder::untitled_name(const Entry& left, const Mark& mark, Span braces) {
  auto* hash = create<Hash>(NodeKind::Hash, braces);
  std::vector<KeyedEntry> entries;
  for (std::size_t at = mark.attributes; at < attributes_.size(); ++at) {
    const Attribute& attribute = attributes_[at];
    if (attribute.operation == AttributeOperator::Append) {
      fail("Syntax error resource body without title or hash with +>", Span{braces.begin, braces.begin + 1});
    }
    auto* key = create<LiteralString>(NodeKind::LiteralString, attribute.span);
    key->value = attribute.name;
    entries.push_back(KeyedEntry{key, attribute.value, attribute.span});
  }
  hash->entries = copy(entries, 0);
  open(mark.token);
  const Mark inner = marks_.back();
  nodes_.push_back(left);
  statements_.push_back(Statement{nodes_.size(), 1, 0});
  nodes_.push_back(Entry{hash, mark.deepest + 1, false, 0});
  statements_.push_back(Statement{nodes_.size(), 1, 0});
  const std::vector<Entry> parts = transform_calls(inner);
  close();
  if (parts.size() == 1) {
    return parts.front().node;
  }
  auto* block = create<Block>(NodeKind::Block, Span{left.node->span.begin, braces.end});
  nodes_.insert(nodes_.end(), parts.begin(), parts.end());
  block->statements = copy_nodes(nodes_.size() - parts.size(), nodes_.size());
  nodes_.resize(nodes_.size() - parts.size());
  return block;
}

void TreeBuilder::untitled_resource_end(std::uint32_t index) {
  const Mark mark = close();
  const Entry left = pop();
  const Span span{left.node->span.begin, token(index).span.end};
  const std::uint32_t depth = std::max(left.depth, mark.deepest) + 2;
  switch (shape_of(left.node)) {
    case Shape::Name: push(untitled_name(left, mark, between(mark.token, index)), depth + 1); break;
    case Shape::Defaults: {
      auto* node = create<ResourceDefaults>(NodeKind::ResourceDefaults, span);
      node->type = left.node;
      node->attributes = copy(attributes_, mark.attributes);
      push(node, depth);
      break;
    }
    case Shape::Override: {
      auto* node = create<ResourceOverride>(NodeKind::ResourceOverride, span);
      node->resources = left.node;
      node->attributes = copy(attributes_, mark.attributes);
      push(node, depth);
      break;
    }
    case Shape::Invalid:
      fail("Expression is not valid as a resource, resource-default, or resource-override", left.node->span);
  }
  attributes_.resize(mark.attributes);
}

void TreeBuilder::virtual_resource(std::uint32_t index) {
  close();
  Node* node = nodes_.back().node;
  const bool exported = token(index).kind == TokenKind::AtAt;
  const ResourceForm form = exported ? ResourceForm::Exported : ResourceForm::Virtual;
  switch (node->kind) {
    case NodeKind::Resource: static_cast<Resource*>(node)->form = form; break;
    case NodeKind::ResourceDefaults: static_cast<ResourceDefaults*>(node)->form = form; break;
    case NodeKind::ResourceOverride: static_cast<ResourceOverride*>(node)->form = form; break;
    default:
      fail(exported ? "Exported (@@) can only be applied to a Resource Expression"
                    : "Virtual (@) can only be applied to a Resource Expression",
           token(index).span);
  }
  node->span.begin = token(index).span.begin;
  push(node, pop().depth);
}

void TreeBuilder::query_end(std::uint32_t index) {
  const Mark mark = close();
  const bool has_query = nodes_.size() > mark.nodes;
  const Entry query = has_query ? pop() : Entry{};
  const Entry type = pop();
  auto* node = create<Collector>(NodeKind::Collector, Span{type.node->span.begin, token(index).span.end});
  node->type = type.node;
  node->query = query.node;
  node->exported = token(mark.token).kind == TokenKind::ExportedOpen;
  node->query_span = between(mark.token, index);
  push(node, std::max(type.depth, mark.deepest) + 1);
}

void TreeBuilder::collector_end(std::uint32_t index) {
  const Mark mark = close();
  auto* node = static_cast<Collector*>(nodes_.back().node);
  node->attributes = copy(attributes_, mark.attributes);
  node->span.end = token(index).span.end;
  attributes_.resize(mark.attributes);
  push(node, std::max(pop().depth, mark.deepest + 1));
}

void TreeBuilder::render_text(std::uint32_t index) {
  auto* node = create<RenderString>(NodeKind::RenderString, token(index).span);
  node->text = token(index).text;
  push(node, 1);
}

void TreeBuilder::render_end() {
  const Mark mark = close();
  const Entry value = pop();
  auto* node = create<RenderExpression>(NodeKind::RenderExpression, token(mark.token).span);
  node->expression = value.node;
  push(node, value.depth + 1);
}

void TreeBuilder::template_parameters_end() {
  template_parameters_ = copy(parameters_, 0);
  parameters_.clear();
  has_template_parameters_ = true;
}

void TreeBuilder::template_end() {
  auto* node = create<Epp>(NodeKind::Epp, token(0).span);
  node->parameters = template_parameters_;
  node->parameters_specified = has_template_parameters_;
  node->body = make_body(marks_.front(), Span{0, static_cast<std::uint32_t>(source_->text().size())});
  nodes_.clear();
  push(node, 1);
}

}  // namespace volley::lang
