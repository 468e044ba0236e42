#include "lang/grammar/library.hpp"

#include <tao/pegtl/version.hpp>

namespace volley::lang {

std::string grammar_library() { return std::string("PEGTL ") + TAO_PEGTL_VERSION; }

}  // namespace volley::lang
