#include "runtime/evaluate/compare.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "runtime/type/type.hpp"
#include "runtime/value/big_integer.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/regexp.hpp"
#include "runtime/value/semver_range.hpp"
#include "runtime/value/time_value.hpp"
#include "runtime/value/utf8.hpp"

namespace volley::runtime {
namespace {

char lower_ascii(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte; }

int sign(bool less, bool greater) { return less ? -1 : (greater ? 1 : 0); }

int compare_texts(std::string_view left, std::string_view right) {
  const std::size_t shared = std::min(left.size(), right.size());
  for (std::size_t at = 0; at < shared; ++at) {
    const auto a = static_cast<unsigned char>(lower_ascii(left[at]));
    const auto b = static_cast<unsigned char>(lower_ascii(right[at]));
    if (a != b) {
      return a < b ? -1 : 1;
    }
  }
  return sign(left.size() < right.size(), left.size() > right.size());
}

int compare_time(const TimeValue& left, const Value& right) {
  if (is_numeric(right)) {
    return left.compared_to_number(right);
  }
  const auto* time = right.as<TimeValue>();
  const std::string name(left.type_name());
  if (time == nullptr || time->type_name() != name) {
    throw std::invalid_argument(name + "s are only comparable to " + name + "s, Integers, and Floats");
  }
  return sign(left.nanoseconds() < time->nanoseconds(), left.nanoseconds() > time->nanoseconds());
}

// Beyond ASCII the regular expression engine knows about upper and lower case.
bool contains_text_folded(std::string_view text, std::string_view part) {
  std::string pattern;
  for (const char byte : part) {
    if (std::string_view("\\^$.|?*+()[]{}-/# \n\t").find(byte) != std::string_view::npos) {
      pattern += '\\';
    }
    pattern += byte;
  }
  try {
    return Regexp::compile(pattern, {.ignore_case = true})->found_in(text);
  } catch (const RegexpError&) {
    return text.find(part) != std::string_view::npos;
  }
}

bool contains_text(std::string_view text, std::string_view part) {
  if (!is_ascii(text) && !is_ascii(part)) {
    return contains_text_folded(text, part);
  }
  const auto equal = [](char a, char b) { return lower_ascii(a) == lower_ascii(b); };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), equal) != text.end() || part.empty();
}

bool text_contains(const Value& container, const Value& element, Frame& frame) {
  if (element.is_string()) {
    return contains_text(container.as_string(), element.as_string());
  }
  const auto* regexp = element.as<Regexp>();
  return regexp != nullptr && match_regexp(*regexp, container, frame);
}

bool items_contain(const Values& items, const Value& element, Frame& frame) {
  if (const auto* regexp = element.as<Regexp>()) {
    return std::ranges::any_of(items, [&](const Value& item) { return match_regexp(*regexp, item, frame); });
  }
  if (const auto* type = element.as<Type>()) {
    return std::ranges::any_of(items, [&](const Value& item) { return type->accepts(item); });
  }
  if (element.is_string()) {
    return std::ranges::any_of(items, [&](const Value& item) { return matches_pattern(element, item, frame); });
  }
  return std::ranges::any_of(items, [&](const Value& item) { return loosely_equal(item, element); });
}

bool matches_items(const Value& subject, const Values& patterns, Frame& frame) {
  if (!subject.is_array() || subject.as_array().size() != patterns.size()) {
    return false;
  }
  for (std::size_t at = 0; at < patterns.size(); ++at) {
    if (!matches_pattern(subject.as_array()[at], patterns[at], frame)) {
      return false;
    }
  }
  return true;
}

bool matches_entries(const Value& subject, const Hash& patterns, Frame& frame) {
  if (!subject.is_hash()) {
    return false;
  }
  return std::ranges::all_of(patterns, [&](const Hash::Entry& entry) {
    const Value* found = subject.as_hash().find(entry.key);
    return matches_pattern(found == nullptr ? Value() : *found, entry.value, frame);
  });
}

}  // namespace

int compare_order(const Value& left, const Value& right) {
  if (left.is_string()) {
    if (!right.is_string()) {
      throw std::invalid_argument("A String is not comparable to a non String");
    }
    return compare_texts(left.as_string(), right.as_string());
  }
  if (const auto* time = left.as<TimeValue>()) {
    return compare_time(*time, right);
  }
  if (const auto* version = left.as<SemVer>()) {
    if (const auto* other = right.as<SemVer>()) {
      return version->version().compare(other->version());
    }
    throw std::invalid_argument("Versions not comparable to non Versions");
  }
  if (is_numeric(left)) {
    if (const auto* time = right.as<TimeValue>()) {
      return -time->compared_to_number(left);
    }
    if (!is_numeric(right)) {
      throw std::invalid_argument("A Numeric is not comparable to non Numeric");
    }
    return compare_numbers(left, right).value_or(0);
  }
  if (left.is_default()) {
    if (right.is_default()) {
      return 0;
    }
    throw std::invalid_argument("Symbol not comparable to non Symbol");
  }
  throw std::invalid_argument("Only Strings, Numbers, Timespans, Timestamps, and Versions are comparable");
}

bool match_regexp(const Regexp& regexp, const Value& subject, Frame& frame) {
  if (!subject.is_string()) {
    return false;
  }
  std::optional<RegexpMatch> match = regexp.search(subject.as_string());
  if (!match) {
    return false;
  }
  frame.set_match(make<MatchData>(subject, std::move(*match)));
  return true;
}

bool matches_pattern(const Value& subject, const Value& pattern, Frame& frame) {
  switch (pattern.kind()) {
    case Value::Kind::Default: return true;
    case Value::Kind::Array: return matches_items(subject, pattern.as_array(), frame);
    case Value::Kind::Hash: return matches_entries(subject, pattern.as_hash(), frame);
    case Value::Kind::Object:
      if (const auto* regexp = pattern.as<Regexp>()) {
        return match_regexp(*regexp, subject, frame);
      }
      if (const auto* type = pattern.as<Type>()) {
        return type->accepts(subject);
      }
      if (const auto* range = pattern.as<SemVerRange>()) {
        return range->takes(subject) || loosely_equal(subject, pattern);
      }
      return loosely_equal(subject, pattern);
    default: return loosely_equal(subject, pattern);
  }
}

bool contains(const Value& container, const Value& element, Frame& frame) {
  if (container.is_string()) {
    return text_contains(container, element, frame);
  }
  if (container.is_array()) {
    return items_contain(container.as_array(), element, frame);
  }
  if (container.is_hash()) {
    Values keys;
    for (const auto& [key, value] : container.as_hash()) {
      keys.push_back(key);
    }
    return items_contain(keys, element, frame);
  }
  if (container.is_object() && container.as_object().elements() != nullptr) {
    return items_contain(*container.as_object().elements(), element, frame);
  }
  return false;
}

}  // namespace volley::runtime
