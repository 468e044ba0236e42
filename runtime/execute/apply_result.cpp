#include "runtime/execute/apply_result.hpp"

#include <fmt/format.h>

#include "runtime/value/sensitive.hpp"

namespace volley::runtime {
namespace {

Value at(const Value& data, std::string_view key) { return data.is_hash() ? data.as_hash().get(key) : Value(); }

// How many resources there were of each kind; empty without such figures in the report.
std::string resource_counts(const Value& report) {
  const Value rows = at(at(at(report, "metrics"), "resources"), "values");
  if (!rows.is_array()) {
    return {};
  }
  Hash counts;
  for (const Value& row : rows.as_array()) {
    if (row.is_array() && row.as_array().size() > 2 && row.as_array()[2].is_integer()) {
      counts.set(row.as_array()[0], row.as_array()[2]);
    }
  }
  const auto count = [&](std::string_view name) {
    const Value number = counts.get(name);
    return number.is_integer() ? number.as_integer() : 0;
  };
  const std::int64_t unchanged = count("total") - count("changed") - count("failed") - count("skipped");
  const std::int64_t noop = count("out_of_sync") - count("changed") - count("failed");
  return fmt::format("changed: {}, failed: {}, unchanged: {} skipped: {}, noop: {}", count("changed"), count("failed"),
                     unchanged, count("skipped"), noop);
}

Hash value_of(const Value& report, const Value& error, const Value& catalog) {
  Hash value;
  if (report.is_hash()) {
    value.set("report", report);
  }
  if (error.is_hash()) {
    value.set("_error", error);
  }
  if (std::string counts = resource_counts(report); !counts.empty()) {
    value.set("_output", std::move(counts));
  }
  if (catalog.is_hash()) {
    value.set("_sensitive", Value(make<const Sensitive>(Value(Hash{{"catalog", catalog}}))));
  }
  return value;
}

}  // namespace

ApplyResult::ApplyResult(Value target, const Value& report, const Value& error, Value catalog)
    : Result(std::move(target), "apply", Value(), value_of(report, error, catalog)), catalog_(std::move(catalog)) {}

std::optional<Value> ApplyResult::attribute(std::string_view name) const {
  if (name == "report") {
    return value().get("report");
  }
  return name == "catalog" ? catalog_ : Result::attribute(name);
}

}  // namespace volley::runtime
