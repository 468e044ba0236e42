// How evaluation ends early: two kinds of error, and the control transfers, which are not errors.
//
// EvaluationError is the program's fault (unknown variable, wrong type); catch_errors does not see it.
// PlanError carries an Error value (a failed action, fail_plan); catch_errors and `_catch_errors` hand it to the plan.
#pragma once

#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "lang/diagnostic.hpp"
#include "runtime/value/error_value.hpp"

namespace volley::runtime {

// One plan or function frame that an error passed through: what was being called, and where the call stands.
struct TraceFrame {
  std::string callee;  // "plan mod::rolling", "function mod::pick"
  lang::Place call_site;
};

// Keeps the innermost frames; an endless recursion has too many to be of use.
inline void append_frame(std::vector<TraceFrame>& trace, TraceFrame frame) {
  constexpr std::size_t kMaximumFrames = 50;
  if (trace.size() < kMaximumFrames) {
    trace.push_back(std::move(frame));
  }
}

inline constexpr std::string_view kRuntimeError = "RUNTIME_ERROR";
// A second definition of one name; Puppet has no code for it.
inline constexpr std::string_view kDuplicateDefinition = "DUPLICATE_DEFINITION";

class EvaluationError : public std::exception {
 public:
  // `message` as Puppet words it, without file and line and without the "Evaluation Error: " in front. The place may
  // be unknown: then the evaluator fills in the node that was being evaluated.
  explicit EvaluationError(std::string message, std::string issue_code = {}, lang::Place place = {});
  [[nodiscard]] const char* what() const noexcept override { return diagnostic_.message.c_str(); }
  [[nodiscard]] const lang::Diagnostic& diagnostic() const { return diagnostic_; }
  [[nodiscard]] const std::vector<TraceFrame>& trace() const { return trace_; }
  void set_place_if_unknown(const lang::Place& place);
  // What the evaluator does with an error that a built-in function raised: fills in the place of the call, and an
  // error without an issue code reads "Error while evaluating <expression>, <message>" from then on.
  void wrap(std::string_view expression, const lang::Place& place);
  void add_frame(TraceFrame frame) { append_frame(trace_, std::move(frame)); }
  // What to do about it. The hint of an inner error stays.
  void set_hint(std::string hint) {
    if (diagnostic_.hint.empty()) {
      diagnostic_.hint = std::move(hint);
    }
  }

 private:
  lang::Diagnostic diagnostic_;
  std::vector<TraceFrame> trace_;
};

class PlanError : public std::exception {
 public:
  explicit PlanError(Pointer<const ErrorValue> error, lang::Place place = {});
  PlanError(std::string kind, std::string message, Value details = Value(Hash{}), std::string issue_code = {});
  [[nodiscard]] const char* what() const noexcept override { return error_->message().c_str(); }
  [[nodiscard]] const ErrorValue& error() const { return *error_; }
  [[nodiscard]] Value value() const { return Value(error_); }
  [[nodiscard]] const lang::Place& place() const { return place_; }
  [[nodiscard]] const std::vector<TraceFrame>& trace() const { return trace_; }
  void set_place_if_unknown(const lang::Place& place);
  void add_frame(TraceFrame frame) { append_frame(trace_, std::move(frame)); }
  [[nodiscard]] const std::string& hint() const { return hint_; }
  void set_hint(std::string hint) { hint_ = std::move(hint); }

 private:
  Pointer<const ErrorValue> error_;
  std::string hint_;
  lang::Place place_;
  std::vector<TraceFrame> trace_;
};

// return(), next() and break(): they unwind to the function, block or iteration that they belong to.
struct ControlTransfer {
  enum class Kind { Return, Next, Break };
  Kind kind;
  Value value;
  lang::Place place;
};

}  // namespace volley::runtime
