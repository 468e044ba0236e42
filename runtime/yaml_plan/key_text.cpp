#include "runtime/yaml_plan/key_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "runtime/value/text.hpp"

namespace volley::runtime {

std::string inspect(std::string_view text) {
  std::string out = "\"";
  for (const char byte : text) {
    switch (byte) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(byte) < 0x20) {
          fmt::format_to(std::back_inserter(out), "\\u{{{:x}}}", static_cast<unsigned>(byte));
        } else {
          out += byte;
        }
    }
  }
  return out + '"';
}

std::string inspect(const YamlNode& node) {
  std::string text;
  if (node.is_scalar()) {
    return node.value.is_undef() ? "nil" : node.value.is_string() ? inspect(node.text) : to_text(node.value);
  }
  if (node.is_sequence()) {
    for (const YamlNode& item : node.items) {
      text += (text.empty() ? "" : ", ") + inspect(item);
    }
    return "[" + text + "]";
  }
  for (std::size_t at = 0; at + 1 < node.items.size(); at += 2) {
    text += (text.empty() ? "" : ", ") + inspect(node.items[at]) + "=>" + inspect(node.items[at + 1]);
  }
  return "{" + text + "}";
}

std::string_view ruby_class(const YamlNode& node) {
  if (!node.is_scalar()) {
    return node.is_map() ? "Hash" : "Array";
  }
  switch (node.value.kind()) {
    case Value::Kind::Undef: return "NilClass";
    case Value::Kind::Boolean: return node.value.as_boolean() ? "TrueClass" : "FalseClass";
    case Value::Kind::Integer: return "Integer";
    case Value::Kind::Float: return "Float";
    default: return "String";
  }
}

std::vector<const YamlNode*> keys_besides(const YamlNode& map, std::span<const std::string_view> known) {
  std::vector<const YamlNode*> others;
  for (std::size_t at = 0; map.is_map() && at + 1 < map.items.size(); at += 2) {
    const YamlNode& key = map.items[at];
    if (!key.is_text() || std::find(known.begin(), known.end(), key.text) == known.end()) {
      others.push_back(&key);
    }
  }
  return others;
}

std::string inspect_keys(const std::vector<const YamlNode*>& keys) {
  std::string text;
  for (const YamlNode* key : keys) {
    text += (text.empty() ? "" : ", ") + inspect(*key);
  }
  return text.empty() ? text : "[" + text + "]";
}

bool is_variable_name(std::string_view name) {
  const auto is_start = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  return !name.empty() && is_start(name[0]) &&
         std::all_of(name.begin(), name.end(), [&](char c) { return is_start(c) || (c >= '0' && c <= '9'); });
}

}  // namespace volley::runtime
