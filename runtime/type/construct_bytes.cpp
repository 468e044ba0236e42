// Binary.new and URI.new.
#include "runtime/evaluate/error.hpp"
#include "runtime/type/constructor.hpp"
#include "runtime/value/binary.hpp"
#include "runtime/value/uri.hpp"
#include "runtime/value/utf8.hpp"

namespace volley::runtime {
namespace {

std::string bytes_of_text(const std::string& text, const Value& format_value) {
  const std::string format = format_value.is_string() ? std::string(format_value.as_string()) : "%B";
  try {
    if (format == "%s" && !valid_utf8(text)) {
      throw EvaluationError(
          "The given string in encoding 'UTF-8' is invalid. Cannot create a Binary UTF-8 representation");
    }
    if (format == "%s" || format == "%r") {
      return text;
    }
    return decode_base64(text, format == "%b" ? Base64::Relaxed : format == "%u" ? Base64::UrlSafe : Base64::Strict);
  } catch (const std::invalid_argument& error) {
    throw EvaluationError(error.what());
  }
}

std::string bytes_of_list(const Values& list) {
  std::string bytes;
  for (const Value& item : list) {
    bytes += static_cast<char>(static_cast<unsigned char>(item.as_integer()));
  }
  return bytes;
}

UriParts parts_of(const Hash& hash) {
  const auto text = [&hash](const char* name) {
    const Value value = hash.get(name);
    return value.is_string() ? UriParts::Part(value.as_string()) : std::nullopt;
  };
  UriParts parts;
  parts.scheme = text("scheme");
  parts.userinfo = text("userinfo");
  parts.host = text("host");
  parts.path = text("path").value_or("");
  parts.query = text("query");
  parts.fragment = text("fragment");
  parts.opaque = text("opaque");
  parts.port = hash.get("port").is_integer() ? std::optional(hash.get("port").as_integer()) : parts.usual_port();
  return parts;
}

}  // namespace

Value construct_binary(std::span<const Value> arguments) {
  static const Constructor kForms(
      "new_Binary",
      {{"ByteInteger", "Integer[0,255]"},
       {"Base64Format", "Enum['%B','%b','%r','%s','%u']"},
       {"StringHash", "Struct[{'value' => String, 'format' => Optional[Base64Format]}]"},
       {"ArrayHash", "Struct[{'value' => Array[ByteInteger]}]"},
       {"BinaryArgsHash", "Variant[StringHash,ArrayHash]"}},
      {"String str, Base64Format ?format", "Array[ByteInteger] byte_array", "BinaryArgsHash hash_args"});
  const std::size_t form = kForms.choose(arguments);
  const Value content = form == 2 ? arguments[0].as_hash().get("value") : arguments[0];
  const Value format = form == 2 ? arguments[0].as_hash().get("format") : arguments.size() > 1 ? arguments[1] : Value();
  return Value(make<const Binary>(content.is_array() ? bytes_of_list(content.as_array())
                                                     : bytes_of_text(std::string(content.as_string()), format)));
}

Value construct_uri(std::span<const Value> arguments) {
  static const Constructor kForms(
      "new_error", {},
      {"String[1] uri",
       "Struct[{Optional['scheme'] => String[1], Optional['userinfo'] => String[1], Optional['host'] => String[1], "
       "Optional['port'] => Integer[0], Optional['path'] => String[1], Optional['query'] => String[1], "
       "Optional['fragment'] => String[1], Optional['opaque'] => String[1]}] hash"});
  const std::size_t form = kForms.choose(arguments);
  try {
    return Value(make<const Uri>(form == 0 ? UriParts::parse(std::string(arguments[0].as_string()))
                                           : parts_of(arguments[0].as_hash())));
  } catch (const UriError& error) {
    throw EvaluationError(error.what());
  }
}

}  // namespace volley::runtime
