// The foreign libraries in this program, for diagnosis.
#pragma once

#include <string>
#include <vector>

namespace volley::embedding {

// "NAME VERSION" of each.
[[nodiscard]] std::vector<std::string> linked_libraries();

}  // namespace volley::embedding
