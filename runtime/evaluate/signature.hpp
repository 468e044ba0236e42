// What a function accepts: parameters with their types, how many arguments, and its lambda. Built-in functions have
// several of them, written as text (see function.hpp); definitions in the language have one.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/evaluate/function.hpp"
#include "runtime/type/type.hpp"
#include "runtime/value/value.hpp"

namespace volley::runtime {

class Closure;

inline constexpr std::size_t kUnlimited = std::numeric_limits<std::size_t>::max();

struct ArgumentRange {
  std::size_t least = 0;
  std::size_t most = kUnlimited;
};

struct Signature {
  struct Parameter {
    std::string name;
    TypePointer type;  // null: anything
  };
  struct Block {
    TypePointer type;  // null: no lambda is accepted
    bool optional = false;
    std::string name;
    ArgumentRange arguments;  // how many it will be called with
  };

  std::vector<Parameter> parameters;
  ArgumentRange arguments;
  Block block;

  // The type of the argument at `position`; the last parameter stands for all further ones.
  [[nodiscard]] const Parameter& parameter_at(std::size_t position) const {
    return parameters[position < parameters.size() ? position : parameters.size() - 1];
  }
  [[nodiscard]] bool accepts(std::span<const Value> values, const Closure* closure) const;
  // "Hash hash, Callable[2, 2] block?"
  [[nodiscard]] std::string to_string() const;
};

// From the text form: "Hash hash, Any *rest, Callable[1, 2] &block".
[[nodiscard]] Signature parse_signature(std::string_view text, TypeEnvironment& environment);
// Several of them, which may mention the types by name.
[[nodiscard]] std::vector<Signature> parse_signatures(std::span<const std::string_view> texts,
                                                      std::span<const LocalType> types, TypeEnvironment& environment);

// How many arguments a lambda can be called with.
[[nodiscard]] ArgumentRange closure_arguments(const Closure& closure);

// Puppet's words for a call that no signature accepts. `label` is "'each'", or "block" for a lambda.
[[nodiscard]] std::string describe_rejection(const std::string& label, std::span<const Signature> signatures,
                                             std::span<const Value> values, const Closure* closure);
// The same for a lambda or definition with its one signature; `block` is not looked at.
[[nodiscard]] std::string describe_rejection(const std::string& label, const Signature& signature,
                                             std::span<const Value> values);

}  // namespace volley::runtime
