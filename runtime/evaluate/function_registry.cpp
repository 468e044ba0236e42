#include <algorithm>
#include <cctype>

#include "runtime/evaluate/closure.hpp"
#include "runtime/evaluate/function.hpp"

namespace volley::runtime {

void FunctionRegistry::add(std::span<const FunctionRecord> family) {
  for (const FunctionRecord& record : family) {
    records_[record.name] = &record;
  }
}

const FunctionRecord* FunctionRegistry::find(std::string_view name) const {
  const auto found = records_.find(name);
  return found == records_.end() ? nullptr : found->second;
}

void FunctionRegistry::add_types(std::span<const TypeRecord> types) { types_ = types; }

const TypeRecord* FunctionRegistry::find_type(std::string_view lower_case_name) const {
  const auto same_name = [&](const TypeRecord& record) {
    return std::equal(record.name.begin(), record.name.end(), lower_case_name.begin(), lower_case_name.end(),
                      [](unsigned char given, char wanted) { return std::tolower(given) == wanted; });
  };
  const auto found = std::find_if(types_.begin(), types_.end(), same_name);
  return found == types_.end() ? nullptr : &*found;
}

Value Call::yield(std::span<const Value> values) { return evaluator.call_closure(*block, values); }

Value Call::yield_given(std::span<Value> values) { return evaluator.call_closure_with(*block, values); }

bool Call::may_break() const { return block->lambda().may_break || evaluator.environment().functions_may_break(); }

}  // namespace volley::runtime
