// The targets that actions with `_on_error => 'drop'` have lost: who, where and why.
//
// A dropped target stays out of the rest of the run: Engine::targets() leaves it out.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "lang/source.hpp"
#include "runtime/execute/result.hpp"

namespace volley::runtime {

struct DroppedTarget {
  std::string target;
  std::string function;  // "run_command"
  std::string object;    // the command line, the task's name; may be empty
  lang::Place place;     // of the call
  std::string kind;      // of its error
  std::string message;

  // "FILE:LINE", or empty.
  [[nodiscard]] std::string location() const;
  // {"target", "action", "object", "file", "line", "kind", "msg"}
  [[nodiscard]] Value to_data() const;
};

class DropLedger {
 public:
  // An action is about to run that may drop targets.
  void open() { used_ = true; }
  // Whether there was such an action.
  [[nodiscard]] bool used() const { return used_; }
  void add(DroppedTarget target);
  // The target may be used again; that it was dropped stays written down.
  void readmit(const std::string& target) { positions_.erase(target); }
  [[nodiscard]] const std::vector<DroppedTarget>& targets() const { return targets_; }
  // By name; nullptr when it is still there.
  [[nodiscard]] const DroppedTarget* find(const std::string& target) const;
  [[nodiscard]] Value to_data() const;

 private:
  bool used_ = false;
  std::vector<DroppedTarget> targets_;
  std::unordered_map<std::string, std::size_t> positions_;
};

}  // namespace volley::runtime
