// Random numbers and texts that depend on a seed only.
#include "runtime/evaluate/error.hpp"
#include "runtime/evaluate/evaluator.hpp"
#include "runtime/value/hash.hpp"
#include "stdlib/functions/checksum.hpp"
#include "stdlib/functions/mersenne_twister.hpp"
#include "stdlib/functions/sequence.hpp"
#include "stdlib/module_functions/families.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Value;
using runtime::Values;

constexpr std::string_view kAlphanumeric = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

Value seeded_rand(Call& call) {
  MersenneTwister random(checksum_bytes(call.arguments[1].as_string(), Checksum::Md5));
  const auto limit = static_cast<std::uint64_t>(call.arguments[0].as_integer()) - 1;
  return {static_cast<std::int64_t>(random.up_to(limit))};
}

Value seeded_rand_string(Call& call) {
  constexpr std::int64_t kLongest = 16 << 20;
  const std::int64_t length = call.arguments[0].as_integer();
  if (length > kLongest) {
    throw EvaluationError("stdlib::seeded_rand_string(): the length is limited to " + std::to_string(kLongest));
  }
  MersenneTwister random(checksum_bytes(call.arguments[1].as_string(), Checksum::Sha256));
  const Values characters = Sequence(call.has(2) ? call.arguments[2] : Value(kAlphanumeric)).rest();
  std::string text;
  for (std::int64_t index = 0; index < length; ++index) {
    text += characters[random.up_to(characters.size() - 1)].as_string();
  }
  return {std::move(text)};
}

// Plans run on no node: there is no name to seed with.
[[noreturn]] void refuse_without_facts(const Call& call) {
  throw EvaluationError("Undefined variable 'facts'; " + std::string(call.name) +
                        "() needs the facts of a node, which plans do not have. See stdlib::seeded_rand_string");
}

Value needs_facts(Call& call) { refuse_without_facts(call); }

// There is only one way to rotate one element.
Value rotate(Call& call) {
  if (Sequence(call.arguments[0]).rest().size() > 1) {
    refuse_without_facts(call);
  }
  return call.arguments[0];
}

}  // namespace

ModuleFamily seeded_functions() {
  static const FunctionRecord kTable[] = {
      {"stdlib::seeded_rand",
       {{"Integer[1] max, String seed", "Integer", seeded_rand}},
       "A number from 0 up to, but not including, max; always the same for the same seed."},
      {"stdlib::seeded_rand_string",
       {{"Integer[1] length, String seed, String[2] ?charset", "String", seeded_rand_string}},
       "A text of letters and digits, or of the given characters; always the same for the same seed."},
      {"stdlib::fqdn_rand_string",
       {{"Integer[1] length, Optional[String] ?charset, Any *seed", "String", needs_facts}},
       "Only available with the facts of a node; refused in plans."},
      {"stdlib::fqdn_rotate",
       {{"String input, Variant[Integer, String] *seeds", "String", rotate},
        {"Array input, Variant[Integer, String] *seeds", "Array", rotate}},
       "Only available with the facts of a node; refused in plans."},
  };
  return kTable;
}

}  // namespace volley::stdlib
