// Short ways of manifests, from the module stdlib: words for `ensure`, the time, and templates that may come later.
#include "runtime/evaluate/error.hpp"
#include "runtime/evaluate/evaluator.hpp"
#include "runtime/value/timestamp.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/module_functions/legacy_arguments.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::FunctionRecord;
using runtime::Value;

Value ensure_word(Call& call) {
  const Value& given = call.arguments[0];
  const bool present = given.is_boolean() ? given.as_boolean() : given.as_string() == "present";
  const Value resource = call.has(1) ? call.arguments[1] : Value();
  if (resource.is_undef()) {
    return {present ? "present" : "absent"};
  }
  const std::string_view kind = resource.as_string();
  if (kind == "package") {
    return {present ? "installed" : "absent"};
  }
  if (kind == "service") {
    return {present ? "running" : "stopped"};
  }
  return present ? resource : Value("absent");
}

Value seconds_now(Call& /*call*/) {
  constexpr std::int64_t kNanoseconds = 1'000'000'000;
  return {static_cast<std::int64_t>(runtime::Timestamp::now() / kNanoseconds)};
}

// Nothing in a plan is deferred: the template is rendered at once.
Value deferrable_epp(Call& call) { return call.evaluator.call_function("epp", call.arguments, nullptr, call.place()); }

}  // namespace

Family module_shortcuts() {
  static const FunctionRecord kTable[] = {
      {"stdlib::ensure",
       {{"Variant[Boolean, Enum['present', 'absent']] ensure, Optional[Enum['directory', 'link', 'mounted', "
         "'service', 'file', 'package']] ?resource",
         "String", ensure_word}},
       "'present' or 'absent', or the word for it that a kind of resource has."},
      {"stdlib::time", {{"Optional[String] ?_timezone", "Integer", seconds_now}}, "The time in seconds since 1970."},
      renamed("time"),
      {"stdlib::deferrable_epp",
       {{"String template, Hash variables", "Variant[String, Sensitive[String]]", deferrable_epp}},
       "The text that a template gives; the same as epp."},
  };
  return kTable;
}

}  // namespace volley::stdlib
