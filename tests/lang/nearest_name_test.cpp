#include "lang/nearest_name.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using volley::lang::did_you_mean;

TEST_CASE("a misspelt name is met with the nearest known ones") {
  const std::vector<std::string> known = {"map", "max", "each", "upcase", "upcast", "demo::net::port", "Integer"};
  const struct {
    const char* wanted;
    const char* words;
  } rows[] = {
      {"mapp", "did you mean 'map'?"},
      {"ecah", "did you mean 'each'?"},
      {"upcas", "did you mean 'upcase' or 'upcast'?"},
      {"integer", "did you mean 'Integer'?"},
      {"port", "did you mean 'demo::net::port'?"},
      {"", ""},
      {"quite_something_else", ""},
      {"x", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.wanted));
    CHECK(did_you_mean(row.wanted, known) == row.words);
  }
  CHECK(did_you_mean("nam", std::vector<std::string>{"name"}, "$") == "did you mean '$name'?");
  CHECK(did_you_mean(std::string(100000, 'a'), known) == "");
  CHECK(did_you_mean("map", std::vector<std::string>{}) == "");
}
