// Questions to PuppetDB and commands for it. Several URLs of one instance are tried in order; one that failed is not
// asked again.
//
//   PuppetDb database(puppetdb_settings(project, "", home), post, log);
//   Value rows = database.query("nodes[certname] { }");
#pragma once

#include <functional>
#include <span>
#include <string>

#include "runtime/puppetdb/settings.hpp"
#include "runtime/value/value.hpp"

namespace volley::runtime {

class PuppetDb {
 public:
  using Post = std::function<HttpResponse(HttpRequest)>;
  using Complain = std::function<void(const std::string& message)>;
  PuppetDb(PuppetDbSettings settings, Post post, Complain complain)
      : settings_(std::move(settings)), post_(std::move(post)), complain_(std::move(complain)) {}

  // All three throw PlanError (bolt/puppetdb-error). `query` is PQL text or an array in AST form.
  [[nodiscard]] Value query(const Value& query, const std::string& path = {});
  // {certname => facts}
  [[nodiscard]] Value facts_of(std::span<const Value> names);
  // The identifier that PuppetDB gave the command. PlanError bolt/pdb-command without a certname in the payload.
  [[nodiscard]] Value command(const std::string& name, std::int64_t version, const Hash& payload);

 private:
  // `failing` begins the messages of what goes wrong; `accepts_failure` tells which status is final all the same.
  [[nodiscard]] Value send(const std::string& path, const std::string& body, const std::string& failing,
                           bool (*is_final)(int status));

  PuppetDbSettings settings_;
  Post post_;
  Complain complain_;
  std::size_t current_ = 0;  // of the URLs
};

}  // namespace volley::runtime
