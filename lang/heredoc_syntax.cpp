#include "lang/heredoc_syntax.hpp"

#include <memory>
#include <string>

#include "lang/children.hpp"
#include "lang/diagnostic.hpp"

namespace volley::lang {
namespace {

class HeredocFinder {
 public:
  HeredocFinder(const Program& program, const std::function<void(const SourcePointer&, HeredocLanguage)>& parse)
      : program_(program), parse_(parse) {}

  void operator()(const Node& node) {
    if (node.kind == NodeKind::Heredoc) {
      check(static_cast<const Heredoc&>(node));
    }
    walk_children(node, *this);
  }
  void operator()(const KeyedEntry& entry) {
    (*this)(*entry.key);
    (*this)(*entry.value);
  }
  void operator()(const CaseOption& option) {
    for (const Node* value : option.values) {
      (*this)(*value);
    }
    (*this)(*option.body);
  }
  void operator()(const Attribute& attribute) { (*this)(*attribute.value); }
  void operator()(const ResourceBody& body) {
    (*this)(*body.title);
    for (const Attribute& attribute : body.attributes) {
      (*this)(attribute);
    }
  }
  void operator()(const Parameter& parameter) {
    if (parameter.type != nullptr) {
      (*this)(*parameter.type);
    }
    if (parameter.default_value != nullptr) {
      (*this)(*parameter.default_value);
    }
  }

 private:
  void check(const Heredoc& heredoc) const {
    const bool is_program = heredoc.syntax == "pp";
    if (heredoc.text->kind != NodeKind::LiteralString || (!is_program && heredoc.syntax != "epp")) {
      return;
    }
    const std::string text(static_cast<const LiteralString&>(*heredoc.text).value);
    try {
      parse_(std::make_shared<const Source>("<heredoc>", text),
             is_program ? HeredocLanguage::Program : HeredocLanguage::Template);
    } catch (const ParseError& error) {
      const Diagnostic& first = error.diagnostics().front();
      std::string message = "Invalid produced text having syntax: '" + std::string(heredoc.syntax) + "'. " +
                            (is_program ? "PP" : "EPP") + " syntax checker: \"" + first.message;
      if (first.place.known() && !first.at_end_of_input) {
        const Position position = first.place.position();
        message += " (line: " + std::to_string(position.line) + ", column: " + std::to_string(position.column) + ")";
      }
      throw ParseError({Diagnostic{Severity::Error, message + "\"", Place{program_.source, heredoc.text->span},
                                   is_program ? "ILLEGAL_PP" : "ILLEGAL_EPP", ""}});
    }
  }

  const Program& program_;
  const std::function<void(const SourcePointer&, HeredocLanguage)>& parse_;
};

}  // namespace

void check_heredoc_syntax(const Program& program,
                          const std::function<void(const SourcePointer&, HeredocLanguage)>& parse) {
  HeredocFinder(program, parse)(*program.body);
}

}  // namespace volley::lang
