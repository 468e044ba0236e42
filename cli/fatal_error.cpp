#include "cli/fatal_error.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "cli/options/option_parser.hpp"
#include "lang/diagnostic.hpp"
#include "runtime/evaluate/error.hpp"

namespace volley::cli {
namespace {

using runtime::ErrorValue;
using runtime::Hash;
using runtime::Value;

Hash place_details(const lang::Place& place) {
  if (!place.known()) {
    return {};
  }
  const lang::Position position = place.position();
  return Hash{{"file", place.file()},
              {"line", Value(static_cast<std::int64_t>(position.line))},
              {"column", Value(static_cast<std::int64_t>(position.column))}};
}

void print_trace(const std::vector<runtime::TraceFrame>& trace) {
  for (const runtime::TraceFrame& frame : trace) {
    if (frame.call_site.known()) {
      fmt::print(stderr, "  while calling {} at {}:{}\n", frame.callee, frame.call_site.file(),
                 frame.call_site.position().line);
    } else {
      fmt::print(stderr, "  while calling {}\n", frame.callee);
    }
  }
}

void print_excerpt(const lang::Diagnostic& diagnostic, const std::vector<runtime::TraceFrame>& trace) {
  std::fflush(stdout);
  fmt::print(stderr, "{}", lang::render(diagnostic));
  print_trace(trace);
}

runtime::Pointer<const ErrorValue> evaluation_error(const runtime::EvaluationError& error) {
  const lang::Diagnostic& diagnostic = error.diagnostic();
  if (!diagnostic.place.known()) {
    return runtime::make<const ErrorValue>("bolt/pal-error", diagnostic.message);
  }
  print_excerpt(diagnostic, error.trace());
  return runtime::make<const ErrorValue>(
      "bolt/pal-error",
      fmt::format("Evaluation Error: {}{}", diagnostic.message, lang::puppet_location(diagnostic.place)),
      Value(place_details(diagnostic.place)));
}

// An error that nothing caught tells where it arose; one that a plan holds as a value does not.
runtime::Pointer<const ErrorValue> located(const runtime::PlanError& error) {
  const ErrorValue& value = error.error();
  if (!error.place().known()) {
    return runtime::Pointer<const ErrorValue>(&value);
  }
  Hash details = value.details().is_hash() ? value.details().as_hash() : Hash{};
  for (const auto& [key, detail] : place_details(error.place())) {
    details.set(key, detail);
  }
  return runtime::make<const ErrorValue>(value.kind(), value.message(), Value(std::move(details)), value.issue_code());
}

runtime::Pointer<const ErrorValue> plan_error(const runtime::PlanError& error) {
  if (error.place().known() && !error.trace().empty()) {
    lang::Diagnostic diagnostic;
    diagnostic.message = error.error().message();
    diagnostic.place = error.place();
    print_excerpt(diagnostic, error.trace());
  }
  return located(error);
}

runtime::Pointer<const ErrorValue> parse_error(const lang::ParseError& error) {
  std::fflush(stdout);
  for (const lang::Diagnostic& diagnostic : error.diagnostics()) {
    fmt::print(stderr, "{}", lang::render(diagnostic));
  }
  const lang::Place& place = error.diagnostics().front().place;
  return runtime::make<const ErrorValue>("bolt/pal-error", error.summary() + lang::puppet_location(place),
                                         Value(place_details(place)));
}

}  // namespace

runtime::Pointer<const ErrorValue> describe_exception(std::exception_ptr exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const runtime::PlanError& error) {
    return plan_error(error);
  } catch (const runtime::EvaluationError& error) {
    return evaluation_error(error);
  } catch (const lang::ParseError& error) {
    return parse_error(error);
  } catch (const UsageError& error) {
    return runtime::make<const ErrorValue>("bolt/cli-error", error.what());
  } catch (const std::exception& error) {
    return runtime::make<const ErrorValue>("bolt/internal-error", fmt::format("Internal error: {}", error.what()));
  }
}

int report_fatal_error(Outputter& output, bool in_command) {
  output.fatal(*describe_exception(std::current_exception()), in_command);
  return 1;
}

}  // namespace volley::cli
