#include "runtime/project/yaml_library.hpp"

namespace volley::runtime {

// The library itself does not say; the build found it out.
std::string yaml_library() { return std::string("yaml-cpp ") + VOLLEY_YAML_CPP_VERSION; }

}  // namespace volley::runtime
