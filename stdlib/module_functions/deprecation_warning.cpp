#include "stdlib/module_functions/deprecation_warning.hpp"

#include "runtime/evaluate/code_cache.hpp"
#include "runtime/evaluate/evaluator.hpp"

namespace volley::stdlib {

std::string with_place(const runtime::Call& call, const std::string& message) {
  const lang::Place place = call.place();
  return place.known() ? message + " at " + place.file() + ":" + std::to_string(place.position().line) : message;
}

void warn_of_deprecation(const runtime::Call& call, const std::string& key, const std::string& message) {
  runtime::Environment& environment = call.evaluator.environment();
  if (environment.cache().first_time("deprecation " + key)) {
    environment.log(runtime::LogLevel::Warning, with_place(call, message));
  }
}

}  // namespace volley::stdlib
