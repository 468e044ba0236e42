#include "stdlib/functions/pattern.hpp"

#include "runtime/evaluate/error.hpp"

namespace volley::stdlib {

RegexpPointer compile(std::string_view source, runtime::Regexp::Options options) {
  try {
    return runtime::Regexp::compile(source, options);
  } catch (const runtime::RegexpError& error) {
    throw runtime::EvaluationError(error.what());
  }
}

std::optional<runtime::RegexpMatch> search(const runtime::Regexp& regexp, std::string_view text, std::size_t from) {
  try {
    return regexp.search(text, from);
  } catch (const runtime::RegexpError& error) {
    throw runtime::EvaluationError(error.what());
  }
}

}  // namespace volley::stdlib
