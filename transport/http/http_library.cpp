#include "transport/http/http_library.hpp"

#include <curl/curl.h>

namespace volley::transport {

std::string http_library() {
  const curl_version_info_data* version = curl_version_info(CURLVERSION_NOW);
  return std::string("libcurl ") + version->version +
         (version->ssl_version == nullptr ? "" : " (" + std::string(version->ssl_version) + ")");
}

}  // namespace volley::transport
