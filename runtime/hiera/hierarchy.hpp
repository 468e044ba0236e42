// A hiera.yaml of version 5: which levels of data there are, and in which files they lie.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "runtime/value/hash.hpp"

namespace volley::runtime {

// Replaces %{...} in a path.
using Interpolate = std::function<std::string(const std::string&)>;
// The value behind a name such as "facts.roles", for levels with mapped_paths.
using NamedValue = std::function<Value(const std::string&)>;

enum class DataFormat { Yaml, Json };

struct DataFile {
  std::string path;
  DataFormat format = DataFormat::Yaml;
};

class Hierarchy {
 public:
  // Throws EvaluationError for a file that cannot be read, is of another version or has levels of an unknown kind.
  explicit Hierarchy(const std::string& config_path);

  // The files of all levels that are there, the most important one first.
  [[nodiscard]] std::vector<DataFile> files(const Interpolate& interpolate, const NamedValue& named) const;

 private:
  void check_level(const Hash& level) const;
  void append_level(const Hash& level, const Interpolate& interpolate, const NamedValue& named,
                    std::vector<DataFile>& files) const;
  [[nodiscard]] DataFormat format_of(const Hash& level) const;

  std::string root_;
  Hash defaults_;
  Values levels_;
};

}  // namespace volley::runtime
