// One call of lookup(): it ends with the value, and knows which names it is in the middle of, so that data which refer
// to themselves are found out. Used by Hiera alone.
#pragma once

#include "runtime/hiera/hiera.hpp"

namespace volley::runtime {

class LookupRun {
 public:
  LookupRun(Hiera& hiera, const LookupScope& scope) : hiera_(hiera), scope_(scope) {}

  [[nodiscard]] std::optional<Value> look_up(const std::string& name, Value merge);

 private:
  enum class Methods { Allowed, Refused };

  [[nodiscard]] std::vector<DataFile> files_for(const std::string& name);
  void append_files(const std::string& config, std::vector<DataFile>& files);
  [[nodiscard]] Hash options_for(const std::string& name, const std::vector<DataFile>& files);
  [[nodiscard]] Value converted(Value value, const Value& how) const;
  [[nodiscard]] Value interpolated(const Value& value, Methods methods);
  [[nodiscard]] Value interpolated_text(const std::string& text, Methods methods);
  [[nodiscard]] Value expression(const std::string& expression, Methods methods, bool whole);
  [[nodiscard]] Value variable(const std::string& name);

  Hiera& hiera_;
  const LookupScope& scope_;
  std::vector<std::string> open_;  // names that are being looked up
};

}  // namespace volley::runtime
