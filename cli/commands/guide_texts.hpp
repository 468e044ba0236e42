// What `guide` explains.
#pragma once

#include <span>
#include <string_view>

namespace volley::cli {

struct Guide {
  std::string_view topic;
  std::string_view text;
};

// Sorted by topic.
[[nodiscard]] std::span<const Guide> guides();

}  // namespace volley::cli
