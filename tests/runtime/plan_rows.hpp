// Rows of plan bodies with what they give, for tests over a PlanBench.
#pragma once

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>

#include "tests/runtime/plan_bench.hpp"

namespace volley::runtime {

struct PlanRow {
  std::string body;
  std::string value;
};

struct PlanErrorRow {
  std::string body;
  std::string kind;
  std::string message;  // its end is enough
};

inline void check_values(PlanBench& bench, std::initializer_list<PlanRow> rows) {
  for (const PlanRow& row : rows) {
    CAPTURE(row.body);
    bench.body(row.body);
    const PlanOutcome outcome = bench.run();
    CHECK(outcome.error == "");
    CHECK(outcome.value == row.value);
  }
}

inline void check_errors(PlanBench& bench, std::initializer_list<PlanErrorRow> rows) {
  for (const PlanErrorRow& row : rows) {
    CAPTURE(row.body);
    bench.body(row.body);
    const PlanOutcome outcome = bench.run();
    CAPTURE(outcome.error);
    CHECK(outcome.kind == row.kind);
    CHECK(outcome.error.ends_with(row.message));
    CHECK(outcome.value.empty());
  }
}

}  // namespace volley::runtime
