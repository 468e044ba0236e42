#include "stdlib/module_functions/character_set.hpp"

#include <algorithm>
#include <string>

#include "runtime/evaluate/error.hpp"
#include "stdlib/functions/unicode.hpp"

namespace volley::stdlib {
namespace {

std::string_view take_character(std::string_view& text) {
  const std::string_view character = text.substr(0, character_length(text, 0));
  text.remove_prefix(character.size());
  return character;
}

std::string_view take_member(std::string_view& text) {
  const std::string_view member = take_character(text);
  return member == "\\" && !text.empty() ? take_character(text) : member;
}

}  // namespace

CharacterSet::CharacterSet(std::string_view text) {
  if (text.size() > 1 && text.front() == '^') {
    negated_ = true;
    text.remove_prefix(1);
  }
  while (!text.empty()) {
    const std::string_view first = take_member(text);
    std::string_view last = first;
    if (text.size() > 1 && text.front() == '-') {
      text.remove_prefix(1);
      last = take_member(text);
    }
    ranges_.emplace_back(decode_character(first), decode_character(last));
    if (ranges_.back().first > ranges_.back().second) {
      throw runtime::EvaluationError("invalid range \"" + std::string(first) + "-" + std::string(last) +
                                     "\" in string transliteration");
    }
  }
}

bool CharacterSet::contains(char32_t character) const {
  const bool listed = std::any_of(ranges_.begin(), ranges_.end(), [&](const auto& range) {
    return range.first <= character && character <= range.second;
  });
  return listed != negated_;
}

}  // namespace volley::stdlib
