// What results can do with a block; everything else that they can do, they do themselves.
#include <array>

#include "runtime/execute/result.hpp"
#include "stdlib/bolt/families.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::Value;

Value filter_set(Call& call) {
  runtime::Values chosen;
  for (const Value& result : *call.arguments[0].as_object().elements()) {
    if (call.yield(result).truthy()) {
      chosen.push_back(result);
    }
  }
  return Value(runtime::make<const runtime::ResultSet>(std::move(chosen)));
}

const auto kFunctions = std::to_array<runtime::FunctionRecord>({
    {"filter_set",
     {{"ResultSet set, Callable[1, 1] &block", "ResultSet", filter_set}},
     "The results for which a block is true, as a ResultSet."},
});

}  // namespace

std::span<const runtime::FunctionRecord> result_functions() { return kFunctions; }

}  // namespace volley::stdlib
