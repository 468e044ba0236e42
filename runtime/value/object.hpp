// The base of all values that are neither plain data nor containers: Regexp, Sensitive, Type, Timestamp, closures,
// and, from the layers above, Target, Result, ResultSet, Future.
//
// The evaluator asks an object through these virtual functions and needs to know no concrete class; that keeps the
// language ignorant of orchestration. Every function has a default, so that a new kind overrides only what it has.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "runtime/value/value.hpp"

namespace volley::runtime {

class Object : public Cell {
 public:
  // The kinds that the evaluator asks for all the time carry a mark, so that Value::as() need not search their class.
  enum class Family : std::uint8_t { Type, Regexp, Other };
  explicit Object(Family family = Family::Other) : family_(family) {}
  [[nodiscard]] Family family() const { return family_; }

  // The name of its Puppet type: "Target", "Sensitive", "Regexp".
  [[nodiscard]] virtual std::string_view type_name() const = 0;
  // What string interpolation gives.
  [[nodiscard]] virtual std::string to_string() const = 0;
  // What it is inside a printed container ([...], {...}); strings are quoted there, most objects print the same.
  [[nodiscard]] virtual std::string inspect() const { return to_string(); }
  // What it becomes in JSON: plain data.
  [[nodiscard]] virtual Value to_data() const { return Value(to_string()); }

  [[nodiscard]] virtual bool equals(const Object& other) const { return this == &other; }
  [[nodiscard]] virtual std::size_t hash_code() const { return reinterpret_cast<std::size_t>(this); }

  // An attribute or a method without arguments: $target.name. Empty: no such attribute.
  [[nodiscard]] virtual std::optional<Value> attribute(std::string_view /*name*/) const { return std::nullopt; }
  // A method with arguments. Empty: no such method.
  [[nodiscard]] virtual std::optional<Value> call(std::string_view /*name*/,
                                                  std::span<const Value> /*arguments*/) const {
    return std::nullopt;
  }
  // $object[...]. Empty: [] is not supported.
  [[nodiscard]] virtual std::optional<Value> index(std::span<const Value> /*keys*/) const { return std::nullopt; }
  // The elements when it can be iterated as an array (ResultSet); nullptr otherwise.
  [[nodiscard]] virtual const Values* elements() const { return nullptr; }

 protected:
  // To be called by the constructor of an object for each value that it holds, so that nesting and size stay bounded.
  void nest_around(const Value& content);
  void nest_around(const Cell& content);

 private:
  Family family_;
};

// A class that is the root of a family names itself, its descendants inherit the name.
template <typename T>
concept FamilyRoot = std::is_same_v<T, typename T::Root>;

template <typename T>
const T* Value::as() const {
  if (!is_object()) {
    return nullptr;
  }
  if constexpr (FamilyRoot<T>) {
    return as_object().family() == T::kFamily ? static_cast<const T*>(&as_object()) : nullptr;
  } else {
    return dynamic_cast<const T*>(&as_object());
  }
}

}  // namespace volley::runtime
