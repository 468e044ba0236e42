// What the comment above a plan, function or type alias says, in the tags of puppet-strings: @summary, @param, @return,
// @example, @api private.
#pragma once

#include <map>
#include <string>

#include "lang/ast.hpp"

namespace volley::cli {

struct Documentation {
  std::string summary;
  std::string text;  // what stands outside of tags
  std::map<std::string, std::string> parameters;
  std::string returns;
  std::string examples;  // their lines as written, a blank line between two examples
  bool is_private = false;

  // The summary, or else the first sentence of the text.
  [[nodiscard]] std::string headline() const;
  // Summary and text as running text.
  [[nodiscard]] std::string description() const;
};

[[nodiscard]] Documentation documentation_above(const lang::Program& program, const lang::Node& definition);

// The text up to its first full stop.
[[nodiscard]] std::string first_sentence(std::string_view text);

}  // namespace volley::cli
