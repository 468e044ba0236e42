// The attributes and methods of a type that is made in C++, as one table; the class answers from it, the documentation
// is made of it.
//
//   const MemberTable<Result>& members() {
//     static const MemberTable<Result> table("Result", {{"ok", "Boolean", [](const Result& r) { return Value(r.ok());
//     }}},
//                                            {{"[]", ...}});
//   }
//   std::optional<Value> Result::attribute(std::string_view name) const { return members().read(*this, name); }
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/type/constructor.hpp"

namespace volley::runtime {

struct MemberReference {
  std::string_view name;
  std::string_view parameters;  // "String name"; empty: none
  std::string_view gives;
};

// The part of a table that knows nothing of the class.
class MemberForms {
 public:
  // `types` are those of plans that parameters mention by name.
  MemberForms(std::string_view type, std::vector<MemberReference> members, const std::vector<LocalType>& types);
  [[nodiscard]] std::span<const MemberReference> members() const { return members_; }
  // Throws EvaluationError in Puppet's words when the member does not take these.
  void check(std::size_t position, std::span<const Value> arguments) const;

 private:
  std::vector<MemberReference> members_;
  std::vector<Constructor> forms_;
};

template <typename T>
class MemberTable {
 public:
  struct Property {
    std::string_view name;
    std::string_view gives;
    Value (*read)(const T& object);
  };
  struct Method {
    std::string_view name;
    std::string_view parameters;
    std::string_view gives;
    Value (*call)(const T& object, std::span<const Value> arguments);
  };

  MemberTable(std::string_view type, std::vector<Property> properties, std::vector<Method> methods = {},
              const std::vector<LocalType>& types = {})
      : properties_(std::move(properties)), methods_(std::move(methods)), forms_(type, references(), types) {}

  [[nodiscard]] std::span<const MemberReference> members() const { return forms_.members(); }

  // As Object::attribute() and Object::call().
  [[nodiscard]] std::optional<Value> read(const T& object, std::string_view name) const {
    for (const Property& property : properties_) {
      if (property.name == name) {
        return property.read(object);
      }
    }
    return call(object, name, {});
  }

  [[nodiscard]] std::optional<Value> call(const T& object, std::string_view name,
                                          std::span<const Value> arguments) const {
    for (std::size_t at = 0; at < forms_.members().size(); ++at) {
      if (forms_.members()[at].name == name) {
        forms_.check(at, arguments);
        return at < properties_.size() ? properties_[at].read(object)
                                       : methods_[at - properties_.size()].call(object, arguments);
      }
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::vector<MemberReference> references() const {
    std::vector<MemberReference> all;
    for (const Property& property : properties_) {
      all.push_back({property.name, "", property.gives});
    }
    for (const Method& method : methods_) {
      all.push_back({method.name, method.parameters, method.gives});
    }
    return all;
  }

  std::vector<Property> properties_;
  std::vector<Method> methods_;
  MemberForms forms_;
};

}  // namespace volley::runtime
