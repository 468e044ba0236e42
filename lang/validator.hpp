// The state of one validation: the diagnostics so far and the nodes around the one that is checked.
// Internal to validate.cpp and validate_nodes.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/ast.hpp"
#include "lang/tree_builder.hpp"

namespace volley::lang {

class Validator {
 public:
  Validator(const Program& program, const std::vector<OversizedInteger>& oversized)
      : program_(program), oversized_(oversized) {}

  void operator()(const Node& node);
  void operator()(const KeyedEntry& entry);
  void operator()(const CaseOption& option);
  void operator()(const Parameter& parameter);
  void operator()(const Attribute& attribute);
  void operator()(const ResourceBody& body);

  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

 private:
  // Checks one node itself; its parts are walked afterwards.
  struct CheckNode {
    Validator& validator;
    template <typename T>
    void operator()(const T& /*node*/) const {}
    void operator()(const LiteralInteger& node) const;
    void operator()(const Variable& node) const;
    void operator()(const ReservedWord& node) const;
    void operator()(const Array& node) const;
    void operator()(const Hash& node) const;
    void operator()(const Parenthesized& node) const;
    void operator()(const Binary& node) const;
    void operator()(const Unary& node) const;
    void operator()(const Unfold& node) const;
    void operator()(const Assignment& node) const;
    void operator()(const Selector& node) const;
    void operator()(const If& node) const;
    void operator()(const Unless& node) const;
    void operator()(const Case& node) const;
    void operator()(const Block& node) const;
    void operator()(const Call& node) const;
    void operator()(const Lambda& node) const;
    void operator()(const FunctionDefinition& node) const;
    void operator()(const PlanDefinition& node) const;
    void operator()(const TypeAlias& node) const;
    void operator()(const TypeMapping& node) const;
    void operator()(const TypeDefinition& node) const;
    void operator()(const Apply& node) const;
    void operator()(const Resource& node) const;
    void operator()(const ResourceDefaults& node) const;
    void operator()(const ResourceOverride& node) const;
    void operator()(const Collector& node) const;
    void operator()(const Relationship& node) const;
    void operator()(const ClassDefinition& node) const;
    void operator()(const DefinedTypeDefinition& node) const;
    void operator()(const NodeDefinition& node) const;
    void operator()(const Epp& node) const;
  };

  void report(std::string message, std::string_view issue, Span span);
  void check_value(const Node* node);
  void check_top(const Node& definition);
  void check_assignable(const Node& target);
  void check_parameters(std::span<const Parameter> parameters);
  void check_captures(std::span<const Parameter> parameters);
  void check_definition_name(const Node& node, std::string_view name);
  void check_type_name(const Node& node, std::string_view name);
  void check_keys(const Hash& hash);
  void check_query(const Node& query);
  void check_predicate(const Node& node);
  void refuse_assignments(const Node& node);
  void refuse_when_scripting(const Node& node);
  void refuse_when_compiling(const Node& node);
  [[nodiscard]] bool inside_apply() const;

  const Program& program_;
  const std::vector<OversizedInteger>& oversized_;
  std::vector<Diagnostic> diagnostics_;
  std::vector<const Node*> path_;
};

}  // namespace volley::lang
