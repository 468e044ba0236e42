// What the evaluator remembers about the nodes of one program: values of literals and types, compiled parameters, and
// what a call site calls. The tables are as long as the program has sites of that kind, and made when first needed.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "lang/ast.hpp"
#include "runtime/evaluate/callable.hpp"
#include "runtime/evaluate/function.hpp"
#include "runtime/value/value.hpp"

namespace volley::runtime {

class NodeCache;

struct CallTarget {
  enum class Kind { Unmade, Unknown, Definition, Native, Return, Next, Break };
  Kind kind = Kind::Unmade;
  // Of a definition in the language:
  NodeCache* nodes = nullptr;
  const lang::FunctionDefinition* definition = nullptr;
  // Of a built-in function:
  const FunctionRecord* record = nullptr;
  const std::vector<Signature>* signatures = nullptr;
  bool sees_variables = false;  // of its caller
  bool direct = false;          // a definition that gets one plain argument for each of its parameters
};

class NodeCache {
 public:
  explicit NodeCache(const lang::Program& program) : program_(program) {}
  NodeCache(const NodeCache&) = delete;
  NodeCache& operator=(const NodeCache&) = delete;

  [[nodiscard]] const lang::Program& program() const { return program_; }

  [[nodiscard]] bool knows_value(std::uint32_t site) const {
    return site < values_.size() && !values_[site].is_undef();
  }
  // The value of a literal or a type, made by `make_value` on first use. What comes back is a copy: making other values
  // may forget this one.
  template <typename Make>
  Value value(std::uint32_t site, Make make_value) {
    if (knows_value(site)) {
      return values_[site];
    }
    Value made = make_value();
    values_.resize(program_.sites.values);
    values_[site] = made;
    return made;
  }
  // nullptr: not known, or no direct one.
  [[nodiscard]] const CallTarget* direct_target(std::uint32_t site) const {
    return site < targets_.size() && targets_[site].direct ? &targets_[site] : nullptr;
  }
  // What comes back is good until other code is evaluated.
  template <typename Make>
  const CallTarget& target(std::uint32_t site, Make make_target) {
    if (site < targets_.size() && targets_[site].kind != CallTarget::Kind::Unmade) {
      return targets_[site];
    }
    const CallTarget made = make_target();
    targets_.resize(program_.sites.targets);
    return targets_[site] = made;
  }
  // nullptr: not known.
  [[nodiscard]] const Callable* callable(std::uint32_t site) const {
    return site < callables_.size() ? callables_[site].get() : nullptr;
  }
  void keep_callable(std::uint32_t site, Pointer<const Callable> callable) {
    callables_.resize(program_.sites.callables);
    callables_[site] = std::move(callable);
  }

  // After new definitions a name may mean something else.
  void forget_names() {
    values_.clear();
    targets_.clear();
  }

 private:
  const lang::Program& program_;
  Values values_;
  std::vector<CallTarget> targets_;
  std::vector<Pointer<const Callable>> callables_;
};

}  // namespace volley::runtime
