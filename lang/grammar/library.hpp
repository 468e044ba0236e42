// Which PEGTL this program was built with, for diagnosis.
#pragma once

#include <string>

namespace volley::lang {

// "NAME VERSION"
[[nodiscard]] std::string grammar_library();

}  // namespace volley::lang
