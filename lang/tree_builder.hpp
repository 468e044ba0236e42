// Makes the tree while the grammar recognizes it: each member is the event of one grammar rule.
//
// Finished nodes wait on a stack until the construct around them is complete. A construct of unknown length sets a mark
// when it opens and takes everything above the mark when it closes. Nothing here depends on the grammar library.
#pragma once

#include <cstdint>
#include <memory_resource>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/ast.hpp"
#include "lang/token.hpp"

namespace volley::lang {

// How deep a tree may be. Everything that walks trees recurses, also on the small stacks of fibers.
inline constexpr std::uint32_t maximal_depth = 400;
// How deep expressions may stand inside each other in the text; the parser itself recurses here.
inline constexpr std::uint32_t maximal_expression_depth = 100;

// An integer literal that no 64-bit integer holds: the validator reports it with its value in hexadecimal.
struct OversizedInteger {
  const Node* literal;
  std::string hexadecimal;
};

class TreeBuilder {
 public:
  TreeBuilder(SourcePointer source, const TokenStream& stream, std::pmr::memory_resource& arena);

  [[nodiscard]] std::uint32_t index(const char* at) const {
    return static_cast<std::uint32_t>(at - stream_.kinds.data());
  }
  // Ends the parse: the token at `index` cannot stand there. `expectation` is what a human would have written.
  [[noreturn]] void fail_at(std::uint32_t index, std::string_view expectation) const;

  // The same behind statements: what is wrong with them comes first.
  [[noreturn]] void fail_after_statements(std::uint32_t index, std::string_view expectation);

  [[nodiscard]] const Node* finish();
  [[nodiscard]] std::span<const Node* const> definitions();
  [[nodiscard]] std::vector<OversizedInteger> take_oversized() { return std::move(oversized_); }

  [[nodiscard]] const SiteCounts& sites() const { return sites_; }

  // Literals
  void number(std::uint32_t token);
  void boolean(std::uint32_t token);
  void undef(std::uint32_t token);
  void default_literal(std::uint32_t token);
  void name(std::uint32_t token);
  void type_name(std::uint32_t token);
  void variable(std::uint32_t token);
  void string(std::uint32_t token);
  void regex(std::uint32_t token);
  void reserved_word(std::uint32_t token);
  void text_start(std::uint32_t token);
  void text_part(std::uint32_t token);
  void text_expression();
  void text_end(std::uint32_t token);
  void heredoc(std::uint32_t token);
  void pair_arrow(std::uint32_t token);
  void hash_pair();
  void hash_end(std::uint32_t token);
  void list_end(std::uint32_t token);
  void loose_pair();

  // Expressions
  void expression_begin(std::uint32_t token);
  void expression_end();
  void expression_abandon();
  void prefix_operator(std::uint32_t token);
  void infix_operator(std::uint32_t token);
  void access_value(std::uint32_t next_token);
  void access_end(std::uint32_t token);
  void call_end(std::uint32_t token);
  void trailing_lambda();
  void method_dot(std::uint32_t token);
  void method_name(std::uint32_t token);
  void method_call_end(std::uint32_t token);
  void group_end(std::uint32_t token);
  void selector_begin(std::uint32_t token);
  void selector_end();
  void edge(std::uint32_t token);
  void relationship_step();
  void assignment_operator(std::uint32_t token);
  void assignment_tail();

  // Statements and bodies
  void open(std::uint32_t token);  // sets a mark
  void absent();                   // stands for an optional part that is not there
  void statement_comma(std::uint32_t token);
  void statement_end();
  void block_end(std::uint32_t token);
  void elsif(std::uint32_t token);
  void if_end(std::uint32_t token);
  void unless_end(std::uint32_t token);
  void case_option();
  void case_colon(std::uint32_t token);
  void case_end(std::uint32_t token);
  void lambda_end();
  void parameter_type();
  void parameter_splat();
  void parameter_name(std::uint32_t token);
  void parameter_default();
  void definition_name(std::uint32_t token);
  void stacked_name();
  [[noreturn]] void class_as_name(std::uint32_t token);
  [[noreturn]] void quoted_name(std::uint32_t token);
  void function_end();
  void plan_end();
  void define_end();
  void parent_name(std::uint32_t token);
  void no_parent();
  void class_end();
  void dotted_host(std::uint32_t token);
  void node_end();
  void object_with_parent();
  void type_alias_end();
  void type_definition_end();
  void type_function(std::uint32_t token);

  // Catalog constructs and templates
  void apply_end();
  void attribute_name(std::uint32_t token);
  void attribute_arrow(std::uint32_t token);
  void attribute_value();
  void resource_body();
  void resource_end(std::uint32_t token);
  void untitled_resource_end(std::uint32_t token);
  void class_resource_begin(std::uint32_t token);
  void virtual_resource(std::uint32_t token);
  void query_end(std::uint32_t token);
  void collector_end(std::uint32_t token);
  void render_text(std::uint32_t token);
  void render_end();
  void template_parameters_end();
  void template_end();

 private:
  struct Entry {
    Node* node = nullptr;
    std::uint32_t depth = 0;
    bool loose = false;          // a hash made of pairs without braces: takes further pairs
    std::uint32_t capacity = 0;  // of that hash
  };
  struct Mark {
    std::uint32_t token;
    std::uint32_t deepest;
    std::size_t nodes, entries, parameters, attributes, bodies, options, statements;
  };
  struct Operator {
    std::uint32_t token;
    std::uint8_t precedence;
    bool prefix;
  };
  struct Frame {
    std::size_t operators;
  };
  struct Statement {
    std::size_t end;             // of its nodes
    std::uint32_t first, comma;  // how many nodes; which token separates the first two of them
  };

  // Core
  template <typename T>
  T* create(NodeKind kind, Span span) {
    T* node = ::new (arena_.allocate(sizeof(T), alignof(T))) T{};
    node->kind = kind;
    node->span = span;
    if constexpr (requires { node->value_site; }) {
      node->value_site = sites_.values++;
    } else if constexpr (requires { node->target_site; }) {
      node->target_site = sites_.targets++;
    } else if constexpr (requires { node->callable_site; }) {
      node->callable_site = sites_.callables++;
    }
    return node;
  }
  template <typename T>
  std::span<const T> copy(const std::vector<T>& from, std::size_t first);
  NodeList copy_nodes(std::size_t first, std::size_t last);
  void push(Node* node, std::uint32_t depth);
  Entry pop();
  Mark close();
  [[nodiscard]] const Token& token(std::uint32_t index) const { return stream_.tokens[index]; }
  [[nodiscard]] Span between(std::uint32_t first_token, std::uint32_t last_token) const;
  [[nodiscard]] std::string_view keep(std::string_view text);
  [[noreturn]] void fail(std::string message, Span span, std::string issue = "") const;
  [[noreturn]] void fail_nesting(std::uint32_t token) const;
  std::uint32_t take_pending(std::vector<std::uint32_t>& pending);

  void integer(const Token& token, int radix, std::string_view digits);
  void reduce_operators(std::size_t base, std::uint8_t precedence);
  void apply_operator(const Operator& op);
  Node* make_block(std::size_t first_node, Span span);
  Node* make_body(const Mark& mark, Span span);
  std::vector<Entry> transform_calls(const Mark& mark);
  Node* statement_call(const Entry& name, NodeList arguments, Span last);
  [[noreturn]] void fail_arguments(const Statement& statement, const std::vector<Entry>& before) const;
  void define(Node* node, std::uint32_t depth);
  std::string_view qualified(std::string_view name);
  Node* untitled_name(const Entry& left, const Mark& mark, Span braces);

  SourcePointer source_;
  const TokenStream& stream_;
  std::pmr::memory_resource& arena_;
  std::vector<Entry> nodes_;
  std::vector<Mark> marks_;
  std::vector<Frame> frames_;
  std::vector<Operator> operators_;
  std::vector<Statement> statements_;
  std::vector<KeyedEntry> entries_;
  std::vector<Parameter> parameters_;
  std::vector<Attribute> attributes_;
  std::vector<ResourceBody> bodies_;
  std::vector<CaseOption> options_;
  std::vector<std::uint32_t> commas_, arrows_, dots_, edges_, assignments_, attribute_tokens_, colons_, elsifs_;
  std::vector<std::string_view> names_, parents_;
  std::vector<std::string> namespaces_;
  std::vector<Node*> definitions_;
  std::vector<OversizedInteger> oversized_;
  SiteCounts sites_;
  Entry pending_type_;
  bool pending_splat_ = false;
  std::uint32_t last_token_ = 0;
  std::span<const Parameter> template_parameters_;
  bool has_template_parameters_ = false;
};

}  // namespace volley::lang
