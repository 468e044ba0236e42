// file, binary_file, find_file, find_template, module_directory: what lies in modules, or anywhere on the controller.
#include <algorithm>

#include "runtime/evaluate/error.hpp"
#include "runtime/execute/actions.hpp"
#include "runtime/value/binary.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/module_content.hpp"
#include "stdlib/functions/native_text.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Value;
using runtime::Values;

Value file(Call& call) {
  if (call.arguments.empty()) {
    throw EvaluationError("file(): Wrong number of arguments given (0 for minimum 1)");
  }
  std::string names;
  for (const Value& name : call.arguments) {
    if (!name.is_string()) {
      throw EvaluationError("file(): the name of a file has to be a String, not " + native_class(name));
    }
    if (const std::string path = locate_in_module(call, "files", std::string(name.as_string())); !path.empty()) {
      return Value(*runtime::read_file_content(path));
    }
    names += (names.empty() ? "" : ", ") + std::string(name.as_string());
  }
  throw EvaluationError("Could not find any files from " + names);
}

Value binary_file(Call& call) {
  const std::string name(call.arguments[0].as_string());
  const std::string path = locate_in_module(call, "files", name);
  if (path.empty()) {
    throw EvaluationError("binary_file(): The given file '" + name + "' does not exist");
  }
  return Value(runtime::make<const runtime::Binary>(*runtime::read_file_content(path)));
}

// The first of the names for which `locate` has an answer; an array of names may stand for names.
template <typename Locate>
Value first_located(std::span<const Value> names, Locate&& locate) {
  for (const Value& name : names) {
    if (name.is_array()) {
      // Only the first array counts.
      return first_located(name.as_array(), locate);
    }
    if (std::string path = locate(std::string(name.as_string())); !path.empty()) {
      return Value(std::move(path));
    }
  }
  return {};
}

Value find_file(Call& call) {
  return first_located(call.arguments, [&](const std::string& name) { return locate_in_module(call, "files", name); });
}

Value find_template(Call& call) {
  return first_located(call.arguments,
                       [&](const std::string& name) { return locate_in_module(call, "templates", name); });
}

Value module_directory(Call& call) {
  return first_located(call.arguments, [&](const std::string& name) { return module_folder(call, name); });
}

}  // namespace

Family module_files() {
  static const FunctionRecord kTable[] = {
      {"file",
       {{"Any *names", "String", file}},
       "The content of the first file that exists: <module>/files/<file>, or a path on the controller."},
      {"binary_file",
       {{"String path", "Binary", binary_file}},
       "The content of a file as it is, for files that hold no text."},
      {"find_file",
       {{"String *paths", "Optional[String]", find_file},
        {"Array[String] *paths_array", "Optional[String]", find_file}},
       "The path of the first file that exists, or undef."},
      {"find_template",
       {{"String *paths", "Optional[String]", find_template},
        {"Array[String] *paths_array", "Optional[String]", find_template}},
       "The path of the first template that exists, or undef."},
      {"module_directory",
       {{"String *names", "Optional[String]", module_directory},
        {"Array[String] *names", "Optional[String]", module_directory}},
       "The folder of the first module that is there, or undef."},
  };
  return kTable;
}

}  // namespace volley::stdlib
