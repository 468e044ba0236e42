#include "stdlib/bolt/wave_schedule.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace volley::stdlib;

namespace {

std::vector<TargetAmount> amounts(const std::vector<std::string>& texts) {
  std::vector<TargetAmount> sizes;
  for (const std::string& text : texts) {
    sizes.push_back(read_amount(text).value());
  }
  return sizes;
}

// "1|4|15": how many targets each wave has.
std::string wave_text(std::size_t all, const std::vector<std::string>& sizes) {
  std::string text;
  for (const Wave& wave : waves_of(all, amounts(sizes))) {
    text += (text.empty() ? "" : "|") + std::to_string(wave.end - wave.begin);
  }
  return text;
}

// "0,2|1": the positions of each batch.
std::string batch_text(const Wave& wave, const std::vector<Domains>& domains, const std::vector<std::size_t>& limits) {
  std::string text;
  for (const Batch& batch : batches_of(wave, domains, limits)) {
    text += text.empty() ? "" : "|";
    for (const std::size_t position : batch) {
      text += (text.empty() || text.back() == '|' ? "" : ",") + std::to_string(position);
    }
  }
  return text;
}

}  // namespace

TEST_CASE("sizes of waves say how many of all targets are done after each") {
  struct Row {
    std::size_t all;
    std::vector<std::string> sizes;
    std::string waves;
  };
  for (const Row& row : std::initializer_list<Row>{{100, {"1", "5%", "25%", "100%"}, "1|4|20|75"},
                                                   {10, {"1", "5%", "25%", "100%"}, "1|2|7"},
                                                   {1, {"1", "5%", "25%", "100%"}, "1"},
                                                   {0, {"1", "100%"}, ""},
                                                   {7, {"50%", "100%"}, "4|3"},
                                                   {3, {"1", "2", "50"}, "1|1|1"},
                                                   {100, {"7%", "100%"}, "7|93"},
                                                   {1000, {"0.1%", "100%"}, "1|999"},
                                                   {100, {"1", "10%"}, "1|9"},
                                                   {100, {"10%", "20"}, "10|10"},
                                                   {100, {"10%", "5", "20%"}, "10|10"},
                                                   {5, {"99999999999999999999999"}, "5"}}) {
    CAPTURE(row.all);
    CAPTURE(row.waves);
    CHECK(wave_text(row.all, row.sizes) == row.waves);
  }
}

TEST_CASE("sizes that do not grow, or are none, are problems") {
  CHECK(size_problem(amounts({"1", "5%", "2", "25%"})).empty());
  CHECK(size_problem({}) == "there has to be at least one");
  CHECK(size_problem(amounts({"5", "5"})).starts_with("5 comes after 5, but a size says how many"));
  CHECK(size_problem(amounts({"50%", "1", "25%"})).starts_with("25% comes after 50%"));
  CHECK(size_problem(amounts({"0"})).starts_with("0 is no size"));
  CHECK(size_problem(amounts({"0%"})).starts_with("0% is no size"));
  CHECK(size_problem(amounts({"101%"})).starts_with("101% is no size"));
}

TEST_CASE("amounts are whole numbers or shares") {
  for (const char* text : {"", "%", "a", "1.5", "-1", "1e3", "1%%", " 1", "0x1", ".%", "inf", "nan%"}) {
    CAPTURE(text);
    CHECK(!read_amount(text));
  }
  CHECK(read_amount("12")->text() == "12");
  CHECK(read_amount("2.5%")->text() == "2.5%");
  CHECK(read_amount("2%")->rounded_down(149) == 2);
  CHECK(read_amount("2%")->rounded_down(49) == 0);
  CHECK(read_amount("2%")->rounded_down(50) == 1);
  CHECK(read_amount("3")->rounded_down(2) == 2);
}

TEST_CASE("a batch keeps within the limits of its domains") {
  const std::vector<Domains> racks = {{"a"}, {"a"}, {"b"}, {""}, {"a"}, {"b"}};
  CHECK(batch_text({0, 6, ""}, racks, {1}) == "0,2,3|1,5|4");
  CHECK(batch_text({0, 6, ""}, racks, {2}) == "0,1,2,3,5|4");
  CHECK(batch_text({1, 3, ""}, racks, {1}) == "1,2");
  CHECK(batch_text({0, 0, ""}, racks, {1}).empty());
  CHECK(batch_text({0, 3, ""}, {{}, {}, {}}, {}) == "0,1,2");
  const std::vector<Domains> both = {{"a", "x"}, {"a", "y"}, {"b", "x"}, {"b", "y"}};
  CHECK(batch_text({0, 4, ""}, both, {1, 1}) == "0,3|1,2");
  CHECK(batch_text({0, 4, ""}, both, {2, 1}) == "0,1|2,3");
}

TEST_CASE("many targets of one domain are split in no time") {
  const std::vector<Domains> domains(100'000, Domains{"rack"});
  CHECK(batches_of({0, domains.size(), ""}, domains, {1}).size() == domains.size());
}
