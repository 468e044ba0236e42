// Evaluates snippets of the plan language on their own: no project, no modules, no targets, and nothing that one
// snippet defines is seen by the next.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/evaluate/environment.hpp"
#include "runtime/evaluate/function.hpp"
#include "runtime/value/hash.hpp"

namespace volley::cli {

struct Snippet {
  std::string code;
  bool parse_only = false;
  std::string plan;          // called after the code when not empty
  runtime::Hash parameters;  // of that plan
  bool with_module = false;  // the functions and types of the stdlib module can be used, too
};

struct SnippetResult {
  std::shared_ptr<runtime::Environment> environment;  // what the value's types are defined in; outlives it
  runtime::Value value;
  std::string tree;  // in PN form, when only parsed
};

class SnippetEvaluator {
 public:
  SnippetEvaluator();
  // Appends what the snippet logs ("notice: text") to `log`. Throws what evaluation throws.
  [[nodiscard]] SnippetResult run(const Snippet& snippet, std::vector<std::string>& log) const;

 private:
  runtime::FunctionRegistry language_;
  runtime::FunctionRegistry with_module_;
};

}  // namespace volley::cli
