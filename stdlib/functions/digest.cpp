// md5, sha1, sha256 and digest: checksums of strings.
#include "runtime/evaluate/error.hpp"
#include "stdlib/functions/checksum.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/native_text.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Value;

template <Checksum kind>
Value checksum(Call& call) {
  if (call.arguments.size() != 1) {
    throw EvaluationError(std::string(call.name) + "(): Wrong number of arguments given (" +
                          std::to_string(call.arguments.size()) + " for 1)");
  }
  if (!call.arguments[0].is_string()) {
    throw EvaluationError("no implicit conversion of " + native_class(call.arguments[0]) + " into String");
  }
  return {hexadecimal(checksum_bytes(call.arguments[0].as_string(), kind))};
}

}  // namespace

Family digest() {
  static const FunctionRecord kTable[] = {
      {"md5", {{"Any *arguments", "String", checksum<Checksum::Md5>}}, "The MD5 checksum of a string, in hexadecimal."},
      {"sha1",
       {{"Any *arguments", "String", checksum<Checksum::Sha1>}},
       "The SHA-1 checksum of a string, in hexadecimal."},
      {"sha256",
       {{"Any *arguments", "String", checksum<Checksum::Sha256>}},
       "The SHA-256 checksum of a string, in hexadecimal."},
      {"digest",
       {{"Any *arguments", "String", checksum<Checksum::Sha256>}},
       "The checksum of a string, in hexadecimal."},
  };
  return kTable;
}

}  // namespace volley::stdlib
