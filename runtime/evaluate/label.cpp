#include "runtime/evaluate/label.hpp"

#include "runtime/type/type.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/object.hpp"
#include "runtime/value/regexp.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

std::string label_of_object(const Value& value) {
  if (value.as<Type>() != nullptr) {
    return to_text(value) + "-Type";
  }
  const std::string_view name = value.as_object().type_name();
  if (name == "SemVer") {
    return "Semver";
  }
  if (name == "SemVerRange") {
    return "SemverRange";
  }
  for (const std::string_view known : {"Integer", "Regexp", "Sensitive", "Timestamp", "Timespan", "Binary"}) {
    if (name == known) {
      return std::string(known);
    }
  }
  return "Object";
}

std::string quoted_symbol(std::string_view symbol) { return "'" + std::string(symbol) + "' expression"; }

std::string_view article(std::string_view label) {
  for (const char byte : label) {
    if (byte == '\'' || byte == '"') {
      continue;
    }
    return std::string_view("aeiouAEIOU").find(byte) == std::string_view::npos ? "a" : "an";
  }
  return "a";
}

std::string double_quoted(std::string_view text) {
  std::string out = "\"";
  for (const char byte : text) {
    switch (byte) {
      case '"':
      case '\\':
        out += '\\';
        out += byte;
        break;
      case '\n': out += "\\n"; break;
      case '\t': out += "\\t"; break;
      case '\r': out += "\\r"; break;
      default: out += byte;
    }
  }
  return out + "\"";
}

std::string ruby_inspect(const Value& value) {
  if (value.is_undef()) {
    return "nil";
  }
  if (value.is_default()) {
    return ":default";
  }
  if (value.is_string()) {
    return double_quoted(value.as_string());
  }
  return ruby_text(value);
}

}  // namespace

std::string label_of(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::Undef: return "Undef Value";
    case Value::Kind::Boolean: return "Boolean";
    case Value::Kind::Integer: return "Integer";
    case Value::Kind::Float: return "Float";
    case Value::Kind::String: return "String";
    case Value::Kind::Array: return "Array";
    case Value::Kind::Hash: return "Hash";
    case Value::Kind::Object: return label_of_object(value);
    default: return "Object";
  }
}

std::string_view symbol_of(lang::BinaryOperator operation) {
  constexpr std::string_view kSymbols[] = {
      "+", "-", "*", "/", "%", "<<", ">>", "==", "!=", "<", "<=", ">", ">=", "=~", "!~", "in", "and", "or"};
  return kSymbols[static_cast<std::size_t>(operation)];
}

std::string label_of(const lang::Node& node) {
  switch (node.kind) {
    case lang::NodeKind::Call: return "Function Call";
    case lang::NodeKind::MethodCall: return "Method call";
    case lang::NodeKind::Binary: return quoted_symbol(symbol_of(static_cast<const lang::Binary&>(node).operation));
    case lang::NodeKind::Unary:
      return static_cast<const lang::Unary&>(node).operation == lang::UnaryOperator::Minus ? "Unary Minus"
                                                                                           : "'not' expression";
    case lang::NodeKind::Access: return "'[]' expression";
    case lang::NodeKind::Assignment: return "'=' expression";
    case lang::NodeKind::QualifiedReference: return "Type-Name";
    case lang::NodeKind::Case: return "'case' statement";
    case lang::NodeKind::Selector: return "Selector Expression";
    case lang::NodeKind::Epp: return "Epp Template";
    case lang::NodeKind::Array: return "Array Expression";
    case lang::NodeKind::Hash: return "Hash Expression";
    default: return "expression";
  }
}

std::string with_article(std::string_view label) { return std::string(article(label)) + " " + std::string(label); }

std::string with_upper_article(std::string_view label) {
  return std::string(article(label) == "a" ? "A" : "An") + " " + std::string(label);
}

std::string ruby_text(const Value& value) {
  if (const auto* regexp = value.as<Regexp>()) {
    return "(?-mix:" + regexp->source() + ")";
  }
  if (!value.is_array() && !value.is_hash()) {
    return to_text(value);
  }
  std::string out;
  if (value.is_array()) {
    for (const Value& item : value.as_array()) {
      out += (out.empty() ? "" : ", ") + ruby_inspect(item);
    }
    return "[" + out + "]";
  }
  for (const auto& [key, item] : value.as_hash()) {
    out += (out.empty() ? "" : ", ") + ruby_inspect(key) + "=>" + ruby_inspect(item);
  }
  return "{" + out + "}";
}

}  // namespace volley::runtime
