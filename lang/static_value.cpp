#include "lang/static_value.hpp"

#include <fmt/format.h>

namespace volley::lang {
namespace {

// Strings inside of collections are shown with quotes.
std::string inspected(const StaticValue& value) {
  return value.identity.starts_with("s:") ? fmt::format("\"{}\"", value.text) : value.text;
}

std::optional<StaticValue> array_value(const Array& array) {
  StaticValue result{"a:", "["};
  for (const Node* item : array.items) {
    const std::optional<StaticValue> value = static_value(*item);
    if (!value) {
      return std::nullopt;
    }
    result.identity += fmt::format("{}:{},", value->identity.size(), value->identity);
    result.text += (result.text.size() > 1 ? ", " : "") + inspected(*value);
  }
  result.text += "]";
  return result;
}

std::optional<StaticValue> hash_value(const Hash& hash) {
  StaticValue result{"h:", "{"};
  for (const KeyedEntry& entry : hash.entries) {
    const std::optional<StaticValue> key = static_value(*entry.key);
    const std::optional<StaticValue> value = static_value(*entry.value);
    if (!key || !value) {
      return std::nullopt;
    }
    result.identity +=
        fmt::format("{}:{}={}:{},", key->identity.size(), key->identity, value->identity.size(), value->identity);
    result.text += (result.text.size() > 1 ? ", " : "") + inspected(*key) + "=>" + inspected(*value);
  }
  result.text += "}";
  return result;
}

StaticValue string_value(std::string_view text) { return {"s:" + std::string(text), std::string(text)}; }

}  // namespace

std::optional<StaticValue> static_value(const Node& node) {
  switch (node.kind) {
    case NodeKind::LiteralString: return string_value(static_cast<const LiteralString&>(node).value);
    case NodeKind::QualifiedName: return string_value(static_cast<const QualifiedName&>(node).name);
    case NodeKind::LiteralInteger: {
      const std::string text = std::to_string(static_cast<const LiteralInteger&>(node).value);
      return StaticValue{"i:" + text, text};
    }
    case NodeKind::LiteralFloat: {
      const double value = static_cast<const LiteralFloat&>(node).value;
      std::string text = fmt::format("{}", value);
      text += text.find_first_of(".e") == std::string::npos ? ".0" : "";
      return StaticValue{"f:" + text, text};
    }
    case NodeKind::LiteralBoolean: {
      const std::string text = static_cast<const LiteralBoolean&>(node).value ? "true" : "false";
      return StaticValue{"b:" + text, text};
    }
    case NodeKind::LiteralUndef: return StaticValue{"u", ""};
    case NodeKind::LiteralDefault: return StaticValue{"d", "default"};
    case NodeKind::LiteralRegexp: {
      const std::string_view pattern = static_cast<const LiteralRegexp&>(node).pattern;
      return StaticValue{fmt::format("r:{}", pattern), fmt::format("(?-mix:{})", pattern)};
    }
    case NodeKind::Array: return array_value(static_cast<const Array&>(node));
    case NodeKind::Hash: return hash_value(static_cast<const Hash&>(node));
    default: return std::nullopt;
  }
}

}  // namespace volley::lang
