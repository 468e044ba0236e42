#include "cli/evaluate/answer.hpp"

#include <cmath>

#include "runtime/evaluate/error.hpp"
#include "runtime/type/iterator.hpp"
#include "runtime/type/object_instance.hpp"
#include "runtime/type/type.hpp"
#include "runtime/value/big_integer.hpp"
#include "runtime/value/error_value.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/json.hpp"
#include "runtime/value/regexp.hpp"
#include "runtime/value/sensitive.hpp"
#include "runtime/value/text.hpp"
#include "runtime/value/timespan.hpp"

namespace volley::cli {
namespace {

using runtime::Value;

// As many elements of an iterator as the protocol shows.
constexpr std::uint64_t kMostIteratorItems = 2000;

std::string text(std::string_view content) { return runtime::to_json(Value(content)); }

std::string tagged(std::string_view tag, const std::string& json) { return "{" + text(tag) + ":" + json + "}"; }

std::string render_array(const runtime::Values& items) {
  std::string out = "[";
  for (std::size_t at = 0; at < items.size(); ++at) {
    out += (at == 0 ? "" : ",") + render_value(items[at]);
  }
  return out + "]";
}

std::string render_hash(const runtime::Hash& hash) {
  std::string out;
  for (const auto& [key, value] : hash) {
    out += (out.empty() ? "[" : ",[") + render_value(key) + "," + render_value(value) + "]";
  }
  return tagged("$hash", "[" + out + "]");
}

std::string render_float(double number) {
  return std::isfinite(number) ? runtime::float_text(number) : tagged("$float", text(runtime::float_text(number)));
}

std::string render_error(const runtime::ErrorValue& error) {
  const auto optional = [](const std::string& content) { return content.empty() ? "null" : text(content); };
  return "{\"$object\":\"Error\",\"attrs\":[[\"msg\"," + text(error.message()) + "],[\"kind\"," +
         optional(error.kind()) + "],[\"details\"," + render_value(error.details()) + "],[\"issue_code\"," +
         optional(error.issue_code()) + "]]}";
}

std::string render_instance(const runtime::ObjectInstance& instance) {
  std::string attributes;
  for (const auto& [name, value] : instance.attributes()) {
    attributes += (attributes.empty() ? "[" : ",[") + text(name.as_string()) + "," + render_value(value) + "]";
  }
  return "{\"$object\":" + text(instance.type_name()) + ",\"attrs\":[" + attributes + "]}";
}

std::string render_object(const Value& value) {
  if (const auto* regexp = value.as<runtime::Regexp>()) {
    return tagged("$regexp", text(regexp->shown_source()));
  }
  if (value.as<runtime::Type>() != nullptr) {
    return tagged("$type", text(runtime::to_text(value)));
  }
  if (const auto* sensitive = value.as<runtime::Sensitive>()) {
    return tagged("$sensitive", render_value(sensitive->unwrap()));
  }
  if (const auto* error = value.as<runtime::ErrorValue>()) {
    return render_error(*error);
  }
  if (const auto* instance = value.as<runtime::ObjectInstance>()) {
    return render_instance(*instance);
  }
  const runtime::Object& object = value.as_object();
  if (value.as<runtime::BigInteger>() != nullptr) {
    return tagged("$bigint", text(object.to_string()));
  }
  if (const auto* span = value.as<runtime::Timespan>()) {
    return tagged("$timespan", runtime::nanoseconds_text(span->nanoseconds()));
  }
  static constexpr std::pair<std::string_view, std::string_view> kTexts[] = {{"Timestamp", "$timestamp"},
                                                                             {"SemVer", "$semver"},
                                                                             {"SemVerRange", "$semver_range"},
                                                                             {"Binary", "$binary"},
                                                                             {"URI", "$uri"}};
  for (const auto& [name, tag] : kTexts) {
    if (object.type_name() == name) {
      return tagged(tag, text(object.to_string()));
    }
  }
  if (const auto* iterator = value.as<runtime::Iterator>()) {
    return "{\"$iterator\":" + text(iterator->type()->to_string()) +
           ",\"items\":" + render_array(iterator->left(kMostIteratorItems)) + "}";
  }
  return tagged("$runtime", text(object.type_name()));
}

std::string out_lines(const std::vector<std::string>& out) {
  if (out.empty()) {
    return {};
  }
  std::string lines;
  for (const std::string& line : out) {
    lines += (lines.empty() ? "" : ",") + text(line);
  }
  return ",\"out\":[" + lines + "]";
}

// For what data does not hold, and for a name that is taken, Puppet tells no place and no code.
bool has_no_place(const std::string& issue) {
  return issue == "LOOKUP_ERROR" || issue == runtime::kDuplicateDefinition;
}

// Puppet tells no column for these, and not that it was evaluating.
bool is_bare(const std::string& issue) {
  return issue.empty() || issue == "CATALOG_OPERATION_NOT_SUPPORTED_WHEN_SCRIPTING" ||
         issue == "NOT_SUPPORTED_WHEN_SCRIPTING" || has_no_place(issue);
}

// What a heredoc holds is reported as it is.
bool has_prefix(const std::string& issue) {
  return !is_bare(issue) && issue != "ILLEGAL_JSON" && issue != "ILLEGAL_BASE64" && issue != "ILLEGAL_PP" &&
         issue != "ILLEGAL_EPP";
}

std::string failure(const lang::Diagnostic& diagnostic, const std::string& message, std::string_view phase,
                    const std::vector<std::string>& out) {
  std::string line = "{\"ok\":false,\"phase\":" + text(phase) + ",\"error\":" + text(message);
  const bool told = !has_no_place(diagnostic.issue_code);
  if (told && diagnostic.place.known() && !diagnostic.at_end_of_input) {
    const lang::Position position = diagnostic.place.position();
    line += ",\"line\":" + std::to_string(position.line);
    if (phase == "parse" || !is_bare(diagnostic.issue_code)) {
      line += ",\"pos\":" + std::to_string(position.column);
    }
  }
  if (told && !diagnostic.issue_code.empty()) {
    line += ",\"issue\":" + text(diagnostic.issue_code);
  }
  return line + out_lines(out) + "}";
}

}  // namespace

std::string render_value(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::Default: return tagged("$default", "true");
    case Value::Kind::Float: return render_float(value.as_float());
    case Value::Kind::Array: return render_array(value.as_array());
    case Value::Kind::Hash: return render_hash(value.as_hash());
    case Value::Kind::Object: return render_object(value);
    default: return runtime::to_json(value);
  }
}

std::string render_success(const Value& value, const std::vector<std::string>& out) {
  return "{\"ok\":true,\"value\":" + render_value(value) +
         ",\"type\":" + text(runtime::infer_type(value)->to_string()) + ",\"str\":" + text(runtime::to_text(value)) +
         out_lines(out) + "}";
}

std::string render_tree(const std::string& tree, const std::vector<std::string>& out) {
  return "{\"ok\":true,\"pn\":" + text(tree) + out_lines(out) + "}";
}

std::string render_failure(const runtime::EvaluationError& error, const std::vector<std::string>& out) {
  const lang::Diagnostic& diagnostic = error.diagnostic();
  const std::string prefix = has_prefix(diagnostic.issue_code) ? "Evaluation Error: " : "";
  return failure(diagnostic, prefix + diagnostic.message, "eval", out);
}

std::string render_failure(const runtime::PlanError& error, const std::vector<std::string>& out) {
  lang::Diagnostic diagnostic;
  diagnostic.place = error.place();
  return failure(diagnostic, error.error().message(), "eval", out);
}

std::string render_failure(const lang::ParseError& error, const std::vector<std::string>& out) {
  if (error.diagnostics().size() == 1) {
    return failure(error.diagnostics()[0], error.diagnostics()[0].message, "parse", out);
  }
  std::vector<std::string> lines = out;
  for (const lang::Diagnostic& diagnostic : error.diagnostics()) {
    const lang::Position position = diagnostic.place.position();
    lines.push_back("err: " + diagnostic.message + " (line: " + std::to_string(position.line) +
                    ", column: " + std::to_string(position.column) + ")");
  }
  return failure({}, error.summary(), "parse", lines);
}

}  // namespace volley::cli
