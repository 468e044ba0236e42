// Data as text for other programs, from the module stdlib: JSON, YAML, TOML, and literals of Python and Ruby. What is
// Sensitive inside makes the whole text Sensitive.
#include "runtime/evaluate/error.hpp"
#include "runtime/type/type.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/regexp.hpp"
#include "runtime/value/sensitive.hpp"
#include "runtime/value/text.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/module_functions/json_text.hpp"
#include "stdlib/module_functions/legacy_arguments.hpp"
#include "stdlib/module_functions/toml_text.hpp"
#include "stdlib/module_functions/yaml_text.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Hash;
using runtime::Sensitive;
using runtime::Value;
using runtime::Values;

// The data without the shells of secrets, results and targets as what they tell; says whether there was a secret.
Value bared(const Value& value, bool& secret) {
  if (const auto* shell = value.as<Sensitive>()) {
    secret = true;
    return bared(shell->unwrap(), secret);
  }
  if (value.is_array()) {
    Values items;
    for (const Value& item : value.as_array()) {
      items.push_back(bared(item, secret));
    }
    return {std::move(items)};
  }
  if (value.is_hash()) {
    Hash hash;
    for (const auto& entry : value.as_hash()) {
      hash.set(bared(entry.key, secret), bared(entry.value, secret));
    }
    return {std::move(hash)};
  }
  if (value.is_object()) {
    const Value data = value.as_object().to_data();
    return data.is_array() || data.is_hash() ? bared(data, secret) : value;
  }
  return value;
}

template <typename Write>
Value written(const Value& data, Write write) {
  bool secret = false;
  const Value bare = bared(data, secret);
  Value text(write(bare));
  return secret ? Value(runtime::make<const Sensitive>(std::move(text))) : text;
}

Value to_json(Call& call) {
  return written(call.arguments[0], [](const Value& data) { return json_text(data, JsonLayout{}); });
}

void take_text(const Hash& options, std::string_view name, std::string& target) {
  if (const Value text = options.get(name); text.is_string()) {
    target = text.as_string();
  }
}

JsonLayout pretty_layout(const Hash& options) {
  JsonLayout layout = JsonLayout::pretty();
  take_text(options, "indent", layout.indent);
  take_text(options, "space", layout.space);
  take_text(options, "space_before", layout.space_before);
  take_text(options, "object_nl", layout.object_nl);
  take_text(options, "array_nl", layout.array_nl);
  layout.allow_nan = options.get("allow_nan").truthy();
  if (const Value depth = options.get("max_nesting"); depth.is_integer()) {
    layout.max_nesting = std::max<std::int64_t>(depth.as_integer(), 0);
  }
  return layout;
}

Value without_undef(const Value& data) {
  if (data.is_array()) {
    Values items;
    for (const Value& item : data.as_array()) {
      if (!item.is_undef()) {
        items.push_back(item);
      }
    }
    return {std::move(items)};
  }
  Hash hash;
  for (const auto& entry : data.as_hash()) {
    if (!entry.value.is_undef()) {
      hash.set(entry.key, entry.value);
    }
  }
  return {std::move(hash)};
}

Value to_json_pretty(Call& call) {
  const bool skip_undef = call.has(1) && call.arguments[1].truthy();
  const JsonLayout layout = call.has(2) ? pretty_layout(call.arguments[2].as_hash()) : JsonLayout::pretty();
  const Value data = skip_undef ? without_undef(call.arguments[0]) : call.arguments[0];
  return written(data, [&](const Value& bare) { return json_text(bare, layout) + "\n"; });
}

Value to_yaml(Call& call) {
  YamlLayout layout;
  if (call.has(1)) {
    const Hash& options = call.arguments[1].as_hash();
    const Value indentation = options.get("indentation");
    const Value line_width = options.get("line_width");
    layout.indentation = indentation.is_integer() ? indentation.as_integer() : layout.indentation;
    layout.line_width = line_width.is_integer() ? line_width.as_integer() : layout.line_width;
    layout.header = options.get("header").truthy();
  }
  return written(call.arguments[0], [&](const Value& data) { return yaml_text(data, layout); });
}

Value to_toml(Call& call) {
  return written(call.arguments[0], [](const Value& data) { return toml_text(data.as_hash()); });
}

bool is_plain_map(const Hash& hash) {
  for (const auto& entry : hash) {
    if (!entry.key.is_string() || entry.key.as_string() == "__ptype") {
      return false;
    }
  }
  return true;
}

Value typed(std::string_view type, const Value& content) { return {Hash{{"__ptype", type}, {"__pvalue", content}}}; }

Value rich_object(const Value& value) {
  if (const auto* secret = value.as<Sensitive>()) {
    return typed("Sensitive", secret->unwrap());
  }
  if (const auto* pattern = value.as<runtime::Regexp>()) {
    return typed("Regexp", Value(pattern->source()));
  }
  if (value.as<runtime::Type>() != nullptr) {
    throw EvaluationError("The type " + runtime::to_text(value) + " has no form as a literal");
  }
  const Value data = value.as_object().to_data();
  return data.is_string() ? typed(value.as_object().type_name(), Value(runtime::to_text(value))) : data;
}

struct LiteralWords {
  std::string_view yes;
  std::string_view no;
  std::string_view nothing;
  std::string_view arrow;  // between key and value
};

constexpr LiteralWords kPython{"True", "False", "None", ": "};
constexpr LiteralWords kRuby{"true", "false", "nil", " => "};

void append_literal(std::string& out, const Value& value, const LiteralWords& words);

void append_list(std::string& out, const Values& items, const LiteralWords& words) {
  out += '[';
  for (std::size_t at = 0; at < items.size(); ++at) {
    out += at == 0 ? "" : ", ";
    append_literal(out, items[at], words);
  }
  out += ']';
}

void append_map(std::string& out, const Hash& hash, const LiteralWords& words) {
  out += '{';
  for (std::size_t at = 0; at < hash.size(); ++at) {
    out += at == 0 ? "" : ", ";
    append_literal(out, hash.entry(at).key, words);
    out += words.arrow;
    append_literal(out, hash.entry(at).value, words);
  }
  out += '}';
}

// What is no plain data is written with its type: {"__ptype": "Regexp", "__pvalue": "a.b"}. Such a pair is written as
// it is, and what stands in it like any other value.
void append_typed(std::string& out, const Value& pair, const LiteralWords& words) {
  append_map(out, pair.as_hash(), words);
}

void append_hash(std::string& out, const Hash& hash, const LiteralWords& words) {
  if (is_plain_map(hash)) {
    append_map(out, hash, words);
    return;
  }
  Values flat;
  for (const auto& entry : hash) {
    flat.push_back(entry.key);
    flat.push_back(entry.value);
  }
  append_typed(out, typed("Hash", Value(std::move(flat))), words);
}

void append_literal(std::string& out, const Value& value, const LiteralWords& words) {
  switch (value.kind()) {
    case Value::Kind::Undef: out += words.nothing; break;
    case Value::Kind::Boolean: out += value.as_boolean() ? words.yes : words.no; break;
    case Value::Kind::Default: append_typed(out, Value(Hash{{"__ptype", "Default"}}), words); break;
    case Value::Kind::Array: append_list(out, value.as_array(), words); break;
    case Value::Kind::Hash: append_hash(out, value.as_hash(), words); break;
    case Value::Kind::Object: {
      const Value rich = rich_object(value);
      if (rich.is_hash() && rich.as_hash().contains("__ptype")) {
        append_typed(out, rich, words);
      } else if (!rich.is_object()) {
        append_literal(out, rich, words);
      } else {
        out += native_inspect(Value(runtime::to_text(rich)));
      }
      break;
    }
    default: out += native_inspect(value);
  }
}

template <const LiteralWords& words>
Value to_literal(Call& call) {
  std::string out;
  append_literal(out, call.arguments[0], words);
  return {std::move(out)};
}

constexpr std::string_view kPrettyOptions =
    "Variant[Hash, Array] data, Optional[Boolean] ?skip_undef, Struct[{indent => Optional[String], space => "
    "Optional[String], space_before => Optional[String], object_nl => Optional[String], array_nl => Optional[String], "
    "allow_nan => Optional[Boolean], max_nesting => Optional[Integer[-1, default]]}] ?opts";
constexpr std::string_view kText = "Variant[String, Sensitive[String]]";

}  // namespace

Family module_formats() {
  static const FunctionRecord kTable[] = {
      {"stdlib::to_json", {{"Any data", kText, to_json}}, "Data as JSON on one line."},
      {"stdlib::to_json_pretty",
       {{kPrettyOptions, kText, to_json_pretty}},
       "Data as JSON with line breaks and indentation; skip_undef leaves out what is undef at the top."},
      {"stdlib::to_yaml",
       {{"Any data, Hash ?options", kText, to_yaml}},
       "Data as YAML. Options: indentation, line_width (-1: lines are never folded), header."},
      {"stdlib::to_toml", {{"Hash data", kText, to_toml}}, "A hash as TOML."},
      {"stdlib::to_python", {{"Any object", "String", to_literal<kPython>}}, "Data as a literal of Python."},
      {"stdlib::to_ruby", {{"Any object", "String", to_literal<kRuby>}}, "Data as a literal of Ruby."},
      renamed("to_json"),
      renamed("to_json_pretty"),
      renamed("to_yaml"),
      renamed("to_toml"),
      renamed("to_python"),
      renamed("to_ruby"),
  };
  return kTable;
}

}  // namespace volley::stdlib
