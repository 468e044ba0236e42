#include "embedding/run_error.hpp"

#include <fmt/format.h>

#include "lang/diagnostic.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/evaluate/plain_error.hpp"

namespace volley::embedding {
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

runtime::Pointer<const ErrorValue> evaluation_error(const lang::Diagnostic& diagnostic) {
  if (!diagnostic.place.known()) {
    return runtime::make<const ErrorValue>("bolt/pal-error", diagnostic.message);
  }
  return runtime::make<const ErrorValue>(
      "bolt/pal-error",
      fmt::format("Evaluation Error: {}{}", diagnostic.message, lang::puppet_location(diagnostic.place)),
      Value(place_details(diagnostic.place)));
}

runtime::Pointer<const ErrorValue> plain_error(const runtime::PlainError& error) {
  const lang::Diagnostic& diagnostic = error.diagnostic();
  if (error.tells() == runtime::PlainError::Tells::Nothing || !diagnostic.place.known()) {
    return runtime::make<const ErrorValue>("bolt/pal-error", diagnostic.message);
  }
  Hash details = place_details(diagnostic.place);
  details.erase("column");
  return runtime::make<const ErrorValue>("bolt/pal-error",
                                         fmt::format("{} (file: {}, line: {})", diagnostic.message,
                                                     diagnostic.place.file(), diagnostic.place.position().line),
                                         Value(std::move(details)));
}

// An error that nothing caught tells where it arose; one that a plan holds as a value does not, nor one of a step in
// YAML.
runtime::Pointer<const ErrorValue> plan_error(const runtime::PlanError& error) {
  const ErrorValue& value = error.error();
  if (!error.place().written()) {
    return runtime::Pointer<const ErrorValue>(&value);
  }
  Hash details = value.details().is_hash() ? value.details().as_hash() : Hash{};
  for (const auto& [key, detail] : place_details(error.place())) {
    details.set(key, detail);
  }
  return runtime::make<const ErrorValue>(value.kind(), value.message(), Value(std::move(details)), value.issue_code());
}

runtime::Pointer<const ErrorValue> parse_error(const lang::ParseError& error) {
  const lang::Place& place = error.diagnostics().front().place;
  return runtime::make<const ErrorValue>("bolt/pal-error", error.summary() + lang::puppet_location(place),
                                         Value(place_details(place)));
}

}  // namespace

runtime::Pointer<const ErrorValue> run_error(const std::exception_ptr& exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const runtime::PlanError& error) {
    return plan_error(error);
  } catch (const runtime::PlainError& error) {
    return plain_error(error);
  } catch (const runtime::EvaluationError& error) {
    return evaluation_error(error.diagnostic());
  } catch (const lang::ParseError& error) {
    return parse_error(error);
  } catch (const std::exception& error) {
    return runtime::make<const ErrorValue>("bolt/internal-error", fmt::format("Internal error: {}", error.what()));
  }
}

}  // namespace volley::embedding
