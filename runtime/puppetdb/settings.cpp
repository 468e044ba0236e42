#include "runtime/puppetdb/settings.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "runtime/evaluate/error.hpp"
#include "runtime/project/merge.hpp"
#include "runtime/project/plugin.hpp"
#include "runtime/project/project.hpp"
#include "runtime/value/json.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSystemFile = "/etc/puppetlabs/client-tools/puppetdb.conf";

[[noreturn]] void refuse(const std::string& message) { throw PlanError("bolt/puppetdb-error", message); }

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    refuse("Could not read " + path);
  }
  return {std::istreambuf_iterator<char>(file), {}};
}

// What Puppet's own tools are configured with.
Hash tool_settings(const std::string& home) {
  for (const std::string& path :
       {home.empty() ? std::string() : home + "/.puppetlabs/client-tools/puppetdb.conf", std::string(kSystemFile)}) {
    if (path.empty() || !fs::exists(path)) {
      continue;
    }
    try {
      const Value data = parse_json(content_of(path));
      const Value settings = data.is_hash() ? data.as_hash().get("puppetdb") : Value();
      return settings.is_hash() ? settings.as_hash() : Hash{};
    } catch (const JsonError& error) {
      refuse("Could not load puppetdb.conf from " + path + ": " + error.what());
    }
  }
  return {};
}

// With the port where none is given, and without a slash at the end.
std::string complete_url(std::string url) {
  constexpr std::string_view kPort = ":8081";
  while (url.ends_with('/')) {
    url.pop_back();
  }
  const std::size_t scheme = url.find("://");
  const std::size_t host = scheme == std::string::npos ? 0 : scheme + 3;
  const std::size_t end = std::min(url.find('/', host), url.size());
  const std::string_view authority = std::string_view(url).substr(host, end - host);
  const std::size_t colon = authority.rfind(':');
  const std::size_t bracket = authority.rfind(']');
  if (colon == std::string_view::npos || (bracket != std::string_view::npos && colon < bracket)) {
    url.insert(end, kPort);
  }
  return url;
}

std::vector<std::string> server_urls(const Value& value) {
  if (value.is_undef()) {
    refuse("server_urls must be specified");
  }
  if (!value.is_string() && !value.is_array()) {
    refuse("server_urls must be a string or array");
  }
  std::vector<std::string> urls;
  for (const Value& url : value.is_string() ? Values{value} : value.as_array()) {
    urls.push_back(complete_url(to_text(url)));
  }
  return urls;
}

std::string file_setting(const Hash& settings, std::string_view name, const std::string& base) {
  const Value value = settings.get(name);
  if (!value.is_string()) {
    return {};
  }
  const std::string path = (fs::path(base) / value.as_string()).lexically_normal().string();
  if (!fs::exists(path)) {
    refuse(std::string(name) + " file " + path + " does not exist");
  }
  return path;
}

std::chrono::seconds timeout(const Hash& settings, std::string_view name) {
  constexpr std::int64_t kUsual = 60;
  const Value value = settings.get(name);
  if (value.is_undef()) {
    return std::chrono::seconds(kUsual);
  }
  if (!value.is_integer() || value.as_integer() <= 0) {
    refuse(std::string(name) + " must be a positive integer, received " + to_text(value));
  }
  return std::chrono::seconds(value.as_integer());
}

std::string stripped(const std::string& text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlanks);
  return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

// A token is left out where a certificate says who asks.
std::string token(const Hash& settings, const std::string& base, const std::string& home) {
  if (settings.contains("cert")) {
    return {};
  }
  if (settings.contains("token")) {
    const std::string path = file_setting(settings, "token", base);
    return path.empty() ? std::string() : stripped(content_of(path));
  }
  const std::string path = home + "/.puppetlabs/token";
  return home.empty() || !fs::exists(path) ? std::string() : stripped(content_of(path));
}

}  // namespace

PuppetDbSettings PuppetDbSettings::read(const Hash& settings, const std::string& base, const std::string& home) {
  PuppetDbSettings result;
  result.urls = server_urls(settings.get("server_urls"));
  HttpRequest& request = result.request;
  request.authorities = file_setting(settings, "cacert", base);
  request.certificate = file_setting(settings, "cert", base);
  request.key = file_setting(settings, "key", base);
  for (const std::string& url : result.urls) {
    if (url.starts_with("https:") && request.authorities.empty()) {
      refuse("cacert must be specified");
    }
  }
  if (request.certificate.empty() != request.key.empty()) {
    refuse("cert and key must be specified together");
  }
  request.connect_timeout = timeout(settings, "connect_timeout");
  request.read_timeout = timeout(settings, "read_timeout");
  request.headers.emplace_back("Content-Type", "application/json");
  if (std::string text = token(settings, base, home); !text.empty()) {
    request.headers.emplace_back("X-Authentication", std::move(text));
  }
  if (const Value headers = settings.get("headers"); headers.is_hash()) {
    for (const auto& [name, value] : headers.as_hash()) {
      request.headers.emplace_back(to_text(name), to_text(value));
    }
  }
  return result;
}

PuppetDbSettings puppetdb_settings(const Project& project, const std::string& instance, const std::string& home) {
  if (instance.empty()) {
    const Value own = resolve_references(project.setting("puppetdb"));
    return PuppetDbSettings::read(shallow_merge(tool_settings(home), own.is_hash() ? own.as_hash() : Hash{}),
                                  project.path(), home);
  }
  const Value instances = resolve_references(project.setting("puppetdb-instances"));
  const Value own = instances.is_hash() ? instances.as_hash().get(instance) : Value();
  if (!own.is_hash()) {
    refuse("PuppetDB instance '" + instance + "' has not been configured, unable to connect");
  }
  return PuppetDbSettings::read(own.as_hash(), project.path(), home);
}

}  // namespace volley::runtime
