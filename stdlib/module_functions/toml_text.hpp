// A hash as TOML: plain entries first, then tables, then arrays of tables, each sorted by name.
//
//   toml_text(Hash{{"a", 1}, {"b", Value(Hash{{"c", 2}})}});  // "a = 1\n[b]\nc = 2\n"
#pragma once

#include <string>

#include "runtime/value/hash.hpp"

namespace volley::stdlib {

// Throws EvaluationError when an array starts with a table and goes on with something else.
[[nodiscard]] std::string toml_text(const runtime::Hash& table);

}  // namespace volley::stdlib
