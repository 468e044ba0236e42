// A stable merge sort by hand, whose order of comparisons shows in what a lambda logs: `stands_after(left, right)`.
// With an order that contradicts itself, as a lambda may have, the library's sorts may read past the end.
#pragma once

#include <algorithm>
#include <iterator>
#include <span>
#include <vector>

namespace volley::stdlib {

template <typename Item, typename After>
void merge_sort(std::span<Item> items, const After& stands_after) {
  if (items.size() < 2) {
    return;
  }
  const std::size_t middle = items.size() / 2;
  merge_sort(items.first(middle), stands_after);
  merge_sort(items.subspan(middle), stands_after);
  std::vector<Item> merged;
  merged.reserve(items.size());
  std::size_t left = 0;
  std::size_t right = middle;
  while (left < middle && right < items.size()) {
    const bool take_right = stands_after(items[left], items[right]);
    merged.push_back(std::move(items[take_right ? right++ : left++]));
  }
  std::move(items.begin() + static_cast<std::ptrdiff_t>(left), items.begin() + static_cast<std::ptrdiff_t>(middle),
            std::back_inserter(merged));
  std::move(items.begin() + static_cast<std::ptrdiff_t>(right), items.end(), std::back_inserter(merged));
  std::move(merged.begin(), merged.end(), items.begin());
}

}  // namespace volley::stdlib
