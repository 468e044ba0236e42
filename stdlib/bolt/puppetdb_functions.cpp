// What plans ask of PuppetDB.
#include <array>

#include "runtime/evaluate/error.hpp"
#include "runtime/puppetdb/client.hpp"
#include "stdlib/bolt/call_options.hpp"
#include "stdlib/bolt/families.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::PuppetDb;
using runtime::Value;

PuppetDb& database(Call& call, std::size_t instance) {
  return engine_of(call).puppetdb(call.has(instance) ? std::string(call.arguments[instance].as_string())
                                                     : std::string());
}

Value puppetdb_query(Call& call) { return database(call, 1).query(call.arguments[0]); }

Value puppetdb_fact(Call& call) {
  const auto& names = call.arguments[0].as_array();
  return names.empty() ? Value(runtime::Hash{}) : database(call, 1).facts_of(names);
}

Value puppetdb_command(Call& call) {
  return database(call, 3).command(std::string(call.arguments[0].as_string()), call.arguments[1].as_integer(),
                                   call.arguments[2].as_hash());
}

const auto kFunctions = std::to_array<runtime::FunctionRecord>({
    {"puppetdb_query",
     {{"Variant[String, Array[Data]] query, String ?instance", "Array[Data]", puppetdb_query}},
     "The rows that PuppetDB gives for a query, in PQL or as AST. The last argument names one of puppetdb-instances."},
    {"puppetdb_fact",
     {{"Array[String] certnames, String ?instance", "Hash[String, Data]", puppetdb_fact}},
     "The facts that PuppetDB has of nodes, by certname."},
    {"puppetdb_command",
     {{"String[1] command, Integer version, Hash[Data, Data] payload, String ?instance", "String", puppetdb_command}},
     "Sends a command to PuppetDB and gives its identifier. The payload has a certname."},
});

}  // namespace

std::span<const runtime::FunctionRecord> puppetdb_functions() { return kFunctions; }

}  // namespace volley::stdlib
