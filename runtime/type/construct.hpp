// T.new(...), a family of types each: what the argument becomes. Used by construct() alone; errors are worded as
// Puppet words them, with the name of its constructor in front where Puppet puts it.
#pragma once

#include <span>
#include <string>

#include "runtime/type/type.hpp"

namespace volley::runtime {

// One constructor call: its name in messages ("new_float") and what was passed.
struct Construction {
  std::string name;
  std::span<const Value> arguments;

  // "'new_float' expects between 1 and 2 arguments, got none"
  void expect_count(std::size_t least, std::size_t most) const;
  // "'new_array' parameter 'wrap' expects a Boolean value, got Integer"
  void expect_type(std::size_t position, std::string_view parameter, const Type& type) const;
  // "'new_float' The string 'x' cannot be converted to Float"
  [[noreturn]] void fail_conversion(std::string_view target) const;
};

[[nodiscard]] Value construct_integer(const Construction& call);
[[nodiscard]] Value construct_float(const Construction& call);
[[nodiscard]] Value construct_numeric(const Construction& call);
[[nodiscard]] Value construct_boolean(const Construction& call);
[[nodiscard]] Value construct_string(const Construction& call);
[[nodiscard]] Value construct_array(const Construction& call);
[[nodiscard]] Value construct_hash(const Construction& call);

}  // namespace volley::runtime
