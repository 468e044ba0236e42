#include "cli/report/human_outputter.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cctype>
#include <cstdio>

#include "cli/report/duration_text.hpp"
#include "runtime/value/json.hpp"
#include "runtime/value/text.hpp"

namespace volley::cli {
namespace {

using runtime::Hash;
using runtime::Result;
using runtime::Value;
using runtime::Values;

constexpr std::size_t kNamedTargets = 5;

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string target_list(const Values& targets) {
  if (targets.size() > kNamedTargets) {
    return counted(targets.size(), "target");
  }
  std::string names;
  for (const Value& target : targets) {
    names += (names.empty() ? "" : ", ") + target.as_object().to_string();
  }
  return names;
}

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

std::string capitalized(std::string text) {
  if (!text.empty()) {
    text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  }
  return text;
}

// What a result holds beside its text and its error.
Hash remaining_value(const Result& result) {
  Hash rest;
  for (const auto& [key, value] : result.value()) {
    if (!(key.is_string() && (key.as_string() == "_output" || key.as_string() == "_error"))) {
      rest.set(key, value);
    }
  }
  return rest;
}

std::string text_under(const Hash& value, std::string_view key) {
  const Value found = value.get(key);
  return found.is_string() ? std::string(found.as_string()) : std::string();
}

}  // namespace

HumanOutputter::HumanOutputter(const OutputSettings& settings)
    : settings_(settings),
      text_(isatty(STDOUT_FILENO) == 1, settings.color),
      log_(settings.log_level, settings.color) {}

// A text that ends its own line gets no second line break.
void HumanOutputter::line(std::string_view text) {
  fmt::print("{}{}", text, text.ends_with('\n') ? "" : "\n");
  std::fflush(stdout);
}

void HumanOutputter::plan_started(std::string_view name) {
  ++open_plans_;
  line(text_.colorize(Color::Green, text_.from_target(fmt::format("Starting: plan {}", name))));
}

void HumanOutputter::plan_finished(std::string_view name, runtime::Duration took) {
  --open_plans_;
  line(text_.colorize(Color::Green,
                      text_.from_target(fmt::format("Finished: plan {} in {}", name, duration_text(took)))));
}

// What goes on in the background when all plans have ended shows no steps.
void HumanOutputter::step_started(const runtime::Step& step) {
  if (open_plans_ == 0) {
    return;
  }
  line(text_.colorize(
      Color::Green, text_.from_target(fmt::format("Starting: {} on {}", step.description, target_list(step.targets)))));
}

void HumanOutputter::step_finished(const runtime::Step& step, std::size_t failures, runtime::Duration took) {
  if (open_plans_ == 0) {
    return;
  }
  const std::string text = fmt::format("Finished: {} with {} in {:.2f} sec", step.description,
                                       counted(failures, "failure"), std::chrono::duration<double>(took).count());
  line(text_.colorize(failures == 0 ? Color::Green : Color::Red, text_.from_target(text)));
}

void HumanOutputter::container_started(std::string_view image) {
  line(text_.colorize(Color::Green, text_.from_target(fmt::format("Starting: run container '{}'", image))));
}

void HumanOutputter::container_finished(const runtime::ContainerResult& result) {
  const std::string text = fmt::format("Finished: run container '{}' {}.", runtime::to_text(result.image()),
                                       result.ok() ? "succeeded" : "failed");
  line(text_.colorize(result.ok() ? Color::Green : Color::Red, text_.from_target(text)));
  if (settings_.verbose) {
    container_block(result);
  }
}

void HumanOutputter::container_block(const runtime::ContainerResult& result) {
  const std::string image = runtime::to_text(result.image());
  const Hash& value = result.value().as_hash();
  if (const auto error = runtime::error_in(value)) {
    line(text_.colorize(Color::Red, text_.from_target(fmt::format("Failed running container {}:", image))));
    line(text_.colorize(Color::Red, text_.from_target(indent(2, error->message()))));
    return;
  }
  line(text_.colorize(Color::Green, text_.from_target(fmt::format("Finished running container {}:", image))));
  bool silent = true;
  for (const auto& [key, title] : {std::pair("stdout", "STDOUT"), std::pair("stderr", "STDERR")}) {
    const std::string output = text_under(value, key);
    if (!blank(output)) {
      line(fmt::format("  {}:", title));
      line(text_.from_target(indent(4, output)));
      silent = false;
    }
  }
  if (silent) {
    line(text_.from_target(fmt::format("  Running container {} completed successfully with no result", image)));
  }
}

void HumanOutputter::target_started(std::string_view target) {
  if (settings_.verbose) {
    line(text_.colorize(Color::Green, text_.from_target(fmt::format("Started on {}...", target))));
  }
}

void HumanOutputter::target_finished(const Result& result) {
  if (settings_.verbose) {
    result_block(result);
  }
}

void HumanOutputter::output_line(std::string_view target, runtime::OutputStream stream, std::string_view line) {
  const bool error = stream == runtime::OutputStream::Error;
  const std::string text = fmt::format("[{}] {}: {}", target, error ? "err" : "out", line);
  this->line(text_.colorize(error ? Color::Red : Color::None, text_.from_target(text)));
}

void HumanOutputter::message(std::string_view text) { line(text_.from_target(text)); }

void HumanOutputter::verbose(std::string_view text) {
  if (settings_.verbose) {
    line(text_.from_target(text));
  }
}

void HumanOutputter::log(runtime::LogLevel level, std::string_view text) {
  std::fflush(stdout);
  log_.write(level, text);
}

std::string HumanOutputter::body(const Result& result) const {
  if (result.value().contains("merged_output")) {
    const std::string output = settings_.stream ? std::string() : text_under(result.value(), "merged_output");
    return output.empty() ? std::string() : indent(2, output) + "\n";
  }
  std::string text;
  const std::string output = text_under(result.value(), "_output");
  if (!blank(output)) {
    text += indent(2, output) + "\n";
  }
  const Hash rest = remaining_value(result);
  if (!rest.empty()) {
    text += indent(2, runtime::pretty_json(Value(rest))) + "\n";
  } else if (text.empty() && result.ok()) {
    text = fmt::format("  {} completed successfully with no result\n", capitalized(result.action()));
  }
  return text;
}

void HumanOutputter::result_block(const Result& result) {
  std::string block;
  if (result.ok()) {
    block =
        text_.colorize(Color::Green, text_.from_target(fmt::format("Finished on {}:", result.target_name()))) + "\n";
  } else {
    block = text_.colorize(Color::Red, text_.from_target(fmt::format("Failed on {}:", result.target_name()))) + "\n";
    block += text_.colorize(Color::Red, text_.from_target(indent(2, result.error()->message()))) + "\n";
  }
  block += text_.from_target(body(result));
  fmt::print("{}", block);
  std::fflush(stdout);
}

void HumanOutputter::summary(const Values& results, std::string_view took) {
  std::string good;
  std::string bad;
  std::size_t good_count = 0;
  for (const Value& value : results) {
    const Result& result = runtime::as_result(value);
    std::string& names = result.ok() ? good : bad;
    names += (names.empty() ? "" : ",") + result.target_name();
    good_count += result.ok() ? 1 : 0;
  }
  const auto report = [&](std::string_view what, std::size_t count, const std::string& names, Color color) {
    if (count > 0) {
      line(
          text_.colorize(color, text_.from_target(fmt::format("{} on {}: {}", what, counted(count, "target"), names))));
    }
  };
  report("Successful", good_count, good, Color::Green);
  report("Failed", results.size() - good_count, bad, Color::Red);
  line(fmt::format("Ran on {}{}", counted(results.size(), "target"), took));
}

void HumanOutputter::end_command(const Values& results, runtime::Duration took) {
  summary(results, fmt::format(" in {}", duration_text(took)));
}

void HumanOutputter::result_set(const Values& results) {
  for (const Value& result : results) {
    result_block(runtime::as_result(result));
  }
  summary(results, "");
}

void HumanOutputter::plan_result(const Value& value, const runtime::DropLedger& dropped) {
  plan_value(value);
  ledger(dropped);
}

void HumanOutputter::ledger(const runtime::DropLedger& dropped) {
  if (dropped.targets().empty()) {
    return;
  }
  line(text_.colorize(Color::Yellow, fmt::format("Dropped {}:", counted(dropped.targets().size(), "target"))));
  for (const runtime::DroppedTarget& target : dropped.targets()) {
    const std::string object = target.object.empty() ? std::string() : fmt::format(" '{}'", target.object);
    line(text_.colorize(Color::Yellow,
                        text_.from_target(fmt::format("  {}: {}{} at {}: {}", target.target, target.function, object,
                                                      target.location(), target.message))));
  }
}

void HumanOutputter::plan_value(const Value& value) {
  if (value.is_undef()) {
    line("Plan completed successfully with no result");
  } else if (const auto* set = value.as<runtime::ResultSet>()) {
    result_set(set->results());
  } else if (const auto* result = value.as<Result>()) {
    result_block(*result);
  } else if (const auto* container = value.as<runtime::ContainerResult>()) {
    container_block(*container);
  } else if (const auto* error = value.as<runtime::ErrorValue>()) {
    error_value(*error);
  } else {
    line(text_.from_target(runtime::pretty_json(value)));
  }
}

void HumanOutputter::plan_failure(const runtime::ErrorValue& error, const runtime::DropLedger& dropped) {
  error_value(error);
  ledger(dropped);
}

void HumanOutputter::error_value(const runtime::ErrorValue& error) {
  const Hash details = error.details().is_hash() ? error.details().as_hash() : Hash{};
  if (const auto* set = details.get("result_set").as<runtime::ResultSet>()) {
    result_set(set->results());
    return;
  }
  line(text_.colorize(Color::Red, text_.from_target(error.message())));
  if (details.contains("file")) {
    std::string place = fmt::format("  (file: {}", text_under(details, "file"));
    for (const char* key : {"line", "column"}) {
      if (const Value number = details.get(key); number.is_integer()) {
        place += fmt::format(", {}: {}", key, number.as_integer());
      }
    }
    line(text_.colorize(Color::Red, place + ")"));
  }
}

void HumanOutputter::fatal(const runtime::ErrorValue& error, bool /*in_command*/) {
  line(text_.colorize(Color::Red, text_.from_target(error.message())));
}

void HumanOutputter::document(std::string_view text, const Value& /*data*/) {
  fmt::print("{}", text);
  std::fflush(stdout);
}

}  // namespace volley::cli
