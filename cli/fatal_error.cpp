#include "cli/fatal_error.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "cli/options/option_parser.hpp"
#include "embedding/run_error.hpp"
#include "lang/diagnostic.hpp"
#include "runtime/evaluate/error.hpp"

namespace volley::cli {
namespace {

// A deep recursion is told by its ends.
constexpr std::size_t kFramesAtEachEnd = 8;

void print_trace(const std::vector<runtime::TraceFrame>& trace) {
  for (std::size_t at = 0; at < trace.size(); ++at) {
    if (trace.size() > 2 * kFramesAtEachEnd && at == kFramesAtEachEnd) {
      const std::size_t left_out = trace.size() - 2 * kFramesAtEachEnd;
      fmt::print(stderr, "  ... {} more calls ...\n", left_out);
      at += left_out;
    }
    const runtime::TraceFrame& frame = trace[at];
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

// For an error that stands nowhere; its message comes later, on stdout.
void print_hint(const std::string& hint) {
  if (!hint.empty()) {
    fmt::print(stderr, "hint: {}\n", hint);
  }
}

void print_plan_error(const runtime::PlanError& error) {
  const bool is_wrong_plan = error.error().kind() == "bolt/invalid-plan";
  if (error.place().known() && (is_wrong_plan || !error.trace().empty())) {
    lang::Diagnostic diagnostic;
    diagnostic.message = error.error().message();
    diagnostic.place = error.place();
    diagnostic.hint = error.hint();
    print_excerpt(diagnostic, error.trace());
  } else {
    print_hint(error.hint());
  }
}

void print_evaluation_error(const runtime::EvaluationError& error) {
  if (error.diagnostic().place.known()) {
    print_excerpt(error.diagnostic(), error.trace());
  } else {
    print_hint(error.diagnostic().hint);
  }
}

void print_parse_error(const lang::ParseError& error) {
  for (const lang::Diagnostic& diagnostic : error.diagnostics()) {
    print_excerpt(diagnostic, {});
  }
}

}  // namespace

runtime::Pointer<const runtime::ErrorValue> describe_exception(const std::exception_ptr& exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const runtime::PlanError& error) {
    print_plan_error(error);
  } catch (const runtime::EvaluationError& error) {
    print_evaluation_error(error);
  } catch (const lang::ParseError& error) {
    print_parse_error(error);
  } catch (const UsageError& error) {
    return runtime::make<const runtime::ErrorValue>("bolt/cli-error", error.what());
  } catch (const std::exception&) {
    // Has no place to show.
  }
  return embedding::run_error(exception);
}

int report_fatal_error(Outputter& output, bool in_command) {
  output.fatal(*describe_exception(std::current_exception()), in_command);
  return 1;
}

}  // namespace volley::cli
