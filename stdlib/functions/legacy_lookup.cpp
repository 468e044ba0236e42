// hiera and its kin, the older ways to ask for data; and the functions that read data files for lookup alone.
#include "runtime/evaluate/error.hpp"
#include "stdlib/functions/deprecation.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/lookup_data.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Value;

void warn(const Call& call) {
  deprecated(call, "The function '" + std::string(call.name) +
                       "' is deprecated in favor of using 'lookup'. See "
                       "https://puppet.com/docs/puppet/7.23/deprecated_language.html");
}

// Arguments may also come as one array.
std::span<const Value> arguments_of(const Call& call) {
  return call.arguments.size() == 1 && call.arguments[0].is_array()
             ? std::span<const Value>(call.arguments[0].as_array())
             : call.arguments;
}

Value answer(Call& call, const char* merge) {
  warn(call);
  const std::span<const Value> given = arguments_of(call);
  Question question;
  question.name = given[0];
  question.merge = Value(merge);
  if (given.size() > 1 && call.block == nullptr) {
    question.default_value = &given[1];
  }
  return look_up(call, question);
}

Value hiera(Call& call) { return answer(call, "first"); }
Value hiera_array(Call& call) { return answer(call, "unique"); }
Value hiera_hash(Call& call) { return answer(call, "hash"); }

Value hiera_include(Call& call) {
  static_cast<void>(answer(call, "unique"));
  throw EvaluationError("The catalog operation 'include' is only available when compiling a catalog",
                        "CATALOG_OPERATION_NOT_SUPPORTED_WHEN_SCRIPTING");
}

FunctionRecord record(std::string_view name, runtime::NativeFunction function, std::string_view documentation) {
  return {name,
          {{"Tuple[String, Any, Any, 1, 3] args", "Any", function},
           {"String key", "Any", function},
           {"String key, Any default, Any ?override", "Any", function},
           {"String key, Callable[1, 1] &default_block", "Any", function},
           {"String key, Any override, Callable[1, 1] &default_block", "Any", function}},
          documentation};
}

// Nothing in a plan is a lookup context, so none of these is ever reached.
Value unreachable(Call& call) {
  throw EvaluationError("The function '" + std::string(call.name) + "' can only be called by a lookup");
}

Value missing_library(Call& call) {
  const std::string reason = call.name == "hocon_data"
                                 ? "Lookup using Hocon data_hash function is not supported without hocon library"
                                 : "Lookup using eyaml lookup_key function is only supported when the hiera_eyaml "
                                   "library is present";
  throw EvaluationError("Function Load Error for function '" + std::string(call.name) + "': " + reason);
}

constexpr std::string_view kDataSignature = "Struct[{path=>String[1]}] options, Puppet::LookupContext context";

}  // namespace

Family legacy_lookup() {
  static const FunctionRecord kTable[] = {
      record("hiera", hiera, "The first value that the data holds for a name; lookup is the newer way."),
      record("hiera_array", hiera_array, "All values that the data holds for a name, in one array."),
      record("hiera_hash", hiera_hash, "All hashes that the data holds for a name, in one hash."),
      record("hiera_include", hiera_include, "Only available while a catalog is compiled; refused in plans."),
      {"yaml_data",
       {{kDataSignature, "Struct[{}]", unreachable}},
       "Only available as the data_hash of a hierarchy; refused in plans.",
       {{"Puppet::LookupContext", {}}}},
      {"json_data",
       {{kDataSignature, "Struct[{}]", unreachable}},
       "Only available as the data_hash of a hierarchy; refused in plans.",
       {{"Puppet::LookupContext", {}}}},
      {"hocon_data",
       {{"Any *arguments", "Any", missing_library}},
       "Only available as the data_hash of a hierarchy; refused in plans."},
      {"eyaml_lookup_key",
       {{"Any *arguments", "Any", missing_library}},
       "Only available as the lookup_key of a hierarchy; refused in plans."},
  };
  return kTable;
}

}  // namespace volley::stdlib
