#include "stdlib/functions/deprecation.hpp"

#include "runtime/evaluate/evaluator.hpp"

namespace volley::stdlib {

void deprecated(const runtime::Call& call, std::string_view what, const std::string& where) {
  call.evaluator.environment().log(runtime::LogLevel::Warning, std::string(what) + "\n   " + where);
}

}  // namespace volley::stdlib
