// eval: the value of a snippet, or answers to a stream of them.
#include <fmt/format.h>

#include <iostream>

#include "cli/commands/commands.hpp"
#include "cli/evaluate/answer.hpp"
#include "cli/evaluate/snippet.hpp"
#include "cli/session.hpp"
#include "runtime/value/json.hpp"
#include "runtime/value/text.hpp"

namespace volley::cli {
namespace {

using runtime::Hash;
using runtime::Value;

std::string text_under(const Hash& request, std::string_view key) {
  const Value found = request.get(key);
  return found.is_string() ? std::string(found.as_string()) : std::string();
}

Snippet snippet_from(const Hash& request) {
  const Value parameters = request.get("params");
  return {text_under(request, "code"), text_under(request, "mode") == "parse", text_under(request, "plan"),
          parameters.is_hash() ? parameters.as_hash() : Hash{}, request.get("stdlib").truthy()};
}

std::string answer(const SnippetEvaluator& evaluator, const Snippet& snippet) {
  std::vector<std::string> log;
  try {
    const SnippetResult result = evaluator.run(snippet, log);
    return snippet.parse_only ? render_tree(result.tree, log) : render_success(result.value, log);
  } catch (const lang::ParseError& error) {
    return render_failure(error, log);
  } catch (const runtime::EvaluationError& error) {
    return render_failure(error, log);
  } catch (const runtime::PlanError& error) {
    return render_failure(error, log);
  } catch (const runtime::LimitError& error) {
    return render_failure(runtime::EvaluationError(error.what()), log);
  }
}

std::string answer_line(const SnippetEvaluator& evaluator, const std::string& line) {
  Value id;
  std::string rest;
  try {
    const Value request = runtime::parse_json(line);
    if (!request.is_hash() || !request.as_hash().get("code").is_string()) {
      throw std::runtime_error("a request is an object with the text of a snippet under \"code\"");
    }
    id = request.as_hash().get("id");
    rest = answer(evaluator, snippet_from(request.as_hash()));
  } catch (const std::exception& error) {
    rest = runtime::to_json(Value(Hash{{"ok", false}, {"phase", "request"}, {"error", error.what()}}));
  }
  return fmt::format("{{\"id\":{},{}", runtime::to_json(id), rest.substr(1));
}

}  // namespace

int evaluate(Session& session) {
  const SnippetEvaluator evaluator;
  if (session.arguments().flag("jsonl")) {
    for (std::string line; std::getline(std::cin, line);) {
      if (!line.empty()) {
        fmt::print("{}\n", answer_line(evaluator, line));
        std::fflush(stdout);
      }
    }
    return 0;
  }
  if (session.arguments().operands().empty()) {
    throw UsageError("Must specify a snippet to evaluate, or --jsonl");
  }
  std::vector<std::string> log;
  const SnippetResult result = evaluator.run({read_argument(session.object()), false, {}, {}, true}, log);
  for (const std::string& line : log) {
    session.output().log(runtime::LogLevel::Critical, line);
  }
  session.output().document(runtime::to_quoted(result.value) + "\n", result.value);
  return 0;
}

}  // namespace volley::cli
