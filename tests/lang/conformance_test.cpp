// Trees and errors, compared with what Puppet makes of the same texts.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "lang/dump.hpp"
#include "lang/parser.hpp"

namespace {

using nlohmann::json;
using namespace volley::lang;

// A ratchet: raise it when more rows agree.
constexpr int agreeing_errors = 564;

json describe(const ParseError& error) {
  json answer{{"ok", false}, {"error", error.summary()}};
  const auto& found = error.diagnostics();
  if (found.size() > 1) {
    for (const Diagnostic& one : found) {
      const Position at = one.place.position();
      answer["out"].push_back(fmt::format("err: {} (line: {}, column: {})", one.message, at.line, at.column));
    }
    return answer;
  }
  if (found.front().place.known() && !found.front().at_end_of_input) {
    answer["line"] = found.front().place.position().line;
    answer["pos"] = found.front().place.position().column;
  }
  if (!found.front().issue_code.empty()) {
    answer["issue"] = found.front().issue_code;
  }
  return answer;
}

json answer_to(const std::string& code) {
  try {
    return {{"ok", true}, {"pn", dump_pn(*parse_program(std::make_shared<Source>("<test>", code)))}};
  } catch (const ParseError& error) {
    return describe(error);
  }
}

bool agrees(const json& row) {
  json want = row["want"];
  const json got = answer_to(row["code"]);
  if (row.contains("quirk") || want.contains("ruby")) {
    return got["ok"] == want["ok"];
  }
  want.erase("phase");
  if (got["ok"] == true) {
    want.erase("out");  // warnings
  }
  return got == want;
}

std::ifstream rows_of(const std::string& name) {
  return std::ifstream(std::string(VOLLEY_TEST_DIRECTORY) + "/conformance/" + name);
}

}  // namespace

TEST_CASE("trees and errors are those of Puppet") {
  std::ifstream rows = rows_of("parse.jsonl");
  REQUIRE(rows.good());
  for (std::string line; std::getline(rows, line);) {
    const json row = json::parse(line);
    CAPTURE(row.dump());
    CHECK(agrees(row));
  }
}

TEST_CASE("errors keep agreeing with Puppet") {
  std::ifstream rows = rows_of("parse_errors.jsonl");
  REQUIRE(rows.good());
  int count = 0;
  for (std::string line; std::getline(rows, line);) {
    count += agrees(json::parse(line)) ? 1 : 0;
  }
  CHECK(count >= agreeing_errors);
}
