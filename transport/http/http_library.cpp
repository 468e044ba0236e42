#include "transport/http/http_library.hpp"

#include "transport/http/curl_api.hpp"

namespace volley::transport {

std::string http_library() {
  const CurlApi& api = CurlApi::get();
  if (!api.problem.empty()) {
    return "libcurl (missing)";
  }
  const curl_version_info_data* version = api.version_info(CURLVERSION_NOW);
  return std::string("libcurl ") + version->version +
         (version->ssl_version == nullptr ? "" : " (" + std::string(version->ssl_version) + ")");
}

}  // namespace volley::transport
