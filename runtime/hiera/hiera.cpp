#include "runtime/hiera/hiera.hpp"

#include <filesystem>

#include "runtime/evaluate/error.hpp"
#include "runtime/hiera/lookup_run.hpp"
#include "runtime/project/project.hpp"
#include "runtime/project/yaml.hpp"
#include "runtime/value/json.hpp"

namespace volley::runtime {
namespace {

Value read_data(const DataFile& file) {
  const std::string text = read_file(file.path, "data file " + file.path);
  if (file.format == DataFormat::Yaml) {
    return parse_yaml({file.path, text, {}});
  }
  try {
    return parse_json(text);
  } catch (const std::runtime_error& error) {
    throw EvaluationError("Unable to parse (" + file.path + "): " + error.what(), "LOOKUP_ERROR");
  }
}

}  // namespace

const Hierarchy* Hiera::hierarchy_at(const std::string& config) {
  const auto [known, added] = hierarchies_.try_emplace(config);
  std::error_code error;
  if (added && std::filesystem::is_regular_file(config, error)) {
    known->second.emplace(config);
  }
  return known->second ? &*known->second : nullptr;
}

const Hash& Hiera::data_in(const DataFile& file) {
  const auto known = data_.find(file.path);
  if (known != data_.end()) {
    return known->second;
  }
  const Value data = read_data(file);
  if (!data.is_hash() && !data.is_undef() && !(data.is_boolean() && !data.as_boolean())) {
    throw EvaluationError(file.path + ": file does not contain a valid yaml hash", "LOOKUP_ERROR");
  }
  return data_.emplace(file.path, data.is_hash() ? data.as_hash() : Hash()).first->second;
}

std::optional<Value> Hiera::look_up(const std::string& name, const Value& merge, const LookupScope& scope) {
  return LookupRun(*this, scope).look_up(name, merge);
}

}  // namespace volley::runtime
