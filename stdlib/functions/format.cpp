#include "stdlib/functions/format.hpp"

#include "runtime/evaluate/error.hpp"
#include "runtime/value/hash.hpp"
#include "stdlib/functions/format_directive.hpp"
#include "stdlib/functions/native_text.hpp"

namespace volley::stdlib {
namespace {

using runtime::EvaluationError;
using runtime::Value;

class Formatter {
 public:
  Formatter(std::string_view format, std::span<const Value> arguments) : format_(format), arguments_(arguments) {}

  std::string run() {
    while (at_ < format_.size()) {
      if (format_[at_] != '%') {
        out_ += format_[at_++];
        continue;
      }
      ++at_;
      read_directive();
      runtime::check_text_size(out_.size());
    }
    return std::move(out_);
  }

 private:
  void read_directive() {
    directive_ = {};
    chosen_ = nullptr;
    while (at_ < format_.size()) {
      const char code = format_[at_++];
      if (!read_modifier(code)) {
        write(code);
        return;
      }
      if (code == '{') {
        write_text(out_, directive_, native_text(*chosen_));
        return;
      }
    }
    throw EvaluationError("incomplete format specifier; use %% (double %) instead");
  }

  // Whether `code` only changes how the value will be written.
  bool read_modifier(char code) {
    switch (code) {
      case ' ': directive_.blank = true; return true;
      case '#': directive_.alternate = true; return true;
      case '+': directive_.plus = true; return true;
      case '-': directive_.left = true; return true;
      case '0': directive_.zeros = true; return true;
      case '*': read_starred_width(); return true;
      case '.': read_precision(); return true;
      case '<': chosen_ = &named('>'); return true;
      case '{': chosen_ = &named('}'); return true;
      default: break;
    }
    if (code < '1' || code > '9') {
      return false;
    }
    --at_;
    const std::size_t number = read_number();
    if (at_ < format_.size() && format_[at_] == '$') {
      ++at_;
      chosen_ = &numbered(number);
    } else {
      directive_.width = number;
    }
    return true;
  }

  std::size_t read_number() {
    std::size_t number = 0;
    while (at_ < format_.size() && format_[at_] >= '0' && format_[at_] <= '9') {
      number = number * 10 + static_cast<std::size_t>(format_[at_++] - '0');
      if (number > kMaximumFormatWidth) {
        throw EvaluationError("width too big");
      }
    }
    return number;
  }

  // The argument that a '*' stands for.
  std::int64_t starred() {
    const std::size_t begin = at_;
    const std::size_t number = read_number();
    const bool by_number = at_ > begin && at_ < format_.size() && format_[at_] == '$';
    at_ = by_number ? at_ + 1 : begin;
    const Value& value = by_number ? numbered(number) : next();
    const auto limit = static_cast<std::int64_t>(kMaximumFormatWidth);
    if (!value.is_integer() || value.as_integer() > limit || value.as_integer() < -limit) {
      throw EvaluationError("width too big");
    }
    return value.as_integer();
  }

  void read_starred_width() {
    const std::int64_t width = starred();
    directive_.left = directive_.left || width < 0;
    directive_.width = static_cast<std::size_t>(width < 0 ? -width : width);
  }

  void read_precision() {
    if (at_ >= format_.size() || format_[at_] != '*') {
      directive_.precision = read_number();
      return;
    }
    ++at_;
    const std::int64_t precision = starred();
    if (precision >= 0) {
      directive_.precision = static_cast<std::size_t>(precision);
    }
  }

  const Value& next() {
    if (position_ >= arguments_.size()) {
      throw EvaluationError("too few arguments");
    }
    return arguments_[position_++];
  }

  const Value& numbered(std::size_t number) {
    if (number == 0 || number > arguments_.size()) {
      throw EvaluationError("too few arguments");
    }
    return arguments_[number - 1];
  }

  const Value& named(char closing) {
    const std::size_t end = format_.find(closing, at_);
    if (end == std::string_view::npos) {
      throw EvaluationError("malformed name - unmatched parenthesis");
    }
    const std::string_view name = format_.substr(at_, end - at_);
    const std::string shown(format_.substr(at_ - 1, end - at_ + 2));
    at_ = end + 1;
    if (arguments_.size() != 1 || !arguments_[0].is_hash()) {
      throw EvaluationError("one hash required");
    }
    const Value* value = arguments_[0].as_hash().find(name);
    if (value == nullptr) {
      throw EvaluationError("key" + shown + " not found");
    }
    return *value;
  }

  void write(char conversion) {
    switch (conversion) {
      case '%': out_ += '%'; return;
      case '\n':
      case '\0':
        out_ += '%';
        out_ += conversion;
        return;
      case 's': write_text(out_, directive_, native_text(value())); return;
      case 'p': write_text(out_, directive_, native_inspect(value())); return;
      case 'c': write_character(out_, directive_, value()); return;
      default: break;
    }
    if (std::string_view("diuxXobB").find(conversion) != std::string_view::npos) {
      write_integer(out_, directive_, conversion, value());
    } else if (std::string_view("feEgGaA").find(conversion) != std::string_view::npos) {
      write_float(out_, directive_, conversion, value());
    } else {
      throw EvaluationError(std::string("malformed format string - %") + conversion);
    }
  }

  const Value& value() { return chosen_ != nullptr ? *chosen_ : next(); }

  std::string_view format_;
  std::span<const Value> arguments_;
  std::string out_;
  std::size_t at_ = 0;
  std::size_t position_ = 0;
  FormatDirective directive_;
  const Value* chosen_ = nullptr;  // by name or number; otherwise the next argument
};

}  // namespace

std::string format_text(std::string_view format, std::span<const Value> arguments) {
  return Formatter(format, arguments).run();
}

}  // namespace volley::stdlib
