// JSON in and out of values.
//
//   Value data = parse_json(R"({"a": [1, 2.5]})");
//   to_json(data);      // {"a":[1,2.5]}
//   pretty_json(data);  // two spaces a level
//
// Reading checks UTF-8 and nesting. Writing accepts any value: objects through their data, a Sensitive as its
// placeholder, bytes that are not UTF-8 as \xFF text, floats without a JSON form as null.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "runtime/value/value.hpp"

namespace volley::runtime {

class JsonError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

[[nodiscard]] Value parse_json(std::string_view text);
[[nodiscard]] std::string to_json(const Value& value);
[[nodiscard]] std::string pretty_json(const Value& value);

}  // namespace volley::runtime
