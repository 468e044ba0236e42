#include "lang/json_syntax.hpp"

#include <fmt/format.h>

namespace volley::lang {
namespace {

constexpr int maximal_nesting = 100;

// Where the reference implementation raises its errors; its messages begin with these numbers.
constexpr int in_document = 859;
constexpr int in_array = 451;
constexpr int at_nan = 225;
constexpr int at_infinity = 232;
constexpr int at_negative_infinity = 249;

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
bool is_hexadecimal(char byte) { return is_digit(byte) || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'f'); }

// An object that is wrong anywhere is no value at all, so that what stands around it complains; an array complains
// itself, about the element.
class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text) {}

  std::optional<std::string> problem() {
    skip_blanks();
    if (!value(0)) {
      complain(in_document, at_);
    }
    skip_blanks();
    if (!problem_ && at_ < text_.size()) {
      complain(in_document, at_);
    }
    return problem_;
  }

 private:
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(std::string_view word) {
    const bool found = text_.substr(at_).starts_with(word);
    at_ += found ? word.size() : 0;
    return found;
  }

  // The first complaint counts.
  void complain(int line, std::size_t at) {
    if (!problem_) {
      problem_ = fmt::format("{}: unexpected token at '{}'", line, text_.substr(at));
    }
  }

  void skip_blanks() {
    for (;;) {
      while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) {
        ++at_;
      }
      const bool line = text_.substr(at_, 2) == "//";
      if (!line && text_.substr(at_, 2) != "/*") {
        return;
      }
      const std::string_view end = line ? "\n" : "*/";
      const std::size_t found = text_.find(end, at_ + 2);
      at_ = found == std::string_view::npos ? text_.size() : found + end.size();
    }
  }

  // False: there is no value here; `at_` stands where one was expected.
  bool value(int depth) {
    const std::size_t begin = at_;
    if (take("NaN")) {
      complain(at_nan, begin);
    } else if (take("Infinity")) {
      complain(at_infinity, begin == 0 ? text_.size() : begin - 1);
    } else if (take("-Infinity")) {
      complain(at_negative_infinity, begin);
    }
    if (problem_) {
      return true;
    }
    bool found = false;
    switch (peek()) {
      case '"': found = string(); break;
      case '[': found = array(depth + 1); break;
      case '{': found = object(depth + 1); break;
      default: found = take("null") || take("true") || take("false") || number();
    }
    at_ = found ? at_ : begin;
    return found;
  }

  bool too_deep(int depth) {
    if (depth > maximal_nesting && !problem_) {
      problem_ = fmt::format("nesting of {} is too deep", depth);
    }
    return depth > maximal_nesting;
  }

  bool array(int depth) {
    if (too_deep(depth)) {
      return true;
    }
    ++at_;
    skip_blanks();
    if (take("]")) {
      return true;
    }
    for (;;) {
      if (!value(depth)) {
        complain(in_array, at_);
      }
      skip_blanks();
      if (problem_ || take("]")) {
        return true;
      }
      if (!take(",")) {
        complain(in_array, at_);
        return true;
      }
      skip_blanks();
    }
  }

  bool object(int depth) {
    if (too_deep(depth)) {
      return true;
    }
    ++at_;
    skip_blanks();
    if (take("}")) {
      return true;
    }
    for (;;) {
      if (peek() != '"' || !string()) {
        return false;
      }
      skip_blanks();
      if (!take(":")) {
        return false;
      }
      skip_blanks();
      if (!value(depth)) {
        return false;
      }
      skip_blanks();
      if (problem_ || take("}")) {
        return true;
      }
      if (!take(",")) {
        return false;
      }
      skip_blanks();
    }
  }

  bool string() {
    for (++at_; at_ < text_.size(); ++at_) {
      const auto byte = static_cast<unsigned char>(text_[at_]);
      if (byte == '"') {
        ++at_;
        return true;
      }
      if (byte < 0x20) {
        return false;
      }
      if (byte == '\\' && !escape()) {
        return false;
      }
    }
    return false;
  }

  bool escape() {
    ++at_;
    if (peek() != 'u') {
      return static_cast<unsigned char>(peek()) >= 0x20;
    }
    for (int digit = 0; digit < 4; ++digit) {
      ++at_;
      if (!is_hexadecimal(peek())) {
        return false;
      }
    }
    return true;
  }

  std::size_t digits(std::size_t from) const {
    while (from < text_.size() && is_digit(text_[from])) {
      ++from;
    }
    return from;
  }
  [[nodiscard]] char byte_at(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }

  // A number that does not go on as it should ends after its whole part.
  bool number() {
    const std::size_t first = at_ + (peek() == '-' ? 1 : 0);
    const std::size_t whole = byte_at(first) == '0' ? first + 1 : digits(first);
    if (whole == first || is_digit(byte_at(whole))) {
      return false;
    }
    const std::size_t real = real_end(whole);
    const char next = byte_at(real);
    const bool goes_on = is_digit(next) || next == 'e' || next == 'E' || next == '.' || next == '-';
    at_ = real > whole && !goes_on ? real : whole;
    return true;
  }

  [[nodiscard]] std::size_t real_end(std::size_t whole) const {
    std::size_t end = whole;
    if (byte_at(whole) == '.' && is_digit(byte_at(whole + 1))) {
      end = digits(whole + 1);
    }
    if (byte_at(end) == 'e' || byte_at(end) == 'E') {
      const std::size_t sign = byte_at(end + 1) == '+' || byte_at(end + 1) == '-' ? 1 : 0;
      const std::size_t first = end + 1 + sign;
      end = is_digit(byte_at(first)) ? digits(first) : end;
    }
    return end;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::optional<std::string> problem_;
};

}  // namespace

std::optional<std::string> json_problem(std::string_view text) { return JsonReader(text).problem(); }

}  // namespace volley::lang
