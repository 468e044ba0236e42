#include "lang/tree_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace volley::lang {
namespace {

constexpr std::string_view syntax_error = "SYNTAX_ERROR";

}  // namespace

TreeBuilder::TreeBuilder(SourcePointer source, const TokenStream& stream, std::pmr::memory_resource& arena)
    : source_(std::move(source)), stream_(stream), arena_(arena) {
  marks_.push_back(Mark{0, 0, 0, 0, 0, 0, 0, 0, 0});
}

void TreeBuilder::fail_at(std::uint32_t index, std::string_view expectation) const {
  if (index >= stream_.tokens.size()) {
    // The last line with something on it, so that the excerpt shows what was left open.
    const std::size_t last = source_->text().find_last_not_of(" \t\r\n");
    const auto end = static_cast<std::uint32_t>(last == std::string_view::npos ? 0 : last + 1);
    throw ParseError({Diagnostic{Severity::Error, "Syntax error at end of input", Place{source_, Span{end, end}},
                                 std::string(syntax_error), std::string(expectation), true}});
  }
  const Token& found = token(index);
  if (found.kind == TokenKind::Failure && stream_.failure) {
    throw ParseError({*stream_.failure});
  }
  std::string text(found.text);
  if (found.kind == TokenKind::Regex) {
    text = "(?-mix:" + text + ")";
  }
  throw ParseError({Diagnostic{Severity::Error, fmt::format("Syntax error at '{}'", text), Place{source_, found.span},
                               std::string(syntax_error), std::string(expectation)}});
}

void TreeBuilder::fail(std::string message, Span span, std::string issue) const {
  throw ParseError({Diagnostic{Severity::Error, std::move(message), Place{source_, span}, std::move(issue), ""}});
}

void TreeBuilder::fail_nesting(std::uint32_t index) const {
  const Span span = index < stream_.tokens.size() ? token(index).span : Span{};
  fail("The code is nested too deeply", span, "");
}

void TreeBuilder::push(Node* node, std::uint32_t depth) {
  if (depth > maximal_depth) {
    fail("The code is nested too deeply", node != nullptr ? node->span : Span{});
  }
  nodes_.push_back(Entry{node, depth, false, 0});
  Mark& mark = marks_.back();
  mark.deepest = std::max(mark.deepest, depth);
}

TreeBuilder::Entry TreeBuilder::pop() {
  const Entry entry = nodes_.back();
  nodes_.pop_back();
  return entry;
}

void TreeBuilder::open(std::uint32_t index) {
  if (marks_.size() > maximal_depth) {
    fail_nesting(index);
  }
  marks_.push_back(Mark{index, 0, nodes_.size(), entries_.size(), parameters_.size(), attributes_.size(),
                        bodies_.size(), options_.size(), statements_.size()});
}

// The depth of what stood between the marks belongs to the construct that is closed: its node is one deeper.
TreeBuilder::Mark TreeBuilder::close() {
  const Mark mark = marks_.back();
  marks_.pop_back();
  return mark;
}

void TreeBuilder::absent() { push(nullptr, 0); }

Span TreeBuilder::between(std::uint32_t first, std::uint32_t last) const {
  return Span{token(first).span.begin, token(last).span.end};
}

std::string_view TreeBuilder::keep(std::string_view text) {
  auto* memory = static_cast<char*>(arena_.allocate(text.size() + 1, 1));
  std::memcpy(memory, text.data(), text.size());
  return {memory, text.size()};
}

template <typename T>
std::span<const T> TreeBuilder::copy(const std::vector<T>& from, std::size_t first) {
  const std::size_t count = from.size() - first;
  if (count == 0) {
    return {};
  }
  auto* memory = static_cast<T*>(arena_.allocate(count * sizeof(T), alignof(T)));
  std::uninitialized_copy(from.begin() + static_cast<std::ptrdiff_t>(first), from.end(), memory);
  return {memory, count};
}

template std::span<const KeyedEntry> TreeBuilder::copy(const std::vector<KeyedEntry>&, std::size_t);
template std::span<const Parameter> TreeBuilder::copy(const std::vector<Parameter>&, std::size_t);
template std::span<const Attribute> TreeBuilder::copy(const std::vector<Attribute>&, std::size_t);
template std::span<const ResourceBody> TreeBuilder::copy(const std::vector<ResourceBody>&, std::size_t);
template std::span<const CaseOption> TreeBuilder::copy(const std::vector<CaseOption>&, std::size_t);

NodeList TreeBuilder::copy_nodes(std::size_t first, std::size_t last) {
  if (first >= last) {
    return {};
  }
  auto* memory = static_cast<const Node**>(arena_.allocate((last - first) * sizeof(Node*), alignof(Node*)));
  for (std::size_t at = first; at < last; ++at) {
    memory[at - first] = nodes_[at].node;
  }
  return {memory, last - first};
}

std::uint32_t TreeBuilder::take_pending(std::vector<std::uint32_t>& pending) {
  const std::uint32_t index = pending.back();
  pending.pop_back();
  return index;
}

std::span<const Node* const> TreeBuilder::definitions() {
  auto* memory = static_cast<const Node**>(arena_.allocate(definitions_.size() * sizeof(Node*) + 1, alignof(Node*)));
  std::copy(definitions_.begin(), definitions_.end(), memory);
  return {memory, definitions_.size()};
}

// The tree of the whole text.
const Node* TreeBuilder::finish() {
  if (!nodes_.empty() && nodes_.back().node != nullptr && nodes_.back().node->kind == NodeKind::Epp) {
    return nodes_.back().node;
  }
  const auto end = static_cast<std::uint32_t>(source_->text().size());
  const std::vector<Entry> parts = transform_calls(marks_.front());
  if (parts.empty()) {
    return create<Nop>(NodeKind::Nop, Span{end, end});
  }
  if (parts.size() == 1) {
    return parts.front().node;
  }
  nodes_.assign(parts.begin(), parts.end());
  auto* node = create<Block>(NodeKind::Block, Span{parts.front().node->span.begin, parts.back().node->span.end});
  node->statements = copy_nodes(0, nodes_.size());
  return node;
}

}  // namespace volley::lang
