#include "runtime/value/regexp_library.hpp"

#include <oniguruma.h>

namespace volley::runtime {

std::string regexp_library() { return std::string("Oniguruma ") + onig_version(); }

}  // namespace volley::runtime
