// Who is next: how waves() cuts its targets into waves, and a wave into batches that keep within limits. Positions
// only.
//
//   const std::vector<TargetAmount> sizes = {{1}, {5, true}, {100, true}};
//   for (const Wave& wave : waves_of(200, sizes)) ...                      // 0 to 1, 1 to 10, 10 to 200
//   batches_of({0, 4, "4"}, {{"r1"}, {"r1"}, {"r2"}, {""}}, {1});           // {0, 2, 3}, {1}
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace volley::stdlib {

// A number of targets, or a share of all.
struct TargetAmount {
  double number = 0;
  bool percent = false;

  [[nodiscard]] std::string text() const;
  [[nodiscard]] std::size_t rounded_up(std::size_t all) const;
  [[nodiscard]] std::size_t rounded_down(std::size_t all) const;
};

// "3", "5%", "2.5%"; nothing for any other text.
[[nodiscard]] std::optional<TargetAmount> read_amount(std::string_view text);

// The targets from `begin` to before `end`.
struct Wave {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string size;  // as the plan has written it
};

// What is wrong with sizes; empty when they can be used.
[[nodiscard]] std::string size_problem(const std::vector<TargetAmount>& sizes);

// A size says how many of all targets are done when its wave is. Waves that would have no target are left out.
[[nodiscard]] std::vector<Wave> waves_of(std::size_t all, const std::vector<TargetAmount>& sizes);

// The domain of a target for each limit ("rack1"); an empty one is not limited.
using Domains = std::vector<std::string>;
using Batch = std::vector<std::size_t>;

// Batches in which no domain has more targets than the limit of its kind. `domains` is by position in all targets.
[[nodiscard]] std::vector<Batch> batches_of(const Wave& wave, const std::vector<Domains>& domains,
                                            const std::vector<std::size_t>& limits);

}  // namespace volley::stdlib
