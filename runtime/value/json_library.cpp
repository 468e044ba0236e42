#include "runtime/value/json_library.hpp"

#include <nlohmann/json.hpp>

namespace volley::runtime {

std::string json_library() {
  return "nlohmann/json " + std::to_string(NLOHMANN_JSON_VERSION_MAJOR) + "." +
         std::to_string(NLOHMANN_JSON_VERSION_MINOR) + "." + std::to_string(NLOHMANN_JSON_VERSION_PATCH);
}

}  // namespace volley::runtime
