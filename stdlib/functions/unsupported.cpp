// Functions that are known but cannot be called: those that only make sense while a catalog is compiled, and those that
// are still to come. A clear refusal is better than "Unknown function".
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

Value discontinued_import(Call& /*call*/) {
  throw EvaluationError(
      "Use of 'import' has been discontinued in favor of a manifest directory. See "
      "http://links.puppet.com/puppet-import-deprecation",
      "DISCONTINUED_IMPORT");
}

Value not_yet(Call& call) {
  throw EvaluationError("The function '" + std::string(call.name) + "' is not supported yet");
}

// Plans run on no node: there is no name to seed with.
Value node_feature(Call& call) {
  throw EvaluationError("Undefined variable 'facts'; " + std::string(call.name) +
                        "() needs the facts of a node, which plans do not have");
}

FunctionRecord refused(std::string_view name, runtime::NativeFunction reason, std::string_view documentation) {
  return {name, {{"Any *arguments, Optional[Callable] &block", "Any", reason}}, documentation};
}

constexpr std::string_view kCatalog = "Only available while a catalog is compiled; refused in plans.";
constexpr std::string_view kGone = "Discontinued; the files of a project are found by their names.";
constexpr std::string_view kNode = "Only available with the facts of a node; refused in plans.";
constexpr std::string_view kLater = "Not supported yet.";

}  // namespace

Family unsupported() {
  static const FunctionRecord kTable[] = {
      refused("contain", catalog_operation, kCatalog),
      refused("create_resources", catalog_operation, kCatalog),
      refused("include", catalog_operation, kCatalog),
      refused("import", discontinued_import, kGone),
      refused("defined_with_params", catalog_operation, kCatalog),
      refused("ensure_resource", catalog_operation, kCatalog),
      refused("ensure_resources", catalog_operation, kCatalog),
      refused("realize", catalog_operation, kCatalog),
      refused("require", catalog_operation, kCatalog),
      refused("stdlib::str2resource", catalog_operation, kCatalog),
      refused("tag", catalog_operation, kCatalog),
      refused("tagged", catalog_operation, kCatalog),
      refused("inline_template", catalog_feature, kCatalog),
      refused("template", catalog_feature, kCatalog),
      refused("annotate", not_yet, kLater),
      refused("binary_file", not_yet, kLater),
      refused("eyaml_lookup_key", not_yet, kLater),
      refused("file", not_yet, kLater),
      refused("find_file", not_yet, kLater),
      refused("find_template", not_yet, kLater),
      refused("fqdn_rand", node_feature, kNode),
      refused("generate", not_yet, kLater),
      refused("hiera", not_yet, kLater),
      refused("hiera_array", not_yet, kLater),
      refused("hiera_hash", not_yet, kLater),
      refused("hiera_include", not_yet, kLater),
      refused("hocon_data", not_yet, kLater),
      refused("json_data", not_yet, kLater),
      refused("module_directory", not_yet, kLater),
      refused("parsehocon", not_yet, kLater),
      refused("pry", not_yet, kLater),
      refused("scanf", not_yet, kLater),
      refused("stdlib::parsehocon", not_yet, kLater),
      refused("validate_augeas", not_yet, kLater),
      refused("validate_cmd", not_yet, kLater),
      refused("validate_x509_rsa_key_pair", not_yet, kLater),
      refused("yaml_data", not_yet, kLater),
  };
  return kTable;
}

}  // namespace volley::stdlib
