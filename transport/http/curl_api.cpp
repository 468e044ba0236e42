#include "transport/http/curl_api.hpp"

#include <dlfcn.h>

// The header turns these into other calls.
#undef curl_easy_setopt
#undef curl_easy_getinfo

namespace volley::transport {
namespace {

// Never closed: its threads and handlers may outlive any owner.
class Library {
 public:
  explicit Library(CurlApi& api) : api_(api), handle_(dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL)) { note_problem(); }

  template <typename Function>
  Library& operator()(Function& function, const char* name) {
    if (handle_ != nullptr && api_.problem.empty()) {
      function = reinterpret_cast<Function>(dlsym(handle_, name));
      if (function == nullptr) {
        note_problem();
      }
    }
    return *this;
  }

 private:
  void note_problem() {
    if (const char* text = dlerror()) {
      api_.problem = std::string("http needs libcurl: ") + text;
    }
  }

  CurlApi& api_;
  void* handle_;
};

CurlApi load() {
  CurlApi api;
  Library library(api);
  library(api.easy_init, "curl_easy_init")(api.easy_cleanup, "curl_easy_cleanup")(api.easy_setopt, "curl_easy_setopt")(
      api.easy_getinfo, "curl_easy_getinfo")(api.easy_strerror, "curl_easy_strerror")(
      api.slist_append, "curl_slist_append")(api.slist_free_all, "curl_slist_free_all")(
      api.multi_init, "curl_multi_init")(api.multi_cleanup, "curl_multi_cleanup")(
      api.multi_add_handle, "curl_multi_add_handle")(api.multi_remove_handle, "curl_multi_remove_handle")(
      api.multi_perform, "curl_multi_perform")(api.multi_info_read, "curl_multi_info_read")(
      api.multi_poll, "curl_multi_poll")(api.multi_wakeup, "curl_multi_wakeup")(api.version_info, "curl_version_info");
  return api;
}

}  // namespace

const CurlApi& CurlApi::get() {
  static const CurlApi api = load();
  return api;
}

}  // namespace volley::transport
