// What the evaluator remembers about nodes of the tree: values of literals, types, compiled parameters, and what a
// call site calls. Keyed by address; the Environment keeps the trees alive. Also which warnings were given already.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "runtime/evaluate/callable.hpp"
#include "runtime/evaluate/environment.hpp"
#include "runtime/evaluate/frame.hpp"

namespace volley::runtime {

struct CallTarget {
  enum class Kind { Unknown, Definition, Native, Return, Next, Break };
  Kind kind = Kind::Unknown;
  const lang::Program* program = nullptr;  // of the definition
  const lang::FunctionDefinition* definition = nullptr;
  const FunctionRecord* record = nullptr;
};

class CodeCache {
 public:
  // The value of a literal node, made by `make_value` on first use.
  template <typename Make>
  const Value& literal(const lang::Node& node, Make make_value) {
    const auto known = literals_.find(&node);
    return known != literals_.end() ? known->second : literals_.emplace(&node, make_value()).first->second;
  }
  template <typename Make>
  TypePointer type(const lang::Node& node, Make make_type) {
    if (const auto known = types_.find(&node); known != types_.end()) {
      return known->second;
    }
    TypePointer made = make_type();
    types_.emplace(&node, made);
    return made;
  }
  [[nodiscard]] Pointer<const Callable> callable(const void* definition) const {
    const auto known = callables_.find(definition);
    return known == callables_.end() ? Pointer<const Callable>() : known->second;
  }
  void keep_callable(const void* definition, Pointer<const Callable> callable) {
    callables_[definition] = std::move(callable);
  }
  template <typename Make>
  CallTarget target(const lang::Node& call, Make make_target) {
    const auto known = targets_.find(&call);
    return known != targets_.end() ? known->second : targets_.emplace(&call, make_target()).first->second;
  }
  template <typename Make>
  const std::vector<Signature>& signatures(const FunctionRecord& record, Make make_signatures) {
    const auto known = signatures_.find(&record);
    return known != signatures_.end() ? known->second : signatures_.emplace(&record, make_signatures()).first->second;
  }
  // After new definitions a name may mean something else.
  void forget_names() {
    targets_.clear();
    types_.clear();
  }

  // Whether nobody asked for this key before: for what is said once a run.
  bool first_time(std::string key) { return said_.insert(std::move(key)).second; }

  Pointer<Frame> top;

 private:
  std::unordered_map<const lang::Node*, Value> literals_;
  std::unordered_map<const lang::Node*, TypePointer> types_;
  std::unordered_map<const void*, Pointer<const Callable>> callables_;
  std::unordered_map<const lang::Node*, CallTarget> targets_;
  std::unordered_map<const FunctionRecord*, std::vector<Signature>> signatures_;
  std::unordered_set<std::string> said_;
};

}  // namespace volley::runtime
