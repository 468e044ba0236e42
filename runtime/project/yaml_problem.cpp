#include "runtime/project/yaml_problem.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lang/diagnostic.hpp"
#include "runtime/evaluate/error.hpp"

namespace volley::runtime {

void fail_yaml(const YamlInput& input, std::optional<std::size_t> offset, std::string message) {
  const auto source = std::make_shared<const lang::Source>(input.name, input.text);
  lang::Place place;
  if (offset) {
    const auto at = static_cast<std::uint32_t>(std::min(*offset, input.text.size()));
    place = {source, {at, at}};
  }
  const std::string subject = input.subject.empty() ? "YAML file at " + input.name : input.subject;
  lang::Diagnostic diagnostic{lang::Severity::Error, std::move(message), place, {}, {}};
  std::string text = fmt::format("Could not parse {}\n{}", subject, lang::render(diagnostic));
  if (text.back() == '\n') {
    text.pop_back();
  }
  throw PlanError("bolt/parse-error", std::move(text));
}

// A builder sees only what was opened: flow brackets and block dashes are counted before.
void check_yaml_nesting(const YamlInput& input) {
  std::size_t dashes = 0;
  std::size_t brackets = 0;
  for (std::size_t at = 0; at < input.text.size(); ++at) {
    const char c = input.text[at];
    brackets += c == '[' || c == '{' ? 1 : 0;
    brackets -= brackets > 0 && (c == ']' || c == '}') ? 1 : 0;
    dashes = c == '\n' ? 0 : dashes + (c == '-' || c == '?' || c == ':' ? 1 : 0);
    if (brackets > 10 * kYamlNestingLimit || dashes > 100 * kYamlNestingLimit) {
      fail_yaml(input, at, "nesting is too deep");
    }
  }
}

}  // namespace volley::runtime
