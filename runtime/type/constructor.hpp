// Constructors that take several forms of arguments, chosen by signatures as functions choose theirs.
//
//   static const Constructor kForms("new_x", {"String[1] string", "Integer number"});
//   switch (kForms.choose(arguments)) { case 0: ...
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/evaluate/signature.hpp"
#include "runtime/type/construct.hpp"

namespace volley::runtime {

class Constructor {
 public:
  using Texts = std::initializer_list<std::string_view>;
  // `types` are those that the forms mention by name. `unsuited` are further forms, for which the caller has an error
  // of its own; messages do not list them.
  Constructor(std::string name, const std::vector<LocalType>& types, Texts forms, Texts unsuited = {});

  // The position of the first form that takes these, the unsuited ones counted after the others. Throws
  // EvaluationError in Puppet's words when none does.
  [[nodiscard]] std::size_t choose(std::span<const Value> arguments) const;
  [[nodiscard]] const Signature& form(std::size_t position) const { return forms_[position]; }

 private:
  std::string name_;
  std::vector<Signature> forms_;
  std::vector<Signature> unsuited_;
};

[[nodiscard]] Value construct_timespan(std::span<const Value> arguments);
[[nodiscard]] Value construct_timestamp(std::span<const Value> arguments);
[[nodiscard]] Value construct_semver(std::span<const Value> arguments);
[[nodiscard]] Value construct_semver_range(std::span<const Value> arguments);
[[nodiscard]] Value construct_binary(std::span<const Value> arguments);
[[nodiscard]] Value construct_uri(std::span<const Value> arguments);

}  // namespace volley::runtime
