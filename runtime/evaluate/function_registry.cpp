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

Value Call::yield(std::span<const Value> values) { return evaluator.call_closure(*block, values); }

}  // namespace volley::runtime
