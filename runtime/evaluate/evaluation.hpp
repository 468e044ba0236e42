// The visitor that gives each node its value: one small overload for each kind, spread over the eval_*.cpp files by
// theme. Made for one frame; nothing outside of runtime/evaluate needs it.
#pragma once

#include <boost/container/small_vector.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "lang/ast.hpp"
#include "runtime/evaluate/code_cache.hpp"
#include "runtime/evaluate/evaluator.hpp"
#include "runtime/evaluate/frame.hpp"

namespace volley::runtime {

// How statements ended. return() and next() in statement position are told by this, without an exception.
struct CodeEnding {
  enum class Kind : std::uint8_t { Normal, Return, Next };
  Kind kind = Kind::Normal;
  const lang::Node* origin = nullptr;  // of a return or next
};

// What stands inside any number of parentheses.
[[nodiscard]] const lang::Node& without_parentheses(const lang::Node& node);

using Arguments = boost::container::small_vector<Value, 3>;

class Evaluation {
 public:
  Evaluation(Evaluator& evaluator, Frame& frame) : evaluator_(evaluator), frame_(frame) {}

  Value evaluate(const lang::Node& node) {
    // Most nodes are these two: they are answered here, without a call.
    switch (node.kind) {
      case lang::NodeKind::Variable: return (*this)(static_cast<const lang::Variable&>(node));
      case lang::NodeKind::LiteralInteger: return (*this)(static_cast<const lang::LiteralInteger&>(node));
      default: return evaluate_any(node);
    }
  }
  // A statement or a body. What a return() or next() in it hands over is its value, and ending() tells of them.
  Value execute(const lang::Node& node);
  [[nodiscard]] const CodeEnding& ending() const { return ending_; }

  // Parameters of the callee that this evaluation's frame belongs to. `callee` is for messages.
  // The arguments are copied (const Value) or moved (Value) out of where they are.
  template <typename Given>
  void bind(std::span<const lang::Parameter> parameters, std::span<Given> arguments, std::string_view callee);
  // By name, as plans and templates take them; undef counts as not given where there is a default.
  void bind_named(std::span<const lang::Parameter> parameters, const Hash& arguments, std::string_view callee);
  // The compiled parameters of a lambda or definition.
  template <typename Definition>
  const Callable& callable(const Definition& definition) {
    if (const Callable* known = nodes().callable(definition.callable_site)) {
      return *known;
    }
    const lang::Node* returns = nullptr;
    if constexpr (requires { definition.return_type; }) {
      returns = definition.return_type;
    }
    compiled_ = compile(definition.parameters, returns);
    if (compiled_->constant) {
      nodes().keep_callable(definition.callable_site, compiled_);
    }
    return *compiled_;
  }
  // Whether all bound parameters have values of their types.
  [[nodiscard]] bool parameters_match(std::span<const lang::Parameter> parameters, const Signature& signature);
  // The bound parameters as a flat list of arguments, for messages.
  [[nodiscard]] Values bound_arguments(std::span<const lang::Parameter> parameters);

  // The error for a node of this frame's program.
  [[noreturn]] void fail(const lang::Node& node, std::string message, std::string_view issue) const;
  // "Error while evaluating <the node>, <detail>".
  [[noreturn]] void fail_wrapped(const lang::Node& node, const std::string& detail) const;
  [[nodiscard]] lang::Place place(const lang::Node& node) const { return {frame_.program().source, node.span}; }

  // eval_literal.cpp
  Value operator()(const lang::Nop& /*node*/) { return {}; }
  Value operator()(const lang::LiteralUndef& /*node*/) { return {}; }
  Value operator()(const lang::LiteralDefault& /*node*/) { return Value::default_literal(); }
  Value operator()(const lang::LiteralBoolean& node) { return node.value; }
  Value operator()(const lang::LiteralInteger& node) { return node.value; }
  Value operator()(const lang::LiteralFloat& node) { return node.value; }
  Value operator()(const lang::LiteralString& node);
  Value operator()(const lang::LiteralRegexp& node);
  Value operator()(const lang::QualifiedName& node);
  Value operator()(const lang::QualifiedReference& node);
  Value operator()(const lang::ReservedWord& node);
  Value operator()(const lang::Array& node);
  Value operator()(const lang::Hash& node);
  // eval_string.cpp
  Value operator()(const lang::InterpolatedString& node);
  Value operator()(const lang::Heredoc& node);
  Value operator()(const lang::Epp& node);
  Value operator()(const lang::RenderString& node);
  Value operator()(const lang::RenderExpression& node);
  // eval_assignment.cpp
  Value operator()(const lang::Variable& node) {
    if (!node.candidates.empty()) {
      const lang::SlotReference nearest = node.candidates.front();
      if (Frame::Slot& slot = frame_.ancestor(nearest.hops).slot(nearest.slot); slot.assigned) {
        return node.last_use ? std::move(slot.value) : slot.value;
      }
    }
    return search(node);
  }
  Value operator()(const lang::Assignment& node);
  // eval_operator.cpp
  Value operator()(const lang::Parenthesized& node) { return evaluate(*node.expression); }
  Value operator()(const lang::Binary& node);
  Value operator()(const lang::Unary& node);
  Value operator()(const lang::Unfold& node);
  // eval_access.cpp
  Value operator()(const lang::Access& node);
  // eval_control.cpp
  Value operator()(const lang::Selector& node);
  Value operator()(const lang::If& node) { return value_of(execute(node)); }
  Value operator()(const lang::Unless& node) { return value_of(execute(node)); }
  Value operator()(const lang::Case& node) { return value_of(execute(node)); }
  Value operator()(const lang::Block& node) { return value_of(execute(node)); }
  // eval_call.cpp
  Value operator()(const lang::Call& node);
  Value operator()(const lang::MethodCall& node);
  // eval_definition.cpp: what stands for itself or is not there yet
  Value operator()(const lang::Lambda& node);
  Value operator()(const lang::FunctionDefinition& node);
  Value operator()(const lang::PlanDefinition& node);
  Value operator()(const lang::TypeAlias& node);
  Value operator()(const lang::TypeMapping& node);
  Value operator()(const lang::TypeDefinition& node);
  Value operator()(const lang::Apply& node);
  Value operator()(const lang::Resource& node);
  Value operator()(const lang::ResourceDefaults& node);
  Value operator()(const lang::ResourceOverride& node);
  Value operator()(const lang::Collector& node);
  Value operator()(const lang::Relationship& node);
  Value operator()(const lang::ClassDefinition& node);
  Value operator()(const lang::DefinedTypeDefinition& node);
  Value operator()(const lang::NodeDefinition& node);

 private:
  // Parameters being bound: a default must not use one that comes later.
  struct Binding {
    std::string_view callee;
    std::span<const lang::Parameter> parameters;
    std::size_t current;
  };

  Value evaluate_any(const lang::Node& node);
  [[nodiscard]] NodeCache& nodes() const { return frame_.nodes(); }
  void check_stack(const lang::Node& node) const {
    if (evaluator_.stack_exhausted()) {
      fail_stack(node);
    }
  }
  [[noreturn]] void fail_stack(const lang::Node& node) const;
  Value value_of(Value value);
  Value execute_block(const lang::Block& node);
  Value execute_if(const lang::If& node);
  Value execute_unless(const lang::Unless& node);
  Value execute_case(const lang::Case& node);
  [[nodiscard]] bool option_matches(const Value& subject, const lang::Node& pattern);
  std::optional<Value> execute_transfer(const lang::Call& node);

  void append_items(Values& out, lang::NodeList items);
  void append_arguments(Arguments& out, lang::NodeList items);
  Value default_value(const lang::Parameter& parameter, const Binding& binding);
  [[noreturn]] void fail_unbound(std::size_t slot) const;
  Pointer<const Callable> compile(std::span<const lang::Parameter> parameters, const lang::Node* returns);
  void compile_parameter(const lang::Parameter& parameter, Callable& callable, bool& optional_seen);
  template <typename Written>
  Value type_value(const Written& node, const lang::QualifiedReference& name);
  void complete(const Type& type, const lang::Node& node) const;

  Value search(const lang::Variable& node);
  Value lookup(const lang::Variable& node);
  Value assign(const lang::Node& target, const Value& value, const lang::Assignment& node);
  void assign_variable(const lang::Variable& target, const Value& value, const lang::Assignment& node);
  void assign_list(const lang::Array& targets, const Value& value, const lang::Assignment& node);

  // A chain of links (lang/chain.hpp), from its far end on, in a loop.
  Value chain(const lang::Node& node);
  Value binary(const lang::Binary& node, Value&& left);
  Value access(const lang::Access& node, const Value& object);
  Value method_call(const lang::MethodCall& node, Arguments arguments);

  Value arithmetic(const lang::Binary& node, Value&& left, const Value& right);
  Value collection_operator(const lang::Binary& node, Value&& left, const Value& right);
  Value numeric(const Value& value, const lang::Node& node);
  Value compare_values(const lang::Binary& node, const Value& left, const Value& right);
  Value match(const lang::Binary& node, const Value& left);

  Value access_array(const lang::Access& node, const Values& items, const Arguments& keys);
  Value access_string(const lang::Access& node, std::string_view text, const Arguments& keys);
  Value access_hash(const lang::Access& node, const Hash& hash, const Arguments& keys);
  Value access_object(const lang::Access& node, const Value& object, const Arguments& keys);
  std::int64_t array_index(const Value& key, const lang::Access& node, std::size_t position);
  std::int64_t string_index(const Value& key, const lang::Access& node, std::size_t position);
  [[nodiscard]] const lang::Node& key_node(const lang::Access& node, std::size_t position) const;

  template <typename Written>
  Value call_named(std::string_view name, Arguments& arguments, const lang::Lambda* block, const Written& node);
  Value call_target(const CallTarget& target, std::string_view name, std::span<Value> arguments, const Closure* block,
                    const lang::Node& node);
  [[nodiscard]] static bool may_call_directly(const CallTarget& target, const lang::Call& node);
  [[nodiscard]] static bool may_call_directly(const CallTarget& /*target*/, const lang::MethodCall& /*node*/) {
    return false;
  }
  Value call_directly(const CallTarget& target, const Callable& callable, const lang::Call& node);
  template <typename Work>
  Value traced(const lang::Node& node, const Work& work);
  Value construct_type(const lang::Call& node);
  CallTarget find_target(std::string_view name);
  template <typename Written>
  const CallTarget& target_of(const Written& call, std::string_view name);
  Value transfer(const CallTarget& target, std::span<const Value> arguments, const lang::Node& node);
  void check_transfer(CallTarget::Kind kind, std::span<const Value> arguments, const lang::Node& node);

  Evaluator& evaluator_;
  Frame& frame_;
  const Binding* binding_ = nullptr;
  CodeEnding ending_;
  Pointer<const Callable> compiled_;  // for this activation, unless it is known for all
};

}  // namespace volley::runtime
