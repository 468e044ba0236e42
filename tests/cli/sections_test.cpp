#include "cli/report/sections.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace volley::cli;

TEST_CASE("sections have a title, an indented body, and a blank line between them") {
  Sections sections;
  CHECK(sections.text().empty());
  sections.add("First", "one\ntwo");
  CHECK(sections.text() == "First\n  one\n  two\n");
  sections.add("Empty", "");
  sections.add("Last", "three\n");
  CHECK(sections.text() == "First\n  one\n  two\n\nEmpty\n\nLast\n  three\n");
}

TEST_CASE("words are wrapped at spaces") {
  const struct {
    const char* text;
    std::size_t width;
    const char* wrapped;
  } rows[] = {
      {"", 10, ""},
      {"one two three", 20, "one two three"},
      {"one two three", 7, "one two\nthree"},
      {"one two three", 8, "one two\nthree"},
      {"one two three", 1, "one\ntwo\nthree"},
      {"averylongword x", 5, "averylongword\nx"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.width);
    CHECK(wrap_words(row.text, row.width) == row.wrapped);
  }
}
