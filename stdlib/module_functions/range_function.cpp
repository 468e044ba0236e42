// range: numbers or texts from the first to the last.
#include "runtime/evaluate/error.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/functions/pattern.hpp"
#include "stdlib/module_functions/families.hpp"
#include "stdlib/module_functions/plain_call.hpp"
#include "stdlib/module_functions/successor.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Value;
using runtime::Values;

constexpr std::size_t kMostElements = 1'000'000;
constexpr std::size_t kMostBytes = 64U << 20U;  // that texts may be looked at; counting them up is slow

struct Bounds {
  Value first;
  Value last;
  bool exclusive = false;
  std::uint64_t step = 1;
};

Bounds bounds_from_text(const Call& call) {
  const Value& argument = call.arguments[0];
  if (!argument.is_string()) {
    refuse_method("match", argument);
  }
  const std::string text(argument.as_string());
  if (const auto match = search(*compile("^(\\w+)(\\.\\.\\.?|-)(\\w+)$"), text)) {
    return {match->group(text, 1), match->group(text, 3), match->group(text, 2).as_string() == "...", 1};
  }
  refuse(
      call,
      (search(*compile("^.+$"), text) ? "Unable to compute range from the value: " : "Unknown range format: ") + text);
}

Bounds bounds_from_arguments(const Call& call) {
  Bounds bounds{call.arguments[0], call.arguments[1], false, 1};
  if (call.has(2)) {
    const std::int64_t step = whole_number(call.arguments[2]);
    bounds.step = step < 0 ? 0 - static_cast<std::uint64_t>(step) : static_cast<std::uint64_t>(step);
  }
  if (bounds.step == 0) {
    refuse(call, "3rd arg (step size) must be a non zero integer (e.g. 1 or -1)");
  }
  return bounds;
}

Values integers(std::int64_t first, std::int64_t last, const Bounds& bounds) {
  Values result;
  if (first > last || (bounds.exclusive && first == last)) {
    return result;
  }
  const std::uint64_t distance =
      static_cast<std::uint64_t>(last) - static_cast<std::uint64_t>(first) - (bounds.exclusive ? 1 : 0);
  const std::uint64_t count = std::min<std::uint64_t>(distance / bounds.step, kMostElements - 1) + 1;
  result.reserve(count);
  for (std::uint64_t index = 0; index < count; ++index) {
    result.emplace_back(static_cast<std::int64_t>(static_cast<std::uint64_t>(first) + index * bounds.step));
  }
  return result;
}

bool is_one_byte(const std::string& text) { return text.size() == 1 && static_cast<unsigned char>(text[0]) < 0x80; }

// Calls `visit` with each text; it answers whether to go on.
template <typename Visit>
void count_texts(const std::string& first, const std::string& last, bool exclusive, Visit&& visit) {
  if (is_one_byte(first) && is_one_byte(last)) {
    for (char byte = first[0]; exclusive ? byte < last[0] : byte <= last[0]; ++byte) {
      if (!visit(std::string(1, byte)) || byte == '\x7f') {
        return;
      }
    }
    return;
  }
  if (first > last || (exclusive && first == last)) {
    return;
  }
  const std::string behind = successor(last);
  std::string current = first;
  while (current != behind && !(exclusive && current == last)) {
    const bool at_end = current == last;
    if (!visit(current) || at_end) {
      return;
    }
    current = successor(current);
    if (current.empty() || current.size() > last.size()) {
      return;
    }
  }
}

Values texts(const Call& call, const Bounds& bounds) {
  Values result;
  std::uint64_t position = 0;
  std::size_t bytes = 0;
  count_texts(native_text(bounds.first), native_text(bounds.last), bounds.exclusive, [&](const std::string& text) {
    bytes += text.size() + 8;
    if (bytes > kMostBytes) {
      refuse(call, "the range is too long");
    }
    if (position++ % bounds.step == 0) {
      result.emplace_back(text);
    }
    return result.size() < kMostElements;
  });
  return result;
}

Value range(Call& call) {
  expect_count(call, !call.arguments.empty(), "({} for 1)");
  const Bounds bounds = call.arguments.size() == 1 ? bounds_from_text(call) : bounds_from_arguments(call);
  if (search(*compile("^\\d+$"), native_text(bounds.first))) {
    return {integers(whole_number(bounds.first), whole_number(bounds.last), bounds)};
  }
  return {texts(call, bounds)};
}

}  // namespace

ModuleFamily range_function() {
  static const FunctionRecord kTable[] = {
      plain_function<range>("range", "Array",
                            "Numbers or texts from the first to the second argument in steps of the third; also of a "
                            "text such as 'a..f', '1-5' or '1...5' (without the last)."),
  };
  return kTable;
}

}  // namespace volley::stdlib
