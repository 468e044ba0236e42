// doctor: is everything here for a run, and can the targets be worked on?
#include <fmt/format.h>

#include <filesystem>
#include <stop_token>

#include "cli/commands/commands.hpp"
#include "cli/doctor/findings.hpp"
#include "cli/doctor/machine.hpp"
#include "cli/interruption.hpp"
#include "cli/session.hpp"
#include "embedding/diagnosis.hpp"
#include "runtime/evaluate/error.hpp"

namespace volley::cli {
namespace {

using embedding::Problem;
using embedding::TargetDiagnosis;
using runtime::Hash;
using runtime::Value;

double milliseconds(std::chrono::nanoseconds time) { return std::chrono::duration<double, std::milli>(time).count(); }

void set_if(Hash& facts, std::string_view name, const std::string& text) {
  if (!text.empty()) {
    facts.set(Value(name), text);
  }
}

Hash facts_of(const TargetDiagnosis& target) {
  Hash facts;
  set_if(facts, "transport", target.transport);
  const auto& carrier = target.carrier;
  set_if(facts, "carrier",
         carrier.reason.empty() ? carrier.name
                                : fmt::format("{} ({})", carrier.name.empty() ? "none" : carrier.name, carrier.reason));
  Hash times;
  if (target.connection != nullptr) {
    const runtime::ConnectionDetails& connection = *target.connection;
    set_if(facts, "address", connection.address);
    set_if(facts, "server", connection.server);
    set_if(facts, "host key", connection.host_key);
    set_if(facts, "host key check", connection.trust);
    set_if(facts, "login", connection.login);
    times.set("resolve", milliseconds(connection.resolve));
    times.set("connect", milliseconds(connection.connect));
    times.set("handshake", milliseconds(connection.handshake));
    times.set("authenticate", milliseconds(connection.authenticate));
  }
  set_if(facts, "user", target.user);
  set_if(facts, "system", target.system);
  set_if(facts, "release", target.release);
  if (target.run) {
    times.set("run", milliseconds(*target.run));
    facts.set("tmpdir", target.tmpdir);
    facts.set("scripts run", target.runs_scripts);
  }
  if (!times.empty()) {
    facts.set("milliseconds", Value(std::move(times)));
  }
  return facts;
}

void examine_targets(Session& session, Findings& findings) {
  embedding::DiagnosisOptions options;
  options.concurrency = static_cast<std::size_t>(session.arguments().integer("concurrency").value_or(100));
  std::stop_source stop;
  options.stop = stop.get_token();
  const std::vector<runtime::TargetId> ids = session.target_ids();
  static_cast<void>(session.engine());
  const Interruption interruption([&stop](int /*number*/) { stop.request_stop(); });
  for (const TargetDiagnosis& target : embedding::diagnose(session.workspace(), ids, options)) {
    findings.target(target.name, target.usable(), facts_of(target));
    for (const Problem& problem : target.problems) {
      findings.problem({problem.fatal, target.name, problem.message, problem.advice});
    }
  }
}

std::string inventory_source(Session& session) {
  const auto given = session.arguments().text("inventoryfile");
  return given ? std::filesystem::absolute(*given).lexically_normal().string() : session.project().inventory_file();
}

}  // namespace

int run_doctor(Session& session) {
  Findings findings;
  examine_program(findings);
  examine_ssh(findings);
  examine_project(session.project(), findings);
  try {
    examine_inventory(session.workspace(), inventory_source(session), findings);
    if (session.arguments().has("targets") || session.arguments().has("rerun")) {
      examine_targets(session, findings);
    }
  } catch (const runtime::PlanError& error) {
    findings.failure(error.what(), "Nothing can be run until this is put right.");
  }
  session.output().document(findings.text(), findings.data());
  return findings.usable() ? 0 : 1;
}

}  // namespace volley::cli
