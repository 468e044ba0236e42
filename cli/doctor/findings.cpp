#include "cli/doctor/findings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/report/sections.hpp"

namespace volley::cli {
namespace {

using runtime::Hash;
using runtime::Value;
using runtime::Values;

constexpr std::size_t kNameWidth = 16;

std::string text_of(const Value& value) {
  if (value.is_string()) {
    return std::string(value.as_string());
  }
  if (value.is_boolean()) {
    return value.as_boolean() ? "yes" : "no";
  }
  if (value.is_integer()) {
    return fmt::format("{}", value.as_integer());
  }
  if (value.is_float()) {
    return fmt::format("{:.1f}", value.as_float());
  }
  std::string joined;
  if (value.is_hash()) {
    for (const auto& [name, entry] : value.as_hash()) {
      joined += fmt::format("{}{} {}", joined.empty() ? "" : ", ", text_of(name), text_of(entry));
    }
  }
  return joined.empty() ? "none" : joined;
}

// Lists have a line for each of their entries.
std::string facts_text(const Hash& facts) {
  std::string text;
  for (const auto& [name, value] : facts) {
    if (!value.is_array() || value.as_array().empty()) {
      text += fmt::format("{:<{}}{}\n", name.as_string(), kNameWidth, text_of(value));
      continue;
    }
    std::string label(name.as_string());
    for (const Value& entry : value.as_array()) {
      text += fmt::format("{:<{}}{}\n", label, kNameWidth, text_of(entry));
      label.clear();
    }
  }
  return text;
}

std::string key_of(std::string name) {
  std::replace(name.begin(), name.end(), ' ', '_');
  return name;
}

Hash facts_data(const Hash& facts) {
  Hash data;
  for (const auto& [name, value] : facts) {
    data.set(Value(key_of(std::string(name.as_string()))), value);
  }
  return data;
}

}  // namespace

void Findings::fact(std::string_view topic, std::string_view name, Value value) {
  auto found = std::find_if(topics_.begin(), topics_.end(), [&](const Topic& known) { return known.name == topic; });
  if (found == topics_.end()) {
    found = topics_.insert(topics_.end(), Topic{std::string(topic), {}});
  }
  found->facts.set(Value(name), std::move(value));
}

void Findings::target(std::string name, bool usable, Hash facts) {
  targets_.push_back({std::move(name), usable, std::move(facts)});
}

bool Findings::usable() const {
  return std::none_of(problems_.begin(), problems_.end(), [](const Finding& problem) { return problem.fatal; });
}

std::string Findings::text() const {
  Sections sections;
  for (const Topic& topic : topics_) {
    sections.add(topic.name, facts_text(topic.facts));
  }
  for (const TargetFacts& target : targets_) {
    sections.add(fmt::format("{}: {}", target.name, target.usable ? "usable" : "not usable"), facts_text(target.facts));
  }
  std::string problems;
  for (const Finding& problem : problems_) {
    problems += fmt::format("{}{}: {}\n", problem.fatal ? "Error" : "Warning",
                            problem.subject.empty() ? "" : fmt::format(" on {}", problem.subject), problem.message);
    problems += problem.advice.empty() ? "" : fmt::format("    {}\n", problem.advice);
  }
  sections.add("Problems", problems.empty() ? "none found" : problems);
  return sections.text();
}

Value Findings::data() const {
  Hash data;
  for (const Topic& topic : topics_) {
    std::string name = key_of(topic.name);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte; });
    data.set(Value(name), Value(facts_data(topic.facts)));
  }
  Values targets;
  for (const TargetFacts& target : targets_) {
    Hash entry{{"target", target.name}, {"usable", target.usable}};
    for (const auto& [name, value] : facts_data(target.facts)) {
      entry.set(name, value);
    }
    targets.emplace_back(std::move(entry));
  }
  Values problems;
  for (const Finding& problem : problems_) {
    problems.emplace_back(Hash{{"level", problem.fatal ? "error" : "warning"},
                               {"target", problem.subject.empty() ? Value() : Value(problem.subject)},
                               {"message", problem.message},
                               {"advice", problem.advice}});
  }
  data.set("targets", Value(std::move(targets)));
  data.set("problems", Value(std::move(problems)));
  data.set("usable", Value(usable()));
  return Value(std::move(data));
}

}  // namespace volley::cli
