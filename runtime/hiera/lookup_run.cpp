#include "runtime/hiera/lookup_run.hpp"

#include <algorithm>

#include "runtime/evaluate/error.hpp"
#include "runtime/hiera/key.hpp"
#include "runtime/hiera/merge.hpp"
#include "runtime/value/regexp.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

constexpr std::size_t kMostOpenLookups = 50;

[[noreturn]] void fail(const std::string& message) { throw EvaluationError(message, "LOOKUP_ERROR"); }

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    text += (text.empty() ? "" : ", ") + name;
  }
  return text;
}

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\n");
  return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

// `method("argument")`; empty for anything else.
struct Method {
  std::string name;
  std::string argument;
};

std::optional<Method> method_in(const std::string& expression) {
  static const auto kPattern = Regexp::compile(R"re(\A(\w+)\((?:"([^"]+)"|'([^']+)')\)\z)re");
  const auto match = kPattern->search(expression);
  if (!match) {
    return std::nullopt;
  }
  const Value quoted = match->group(expression, 2);
  return Method{std::string(match->group(expression, 1).as_string()),
                std::string((quoted.is_undef() ? match->group(expression, 3) : quoted).as_string())};
}

bool is_empty_expression(const std::string& expression) {
  return expression.empty() || expression == "::" || expression == "\"\"" || expression == "''" ||
         expression == "\"::\"" || expression == "'::'";
}

}  // namespace

Value LookupRun::variable(const std::string& name) {
  const DataKey key = DataKey::parse(name);
  const std::optional<Value> value = scope_.variable(key.root);
  if (!value) {
    fail("Interpolations are not supported in lookups outside of an apply block: Undefined variable '" + key.root +
         "'");
  }
  return key.dig(*value).value_or(Value());
}

Value LookupRun::expression(const std::string& expression, Methods methods, bool whole) {
  if (is_empty_expression(expression)) {
    return Value("");
  }
  const std::optional<Method> method = method_in(expression);
  if (!method) {
    return interpolated(variable(expression), methods);
  }
  if (methods == Methods::Refused) {
    fail("Interpolation using method syntax is not allowed in this context");
  }
  if (method->name == "literal") {
    return Value(method->argument);
  }
  if (method->name == "scope") {
    return interpolated(variable(method->argument), methods);
  }
  if (method->name != "lookup" && method->name != "hiera" && method->name != "alias") {
    fail("Unknown interpolation method '" + method->name + "'");
  }
  if (method->name == "alias" && !whole) {
    fail("'alias' interpolation is only permitted if the expression is equal to the entire string");
  }
  return look_up(method->argument, Value()).value_or(Value(""));
}

Value LookupRun::interpolated_text(const std::string& text, Methods methods) {
  std::string result;
  std::size_t start = 0;
  for (;;) {
    const std::size_t open = text.find("%{", start);
    const std::size_t close = open == std::string::npos ? open : text.find('}', open);
    if (close == std::string::npos) {
      return Value(result + text.substr(start));
    }
    const std::string inner = trimmed(text.substr(open + 2, close - open - 2));
    const bool whole = open == 0 && close + 1 == text.size();
    Value value = expression(inner, methods, whole);
    if (whole && inner.starts_with("alias(")) {
      return value;
    }
    result += text.substr(start, open - start) + to_text(value);
    start = close + 1;
  }
}

Value LookupRun::interpolated(const Value& value, Methods methods) {
  if (value.is_string()) {
    return value.as_string().find("%{") == std::string::npos
               ? value
               : interpolated_text(std::string(value.as_string()), methods);
  }
  if (value.is_array()) {
    Values items;
    for (const Value& item : value.as_array()) {
      items.push_back(interpolated(item, methods));
    }
    return Value(std::move(items));
  }
  if (value.is_hash()) {
    Hash hash;
    for (const auto& [key, item] : value.as_hash()) {
      hash.set(interpolated(key, methods), interpolated(item, methods));
    }
    return Value(std::move(hash));
  }
  return value;
}

void LookupRun::append_files(const std::string& config, std::vector<DataFile>& files) {
  const Hierarchy* hierarchy = hiera_.hierarchy_at(config);
  if (hierarchy == nullptr) {
    return;
  }
  const auto interpolate = [this](const std::string& path) {
    return to_text(interpolated(Value(path), Methods::Refused));
  };
  const auto named = [this](const std::string& name) { return variable(name); };
  for (DataFile& file : hierarchy->files(interpolate, named)) {
    files.push_back(std::move(file));
  }
}

std::vector<DataFile> LookupRun::files_for(const std::string& name) {
  std::vector<DataFile> files;
  append_files(hiera_.options_.config, files);
  const std::size_t colons = name.find("::");
  if (colons != std::string::npos && hiera_.options_.module_directory) {
    if (const auto directory = hiera_.options_.module_directory(name.substr(0, colons))) {
      append_files(*directory + "/hiera.yaml", files);
    }
  }
  return files;
}

// What `lookup_options` say of a name: by the name itself, or by a pattern that begins with '^'.
Hash LookupRun::options_for(const std::string& name, const std::vector<DataFile>& files) {
  Values found;
  for (const DataFile& file : files) {
    if (const Value* options = hiera_.data_in(file).find("lookup_options"); options != nullptr && options->is_hash()) {
      found.push_back(interpolated(*options, Methods::Allowed));
    }
  }
  if (found.empty()) {
    return {};
  }
  const Value merged = merge_levels(found, Value("hash"));
  const Value exact = merged.as_hash().get(name);
  if (exact.is_hash()) {
    return exact.as_hash();
  }
  for (const auto& [pattern, options] : merged.as_hash()) {
    if (options.is_hash() && pattern.is_string() && pattern.as_string().starts_with('^') &&
        Regexp::compile(pattern.as_string())->search(name)) {
      return options.as_hash();
    }
  }
  return {};
}

Value LookupRun::converted(Value value, const Value& how) const {
  if (how.is_undef()) {
    return value;
  }
  const Values parts = how.is_array() ? how.as_array() : Values{how};
  if (parts.empty() || !parts[0].is_string()) {
    fail("Invalid data type in lookup_options: convert_to has to name a type");
  }
  const TypePointer type = parse_type(parts[0].as_string(), scope_.types);
  Values arguments{std::move(value)};
  arguments.insert(arguments.end(), parts.begin() + 1, parts.end());
  return construct(*type, arguments);
}

std::optional<Value> LookupRun::look_up(const std::string& name, Value merge) {
  if (std::ranges::find(open_, name) != open_.end() || open_.size() > kMostOpenLookups) {
    fail("Recursive lookup detected in [" + joined(open_) + "]");
  }
  open_.push_back(name);
  const DataKey key = DataKey::parse(name);
  const std::vector<DataFile> files = files_for(key.root);
  const Hash options = key.root == "lookup_options" ? Hash() : options_for(key.root, files);
  if (merge.is_undef()) {
    merge = options.get("merge");
  }
  const bool only_first = takes_first_only(merge);
  Values found;
  for (const DataFile& file : files) {
    const Value* value = hiera_.data_in(file).find(key.root);
    if (value == nullptr) {
      continue;
    }
    const Value whole = interpolated(*value, Methods::Allowed);
    if (!only_first) {
      found.push_back(whole);
    } else if (const std::optional<Value> part = key.dig(whole)) {
      open_.pop_back();
      return converted(*part, options.get("convert_to"));
    }
  }
  open_.pop_back();
  if (found.empty()) {
    return std::nullopt;
  }
  std::optional<Value> part = key.dig(merge_levels(found, merge));
  return part ? std::optional(converted(*part, options.get("convert_to"))) : std::nullopt;
}

}  // namespace volley::runtime
