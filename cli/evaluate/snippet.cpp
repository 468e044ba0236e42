#include "cli/evaluate/snippet.hpp"

#include <array>
#include <string_view>

#include "lang/dump.hpp"
#include "lang/parser.hpp"
#include "runtime/evaluate/environment.hpp"
#include "runtime/evaluate/evaluator.hpp"
#include "runtime/value/regexp.hpp"
#include "stdlib/functions/functions.hpp"
#include "stdlib/module_functions/module_functions.hpp"

namespace volley::cli {
namespace {

class LogLines final : public runtime::LogSink {
 public:
  explicit LogLines(std::vector<std::string>& lines) : lines_(lines) {}
  void log(runtime::LogLevel level, std::string_view message) override {
    static constexpr std::array<std::string_view, 9> kNames = {"trace", "debug", "info",  "notice", "warning",
                                                               "err",   "crit",  "alert", "emerg"};
    if (level >= runtime::LogLevel::Debug) {
      lines_.push_back(std::string(kNames[static_cast<std::size_t>(level)]) + ": " + std::string(message));
    }
  }

 private:
  std::vector<std::string>& lines_;
};

struct World {
  LogLines sink;
  runtime::Environment environment;

  World(const runtime::FunctionRegistry& registry, std::vector<std::string>& log)
      : sink(log), environment(registry, nullptr, &sink) {}
};

void note(const std::vector<lang::Diagnostic>& warnings, std::vector<std::string>& log) {
  for (const lang::Diagnostic& warning : warnings) {
    log.push_back("warning: " + warning.message);
  }
}

lang::ProgramPointer read(const std::string& code, std::vector<std::string>& log) {
  try {
    auto program = lang::parse_program(std::make_shared<const lang::Source>("<eval>", code), runtime::Regexp::problem);
    note(program->warnings, log);
    return program;
  } catch (const lang::ParseError& error) {
    note(error.warnings(), log);
    throw;
  }
}

}  // namespace

SnippetEvaluator::SnippetEvaluator() {
  stdlib::add_core_functions(language_);
  stdlib::add_core_functions(with_module_);
  stdlib::add_module_functions(with_module_);
}

SnippetResult SnippetEvaluator::run(const Snippet& snippet, std::vector<std::string>& log) const {
  const auto program = read(snippet.code, log);
  if (snippet.parse_only) {
    return {nullptr, {}, lang::dump_pn(*program)};
  }
  const auto world = std::make_shared<World>(snippet.with_module ? with_module_ : language_, log);
  const std::shared_ptr<runtime::Environment> environment(world, &world->environment);
  runtime::Evaluator evaluator(*environment);
  runtime::Value value = evaluator.run(program);
  if (!snippet.plan.empty()) {
    const auto plan = environment->find_plan(snippet.plan);
    if (!plan) {
      throw runtime::EvaluationError("Unknown plan: '" + snippet.plan + "'", "UNKNOWN_PLAN");
    }
    value = evaluator.call_plan(plan, snippet.parameters, {});
  }
  return {environment, std::move(value), {}};
}

}  // namespace volley::cli
