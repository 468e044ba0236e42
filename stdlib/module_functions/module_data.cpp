// Data from text and files, from the module stdlib: JSON, YAML, and what modules say about themselves.
#include <filesystem>

#include "runtime/evaluate/error.hpp"
#include "runtime/evaluate/evaluator.hpp"
#include "runtime/execute/actions.hpp"
#include "runtime/execute/engine.hpp"
#include "runtime/project/module_path.hpp"
#include "runtime/project/yaml.hpp"
#include "runtime/value/json.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/module_functions/legacy_arguments.hpp"

namespace volley::stdlib {
namespace {

namespace fs = std::filesystem;

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Value;

using Reader = Value (*)(const std::string&);

Value from_json(const std::string& text) {
  try {
    return runtime::parse_json(text);
  } catch (const runtime::JsonError& error) {
    throw EvaluationError(error.what());
  }
}

Value from_yaml(const std::string& text, bool aliases) {
  try {
    return runtime::parse_yaml(
        {.name = "<unknown>", .text = text, .subject = "the YAML text", .aliases = aliases, .last_key_wins = true});
  } catch (const runtime::PlanError& error) {
    throw EvaluationError(error.what());
  }
}

Value from_strict_yaml(const std::string& text) { return from_yaml(text, false); }
Value from_yaml_with_aliases(const std::string& text) { return from_yaml(text, true); }

std::string text_of(const Value& value) {
  if (!value.is_string()) {
    throw EvaluationError("no implicit conversion of " + native_class(value) + " into String");
  }
  return std::string(value.as_string());
}

// The second argument takes the place of an error, and of null and false.
template <typename Read>
Value read_or_default(const Call& call, Read read) {
  const Value otherwise = call.has(1) ? legacy_argument(call, 1) : Value();
  try {
    Value data = read();
    return data.truthy() ? data : otherwise;
  } catch (const EvaluationError&) {
    if (!otherwise.truthy()) {
      throw;
    }
    return otherwise;
  }
}

template <Reader reader>
Value parse_text(Call& call) {
  if (call.arguments.empty()) {
    throw EvaluationError("Wrong number of arguments. 1 or 2 arguments should be provided.");
  }
  const Value text = legacy_argument(call, 0);
  return read_or_default(call, [&] { return reader(text_of(text)); });
}

std::string content_of(const std::string& path) {
  try {
    return *runtime::read_file_content(path);
  } catch (const runtime::PlanError& error) {
    throw EvaluationError(error.what());
  }
}

template <Reader reader>
Value load_file(Call& call) {
  require_count(call, !call.arguments.empty(), "minimum 1");
  const Value path = legacy_argument(call, 0);
  if (!path.is_string()) {
    throw EvaluationError("undefined method `start_with?' for " + native_inspect(path) + ":" + native_class(path));
  }
  if (path.as_string().starts_with("http://") || path.as_string().starts_with("https://")) {
    throw EvaluationError(std::string(call.name) + "(): Reading from a URL is not supported; use a file");
  }
  std::error_code unknown;
  if (!fs::exists(path.as_string(), unknown)) {
    call.evaluator.environment().log(runtime::LogLevel::Warning,
                                     "Can't load '" + std::string(path.as_string()) + "' File does not exist!");
    return call.has(1) ? legacy_argument(call, 1) : Value();
  }
  return read_or_default(call, [&] { return reader(content_of(std::string(path.as_string()))); });
}

Value parsepson(Call& call) {
  try {
    return from_json(std::string(call.arguments[0].as_string()));
  } catch (const EvaluationError&) {
    if (!call.has(1)) {
      throw;
    }
    return call.arguments[1];
  }
}

std::string module_directory(const Call& call, const Value& module) {
  runtime::Engine* engine = call.evaluator.environment().engine();
  const std::string name = native_text(module);
  const auto directory = engine != nullptr ? engine->modules().module_directory(name) : std::nullopt;
  if (!directory) {
    throw EvaluationError("Could not find module " + name);
  }
  return *directory;
}

Value get_module_path(Call& call) {
  require(call, call.arguments.size() == 1, "Wrong number of arguments, expects one");
  return {module_directory(call, legacy_argument(call, 0))};
}

Value load_module_metadata(Call& call) {
  require(call, call.arguments.size() == 1 || call.arguments.size() == 2,
          "Wrong number of arguments, expects one or two");
  const Value module = legacy_argument(call, 0);
  const std::string path = (fs::path(module_directory(call, module)) / "metadata.json").string();
  std::error_code unknown;
  if (fs::exists(path, unknown)) {
    return from_json(content_of(path));
  }
  const bool may_be_missing = call.has(1) && legacy_argument(call, 1).truthy();
  require(call, may_be_missing, "No metadata.json file for module " + native_text(module));
  return {runtime::Hash{}};
}

}  // namespace

Family module_data() {
  static const FunctionRecord kTable[] = {
      {"parsejson",
       {{"Any *arguments", "Any", parse_text<from_json>}},
       "The data that a JSON text holds; the second argument takes the place of null and of errors."},
      {"parseyaml",
       {{"Any *arguments", "Any", parse_text<from_strict_yaml>}},
       "The data that a YAML text holds; the second argument takes the place of null and of errors."},
      {"parsepson",
       {{"String[1] pson_string, Any ?default", "Any", parsepson}},
       "The data that a JSON text holds; the second argument takes the place of errors."},
      {"loadjson",
       {{"Any *arguments", "Any", load_file<from_json>}},
       "The data of a JSON file of the controller; the second argument takes the place of null, errors and of a "
       "missing "
       "file."},
      {"loadyaml",
       {{"Any *arguments", "Any", load_file<from_yaml_with_aliases>}},
       "The data of a YAML file of the controller; the second argument takes the place of null, errors and of a "
       "missing "
       "file."},
      {"get_module_path", {{"Any *arguments", "String", get_module_path}}, "The folder of a module."},
      {"load_module_metadata",
       {{"Any *arguments", "Hash", load_module_metadata}},
       "The content of a module's metadata.json; a true second argument allows that there is none."},
  };
  return kTable;
}

}  // namespace volley::stdlib
