#include <algorithm>
#include <array>
#include <charconv>

#include "lang/parser.hpp"
#include "runtime/evaluate/evaluation.hpp"
#include "runtime/value/regexp.hpp"
#include "runtime/value/sensitive.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {

namespace {

// Shorter ones are copied as quickly.
constexpr std::size_t kLongText = 64;

// A text in the making: on the stack as long as it is short.
class ShortText {
 public:
  void add(std::string_view piece) {
    if (long_.empty() && piece.size() <= short_.size() - size_) {
      std::copy(piece.begin(), piece.end(), short_.begin() + size_);
    } else {
      if (long_.empty()) {
        long_.reserve(2 * (size_ + piece.size()));
        long_.append(short_.data(), size_);
      }
      long_.append(piece);
    }
    size_ += piece.size();
  }
  void add(std::int64_t number) {
    std::array<char, 20> digits;
    const auto written = std::to_chars(digits.begin(), digits.end(), number);
    add(std::string_view(digits.begin(), written.ptr));
  }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::string_view text() const { return {long_.empty() ? short_.data() : long_.data(), size_}; }

 private:
  std::array<char, 128> short_;
  std::string long_;
  std::size_t size_ = 0;
};

void add_value(ShortText& text, const Value& value) {
  switch (value.kind()) {
    case Value::Kind::String: text.add(value.as_string()); break;
    case Value::Kind::Integer: text.add(value.as_plain_integer()); break;
    default: text.add(to_text(value));
  }
}

}  // namespace

Value Evaluation::operator()(const lang::InterpolatedString& node) {
  ShortText added;
  Value first;  // a long text that only grows at its end
  std::size_t size = 0;
  for (const lang::Node* part : node.parts) {
    if (part->kind == lang::NodeKind::LiteralString) {
      added.add(static_cast<const lang::LiteralString&>(*part).value);
    } else if (Value value = evaluate(*part);
               size == 0 && value.is_string() && value.as_string().size() >= kLongText && value.unique()) {
      first = std::move(value);
    } else {
      add_value(added, value);
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
