// Checksums of values that may be secret, and secrets inside of data.
#include <array>

#include "runtime/evaluate/error.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/sensitive.hpp"
#include "stdlib/functions/checksum.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/module_functions/families.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::FunctionRecord;
using runtime::Hash;
using runtime::Sensitive;
using runtime::Value;
using runtime::Values;

std::string content_of(const Value& value) {
  const auto* sensitive = value.as<Sensitive>();
  return native_text(sensitive != nullptr ? sensitive->unwrap() : value);
}

std::uint32_t crc32_of(std::string_view text) {
  std::uint32_t rest = 0xFFFFFFFFU;
  for (const char byte : text) {
    rest ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) {
      rest = (rest >> 1U) ^ ((rest & 1U) != 0 ? 0xEDB88320U : 0);
    }
  }
  return ~rest;
}

// Without leading zeros.
Value crc32(Call& call) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (std::uint32_t rest = crc32_of(content_of(call.arguments[0])); rest != 0 || text.empty(); rest >>= 4U) {
    text.insert(text.begin(), kDigits[rest & 0xFU]);
  }
  return {std::move(text)};
}

Value sha256(Call& call) { return {hexadecimal(checksum_bytes(content_of(call.arguments[0]), Checksum::Sha256))}; }

// Takes the secrets out of data and remembers whether there were any. Values cannot be nested deeper than
// kMaximumNesting, which bounds the recursion.
class Unwrapper {
 public:
  [[nodiscard]] bool found() const { return found_; }

  Value operator()(const Value& value) {
    if (value.is_array()) {
      Values items;
      for (const Value& item : value.as_array()) {
        items.push_back((*this)(item));
      }
      return {std::move(items)};
    }
    if (value.is_hash()) {
      Hash hash;
      for (const auto& entry : value.as_hash()) {
        const auto* secret_key = entry.key.as<Sensitive>();
        found_ = found_ || secret_key != nullptr;
        hash.set(secret_key != nullptr ? secret_key->unwrap() : entry.key, (*this)(entry.value));
      }
      return {std::move(hash)};
    }
    const auto* sensitive = value.as<Sensitive>();
    found_ = found_ || sensitive != nullptr;
    return sensitive != nullptr ? (*this)(sensitive->unwrap()) : value;
  }

 private:
  bool found_ = false;
};

Value rewrap(Call& call) {
  Unwrapper unwrapped;
  Value data = unwrapped(call.arguments[0]);
  if (call.block != nullptr) {
    data = call.yield(data);
  }
  return unwrapped.found() ? Value(runtime::make<const Sensitive>(std::move(data))) : data;
}

constexpr std::string_view kContent = "Variant[ScalarData, Sensitive[ScalarData], Binary, Sensitive[Binary]] my_data";

}  // namespace

ModuleFamily secret_functions() {
  static const FunctionRecord kTable[] = {
      {"stdlib::crc32", {{kContent, "String", crc32}}, "The CRC-32 checksum of a value's text, in hexadecimal."},
      {"stdlib::sha256", {{kContent, "String", sha256}}, "The SHA-256 checksum of a value's text, in hexadecimal."},
      {"stdlib::rewrap_sensitive_data",
       {{"Any data, Optional[Callable[Any]] &block", "Any", rewrap}},
       "Data without the Sensitive values inside it, or what the lambda makes of it; all of it Sensitive if there was "
       "one."},
  };
  return kTable;
}

}  // namespace volley::stdlib
