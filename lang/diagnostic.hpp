// What is wrong with a plan and where: message, place, Puppet's issue code, and the one renderer that turns it
// into "file:line:column: error: ..." with an excerpt and a caret.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "lang/source.hpp"

namespace volley::lang {

enum class Severity { Error, Warning };

struct Diagnostic {
  Severity severity = Severity::Error;
  std::string message;           // without file and line, worded as Puppet words it where Puppet has such an error
  Place place;                   // unknown where there is no source to point at
  std::string issue_code;        // Puppet's, e.g. SYNTAX_ERROR; empty when it has none
  std::string hint;              // what to do about it; may be empty
  bool at_end_of_input = false;  // the text stops too early; the place is its end, where Puppet names none
};

// "file:12:19: error: message", the excerpt with its caret, then the hint.
[[nodiscard]] std::string render(const Diagnostic& diagnostic);

// " (file: F, line: L, column: C)" as Puppet appends it; empty for an unknown place.
[[nodiscard]] std::string puppet_location(const Place& place);

// Thrown by the parser and the validator. `diagnostics` is never empty; what() is the first message.
class ParseError : public std::runtime_error {
 public:
  explicit ParseError(std::vector<Diagnostic> diagnostics);
  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  // Puppet's text: the message itself, or "Language validation logged N errors. Giving up" for several.
  [[nodiscard]] std::string summary() const;
  // What had been found odd, but legal, before the error.
  [[nodiscard]] const std::vector<Diagnostic>& warnings() const { return warnings_; }
  void add_warnings(std::vector<Diagnostic> warnings) { warnings_ = std::move(warnings); }

 private:
  std::vector<Diagnostic> diagnostics_;
  std::vector<Diagnostic> warnings_;
};

}  // namespace volley::lang
