#include "stdlib/functions/text_order.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using volley::runtime::Value;
using volley::runtime::Values;
using volley::stdlib::sorted_texts;

namespace {

std::vector<std::string> texts_of(const Values& values) {
  std::vector<std::string> texts;
  for (const Value& value : values) {
    texts.emplace_back(value.as_string());
  }
  return texts;
}

// Few different bytes, so that many texts begin alike.
std::string random_text(std::mt19937& random, std::size_t longest) {
  constexpr std::string_view kBytes("ab\xFF\x00z", 5);
  std::string text(random() % (longest + 1), ' ');
  for (char& byte : text) {
    byte = kBytes[random() % kBytes.size()];
  }
  return text;
}

}  // namespace

TEST_CASE("texts are put in the order of their bytes") {
  std::mt19937 random(7);
  for (const std::size_t count : {0U, 1U, 2U, 3U, 50U, 3000U}) {
    for (const std::size_t longest : {0U, 1U, 7U, 8U, 9U, 30U}) {
      CAPTURE(count);
      CAPTURE(longest);
      Values values;
      for (std::size_t at = 0; at < count; ++at) {
        values.emplace_back("node-" + random_text(random, longest));
      }
      std::vector<std::string> expected = texts_of(values);
      std::sort(expected.begin(), expected.end());
      const std::optional<Values> sorted = sorted_texts(values);
      REQUIRE(sorted.has_value());
      CHECK(texts_of(*sorted) == expected);
    }
  }
}

TEST_CASE("values that are not all texts have no order of bytes") {
  CHECK_FALSE(sorted_texts(Values{Value("b"), Value(1), Value("a")}).has_value());
}
