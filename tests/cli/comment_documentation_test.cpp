#include "cli/commands/comment_documentation.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "lang/parser.hpp"
#include "runtime/evaluate/environment.hpp"

using namespace volley;

namespace {

cli::Documentation documentation_of(const std::string& text) {
  runtime::Loaded<lang::PlanDefinition> plan;
  plan.program = lang::parse_program(std::make_shared<const lang::Source>("x.pp", text));
  for (const lang::Node* node : plan.program->definitions) {
    if (node->kind == lang::NodeKind::PlanDefinition) {
      plan.definition = static_cast<const lang::PlanDefinition*>(node);
    }
  }
  REQUIRE(plan.definition != nullptr);
  return cli::documentation_above(*plan.program, *plan.definition);
}

}  // namespace

TEST_CASE("the comment above a plan documents it and its parameters") {
  const auto documentation = documentation_of(
      "# A plan that\n# does things.\n#\n# @summary Does\n#   all things\n#\n# @param targets Where\n#   to run\n"
      "# @param count\n#   How often\n# @note ignored\n#   too\n# Last words.\nplan demo::x($targets, $count) { }\n");
  CHECK(documentation.summary == "Does all things");
  CHECK(documentation.parameters.at("targets") == "Where to run");
  CHECK(documentation.parameters.at("count") == "How often");
  CHECK(documentation.text.starts_with("A plan that\ndoes things."));
  CHECK(documentation.text.ends_with("Last words."));
  CHECK(documentation.text.find("ignored") == std::string::npos);
  CHECK(documentation.text.find("too") == std::string::npos);
  CHECK(!documentation.is_private);
}

TEST_CASE("only the comment right above the plan counts") {
  const struct {
    const char* text;
    const char* words;
  } rows[] = {
      {"plan demo::x() { }\n", ""},
      {"# far\n\nplan demo::x() { }\n", ""},
      {"# far\n\n# near\nplan demo::x() { }\n", "near"},
      {"  # indented\nplan demo::x() { }\n", "indented"},
      {"#\n#\n# padded\n#\nplan demo::x() { }\n", "padded"},
      {"#nospace\nplan demo::x() { # inside\n}\n", "nospace"},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.text));
    CHECK(documentation_of(row.text).text == row.words);
  }
}

TEST_CASE("a plan may be private") {
  CHECK(documentation_of("# @api private\nplan demo::x() { }\n").is_private);
  CHECK(documentation_of("# @private true\nplan demo::x() { }\n").is_private);
  CHECK(!documentation_of("# @api public\nplan demo::x() { }\n").is_private);
}

TEST_CASE("tags without text do no harm") {
  CHECK(documentation_of("# @param\n# @summary\n# @\n#\nplan demo::x() { }\n").summary.empty());
}

TEST_CASE("the value and examples have tags of their own") {
  const auto documentation = documentation_of(
      "# Adds. And more.\n# @return [Integer] the\n#   sum\n# @example Two\n#   add(1,\n#     2)\n#\n# @example\n"
      "#   add()\n# Text.\nplan demo::x() { }\n");
  CHECK(documentation.headline() == "Adds.");
  CHECK(documentation.returns == "the sum");
  CHECK(documentation.examples == "# Two\nadd(1,\n  2)\n\nadd()");
  CHECK(documentation.text == "Adds. And more.\nText.");
}
