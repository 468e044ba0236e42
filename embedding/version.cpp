#include <volley/engine.hpp>

namespace volley {

// From the project() line of CMake, the one place that says it.
std::string_view version() { return VOLLEY_VERSION; }

}  // namespace volley
