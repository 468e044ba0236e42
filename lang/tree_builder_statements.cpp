// Statements and bodies: calls without parentheses, blocks, conditionals, lambdas and parameters.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lang/tree_builder.hpp"

namespace volley::lang {
namespace {

// The functions that take what follows them as arguments, without parentheses.
constexpr std::array<std::string_view, 15> statement_functions{"require", "realize", "include", "contain", "tag",
                                                               "debug",   "info",    "notice",  "warning", "err",
                                                               "fail",    "import",  "break",   "next",    "return"};

bool is_statement_function(std::string_view name) {
  return std::find(statement_functions.begin(), statement_functions.end(), name) != statement_functions.end();
}

bool names_statement_function(const Node* node) {
  return node != nullptr && node->kind == NodeKind::QualifiedName &&
         is_statement_function(static_cast<const QualifiedName*>(node)->name);
}

}  // namespace

void TreeBuilder::statement_comma(std::uint32_t index) {
  const Mark& mark = marks_.back();
  const std::size_t first = statements_.size() > mark.statements ? statements_.back().end : mark.nodes;
  if (nodes_.size() == first + 1) {
    commas_.push_back(index);
  }
}

void TreeBuilder::statement_end() {
  const Mark& mark = marks_.back();
  const std::size_t first = statements_.size() > mark.statements ? statements_.back().end : mark.nodes;
  const std::size_t count = nodes_.size() - first;
  const std::uint32_t comma = count > 1 ? take_pending(commas_) : 0;
  statements_.push_back(Statement{nodes_.size(), static_cast<std::uint32_t>(count), comma});
}

Node* TreeBuilder::statement_call(const Entry& name, NodeList arguments, Span last) {
  auto* node = create<Call>(NodeKind::Call, Span{name.node->span.begin, last.end});
  node->functor = name.node;
  node->arguments = arguments;
  node->value_required = false;
  return node;
}

void TreeBuilder::fail_arguments(const Statement& statement, const std::vector<Entry>& before) const {
  const Span place = token(statement.comma).span;
  const Node* name = before.empty() ? nullptr : before.back().node;
  if (name != nullptr && name->kind == NodeKind::QualifiedName) {
    fail(fmt::format("attempt to pass argument list to the function '{}' which cannot be called without parentheses",
                     static_cast<const QualifiedName*>(name)->name),
         place);
  }
  fail("illegal comma separated argument list", place);
}

// Turns `notice 'a', 'b'` into a call: the name has been read as a statement, and its arguments as the next one.
std::vector<TreeBuilder::Entry> TreeBuilder::transform_calls(const Mark& mark) {
  std::vector<Entry> result;
  result.reserve(statements_.size() - mark.statements);
  for (std::size_t at = mark.statements; at < statements_.size(); ++at) {
    const Statement& statement = statements_[at];
    const std::size_t first = statement.end - statement.first;
    std::uint32_t depth = 0;
    for (std::size_t part = first; part < statement.end; ++part) {
      depth = std::max(depth, nodes_[part].depth);
    }
    if (!result.empty() && names_statement_function(result.back().node)) {
      const Span last = nodes_[statement.end - 1].node->span;
      result.back() = Entry{statement_call(result.back(), copy_nodes(first, statement.end), last), depth + 1, false, 0};
    } else if (statement.first > 1) {
      fail_arguments(statement, result);
    } else {
      result.push_back(nodes_[first]);
      if (nodes_[first].node->kind == NodeKind::Call) {
        static_cast<Call*>(nodes_[first].node)->value_required = false;
      }
    }
  }
  statements_.resize(mark.statements);
  nodes_.resize(mark.nodes);
  return result;
}

void TreeBuilder::fail_after_statements(std::uint32_t index, std::string_view expectation) {
  const bool unreadable = index < stream_.tokens.size() && token(index).kind == TokenKind::Failure;
  if (!unreadable) {
    static_cast<void>(transform_calls(marks_.back()));
  }
  fail_at(index, expectation);
}

Node* TreeBuilder::make_body(const Mark& mark, Span span) {
  const std::vector<Entry> parts = transform_calls(mark);
  if (parts.empty()) {
    return create<Nop>(NodeKind::Nop, span);
  }
  auto* memory = static_cast<const Node**>(arena_.allocate(parts.size() * sizeof(Node*), alignof(Node*)));
  std::transform(parts.begin(), parts.end(), memory, [](const Entry& part) { return part.node; });
  auto* node = create<Block>(NodeKind::Block, span);
  node->statements = {memory, parts.size()};
  return node;
}

void TreeBuilder::block_end(std::uint32_t index) {
  const Mark mark = close();
  push(make_body(mark, between(mark.token, index)), mark.deepest + 2);
  last_token_ = index;
}

void TreeBuilder::elsif(std::uint32_t index) { elsifs_.push_back(index); }

// Each elsif is an If in the place of the one before it's else; they are put together from the last one on.
void TreeBuilder::if_end(std::uint32_t index) {
  const Mark mark = close();
  const Node* otherwise = pop().node;
  while (nodes_.size() > mark.nodes) {
    const Entry then = pop();
    const Entry test = pop();
    const std::uint32_t keyword = nodes_.size() > mark.nodes ? take_pending(elsifs_) : index;
    auto* node = create<If>(NodeKind::If, between(keyword, last_token_));
    node->test = test.node;
    node->then = then.node;
    const bool empty = otherwise == nullptr || otherwise->kind == NodeKind::Nop;
    node->otherwise = empty ? nullptr : otherwise;
    otherwise = node;
    if (keyword == index) {
      push(node, mark.deepest + 1);
      return;
    }
  }
}

void TreeBuilder::unless_end(std::uint32_t index) {
  const Mark mark = close();
  const Entry otherwise = pop();
  const Entry then = pop();
  const Entry test = pop();
  auto* node = create<Unless>(NodeKind::Unless, between(index, last_token_));
  node->test = test.node;
  node->then = then.node;
  const bool empty = otherwise.node == nullptr || otherwise.node->kind == NodeKind::Nop;
  node->otherwise = empty ? nullptr : otherwise.node;
  push(node, mark.deepest + 1);
}

void TreeBuilder::case_colon(std::uint32_t index) { colons_.push_back(index); }

// The values of an option stand between the subject of the case and the body.
void TreeBuilder::case_option() {
  const std::size_t first = marks_.back().nodes + 1;
  const Entry body = pop();
  const Span span{token(take_pending(colons_)).span.begin, body.node->span.end};
  options_.push_back(CaseOption{copy_nodes(first, nodes_.size()), body.node, span});
  nodes_.resize(first);
}

void TreeBuilder::case_end(std::uint32_t index) {
  const Mark mark = close();
  const Entry subject = pop();
  auto* node = create<Case>(NodeKind::Case, between(mark.token, index));
  node->subject = subject.node;
  node->options = copy(options_, mark.options);
  options_.resize(mark.options);
  push(node, mark.deepest + 1);
}

void TreeBuilder::lambda_end() {
  const Mark mark = close();
  const Entry body = pop();
  const Entry type = pop();
  auto* node = create<Lambda>(NodeKind::Lambda, between(mark.token, last_token_));
  node->parameters = copy(parameters_, mark.parameters);
  node->return_type = type.node;
  node->body = body.node;
  parameters_.resize(mark.parameters);
  push(node, mark.deepest + 1);
}

void TreeBuilder::parameter_type() { pending_type_ = pop(); }

void TreeBuilder::parameter_splat() { pending_splat_ = true; }

void TreeBuilder::parameter_name(std::uint32_t index) {
  parameters_.push_back(Parameter{token(index).text, pending_type_.node, nullptr, pending_splat_, token(index).span});
  pending_type_ = Entry{};
  pending_splat_ = false;
}

void TreeBuilder::parameter_default() { parameters_.back().default_value = pop().node; }

}  // namespace volley::lang
