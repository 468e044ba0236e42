#include "stdlib/functions/deprecation.hpp"

#include "runtime/evaluate/evaluator.hpp"

namespace volley::stdlib {

void deprecated(const runtime::Call& call, std::string_view what) {
  call.evaluator.environment().warn_once(std::string(what), std::string(what) + "\n   (file & line not available)");
}

void deprecated_here(const runtime::Call& call, std::string_view what, const std::string& key) {
  const std::string where = "(file: unknown, line: " + std::to_string(call.place().position().line) + ")";
  call.evaluator.environment().warn_once(key.empty() ? where : key, std::string(what) + "\n   " + where);
}

}  // namespace volley::stdlib
