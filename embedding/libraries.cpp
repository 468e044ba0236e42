#include "embedding/libraries.hpp"

#include <fmt/format.h>

#include "lang/grammar/library.hpp"
#include "runtime/execute/fiber_library.hpp"
#include "runtime/project/yaml_library.hpp"
#include "runtime/value/json_library.hpp"
#include "runtime/value/regexp_library.hpp"
#include "transport/http/http_library.hpp"
#include "transport/loop_library.hpp"
#include "transport/ssh/ssh_libraries.hpp"

namespace volley::embedding {

std::vector<std::string> linked_libraries() {
  std::vector<std::string> libraries = transport::ssh_libraries();
  libraries.insert(
      libraries.end(),
      {transport::loop_library(), transport::http_library(), runtime::fiber_library(), runtime::regexp_library(),
       runtime::json_library(), runtime::yaml_library(), lang::grammar_library(),
       fmt::format("fmt {}.{}.{}", FMT_VERSION / 10000, FMT_VERSION / 100 % 100, FMT_VERSION % 100)});
  return libraries;
}

}  // namespace volley::embedding
