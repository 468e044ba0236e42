// What the evaluator remembers about all code of a run: the nodes of each program, the signatures of built-in
// functions, and which warnings were given already. Programs are known by their address; the Environment keeps them
// alive.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "runtime/evaluate/frame.hpp"
#include "runtime/evaluate/node_cache.hpp"

namespace volley::runtime {

class CodeCache {
 public:
  NodeCache& of(const lang::Program& program) {
    std::unique_ptr<NodeCache>& known = programs_[&program];
    if (!known) {
      known = std::make_unique<NodeCache>(program);
    }
    return *known;
  }
  template <typename Make>
  const std::vector<Signature>& signatures(const FunctionRecord& record, Make make_signatures) {
    const auto known = signatures_.find(&record);
    return known != signatures_.end() ? known->second : signatures_.emplace(&record, make_signatures()).first->second;
  }
  // After new definitions a name may mean something else.
  void forget_names() {
    for (const auto& [program, nodes] : programs_) {
      nodes->forget_names();
    }
  }

  // Whether nobody asked for this key before: for what is said once a run.
  bool first_time(std::string key) { return said_.insert(std::move(key)).second; }

  Pointer<Frame> top;

 private:
  std::unordered_map<const lang::Program*, std::unique_ptr<NodeCache>> programs_;
  std::unordered_map<const FunctionRecord*, std::vector<Signature>> signatures_;
  std::unordered_set<std::string> said_;
};

}  // namespace volley::runtime
