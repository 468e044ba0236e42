// fqdn_rand and generate: answers that depend on the machine.
#include <algorithm>
#include <cmath>

#include "runtime/evaluate/error.hpp"
#include "runtime/value/big_integer.hpp"
#include "runtime/value/hash.hpp"
#include "stdlib/functions/caller_variables.hpp"
#include "stdlib/functions/checksum.hpp"
#include "stdlib/functions/command_output.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/mersenne_twister.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/functions/number_text.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Hash;
using runtime::Value;

void expect_argument(const Call& call) {
  if (call.arguments.empty()) {
    throw EvaluationError(std::string(call.name) + "(): Wrong number of arguments given (0 for minimum 1)");
  }
}

std::string host_name(const Call& call) {
  const std::optional<Value> facts = caller_variable(call, "facts");
  if (!facts) {
    throw EvaluationError("Undefined variable 'facts'; ");
  }
  Value part = *facts;
  for (const char* name : {"networking", "fqdn"}) {
    part = part.is_hash() ? part.as_hash().get(name) : Value();
  }
  return native_text(part);
}

std::int64_t whole_number(const Value& value) {
  constexpr double kGreatest = 9.2e18;
  const double number = runtime::is_numeric(value) ? value.as_number() : leading_float(native_text(value));
  return std::isnan(number) ? 0 : static_cast<std::int64_t>(std::clamp(number, -kGreatest, kGreatest));
}

std::string lower_case(std::string text) {
  for (char& byte : text) {
    byte = byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
  }
  return text;
}

Value fqdn_rand(Call& call) {
  expect_argument(call);
  const std::int64_t limit = whole_number(call.arguments[0]);
  std::string host = host_name(call);
  if (call.has(2) && call.arguments[2].truthy()) {
    host = lower_case(std::move(host));
  }
  if (limit <= 0) {
    throw EvaluationError("invalid argument - " + std::to_string(limit));
  }
  const std::string seed =
      host + ":" + std::to_string(limit) + ":" + (call.has(1) ? native_text(call.arguments[1]) : std::string());
  MersenneTwister random(checksum_bytes(seed, Checksum::Md5));
  return Value(static_cast<std::int64_t>(random.up_to(static_cast<std::uint64_t>(limit) - 1)));
}

bool is_generator_name(std::string_view name) {
  for (const char byte : name) {
    const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
    if (!letter && std::string_view("-/_.+").find(byte) == std::string_view::npos) {
      return false;
    }
  }
  return true;
}

Value generate(Call& call) {
  expect_argument(call);
  if (!call.arguments[0].is_string() || !call.arguments[0].as_string().starts_with('/')) {
    throw EvaluationError("Generators must be fully qualified");
  }
  const std::string program(call.arguments[0].as_string());
  if (!is_generator_name(program)) {
    throw EvaluationError("Generators can only contain alphanumerics, file separators, and dashes");
  }
  if (program.find("..") != std::string::npos) {
    throw EvaluationError("Can not use generators with '..' in them.");
  }
  std::vector<std::string> words;
  std::string line;
  for (const Value& argument : call.arguments) {
    words.push_back(native_text(argument));
    line += (line.empty() ? "" : " ") + words.back();
  }
  const CommandOutput result = output_of(words, program.substr(0, program.rfind('/') + 1));
  if (result.status != 0) {
    throw EvaluationError("Failed to execute generator " + program + ": Execution of '" + line + "' returned " +
                          std::to_string(result.status) + ": " + result.text);
  }
  return Value(result.text);
}

}  // namespace

Family controller() {
  static const FunctionRecord kTable[] = {
      {"fqdn_rand",
       {{"Any *arguments", "Integer", fqdn_rand}},
       "A number from 0 to below the first argument, the same for each host name ($facts) and seed."},
      {"generate",
       {{"Any *arguments", "String", generate}},
       "What a program on the controller prints, which is run with the further arguments."},
  };
  return kTable;
}

}  // namespace volley::stdlib
