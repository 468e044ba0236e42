// lookup
#include <fmt/format.h>

#include <algorithm>

#include "cli/commands/commands.hpp"
#include "cli/session.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/value/json.hpp"
#include "runtime/value/text.hpp"

namespace volley::cli {
namespace {

using runtime::Hash;
using runtime::Value;
using runtime::Values;

// Containers as {"a"=>[1, nil]}, a list one element a line, nothing at all as an empty line.
std::string inspected(const Value& value) {
  std::string text;
  if (value.is_array()) {
    for (const Value& item : value.as_array()) {
      text += (text.empty() ? "" : ", ") + inspected(item);
    }
    return "[" + text + "]";
  }
  if (value.is_hash()) {
    for (const auto& [key, item] : value.as_hash()) {
      text += (text.empty() ? "" : ", ") + inspected(key) + "=>" + inspected(item);
    }
    return "{" + text + "}";
  }
  return value.is_string() ? runtime::to_json(value) : value.is_undef() ? "nil" : runtime::to_text(value);
}

std::string lines_of(const Value& value) {
  if (value.is_array()) {
    std::string lines;
    for (const Value& item : value.as_array()) {
      lines += lines_of(item);
    }
    return lines;
  }
  return (value.is_hash() ? inspected(value) : runtime::to_text(value)) + "\n";
}

// What the lookup answers when it knows these variables; PlanError when it finds nothing.
Value look_up(Session& session, const Hash& variables) {
  runtime::Engine& engine = session.engine();
  const auto variable = [&variables](std::string_view name) -> std::optional<Value> {
    const Value* value = variables.find(name);
    return value == nullptr ? std::nullopt : std::optional(*value);
  };
  const auto found =
      engine.hiera().look_up(session.object(), Value(), runtime::LookupScope{variable, engine.environment()});
  if (!found) {
    throw runtime::PlanError("bolt/pal-error",
                             fmt::format("Function lookup() did not find a value for the name '{}'", session.object()));
  }
  return *found;
}

}  // namespace

int look_up(Session& session) {
  if (!session.arguments().flag("plan-hierarchy")) {
    throw UsageError(
        "Looking up values for targets is not supported yet: it needs their facts and a catalog compiler. Use "
        "'--plan-hierarchy' for what plans look up");
  }
  const Value value = look_up(session, session.parameter_texts());
  session.output().document(lines_of(value), value);
  return 0;
}

}  // namespace volley::cli
