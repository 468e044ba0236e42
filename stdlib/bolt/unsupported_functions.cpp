// Plan functions that Bolt has and Volley does not have yet: a call names them and says so, with its place.
#include <fmt/format.h>

#include <array>

#include "runtime/evaluate/error.hpp"
#include "stdlib/bolt/families.hpp"

namespace volley::stdlib {
namespace {

runtime::Value not_supported(runtime::Call& call) {
  throw runtime::EvaluationError(fmt::format("The plan function '{}' is not supported yet", call.name),
                                 "NOT_SUPPORTED");
}

constexpr std::string_view kAnything = "Any *arguments, Optional[Callable] &block";

const auto kFunctions = std::to_array<runtime::FunctionRecord>({
    {"add_to_group", {{kAnything, "Any", not_supported}}, "Not supported yet."},
    {"apply_prep", {{kAnything, "Any", not_supported}}, "Not supported yet."},
    {"get_resources", {{kAnything, "Any", not_supported}}, "Not supported yet."},
    {"prompt", {{kAnything, "Any", not_supported}}, "Not supported yet."},
    {"prompt::menu", {{kAnything, "Any", not_supported}}, "Not supported yet."},
    {"puppetdb_command", {{kAnything, "Any", not_supported}}, "Not supported yet."},
    {"puppetdb_fact", {{kAnything, "Any", not_supported}}, "Not supported yet."},
    {"puppetdb_query", {{kAnything, "Any", not_supported}}, "Not supported yet."},
    {"remove_from_group", {{kAnything, "Any", not_supported}}, "Not supported yet."},
    {"resolve_references", {{kAnything, "Any", not_supported}}, "Not supported yet."},
    {"resource", {{kAnything, "Any", not_supported}}, "Not supported yet."},
    {"run_container", {{kAnything, "Any", not_supported}}, "Not supported yet."},
    {"set_resources", {{kAnything, "Any", not_supported}}, "Not supported yet."},
});

}  // namespace

std::span<const runtime::FunctionRecord> unsupported_functions() { return kFunctions; }

}  // namespace volley::stdlib
