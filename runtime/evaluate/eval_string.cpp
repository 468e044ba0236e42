#include "lang/parser.hpp"
#include "runtime/evaluate/evaluation.hpp"
#include "runtime/value/regexp.hpp"
#include "runtime/value/sensitive.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {

Value Evaluation::operator()(const lang::InterpolatedString& node) {
  std::string text;
  for (const lang::Node* part : node.parts) {
    if (part->kind == lang::NodeKind::LiteralString) {
      text += static_cast<const lang::LiteralString&>(*part).value;
    } else {
      const Value value = evaluate(*part);
      if (value.is_string()) {
        // With room for what mostly follows: a long text is not copied once more for a comma.
        constexpr std::size_t kRoom = 32;
        text.reserve(text.size() + value.as_string().size() + kRoom);
      }
      append_text(text, value);
    }
    check_text_size(text.size());
  }
  return Value(std::move(text));
}

// Text without interpolation was checked when it was parsed.
Value Evaluation::operator()(const lang::Heredoc& node) {
  Value text = evaluate(*node.text);
  if (!node.syntax.empty() && node.text->kind != lang::NodeKind::LiteralString) {
    if (auto problem = lang::check_heredoc_text(text.as_string(), node.syntax, Regexp::problem)) {
      fail(*node.text, std::move(problem->message), problem->issue_code);
    }
  }
  return text;
}

Value Evaluation::operator()(const lang::Epp& node) {
  std::string output;
  std::string* const outer = evaluator_.rendering_;
  const bool outer_secret = evaluator_.rendered_secret_;
  struct Restore {
    Evaluator& evaluator;
    std::string* rendering;
    bool secret;
    ~Restore() {
      evaluator.rendering_ = rendering;
      evaluator.rendered_secret_ = secret;
    }
  } const restore{evaluator_, outer, outer_secret};
  evaluator_.rendering_ = &output;
  evaluator_.rendered_secret_ = false;
  static_cast<void>(value_of(execute(*node.body)));
  return evaluator_.rendered_secret_ ? Value(make<Sensitive>(Value(std::move(output)))) : Value(std::move(output));
}

Value Evaluation::operator()(const lang::RenderString& node) {
  if (evaluator_.rendering_ != nullptr) {
    *evaluator_.rendering_ += node.text;
    check_text_size(evaluator_.rendering_->size());
  }
  return {};
}

Value Evaluation::operator()(const lang::RenderExpression& node) {
  const Value value = evaluate(*node.expression);
  if (evaluator_.rendering_ == nullptr) {
    return {};
  }
  const auto* secret = value.as<Sensitive>();
  evaluator_.rendered_secret_ = evaluator_.rendered_secret_ || secret != nullptr;
  append_text(*evaluator_.rendering_, secret == nullptr ? value : secret->unwrap());
  check_text_size(evaluator_.rendering_->size());
  return {};
}

}  // namespace volley::runtime
