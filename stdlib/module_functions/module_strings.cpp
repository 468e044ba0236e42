// Strings of the module stdlib: truth values, letter case, runs of characters, line ends, beginnings and ends.
#include <algorithm>

#include "runtime/evaluate/error.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/functions/unicode.hpp"
#include "stdlib/module_functions/character_set.hpp"
#include "stdlib/module_functions/legacy_arguments.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Value;
using runtime::Values;

// Whether one line of the text is one of the words, in whatever letter case.
bool has_line(std::string_view text, std::initializer_list<std::string_view> words) {
  const std::string lower = to_lower(text);
  for (std::size_t begin = 0; begin <= lower.size();) {
    const std::size_t end = std::min(lower.find('\n', begin), lower.size());
    const std::string_view line = std::string_view(lower).substr(begin, end - begin);
    if (std::find(words.begin(), words.end(), line) != words.end()) {
      return true;
    }
    begin = end + 1;
  }
  return false;
}

Value str2bool(Call& call) {
  require_count(call, !call.arguments.empty(), "1");
  const Value given = legacy_argument(call, 0);
  if (given.is_boolean()) {
    return given;
  }
  require(call, given.is_string(), "Requires string to work with");
  const std::string_view text = given.as_string();
  const bool has_empty_line = text.empty() || text.front() == '\n' || text.find("\n\n") != std::string::npos;
  if (has_empty_line) {
    return {false};
  }
  if (has_line(text, {"1", "t", "y", "true", "yes"})) {
    return {true};
  }
  require(call, has_line(text, {"0", "f", "n", "false", "no", "undef", "undefined"}), "Unknown type of boolean given");
  return {false};
}

Value bool2str(Call& call) {
  const std::size_t count = call.arguments.size();
  require_count(call, count == 1 || count == 3, "3");
  require(call, call.arguments[0].is_boolean(), "Requires a boolean to work with");
  const auto text_of = [&](std::size_t position, const char* otherwise) {
    const Value text = count == 3 ? legacy_argument(call, position) : Value();
    return text.truthy() ? text : Value(otherwise);
  };
  const Value yes = text_of(1, "true");
  const Value no = text_of(2, "false");
  require(call, yes.is_string() && no.is_string(), "Requires strings to convert to");
  return call.arguments[0].as_boolean() ? yes : no;
}

std::string with_swapped_case(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = text.substr(at, character_length(text, at));
    const std::string upper = to_upper(character);
    result += upper == character ? to_lower(character) : upper;
    at += character.size();
  }
  return result;
}

// As it is written in a regular expression that matches just this text.
std::string escaped_for_pattern(std::string_view text) {
  constexpr std::string_view kBlanks = "\n\t\r\f\v";
  constexpr std::string_view kLetters = "ntrfv";
  std::string result;
  for (const char byte : text) {
    if (const std::size_t blank = kBlanks.find(byte); blank != std::string_view::npos) {
      result += {'\\', kLetters[blank]};
    } else {
      result += std::string_view("[]{}()|-*.\\?+^$# ").find(byte) != std::string_view::npos ? "\\" : "";
      result += byte;
    }
  }
  return result;
}

// Bytes that may not stand in a URI as %XX.
std::string escaped_for_uri(std::string_view text) {
  constexpr std::string_view kSafe = "-_.!~*'();/?:@&=+$,[]";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string result;
  for (const char byte : text) {
    const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
    if (plain || kSafe.find(byte) != std::string_view::npos) {
      result += byte;
    } else {
      const auto code = static_cast<unsigned char>(byte);
      result += {'%', kDigits[code >> 4U], kDigits[code & 0xFU]};
    }
  }
  return result;
}

// A string, or each string in an array.
template <std::string (*shape)(std::string_view)>
Value shaped(Call& call) {
  require_count(call, !call.arguments.empty(), "1");
  const Value given = legacy_argument(call, 0);
  require(call, given.is_array() || given.is_string(), "Requires either array or string to work with");
  if (given.is_string()) {
    return {shape(given.as_string())};
  }
  Values result;
  for (const Value& item : given.as_array()) {
    result.push_back(item.is_string() ? Value(shape(item.as_string())) : item);
  }
  return {std::move(result)};
}

Value squeezed(const Value& text, const CharacterSet* set) {
  if (!text.is_string()) {
    throw EvaluationError("undefined method `squeeze' for " + native_inspect(text) + ":" + native_class(text));
  }
  const std::string_view given = text.as_string();
  std::string result;
  std::string_view previous;
  for (std::size_t at = 0; at < given.size();) {
    const std::string_view character = std::string_view(given).substr(at, character_length(given, at));
    if (character != previous || (set != nullptr && !set->contains(decode_character(character)))) {
      result += character;
    }
    previous = character;
    at += character.size();
  }
  return {std::move(result)};
}

Value squeeze(Call& call) {
  const std::size_t count = call.arguments.size();
  require(call, count == 1 || count == 2, "Wrong number of arguments given " + std::to_string(count) + " for 2 or 1");
  const Value item = legacy_argument(call, 0);
  std::optional<CharacterSet> set;
  if (count == 2 && call.arguments[1].truthy()) {
    if (!call.arguments[1].is_string()) {
      throw EvaluationError("no implicit conversion of " + native_class(call.arguments[1]) + " into String");
    }
    set.emplace(call.arguments[1].as_string());
  } else if (count == 2 && call.arguments[1].is_undef()) {
    set.emplace("");
  }
  const CharacterSet* within = set ? &*set : nullptr;
  if (!item.is_array()) {
    return squeezed(item, within);
  }
  Values result;
  for (const Value& text : item.as_array()) {
    result.push_back(squeezed(text, within));
  }
  return {std::move(result)};
}

Value dos2unix(Call& call) {
  require_count(call, call.arguments.size() == 1, "1");
  const Value given = legacy_argument(call, 0);
  require(call, given.is_string(), "Requires string as argument");
  std::string result;
  const std::string_view text = given.as_string();
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\r' || at + 1 == text.size() || text[at + 1] != '\n') {
      result += text[at];
    }
  }
  return {std::move(result)};
}

Value unix2dos(Call& call) {
  require_count(call, call.arguments.size() == 1, "1");
  const Value given = legacy_argument(call, 0);
  require(call, given.is_string(), "Requires string as argument");
  std::string result;
  for (const char byte : given.as_string()) {
    if (byte == '\n') {
      while (result.ends_with('\r')) {
        result.pop_back();
      }
      result += '\r';
    }
    result += byte;
  }
  return {std::move(result)};
}

template <bool (std::string_view::*test)(std::string_view) const noexcept>
Value has_affix(Call& call) {
  const std::string_view text = call.arguments[0].as_string();
  if (call.arguments[1].is_string()) {
    return {(text.*test)(call.arguments[1].as_string())};
  }
  const auto& affixes = call.arguments[1].as_array();
  return {
      std::any_of(affixes.begin(), affixes.end(), [&](const Value& affix) { return (text.*test)(affix.as_string()); })};
}

Value xml_encode(Call& call) {
  const bool attribute = call.has(1) && call.arguments[1].as_string() == "attr";
  std::string result = attribute ? "\"" : "";
  for (const char byte : call.arguments[0].as_string()) {
    switch (byte) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += attribute ? "&quot;" : "\""; break;
      case '\'': result += attribute ? "&apos;" : "'"; break;
      default: result += byte;
    }
  }
  return {result + (attribute ? "\"" : "")};
}

constexpr std::string_view kPrefixes = "String test_string, Variant[String[1], Array[String[1], 1]] prefixes";
constexpr std::string_view kSuffixes = "String test_string, Variant[String[1], Array[String[1], 1]] suffixes";

}  // namespace

Family module_strings() {
  static const FunctionRecord kTable[] = {
      {"str2bool",
       {{"Any *arguments", "Boolean", str2bool}},
       "The truth value that a word such as 'yes' or 'no' stands for."},
      {"bool2str",
       {{"Any *arguments", "String", bool2str}},
       "'true' or 'false', or the second or third argument in their place."},
      {"swapcase",
       {{"Any *arguments", "Variant[String, Array]", shaped<with_swapped_case>}},
       "Small letters as capitals and the other way round; also each string in an array."},
      {"squeeze",
       {{"Any *arguments", "Variant[String, Array]", squeeze}},
       "Runs of the same character as one; the second argument tells of which characters, such as 'a-z'."},
      {"regexpescape",
       {{"Any *arguments", "Variant[String, Array]", shaped<escaped_for_pattern>}},
       "Text with all that is special in a regular expression escaped; also each string in an array."},
      {"uriescape",
       {{"Any *arguments", "Variant[String, Array]", shaped<escaped_for_uri>}},
       "Text with all that may not stand in a URI as %XX; also each string in an array."},
      {"dos2unix", {{"Any *arguments", "String", dos2unix}}, "Text with LF for each CR LF."},
      {"unix2dos", {{"Any *arguments", "String", unix2dos}}, "Text with CR LF for each line end."},
      {"stdlib::start_with",
       {{kPrefixes, "Boolean", has_affix<&std::string_view::starts_with>}},
       "Whether a string starts with one of the prefixes."},
      {"stdlib::end_with",
       {{kSuffixes, "Boolean", has_affix<&std::string_view::ends_with>}},
       "Whether a string ends with one of the suffixes."},
      {"stdlib::xml_encode",
       {{"String str, Enum['text', 'attr'] ?type", "String", xml_encode}},
       "Text as it is written in XML, as content or as an attribute with its quotes."},
  };
  return kTable;
}

}  // namespace volley::stdlib
