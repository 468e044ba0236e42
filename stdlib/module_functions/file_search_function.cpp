// glob: files of this machine by pattern.
#include <stdexcept>

#include "runtime/evaluate/error.hpp"
#include "stdlib/module_functions/families.hpp"
#include "stdlib/module_functions/file_search.hpp"
#include "stdlib/module_functions/plain_call.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::FunctionRecord;
using runtime::Value;
using runtime::Values;

void append_files(const Call& call, const Value& pattern, Values& result) {
  if (!pattern.is_string()) {
    refuse_conversion(pattern, "String");
  }
  try {
    for (const std::string& path : find_files(pattern.as_string())) {
      result.emplace_back(path);
    }
  } catch (const std::length_error& error) {
    refuse(call, error.what());
  }
}

Value glob(Call& call) {
  expect_count(call, call.arguments.size() == 1, "({} for 1)");
  const Value& patterns = call.arguments[0];
  if (!patterns.is_string() && !patterns.is_array()) {
    refuse(call, "Requires either array or string to work");
  }
  Values result;
  if (patterns.is_string()) {
    append_files(call, patterns, result);
    return {std::move(result)};
  }
  for (const Value& pattern : patterns.as_array()) {
    append_files(call, pattern, result);
  }
  return {std::move(result)};
}

}  // namespace

ModuleFamily file_search_function() {
  static const FunctionRecord kTable[] = {
      plain_function<glob>("glob", "Array[String]",
                           "The files of this machine that match a pattern, or one of several: * ? [a-z] {a,b} **/."),
  };
  return kTable;
}

}  // namespace volley::stdlib
