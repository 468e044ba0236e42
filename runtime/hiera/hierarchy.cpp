#include "runtime/hiera/hierarchy.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include "runtime/evaluate/error.hpp"
#include "runtime/project/glob.hpp"
#include "runtime/project/project.hpp"
#include "runtime/project/yaml.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 7> kPlaces = {"path", "paths", "glob", "globs", "uri", "uris", "mapped_paths"};
constexpr std::array<std::string_view, 3> kFunctions = {"data_hash", "lookup_key", "data_dig"};

// One text or a list of them.
std::vector<std::string> texts(const Hash& level, std::string_view one, std::string_view many) {
  std::vector<std::string> list;
  if (const Value* single = level.find(one); single != nullptr && single->is_string()) {
    list.emplace_back(single->as_string());
  }
  const Value several = level.get(many);
  for (const Value& item : several.is_array() ? several.as_array() : Values()) {
    list.push_back(to_text(item));
  }
  return list;
}

void append_matches(const fs::path& folder, const fs::path& rest, std::vector<std::string>& found) {
  if (rest.empty()) {
    found.push_back(folder.string());
    return;
  }
  const fs::path first = *rest.begin();
  const fs::path further = rest.lexically_relative(first);
  const fs::path remaining = further == "." ? fs::path() : further;
  std::error_code error;
  if (!is_glob(first.string())) {
    if (fs::exists(folder / first, error)) {
      append_matches(folder / first, remaining, found);
    }
    return;
  }
  std::vector<fs::path> names;
  for (fs::directory_iterator item(folder, error), end; !error && item != end; item.increment(error)) {
    if (glob_matches(first.string(), item->path().filename().string(), Braces::Expand, LetterCase::Exact)) {
      names.push_back(item->path());
    }
  }
  std::ranges::sort(names);
  for (const fs::path& name : names) {
    append_matches(name, remaining, found);
  }
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
  return text;
}

}  // namespace

Hierarchy::Hierarchy(const std::string& config_path) : root_(fs::path(config_path).parent_path().string()) {
  const Value data = parse_yaml({config_path, read_file(config_path, "hiera config file " + config_path), {}});
  const Hash config = data.is_hash() ? data.as_hash() : Hash();
  const Value version = config.get("version");
  if (!version.is_integer() || version.as_integer() != 5) {
    throw EvaluationError("Hiera v5 is required, found v" + (version.is_undef() ? "3" : to_text(version)) + " in " +
                          config_path);
  }
  const Value defaults = config.get("defaults");
  defaults_ = defaults.is_hash() ? defaults.as_hash() : Hash{{"datadir", "data"}, {"data_hash", "yaml_data"}};
  Value levels = config.get("plan_hierarchy");
  if (levels.is_undef()) {
    levels = config.get("hierarchy");
  }
  levels_ = levels.is_array() ? levels.as_array() : Values{Value(Hash{{"name", "Common"}, {"path", "common.yaml"}})};
  for (const Value& level : levels_) {
    if (!level.is_hash()) {
      throw EvaluationError("The Lookup Configuration at '" + config_path + "' has a level that is no Hash");
    }
    check_level(level.as_hash());
  }
}

void Hierarchy::check_level(const Hash& level) const {
  const std::string name = to_text(level.get("name"));
  const auto places = std::ranges::count_if(kPlaces, [&](std::string_view key) { return level.contains(key); });
  if (places > 1) {
    throw EvaluationError(
        "Only one of path, paths, glob, globs, uri, uris, or mapped_paths can be defined in hierarchy '" + name + "'");
  }
  static_cast<void>(format_of(level));
}

DataFormat Hierarchy::format_of(const Hash& level) const {
  for (const Hash* source : {&level, static_cast<const Hash*>(&defaults_)}) {
    for (const std::string_view kind : kFunctions) {
      if (!source->contains(kind)) {
        continue;
      }
      const std::string function = to_text(source->get(kind));
      if (kind == "data_hash" && (function == "yaml_data" || function == "json_data")) {
        return function == "json_data" ? DataFormat::Json : DataFormat::Yaml;
      }
      throw EvaluationError("The " + std::string(kind) + " function '" + function + "' of the hierarchy '" +
                            to_text(level.get("name")) + "' is not available; yaml_data and json_data are");
    }
  }
  throw EvaluationError("One of data_hash, lookup_key, data_dig, or hiera3_backend must be defined in hierarchy '" +
                        to_text(level.get("name")) + "'");
}

void Hierarchy::append_level(const Hash& level, const Interpolate& interpolate, const NamedValue& named,
                             std::vector<DataFile>& files) const {
  Value folder = level.get("datadir");
  if (folder.is_undef()) {
    folder = defaults_.get("datadir");
  }
  const fs::path datadir = fs::path(root_) / interpolate(folder.is_string() ? std::string(folder.as_string()) : "data");
  std::vector<std::string> paths;
  for (const std::string& path : texts(level, "path", "paths")) {
    paths.push_back((datadir / interpolate(path)).string());
  }
  for (const std::string& pattern : texts(level, "glob", "globs")) {
    append_matches(datadir, interpolate(pattern), paths);
  }
  // [what to walk through, the name of each element in the path, the path]
  if (const std::vector<std::string> mapped = texts(level, {}, "mapped_paths"); mapped.size() == 3) {
    const Value elements = named(mapped[0]);
    for (const Value& element : elements.is_array() ? elements.as_array() : Values{elements}) {
      if (!element.is_undef()) {
        const std::string path = replaced(mapped[2], "%{" + mapped[1] + "}", to_text(element));
        paths.push_back((datadir / interpolate(path)).string());
      }
    }
  }
  for (std::string& path : paths) {
    std::error_code error;
    if (fs::is_regular_file(path, error)) {
      files.push_back({std::move(path), format_of(level)});
    }
  }
}

std::vector<DataFile> Hierarchy::files(const Interpolate& interpolate, const NamedValue& named) const {
  std::vector<DataFile> files;
  for (const Value& level : levels_) {
    append_level(level.as_hash(), interpolate, named, files);
  }
  return files;
}

}  // namespace volley::runtime
