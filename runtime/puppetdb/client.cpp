#include "runtime/puppetdb/client.hpp"

#include <fmt/format.h>

#include <set>

#include "runtime/evaluate/error.hpp"
#include "runtime/value/json.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

constexpr int kOk = 200;
constexpr int kBadRequest = 400;

[[noreturn]] void refuse(const std::string& message) { throw PlanError("bolt/puppetdb-error", message); }

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string encoded;
  for (const char letter : text) {
    encoded += kPlain.find(letter) == std::string_view::npos
                   ? fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(letter)))
                   : std::string(1, letter);
  }
  return encoded;
}

Value parsed(const std::string& body) {
  try {
    return parse_json(body);
  } catch (const JsonError&) {
    refuse("Unable to parse response as JSON: " + body);
  }
}

// A query that makes no sense is not better understood by another server.
bool is_wrong_query(int status) { return status == kBadRequest; }
bool always(int /*status*/) { return true; }

}  // namespace

Value PuppetDb::send(const std::string& path, const std::string& body, const std::string& failing,
                     bool (*is_final)(int status)) {
  while (current_ < settings_.urls.size()) {
    const std::string& url = settings_.urls[current_];
    HttpRequest request = settings_.request;
    request.url = url + path;
    request.body = body;
    const HttpResponse response = post_(std::move(request));
    if (response.problem.empty() && response.status == kOk) {
      return parsed(response.body);
    }
    const std::string message = failing + ": " + (response.problem.empty() ? response.body : response.problem);
    if (response.problem.empty() && is_final(response.status)) {
      refuse(message);
    }
    complain_(fmt::format("Request to puppetdb at {} failed with {}.", url, message));
    ++current_;
  }
  std::string urls;
  for (const std::string& url : settings_.urls) {
    urls += (urls.empty() ? "" : ", ") + url;
  }
  refuse("Failed to connect to all PuppetDB server_urls: " + urls + ".");
}

Value PuppetDb::query(const Value& query, const std::string& path) {
  return send("/pdb/query/v4" + (path.empty() ? path : "/" + path), to_json(Value(Hash{{"query", query}})),
              "Failed to query PuppetDB", is_wrong_query);
}

Value PuppetDb::facts_of(std::span<const Value> names) {
  Values conditions{Value("or")};
  std::set<std::string> seen;
  for (const Value& name : names) {
    if (seen.emplace(name.as_string()).second) {
      conditions.push_back(Value(Values{Value("="), Value("certname"), name}));
    }
  }
  Hash facts;
  if (seen.empty()) {
    return Value(std::move(facts));
  }
  const Value rows = query(Value(std::move(conditions)), "inventory");
  for (const Value& row : rows.is_array() ? rows.as_array() : Values{}) {
    if (row.is_hash()) {
      facts.set(row.as_hash().get("certname"), row.as_hash().get("facts"));
    }
  }
  return Value(std::move(facts));
}

Value PuppetDb::command(const std::string& name, std::int64_t version, const Hash& payload) {
  const Value owner = payload.get("certname");
  if (!owner.truthy()) {
    throw PlanError("bolt/pdb-command", "Payload must include 'certname', unable to invoke command.");
  }
  const std::string path = fmt::format("/pdb/cmd/v1?command={}&version={}&certname={}", percent_encoded(name), version,
                                       percent_encoded(to_text(owner)));
  const Value answer = send(path, to_json(Value(payload)), "Failed to invoke PuppetDB command", always);
  return answer.is_hash() ? answer.as_hash().get("uuid") : Value();
}

}  // namespace volley::runtime
