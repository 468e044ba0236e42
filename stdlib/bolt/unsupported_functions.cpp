// Plan functions that Bolt has and Volley does not have yet: a call names them and says so, with its place.
#include <fmt/format.h>

#include <array>

#include "runtime/evaluate/error.hpp"
#include "stdlib/bolt/families.hpp"

namespace volley::stdlib {
namespace {

runtime::Value needs_agent(runtime::Call& call) {
  throw runtime::EvaluationError(
      fmt::format("The plan function '{}' is not supported yet: it needs Puppet's agent on the targets, which Volley "
                  "can neither install nor ask",
                  call.name),
      "NOT_SUPPORTED");
}

constexpr std::string_view kAnything = "Any *arguments, Optional[Callable] &block";

const auto kFunctions = std::to_array<runtime::FunctionRecord>({
    {"apply_prep", {{kAnything, "Any", needs_agent}}, "Not supported yet."},
    {"get_resources", {{kAnything, "Any", needs_agent}}, "Not supported yet."},
});

}  // namespace

std::span<const runtime::FunctionRecord> unsupported_functions() { return kFunctions; }

}  // namespace volley::stdlib
