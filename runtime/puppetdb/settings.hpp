// Where PuppetDB is and how to speak to it: `puppetdb` and `puppetdb-instances` of the project, or the configuration
// file of Puppet's own tools.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/execute/http_client.hpp"
#include "runtime/value/hash.hpp"

namespace volley::runtime {

class Project;

struct PuppetDbSettings {
  std::vector<std::string> urls;  // "https://pdb.example.com:8081", tried in order
  HttpRequest request;            // everything but URL and body

  // Throws PlanError (bolt/puppetdb-error) for settings that cannot be used.
  static PuppetDbSettings read(const Hash& settings, const std::string& base_directory, const std::string& home);
};

// Those of the named instance, or the general ones over those of the configuration files. `home` may be empty. Throws
// PlanError (bolt/puppetdb-error).
[[nodiscard]] PuppetDbSettings puppetdb_settings(const Project& project, const std::string& instance,
                                                 const std::string& home);

}  // namespace volley::runtime
