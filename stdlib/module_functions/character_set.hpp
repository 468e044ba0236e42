// Sets of characters in the short form that squeeze takes: "a-z0-9", "^abc" for all others, "\\-" for the dash itself.
//
//   CharacterSet("a-c").contains(U'b');  // true
#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace volley::stdlib {

class CharacterSet {
 public:
  // Throws EvaluationError for a range that runs backwards.
  explicit CharacterSet(std::string_view text);
  [[nodiscard]] bool contains(char32_t character) const;

 private:
  bool negated_ = false;
  std::vector<std::pair<char32_t, char32_t>> ranges_;
};

}  // namespace volley::stdlib
