// PuppetDB's part of plans, with a client that only takes notes.
#include <deque>
#include <utility>

#include "runtime/puppetdb/client.hpp"
#include "tests/runtime/plan_rows.hpp"

using namespace volley::runtime;

namespace {

class Notes final : public HttpClient {
 public:
  std::vector<std::string> requests;
  std::deque<HttpResponse> responses;

  void post(HttpRequest request, std::function<void(HttpResponse)> done) override {
    std::string note = request.url + " " + request.body;
    for (const auto& [name, value] : request.headers) {
      note += name == "Content-Type" ? "" : " " + name + "=" + value;
    }
    requests.push_back(std::move(note));
    HttpResponse response = responses.empty() ? HttpResponse{200, "[]", ""} : responses.front();
    if (!responses.empty()) {
      responses.pop_front();
    }
    done(std::move(response));
  }
};

constexpr const char* kProject =
    "name: demo\npuppetdb: {server_urls: ['http://a.example', 'http://b.example:90/'], token: token.txt}\n"
    "puppetdb-instances: {other: {server_urls: 'http://[::1]', headers: {X: y}}, broken: {}}\n";

}  // namespace

TEST_CASE_FIXTURE(PlanBench, "queries go to PuppetDB, to the next server when one fails") {
  Notes notes;
  http = &notes;
  write("bolt-project.yaml", kProject);
  write("token.txt", "secret\n");
  notes.responses = {{200, R"([{"certname":"n1"}])", ""},
                     {0, "", "Connection refused"},
                     {500, "gone", ""},
                     {200, R"([{"certname":"n1","facts":{"os":"x"}}])", ""}};
  check_values(*this, {{"return(puppetdb_query('nodes { }'))", R"([{"certname":"n1"}])"}});
  check_errors(*this, {{"puppetdb_query(['from', 'nodes'])", "bolt/puppetdb-error",
                        "Failed to connect to all PuppetDB server_urls: http://a.example:8081, http://b.example:90."}});
  check_values(*this, {{"return(puppetdb_fact(['n1', 'n1'], 'other'))", R"({"n1":{"os":"x"}})"},
                       {"return(puppetdb_fact([]))", "{}"}});
  CHECK(notes.requests ==
        std::vector<std::string>{
            R"(http://a.example:8081/pdb/query/v4 {"query":"nodes { }"} X-Authentication=secret)",
            R"(http://a.example:8081/pdb/query/v4 {"query":["from","nodes"]} X-Authentication=secret)",
            R"(http://b.example:90/pdb/query/v4 {"query":["from","nodes"]} X-Authentication=secret)",
            R"(http://[::1]:8081/pdb/query/v4/inventory {"query":["or",["=","certname","n1"]]} X=y)"});
  CHECK(std::count(transcript.lines.begin(), transcript.lines.end(),
                   "log Request to puppetdb at http://a.example:8081 failed with Failed to query PuppetDB: Connection "
                   "refused.") == 1);
}

TEST_CASE_FIXTURE(PlanBench, "commands for PuppetDB give their identifier") {
  Notes notes;
  http = &notes;
  write("bolt-project.yaml", kProject);
  notes.responses = {{200, R"({"uuid":"u-1"})", ""}, {400, "no such command", ""}};
  check_values(*this, {{"return(puppetdb_command('replace_facts', 5, {'certname' => 'a b'}, 'other'))", R"("u-1")"}});
  CHECK(notes.requests.front() ==
        R"(http://[::1]:8081/pdb/cmd/v1?command=replace_facts&version=5&certname=a%20b {"certname":"a b"} X=y)");
  check_errors(*this, {{"puppetdb_command('x', 5, {'certname' => 'n'}, 'other')", "bolt/puppetdb-error",
                        "Failed to invoke PuppetDB command: no such command"},
                       {"puppetdb_command('x', 5, {}, 'other')", "bolt/pdb-command",
                        "Payload must include 'certname', unable to invoke command."}});
}

TEST_CASE_FIXTURE(PlanBench, "what is wrong with the settings or the answers is told") {
  Notes notes;
  http = &notes;
  write("bolt-project.yaml", kProject);
  notes.responses = {{400, "PQL parse error", ""}, {200, "<html>", ""}};
  const char* kind = "bolt/puppetdb-error";
  check_errors(*this, {{"puppetdb_query('x', 'other')", kind, "Failed to query PuppetDB: PQL parse error"},
                       {"puppetdb_query('x', 'other')", kind, "Unable to parse response as JSON: <html>"},
                       {"puppetdb_query('x', 'none')", kind,
                        "PuppetDB instance 'none' has not been configured, unable to connect"},
                       {"puppetdb_query('x', 'broken')", kind, "server_urls must be specified"},
                       {"puppetdb_query('x')", kind, "token.txt does not exist"},
                       {"puppetdb_query(5)", "evaluation", "got Integer"}});
  const struct {
    Hash settings;
    const char* message;
  } rows[] = {
      {Hash{{"server_urls", 5}}, "server_urls must be a string or array"},
      {Hash{{"server_urls", "https://a"}}, "cacert must be specified"},
      {Hash{{"server_urls", "https://a"}, {"cacert", "none.pem"}}, "cacert file /base/none.pem does not exist"},
      {Hash{{"server_urls", "http://a"}, {"cert", "/etc/hostname"}}, "cert and key must be specified together"},
      {Hash{{"server_urls", "http://a"}, {"read_timeout", 0}}, "read_timeout must be a positive integer, received 0"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.message);
    try {
      static_cast<void>(PuppetDbSettings::read(row.settings, "/base", ""));
      FAIL_CHECK("no error");
    } catch (const PlanError& error) {
      CHECK(std::string(error.what()) == row.message);
    }
  }
}

TEST_CASE_FIXTURE(PlanBench, "without a client PuppetDB is out of reach") {
  write("bolt-project.yaml", kProject);
  check_errors(*this, {{"puppetdb_query('x', 'other')", "bolt/puppetdb-error",
                        "Failed to connect to all PuppetDB server_urls: http://[::1]:8081."}});
}
