// Outcomes of snippets as lines of JSON, in the form that the conformance rows use: every kind of value has a rendering
// from which it can be told apart ({"$hash":[[k,v]]}, {"$type":"Integer"}).
#pragma once

#include <string>
#include <vector>

#include "lang/diagnostic.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/value/value.hpp"

namespace volley::cli {

// The rendering of a value as JSON text.
[[nodiscard]] std::string render_value(const runtime::Value& value);

// {"ok":true,"value":...,"type":"...","str":"..."[,"out":[...]]}
[[nodiscard]] std::string render_success(const runtime::Value& value, const std::vector<std::string>& out);
// {"ok":true,"pn":"..."}
[[nodiscard]] std::string render_tree(const std::string& tree, const std::vector<std::string>& out);
// {"ok":false,"phase":"eval","error":"...","line":1,"pos":1,"issue":"..."[,"out":[...]]}
[[nodiscard]] std::string render_failure(const runtime::EvaluationError& error, const std::vector<std::string>& out);
[[nodiscard]] std::string render_failure(const runtime::PlanError& error, const std::vector<std::string>& out);
[[nodiscard]] std::string render_failure(const lang::ParseError& error, const std::vector<std::string>& out);

}  // namespace volley::cli
