// The known name that a misspelt one probably means, for hints such as "did you mean 'each'?".
//
//   nearest_names("upcas", names);  // {"upcase"}
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace volley::lang {

// At most three, the closest first; none that differs in more than about a third of its letters. Capitals count as
// small letters, and a missing or wrong namespace as a small mistake.
[[nodiscard]] std::vector<std::string> nearest_names(std::string_view wanted, std::span<const std::string> known);

// "did you mean 'a'?", "did you mean 'a' or 'b'?"; empty without a near name.
[[nodiscard]] std::string did_you_mean(std::string_view wanted, std::span<const std::string> known,
                                       std::string_view prefix = {});

}  // namespace volley::lang
