// Ordering, membership and pattern matching of values: what `<`, `in`, case options and selectors ask.
#pragma once

#include "runtime/evaluate/frame.hpp"
#include "runtime/value/value.hpp"

namespace volley::runtime {

// -1, 0, 1. Throws std::invalid_argument, with Puppet's reason, for values that have no order.
[[nodiscard]] int compare_order(const Value& left, const Value& right);

// Whether a case option or selector entry takes the subject. A match with a Regexp sets the match variables.
[[nodiscard]] bool matches_pattern(const Value& subject, const Value& pattern, Frame& frame);

// `element in container`.
[[nodiscard]] bool contains(const Value& container, const Value& element, Frame& frame);

// Searches and, on success, makes $0, $1... of the frame refer to the match.
[[nodiscard]] bool match_regexp(const Regexp& regexp, const Value& subject, Frame& frame);

}  // namespace volley::runtime
