// Functions that are known but cannot be called: those that only make sense while a catalog is compiled, and those that
// are gone. A clear refusal is better than "Unknown function".
#include "runtime/evaluate/error.hpp"
#include "stdlib/functions/families.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Value;

Value catalog_operation(Call& call) {
  throw EvaluationError(
      "The catalog operation '" + std::string(call.name) + "' is only available when compiling a catalog",
      "CATALOG_OPERATION_NOT_SUPPORTED_WHEN_SCRIPTING");
}

Value catalog_feature(Call& call) {
  throw EvaluationError("The feature 'ERB " + std::string(call.name) + "' is only available when compiling a catalog",
                        "NOT_SUPPORTED_WHEN_SCRIPTING");
}

Value discontinued(Call& /*call*/) {
  throw EvaluationError(
      "Use of 'import' has been discontinued in favor of a manifest directory. See "
      "http://links.puppet.com/puppet-import-deprecation",
      "DISCONTINUED_IMPORT");
}

Value not_yet(Call& call) {
  throw EvaluationError("The function '" + std::string(call.name) + "' is not supported yet");
}

// No type of a plan can be an annotation, so this is never reached.
Value annotate(Call& /*call*/) { throw EvaluationError("Annotations are only available to compiled functions"); }

// Functions of the older kind count their arguments first.
void expect_arguments(const Call& call, std::size_t least) {
  if (call.arguments.size() < least) {
    throw EvaluationError(std::string(call.name) + "(): Wrong number of arguments given (" +
                          std::to_string(call.arguments.size()) + " for minimum " + std::to_string(least) + ")");
  }
}

template <std::size_t least>
Value counted_operation(Call& call) {
  expect_arguments(call, least);
  return catalog_operation(call);
}

Value counted_feature(Call& call) {
  expect_arguments(call, 1);
  return catalog_feature(call);
}

FunctionRecord refused_class(std::string_view name, std::string_view documentation) {
  return {name, {{"Any name, Any *names", "Any", catalog_operation}}, documentation};
}

FunctionRecord refused(std::string_view name, runtime::NativeFunction reason, std::string_view documentation) {
  return {name, {{"Any *arguments, Optional[Callable] &block", "Any", reason}}, documentation};
}

constexpr std::string_view kCatalog = "Only available while a catalog is compiled; refused in plans.";
constexpr std::string_view kLater = "Not supported yet.";

}  // namespace

Family unsupported() {
  static const FunctionRecord kTable[] = {
      refused_class("contain", kCatalog),
      refused("create_resources", counted_operation<2>, kCatalog),
      refused_class("include", kCatalog),
      refused("realize", counted_operation<1>, kCatalog),
      refused_class("require", kCatalog),
      refused("tag", counted_operation<1>, kCatalog),
      refused("tagged", counted_operation<1>, kCatalog),
      refused("inline_template", counted_feature, kCatalog),
      refused("template", counted_feature, kCatalog),
      refused("import", discontinued, "Only available in manifests of long ago; refused in plans."),
      refused("stdlib::str2resource", catalog_operation, kCatalog),
      refused("parsehocon", not_yet, kLater),
      refused("stdlib::parsehocon", not_yet, kLater),
      refused("pry", not_yet, kLater),
      refused("validate_augeas", not_yet, kLater),
      refused("validate_cmd", not_yet, kLater),
      refused("validate_x509_rsa_key_pair", not_yet, kLater),
      {"annotate",
       {{"Type[Annotation] type, Any value, Optional[Callable[0, 0]] &block", "Any", annotate},
        {"Type[Annotation] type, Any value, Variant[Enum[clear],Hash[Pcore::MemberName,Any]] annotation_hash", "Any",
         annotate},
        {"Type[Pcore] type, Any value, Hash[Type[Annotation], Hash[Pcore::MemberName,Any]] annotations", "Any",
         annotate}},
       "Only available to functions that are compiled in; refused in plans.",
       {{"Annotation", {}}, {"Pcore", {}}, {"Pcore::MemberName", {}}}},
  };
  return kTable;
}

}  // namespace volley::stdlib
