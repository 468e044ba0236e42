// The abstract syntax tree of the plan language: plain, constant nodes that live in the arena of their Program.
//
// The kinds mirror Puppet's own model, so that the dump in Puppet's PN form can be compared with Puppet as text.
// Nodes hold no behaviour; whoever works on them (validator, resolver, dump, evaluator) visits them (lang/visit.hpp).
// All pointers, spans and string_views point into the arena or the source text and live as long as the Program.
#pragma once

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

#include "lang/diagnostic.hpp"
#include "lang/source.hpp"

namespace volley::lang {

enum class NodeKind : std::uint8_t {
  Nop,  // an empty block
  LiteralUndef,
  LiteralDefault,
  LiteralBoolean,
  LiteralInteger,
  LiteralFloat,
  LiteralString,
  LiteralRegexp,
  InterpolatedString,  // "a${b}c"
  Heredoc,
  QualifiedName,       // a::b
  QualifiedReference,  // A::B
  ReservedWord,
  Variable,
  Array,
  Hash,
  Parenthesized,
  Binary,      // arithmetic, comparison, match, in, and, or
  Unary,       // - !
  Unfold,      // *x
  Assignment,  // = (+= -= are refused by the validator)
  Access,      // x[1, 2]
  Selector,    // x ? { a => b }
  If,
  Unless,
  Case,
  Block,       // a sequence of statements
  Call,        // f(x), f x, Integer('1'), "${f}"(x): `functor` is any expression
  MethodCall,  // x.f(y)
  Lambda,
  FunctionDefinition,
  PlanDefinition,
  TypeAlias,       // type X = ...
  TypeMapping,     // type Runtime[...] = ...
  TypeDefinition,  // type X inherits Y { ... }
  Apply,           // apply($t) { ... }
  Resource,
  ResourceDefaults,
  ResourceOverride,
  Collector,     // File <| |> and File <<| |>>
  Relationship,  // -> ~> <- <~
  ClassDefinition,
  DefinedTypeDefinition,
  NodeDefinition,
  Epp,  // the body of a template: parameters and statements
  RenderString,
  RenderExpression,
};

struct Node {
  NodeKind kind;
  Span span;
};

using NodeList = std::span<const Node* const>;

// Who evaluates a tree keeps what it finds out about a node (a literal's value, what a call calls, the types of
// parameters) in tables of its own. `value_site`, `target_site` and `callable_site` are places in such tables,
// numbered for each program from 0.
struct SiteCounts {
  std::uint32_t values = 0;
  std::uint32_t targets = 0;
  std::uint32_t callables = 0;
};

// Where a variable may be found: `hops` lexical frames outwards, at `slot` of that frame.
struct SlotReference {
  std::uint16_t hops;
  std::uint16_t slot;
};

// The variables of one frame (program, function, plan, lambda, epp): name of each slot. Parameters come first.
struct FrameLayout {
  std::span<const std::string_view> names;
};

enum class BinaryOperator : std::uint8_t {
  Add,
  Subtract,
  Multiply,
  Divide,
  Modulo,
  LeftShift,
  RightShift,
  Equal,
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  Match,
  NotMatch,
  In,
  And,
  Or,
};

enum class UnaryOperator : std::uint8_t { Minus, Not };

enum class AssignmentOperator : std::uint8_t { Assign, Append, Delete };

enum class RelationshipOperator : std::uint8_t { Before, Notify, Require, Subscribe };  // -> ~> <- <~

enum class ResourceForm : std::uint8_t { Regular, Virtual, Exported };

enum class AttributeOperator : std::uint8_t { Set, Append, Splat };  // =>  +>  * =>

struct Nop : Node {};
struct LiteralUndef : Node {};
struct LiteralDefault : Node {};
struct LiteralBoolean : Node {
  bool value;
};
struct LiteralInteger : Node {
  std::int64_t value;
  std::uint8_t radix;  // 8, 10, 16
};
struct LiteralFloat : Node {
  double value;
};
struct LiteralString : Node {
  std::uint32_t value_site;
  std::string_view value;
};
struct LiteralRegexp : Node {
  std::uint32_t value_site;
  std::string_view pattern;
};
// Parts are LiteralString for text, any other node for an interpolated expression.
struct InterpolatedString : Node {
  NodeList parts;
};
struct Heredoc : Node {
  const Node* text;         // LiteralString or InterpolatedString
  std::string_view syntax;  // the part after ':' of the tag; may be empty
};
struct QualifiedName : Node {
  std::uint32_t value_site;
  std::string_view name;
};
struct QualifiedReference : Node {
  std::uint32_t value_site;
  std::string_view name;
};
struct ReservedWord : Node {
  std::string_view word;
};
// `candidates` (set by the resolver) lists the frames that assign this name, innermost first: a frame that has not
// assigned its slot yet lets the next one answer, as Puppet's scopes do. Empty: looked up by name in the top scope.
struct Variable : Node {
  std::string_view name;  // without '$'; may start with "::"; digits for match variables
  std::span<const SlotReference> candidates;
  bool last_use;  // set by the resolver: nobody reads that slot of this frame afterwards
};
struct Array : Node {
  NodeList items;
};
struct KeyedEntry {
  const Node* key;
  const Node* value;
  Span span;
};
struct Hash : Node {
  std::span<const KeyedEntry> entries;
};
struct Parenthesized : Node {
  const Node* expression;
};
struct Binary : Node {
  BinaryOperator operation;
  const Node* left;
  const Node* right;
};
struct Unary : Node {
  UnaryOperator operation;
  const Node* operand;
};
struct Unfold : Node {
  const Node* operand;
};
struct Assignment : Node {
  AssignmentOperator operation;
  const Node* target;  // Variable, or Array of them
  const Node* value;
};
struct Access : Node {
  std::uint32_t value_site;
  const Node* object;
  NodeList keys;
};
struct Selector : Node {
  const Node* subject;
  std::span<const KeyedEntry> options;
};
struct If : Node {
  const Node* test;
  const Node* then;       // Block or Nop
  const Node* otherwise;  // Block, If (elsif), or nullptr
};
struct Unless : Node {
  const Node* test;
  const Node* then;
  const Node* otherwise;
};
struct CaseOption {
  NodeList values;
  const Node* body;
  Span span;
};
struct Case : Node {
  const Node* subject;
  std::span<const CaseOption> options;
};
struct Block : Node {
  NodeList statements;
};

struct Parameter {
  std::string_view name;
  const Node* type;           // nullptr: Any
  const Node* default_value;  // nullptr: required
  bool captures_rest;         // *$rest
  Span span;
};
struct Lambda : Node {
  std::uint32_t callable_site;
  std::span<const Parameter> parameters;
  const Node* return_type;  // nullptr: Any
  const Node* body;         // Block or Nop
  FrameLayout layout;
  bool may_break;  // set by the resolver: a break() may leave it
};
// Without `value_required` the call stands as a statement (Puppet's "invoke" in the dump).
struct Call : Node {
  std::uint32_t target_site;
  const Node* functor;
  NodeList arguments;
  const Lambda* block;  // nullptr when there is none
  bool value_required;
};
struct MethodCall : Node {
  std::uint32_t target_site;
  const Node* object;
  const Node* method;  // QualifiedName (or another node that the validator refuses)
  NodeList arguments;
  const Lambda* block;
  bool value_required;
  Span method_span;
};

struct FunctionDefinition : Node {
  std::uint32_t callable_site;
  std::string_view name;
  std::span<const Parameter> parameters;
  const Node* return_type;
  const Node* body;
  FrameLayout layout;
  bool may_break;
};
struct PlanDefinition : Node {
  std::uint32_t callable_site;
  std::string_view name;
  std::span<const Parameter> parameters;
  const Node* return_type;
  const Node* body;
  FrameLayout layout;
};
struct TypeAlias : Node {
  std::string_view name;
  const Node* type;
};
struct TypeMapping : Node {
  const Node* type;
  const Node* mapping;
};
struct TypeDefinition : Node {
  std::string_view name;
  std::string_view parent;
  const Node* body;
};
struct Apply : Node {
  NodeList arguments;
  const Node* body;
};

struct Attribute {
  AttributeOperator operation;
  std::string_view name;  // empty for Splat
  const Node* value;
  Span span;
};
struct ResourceBody {
  const Node* title;
  std::span<const Attribute> attributes;
  Span span;
};
struct Resource : Node {
  ResourceForm form;
  const Node* type;
  std::span<const ResourceBody> bodies;
};
struct ResourceDefaults : Node {
  ResourceForm form;
  const Node* type;
  std::span<const Attribute> attributes;
};
struct ResourceOverride : Node {
  ResourceForm form;
  const Node* resources;
  std::span<const Attribute> attributes;
};
struct Collector : Node {
  const Node* type;
  const Node* query;  // nullptr: everything
  bool exported;
  std::span<const Attribute> attributes;
  Span query_span;
};
struct Relationship : Node {
  RelationshipOperator operation;
  const Node* left;
  const Node* right;
};
struct ClassDefinition : Node {
  std::string_view name;
  std::span<const Parameter> parameters;
  std::string_view parent;
  const Node* body;
};
struct DefinedTypeDefinition : Node {
  std::string_view name;
  std::span<const Parameter> parameters;
  const Node* body;
};
struct NodeDefinition : Node {
  NodeList matches;
  const Node* parent;
  const Node* body;
};
struct Epp : Node {
  std::uint32_t callable_site;
  std::span<const Parameter> parameters;
  bool parameters_specified;
  const Node* body;
  FrameLayout layout;
};
struct RenderString : Node {
  std::string_view text;
};
struct RenderExpression : Node {
  const Node* expression;
};

// One parsed file (or snippet): the tree, the definitions found at its top level, and the memory that holds both.
struct Program {
  SourcePointer source;
  std::unique_ptr<std::pmr::monotonic_buffer_resource> arena;
  const Node* body = nullptr;                // Block, Nop, Epp or a single expression
  std::span<const Node* const> definitions;  // FunctionDefinition, PlanDefinition, TypeAlias..., in order of appearance
  FrameLayout layout;                        // variables of the top frame
  SiteCounts sites;                          // how many of them the nodes have
  std::vector<Diagnostic> warnings;          // odd but legal: unknown escapes, names that will be reserved
};

using ProgramPointer = std::shared_ptr<const Program>;

}  // namespace volley::lang
