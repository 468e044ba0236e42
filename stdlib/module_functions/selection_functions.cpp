// Functions that look into arrays: count, member, values_at.
#include <algorithm>
#include <vector>

#include "runtime/evaluate/error.hpp"
#include "runtime/value/hash.hpp"
#include "stdlib/functions/iterate.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/functions/pattern.hpp"
#include "stdlib/functions/unicode.hpp"
#include "stdlib/module_functions/families.hpp"
#include "stdlib/module_functions/flatten.hpp"
#include "stdlib/module_functions/plain_call.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::RegexpMatch;
using runtime::Value;
using runtime::Values;

// A set of characters as tr writes it: a-z is a range, ^ at the beginning means all others, \ takes away the meaning.
class CharacterSet {
 public:
  explicit CharacterSet(std::string_view text) {
    negated_ = text.size() > 1 && text.front() == '^';
    std::size_t at = negated_ ? 1 : 0;
    while (at < text.size()) {
      const char32_t low = next(text, at);
      char32_t high = low;
      if (at + 1 < text.size() && text[at] == '-') {
        ++at;
        high = next(text, at);
      }
      if (high < low) {
        std::string range;
        append_character(range, low);
        range += '-';
        append_character(range, high);
        throw EvaluationError("invalid range \"" + range + "\" in string transliteration");
      }
      ranges_.push_back({low, high});
    }
  }

  [[nodiscard]] bool contains(char32_t character) const {
    return negated_ != std::any_of(ranges_.begin(), ranges_.end(), [&](const Range& range) {
             return range.low <= character && character <= range.high;
           });
  }

 private:
  struct Range {
    char32_t low;
    char32_t high;
  };

  static char32_t next(std::string_view text, std::size_t& at) {
    at += text[at] == '\\' && at + 1 < text.size() ? 1 : 0;
    const std::size_t length = character_length(text, at);
    const char32_t character = decode_character(text.substr(at, length));
    at += length;
    return character;
  }

  bool negated_ = false;
  std::vector<Range> ranges_;
};

std::int64_t count_characters(std::string_view text, const Value& set) {
  if (!set.is_string()) {
    refuse_conversion(set, "String");
  }
  const CharacterSet characters(set.as_string());
  std::int64_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_length(text, at);
    count += !set.as_string().empty() && characters.contains(decode_character(text.substr(at, length))) ? 1 : 0;
    at += length;
  }
  return count;
}

bool is_blank(const Value& value) { return value.is_undef() || (value.is_string() && value.as_string().empty()); }

Value count(Call& call) {
  expect_count(call, !call.arguments.empty(), "({} for minimum 1)");
  expect_count(call, call.arguments.size() <= 2, "{} for 1 or 2.");
  const Value& collection = call.arguments[0];
  const bool wanted = call.has(1) && call.arguments[1].truthy();
  if (collection.is_string() && wanted) {
    return {count_characters(collection.as_string(), call.arguments[1])};
  }
  if (collection.is_string()) {
    throw EvaluationError("wrong number of arguments (given 0, expected 1+)");
  }
  if (!collection.is_array() && !collection.is_hash()) {
    refuse_method("count", collection);
  }
  const auto counts = [&](const Value& value) {
    return wanted ? native_equal(value, call.arguments[1]) : !is_blank(value);
  };
  std::int64_t found = 0;
  if (collection.is_array()) {
    return {
        static_cast<std::int64_t>(std::count_if(collection.as_array().begin(), collection.as_array().end(), counts))};
  }
  for (const auto& entry : collection.as_hash()) {
    found += counts(pair_of(entry)) ? 1 : 0;
  }
  return {found};
}

Value member(Call& call) {
  expect_count(call, call.arguments.size() >= 2, "({} for 2)");
  if (!call.arguments[0].is_array()) {
    refuse(call, "Requires array to work with");
  }
  const Value& item = call.arguments[1];
  if (!item.is_string() && !item.is_integer() && !item.is_array()) {
    refuse(call, "Item to search for must be a string, fixnum, or array");
  }
  const Values wanted = item.is_array() ? item.as_array() : Values{item};
  if (wanted.empty()) {
    refuse(call, "You must provide item to search for within array given");
  }
  runtime::Hash known;
  for (const Value& value : call.arguments[0].as_array()) {
    known.set(value, true);
  }
  return {std::all_of(wanted.begin(), wanted.end(), [&](const Value& value) { return known.find(value) != nullptr; })};
}

void append_range(const Call& call, const std::string& text, const RegexpMatch& match, const Values& array,
                  Values& result) {
  const auto number = [&](std::size_t group) { return leading_whole(match.group(text, group).as_string()); };
  const std::int64_t start = number(1);
  const std::int64_t stop = number(3);
  const bool exclusive = match.group(text, 2).as_string() == "...";
  if (start > stop) {
    refuse(call, "Stop index in given indices range is smaller than the start index");
  }
  if (stop >= static_cast<std::int64_t>(array.size())) {
    refuse(call, "Stop index in given indices range exceeds array size");
  }
  result.insert(result.end(), array.begin() + start, array.begin() + stop + (exclusive ? 0 : 1));
}

Value values_at(Call& call) {
  expect_count(call, call.arguments.size() >= 2, "({} for 2)");
  if (!call.arguments[0].is_array()) {
    refuse(call, "Requires array to work with");
  }
  const Values& array = call.arguments[0].as_array();
  const Values indices = flattened(call.arguments.subspan(1, 1));
  if (indices.empty()) {
    refuse(call, "You must provide at least one positive index to collect");
  }
  const RegexpPointer range = compile("^(\\d+)(\\.\\.\\.?|-)(\\d+)$");
  const RegexpPointer digits = compile("^\\d+$");
  Values result;
  for (const Value& index : indices) {
    const std::string text = native_text(index);
    if (const auto match = search(*range, text)) {
      append_range(call, text, *match, array, result);
      continue;
    }
    if (!search(*digits, text)) {
      refuse(call, "Unknown format of given index");
    }
    const std::int64_t position = leading_whole(text);
    if (position >= static_cast<std::int64_t>(array.size())) {
      refuse(call, "Given index exceeds array size");
    }
    result.push_back(position < 0 ? Value() : array[static_cast<std::size_t>(position)]);
  }
  result.erase(std::remove_if(result.begin(), result.end(), [](const Value& value) { return value.is_undef(); }),
               result.end());
  return {std::move(result)};
}

}  // namespace

ModuleFamily selection_functions() {
  static const FunctionRecord kTable[] = {
      plain_function<count>("count", "Integer",
                            "How many elements equal the second argument, or are neither undef nor empty strings."),
      plain_function<member>("member", "Boolean",
                             "Whether an array has an element, or all elements of a second array."),
      plain_function<values_at>("values_at", "Array",
                                "The elements at an index, a range such as '1-3', or a list of these."),
  };
  return kTable;
}

}  // namespace volley::stdlib
