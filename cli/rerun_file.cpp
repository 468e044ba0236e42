#include "cli/rerun_file.hpp"

#include <fmt/format.h>

#include <fstream>

#include "runtime/evaluate/error.hpp"
#include "runtime/execute/result.hpp"
#include "runtime/project/project.hpp"
#include "runtime/value/json.hpp"

namespace volley::cli {

using runtime::Hash;
using runtime::PlanError;
using runtime::Value;

std::string rerun_targets(const std::string& path, const std::string& filter) {
  Value document;
  try {
    document = runtime::parse_json(runtime::read_file(path, "rerun file at " + path));
  } catch (const PlanError&) {
    throw;
  } catch (const std::exception& error) {
    throw PlanError("bolt/file-error", fmt::format("Could not parse rerun file at {}: {}", path, error.what()));
  }
  std::string names;
  for (const Value& entry : document.is_array() ? document.as_array() : runtime::Values{}) {
    const Value name = entry.is_hash() ? entry.as_hash().get("target") : Value();
    const Value status = entry.is_hash() ? entry.as_hash().get("status") : Value();
    if (name.is_string() && status.is_string() && (filter == "all" || status.as_string() == filter)) {
      names += (names.empty() ? "" : ",") + std::string(name.as_string());
    }
  }
  return names;
}

void write_rerun(const std::string& path, const runtime::Values& results) {
  runtime::Values entries;
  for (const Value& value : results) {
    const runtime::Result& result = runtime::as_result(value);
    entries.push_back(
        Value(Hash{{"target", result.target().as_object().to_data()}, {"status", Value(result.status())}}));
  }
  std::ofstream(path, std::ios::trunc) << runtime::to_json(Value(std::move(entries)));
}

}  // namespace volley::cli
