// Where things stand in a text, and in the text that it was made from.
#include <doctest/doctest.h>

#include <memory>

#include "lang/source.hpp"

namespace volley::lang {

TEST_CASE("a text made from another one has that one's positions and lines") {
  const auto yaml = std::make_shared<const Source>("x.yaml", "a: |\n  one\n  two\nb: $c\n");
  const auto made = std::make_shared<const Source>("[one\ntwo\n, ($c)]", yaml,
                                                   std::vector<Origin>{{0, 3, false},      // [
                                                                       {1, 7, true},       // one
                                                                       {5, 13, true},      // two
                                                                       {9, 17, false},     // , (
                                                                       {12, 20, true},     // $c
                                                                       {14, 17, false}});  // )]
  struct Row {
    std::uint32_t offset, line, column;
  };
  const Row table[] = {{0, 1, 4}, {1, 2, 3}, {3, 2, 5}, {6, 3, 4}, {10, 4, 1}, {13, 4, 5}, {15, 4, 1}, {99, 4, 1}};
  for (const Row& row : table) {
    CAPTURE(row.offset);
    CHECK(made->position(row.offset).line == row.line);
    CHECK(made->position(row.offset).column == row.column);
  }
  CHECK(made->name() == "x.yaml");
  CHECK(made->text().substr(1, 3) == "one");
  CHECK(made->line(3) == "  two");
  CHECK(Place{yaml, {}}.written());
  CHECK_FALSE(Place{made, {}}.written());
  CHECK_FALSE(Place{}.written());
}

}  // namespace volley::lang
