// Built-in functions: one record each (name, overloads by signature, documentation) in a table for its family.
//
//   Value abs_of(Call& call) { ... call.arguments[0] ... }
//   const FunctionRecord kNumeric[] = {
//     {"abs", {{"Numeric value", "Numeric", abs_of}}, "The absolute value of a number."},
//   };
//   registry.add(kNumeric);
//
// A signature is a comma-separated list of "TYPE name"; a '*' before the name takes the rest, a '?' before it marks
// it optional, a last "Callable[...] &block" (or "Optional[Callable[...]] &block") is the lambda.
#pragma once

#include <functional>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/source.hpp"
#include "runtime/value/value.hpp"

namespace volley::runtime {

class Closure;
class Evaluator;
class Frame;

// Where a call stands in the plan. Valid while the call runs; place() is for keeping.
struct CallSite {
  const lang::SourcePointer& source;
  lang::Span span;
  [[nodiscard]] lang::Place place() const { return {source, span}; }
};

// One call of a built-in function, valid while it runs.
struct Call {
  Evaluator& evaluator;
  std::string_view name;
  std::span<const Value> arguments;
  const Closure* block;  // nullptr without a lambda
  CallSite site;
  Frame* frame = nullptr;  // of the caller, for functions that name variables; not known to call_function

  [[nodiscard]] lang::Place place() const { return site.place(); }
  [[nodiscard]] bool has(std::size_t position) const { return position < arguments.size(); }
  // Calls the lambda. next(value) in it is its value; break() leaves yield as a ControlTransfer, which the iterating
  // function turns into its end (see iterate() in runtime/evaluate/closure.hpp).
  Value yield(std::span<const Value> values);
  Value yield(const Value& value) { return yield(std::span(&value, 1)); }
  // The same with values that the caller needs no more: the lambda may change them in place.
  Value yield_given(std::span<Value> values);
  // Whether a break() may leave the lambda. A value given to it is lost then.
  [[nodiscard]] bool may_break() const;
  Value yield(std::initializer_list<Value> values) { return yield(std::span(values.begin(), values.size())); }
};

using NativeFunction = Value (*)(Call&);

struct Overload {
  std::string_view signature;
  std::string_view returns;
  NativeFunction implementation;
};

// A type that only the signatures of one function know by name; messages show both, the name and what it stands for.
// Without a definition: the type of the objects of that name.
struct LocalType {
  std::string_view name;
  std::string_view definition;
};

struct FunctionRecord {
  std::string_view name;
  std::vector<Overload> overloads;
  std::string_view documentation;
  std::vector<LocalType> types = {};
};

// A named type that is known without any module that defines it: what stands on both sides of '=' in its definition.
struct TypeRecord {
  std::string name;
  std::string definition;
};

// All built-in functions by name, and the types that come with them. Filled once by explicit calls (no static
// constructors elsewhere). The records must outlive the registry.
class FunctionRegistry {
 public:
  void add(std::span<const FunctionRecord> family);
  [[nodiscard]] const FunctionRecord* find(std::string_view name) const;
  void add_types(std::span<const TypeRecord> types);
  // By its name in small letters.
  [[nodiscard]] const TypeRecord* find_type(std::string_view lower_case_name) const;
  // Sorted by name; for documentation and completion.
  [[nodiscard]] const std::map<std::string_view, const FunctionRecord*>& all() const { return records_; }

 private:
  std::map<std::string_view, const FunctionRecord*> records_;
  std::span<const TypeRecord> types_;
};

}  // namespace volley::runtime
