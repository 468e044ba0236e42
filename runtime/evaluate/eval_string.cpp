#include "lang/parser.hpp"
#include "runtime/evaluate/evaluation.hpp"
#include "runtime/value/regexp.hpp"
#include "runtime/value/sensitive.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {

namespace {

// Shorter ones are copied as quickly.
constexpr std::size_t kLongText = 64;

// The end of a text that all interpolations of an evaluator share: each adds its own behind those that are being put
// together around it, and takes it away again.
class OwnPart {
 public:
  explicit OwnPart(std::string& shared) : shared_(shared), start_(shared.size()) {}
  OwnPart(const OwnPart&) = delete;
  OwnPart& operator=(const OwnPart&) = delete;
  ~OwnPart() {
    constexpr std::size_t kKept = 64UL << 10U;
    shared_.resize(start_);
    if (start_ == 0 && shared_.capacity() > kKept) {
      shared_ = std::string();
    }
  }
  [[nodiscard]] std::size_t size() const { return shared_.size() - start_; }
  [[nodiscard]] std::string_view text() const { return std::string_view(shared_).substr(start_); }
  [[nodiscard]] std::string& end() { return shared_; }

 private:
  std::string& shared_;
  std::size_t start_;
};

}  // namespace

Value Evaluation::operator()(const lang::InterpolatedString& node) {
  OwnPart added(evaluator_.interpolated_);
  Value first;  // a long text that only grows at its end
  std::size_t size = 0;
  for (const lang::Node* part : node.parts) {
    if (part->kind == lang::NodeKind::LiteralString) {
      added.end() += static_cast<const lang::LiteralString&>(*part).value;
    } else if (Value value = evaluate(*part);
               size == 0 && value.is_string() && value.as_string().size() >= kLongText && value.unique()) {
      first = std::move(value);
    } else {
      append_text(added.end(), value);
    }
    size = added.size() + (first.is_undef() ? 0 : first.as_string().size());
    check_text_size(size);
  }
  return first.is_undef() ? Value(added.text()) : std::move(first).with_text(added.text());
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
