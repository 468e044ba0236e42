// Runs snippets of the plan language with the core functions, for tables of "snippet gives text".
#pragma once

#include <doctest/doctest.h>

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "lang/parser.hpp"
#include "runtime/evaluate/evaluator.hpp"
#include "runtime/value/text.hpp"
#include "stdlib/functions/functions.hpp"
#include "stdlib/module_functions/module_functions.hpp"

namespace volley::stdlib {

class RecordingSink final : public runtime::LogSink {
 public:
  void log(runtime::LogLevel /*level*/, std::string_view message) override {
    messages_ += messages_.empty() ? "" : "|";
    messages_ += message;
  }
  [[nodiscard]] const std::string& messages() const { return messages_; }

 private:
  std::string messages_;
};

struct SnippetResult {
  std::string value;  // as a literal of the language; empty after an error
  std::string error;
  std::string log;  // messages with '|' between them
};

inline SnippetResult run_snippet(std::string_view code) {
  runtime::FunctionRegistry registry;
  add_core_functions(registry);
  add_module_functions(registry);
  RecordingSink sink;
  runtime::Environment environment(registry, nullptr, &sink);
  runtime::Evaluator evaluator(environment);
  SnippetResult result;
  try {
    const auto source = std::make_shared<const lang::Source>("<test>", std::string(code));
    result.value = runtime::to_quoted(evaluator.run(lang::parse_program(source)));
  } catch (const runtime::EvaluationError& error) {
    result.error = error.what();
  }
  result.log = sink.messages();
  return result;
}

struct Expectation {
  std::string_view code;
  std::string_view expected;
};

inline void check_values(std::initializer_list<Expectation> rows) {
  for (const Expectation& row : rows) {
    CAPTURE(row.code);
    const SnippetResult result = run_snippet(row.code);
    CHECK(result.error == "");
    CHECK(result.value == row.expected);
  }
}

// The end of the message is enough: in front stands what was being evaluated.
inline void check_errors(std::initializer_list<Expectation> rows) {
  for (const Expectation& row : rows) {
    CAPTURE(row.code);
    const SnippetResult result = run_snippet(row.code);
    CAPTURE(result.error);
    CHECK(std::string_view(result.error).ends_with(row.expected));
    CHECK(!result.error.empty());
  }
}

inline void check_logs(std::initializer_list<Expectation> rows) {
  for (const Expectation& row : rows) {
    CAPTURE(row.code);
    CHECK(run_snippet(row.code).log == row.expected);
  }
}

}  // namespace volley::stdlib
