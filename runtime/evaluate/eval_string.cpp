#include "lang/parser.hpp"
#include "runtime/evaluate/evaluation.hpp"
#include "runtime/value/regexp.hpp"
#include "runtime/value/sensitive.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {

namespace {

// What the parts will take, if their values are as short as most.
std::size_t expected_size(lang::NodeList parts) {
  constexpr std::size_t kValue = 8;
  std::size_t size = 0;
  for (const lang::Node* part : parts) {
    const bool written = part->kind == lang::NodeKind::LiteralString;
    size += written ? static_cast<const lang::LiteralString&>(*part).value.size() : kValue;
  }
  return size;
}

}  // namespace

Value Evaluation::operator()(const lang::InterpolatedString& node) {
  std::string text;
  const std::size_t expected = expected_size(node.parts);
  for (const lang::Node* part : node.parts) {
    if (part->kind == lang::NodeKind::LiteralString) {
      text.reserve(expected);
      text += static_cast<const lang::LiteralString&>(*part).value;
    } else if (Value value = evaluate(*part); value.is_string() && text.empty()) {
      // A text that grows at its end is not copied each time.
      const std::size_t size = value.as_string().size();
      if (value.unique()) {
        text = std::move(value).take_text();
        text.reserve(size + expected);
      } else {
        text.reserve(size + expected);
        text += value.as_string();
      }
    } else {
      text.reserve(expected);
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
