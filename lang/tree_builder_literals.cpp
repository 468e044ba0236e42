// Literals of all kinds, strings with interpolation, heredocs, arrays and hashes.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <limits>

#include "lang/tree_builder.hpp"

namespace volley::lang {
namespace {

// More digits than this are not worth their exact value in a message.
constexpr std::size_t digits_worth_converting = 2000;

std::string to_hexadecimal(std::string_view digits, std::uint32_t radix) {
  std::vector<std::uint32_t> limbs;
  for (const char digit : digits.substr(0, digits_worth_converting)) {
    const std::uint32_t value = digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
    std::uint64_t carry = value;
    for (std::uint32_t& limb : limbs) {
      carry += static_cast<std::uint64_t>(limb) * radix;
      limb = static_cast<std::uint32_t>(carry);
      carry >>= 32U;
    }
    if (carry != 0) {
      limbs.push_back(static_cast<std::uint32_t>(carry));
    }
  }
  std::string text;
  for (auto limb = limbs.rbegin(); limb != limbs.rend(); ++limb) {
    text += text.empty() ? fmt::format("{:x}", *limb) : fmt::format("{:08x}", *limb);
  }
  return text;
}

}  // namespace

void TreeBuilder::integer(const Token& found, int radix, std::string_view digits) {
  auto* node = create<LiteralInteger>(NodeKind::LiteralInteger, found.span);
  node->radix = static_cast<std::uint8_t>(radix);
  errno = 0;
  const std::string text(digits);
  node->value = std::strtoll(text.c_str(), nullptr, radix);
  if (errno == ERANGE) {
    oversized_.push_back({node, to_hexadecimal(digits, static_cast<std::uint32_t>(radix))});
  }
  push(node, 1);
}

void TreeBuilder::number(std::uint32_t index) {
  const Token& found = token(index);
  const std::string_view text = found.text;
  if (text.starts_with("0x") || text.starts_with("0X")) {
    integer(found, 16, text.substr(2));
  } else if (text.find_first_of(".eE") != std::string_view::npos) {
    auto* node = create<LiteralFloat>(NodeKind::LiteralFloat, found.span);
    node->value = std::strtod(std::string(text).c_str(), nullptr);
    if (node->value == std::numeric_limits<double>::infinity()) {
      throw ParseError({Diagnostic{
          Severity::Error, fmt::format("Internal Error, NUMBER token does not contain a valid number, {}", text),
          Place{}, "", ""}});
    }
    push(node, 1);
  } else if (text.size() > 1 && text.front() == '0') {
    integer(found, 8, text.substr(1));
  } else {
    integer(found, 10, text);
  }
}

void TreeBuilder::boolean(std::uint32_t index) {
  auto* node = create<LiteralBoolean>(NodeKind::LiteralBoolean, token(index).span);
  node->value = token(index).text == "true";
  push(node, 1);
}

void TreeBuilder::undef(std::uint32_t index) {
  push(create<LiteralUndef>(NodeKind::LiteralUndef, token(index).span), 1);
}

void TreeBuilder::default_literal(std::uint32_t index) {
  push(create<LiteralDefault>(NodeKind::LiteralDefault, token(index).span), 1);
}

void TreeBuilder::name(std::uint32_t index) {
  auto* node = create<QualifiedName>(NodeKind::QualifiedName, token(index).span);
  node->name = token(index).text;
  push(node, 1);
}

void TreeBuilder::type_name(std::uint32_t index) {
  auto* node = create<QualifiedReference>(NodeKind::QualifiedReference, token(index).span);
  node->name = token(index).text;
  push(node, 1);
}

void TreeBuilder::variable(std::uint32_t index) {
  auto* node = create<Variable>(NodeKind::Variable, token(index).span);
  node->name = token(index).text;
  push(node, 1);
}

void TreeBuilder::string(std::uint32_t index) {
  auto* node = create<LiteralString>(NodeKind::LiteralString, token(index).span);
  node->value = token(index).text;
  push(node, 1);
}

void TreeBuilder::regex(std::uint32_t index) {
  auto* node = create<LiteralRegexp>(NodeKind::LiteralRegexp, token(index).span);
  node->pattern = token(index).text;
  push(node, 1);
}

void TreeBuilder::reserved_word(std::uint32_t index) {
  auto* node = create<ReservedWord>(NodeKind::ReservedWord, token(index).span);
  node->word = token(index).text;
  push(node, 1);
}

void TreeBuilder::text_start(std::uint32_t index) {
  open(index);
  text_part(index);
}

void TreeBuilder::text_part(std::uint32_t index) {
  if (!token(index).text.empty()) {
    string(index);
    Span& span = nodes_.back().node->span;
    span.end = span.begin;  // tells text from an interpolated string literal
  }
}

// A bare name in ${} is the variable of that name.
void TreeBuilder::text_expression() {
  const Node* part = nodes_.back().node;
  if (part->kind == NodeKind::QualifiedName) {
    auto* node = create<Variable>(NodeKind::Variable, part->span);
    node->name = static_cast<const QualifiedName*>(part)->name;
    nodes_.back().node = node;
  }
}

void TreeBuilder::text_end(std::uint32_t index) {
  text_part(index);
  const Mark mark = close();
  auto* node = create<InterpolatedString>(NodeKind::InterpolatedString, between(mark.token, index));
  node->parts = copy_nodes(mark.nodes, nodes_.size());
  nodes_.resize(mark.nodes);
  push(node, mark.deepest + 1);
}

void TreeBuilder::heredoc(std::uint32_t index) {
  const Entry text = pop();
  auto* node = create<Heredoc>(NodeKind::Heredoc, token(index).span);
  node->text = text.node;
  node->syntax = token(index).text;
  push(node, text.depth + 1);
}

void TreeBuilder::pair_arrow(std::uint32_t index) { arrows_.push_back(index); }

void TreeBuilder::hash_pair() {
  const Entry value = pop();
  const Entry key = pop();
  entries_.push_back(KeyedEntry{key.node, value.node, token(take_pending(arrows_)).span});
}

void TreeBuilder::hash_end(std::uint32_t index) {
  const Mark mark = close();
  auto* node = create<Hash>(NodeKind::Hash, between(mark.token, index));
  node->entries = copy(entries_, mark.entries);
  entries_.resize(mark.entries);
  push(node, mark.deepest + 1);
}

void TreeBuilder::list_end(std::uint32_t index) {
  const Mark mark = close();
  auto* node = create<Array>(NodeKind::Array, between(mark.token, index));
  node->items = copy_nodes(mark.nodes, nodes_.size());
  nodes_.resize(mark.nodes);
  push(node, mark.deepest + 1);
}

// Joins the pair with the pairs directly before it, or begins a hash of its own. Room is doubled as it fills up.
void TreeBuilder::loose_pair() {
  const Entry value = pop();
  const Entry key = pop();
  const KeyedEntry pair{key.node, value.node, token(take_pending(arrows_)).span};
  const std::uint32_t depth = std::max(key.depth, value.depth) + 1;
  const bool joins = nodes_.size() > marks_.back().nodes && nodes_.back().loose;
  if (!joins) {
    push(create<Hash>(NodeKind::Hash, pair.span), depth);
    nodes_.back().loose = true;
  }
  Entry& last = nodes_.back();
  last.depth = std::max(last.depth, depth);
  auto* hash = static_cast<Hash*>(last.node);
  const std::size_t count = hash->entries.size();
  auto* memory = const_cast<KeyedEntry*>(hash->entries.data());
  if (count == last.capacity) {
    last.capacity = count == 0 ? 2 : last.capacity * 2;
    memory = static_cast<KeyedEntry*>(arena_.allocate(last.capacity * sizeof(KeyedEntry), alignof(KeyedEntry)));
    std::uninitialized_copy(hash->entries.begin(), hash->entries.end(), memory);
  }
  ::new (&memory[count]) KeyedEntry(pair);
  hash->entries = {memory, count + 1};
}

}  // namespace volley::lang
