#include "stdlib/bolt/wave_options.hpp"

#include <fmt/format.h>

#include "stdlib/bolt/call_options.hpp"
#include "stdlib/bolt/pause.hpp"

namespace volley::stdlib {
namespace {

using runtime::Hash;
using runtime::Value;

TargetAmount amount_of(const Value& value) {
  if (value.is_integer()) {
    return {static_cast<double>(value.as_integer()), false};
  }
  const auto amount = read_amount(value.as_string());
  if (!amount) {
    refuse_options(fmt::format("'{}' is no number of targets", value.as_string()));
  }
  return *amount;
}

std::optional<TargetAmount> budget(const Hash& given, std::string_view name) {
  const Value value = given.get(name);
  if (value.is_undef()) {
    return std::nullopt;
  }
  const TargetAmount amount = amount_of(value);
  if (amount.percent && amount.number > 100) {
    refuse_options(fmt::format("Option '{}' of waves must be at most 100%, got {}", name, amount.text()));
  }
  return amount;
}

}  // namespace

std::vector<TargetAmount> read_sizes(const runtime::Values& sizes) {
  std::vector<TargetAmount> amounts;
  for (const Value& size : sizes) {
    amounts.push_back(amount_of(size));
  }
  if (const std::string problem = size_problem(amounts); !problem.empty()) {
    refuse_options(fmt::format("The sizes of waves cannot be used: {}", problem));
  }
  return amounts;
}

WaveOptions read_wave_options(const Hash& given) {
  WaveOptions options;
  options.max_failed = budget(given, "max_failed");
  options.max_failed_wave = budget(given, "max_failed_wave");
  if (!options.max_failed && !options.max_failed_wave) {
    options.max_failed = TargetAmount{};
  }
  if (const Value soak = given.get("soak"); soak.is_number()) {
    options.soak = seconds_duration(soak.as_number());
  }
  if (const Value limits = given.get("limits"); limits.is_hash()) {
    for (const auto& [variable, most] : limits.as_hash()) {
      options.limited_variables.emplace_back(variable.as_string());
      options.limits.push_back(static_cast<std::size_t>(most.as_integer()));
    }
  }
  if (const Value check = given.get("check"); check.is_string()) {
    options.check = check.as_string();
  }
  options.approve = given.get("approve").truthy();
  return options;
}

}  // namespace volley::stdlib
