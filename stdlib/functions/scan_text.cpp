// scanf: takes text apart by a format, as the C function of that name does.
#include <algorithm>
#include <charconv>
#include <optional>

#include "stdlib/functions/families.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::FunctionRecord;
using runtime::Value;
using runtime::Values;

constexpr std::string_view kBlanks = " \t\n\r\f\v";

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

struct Directive {
  bool skipped = false;  // read, but not part of the answer
  std::size_t width = std::string_view::npos;
  char letter = '\0';
  std::string_view set;  // between the brackets of %[...]
};

// Walks through format and text side by side.
class Scan {
 public:
  Scan(std::string_view text, std::string_view format) : text_(text), format_(format) {}

  // What was read before the first thing that did not fit.
  Values run() {
    Values values;
    while (!format_.empty()) {
      if (kBlanks.find(format_.front()) != std::string_view::npos) {
        format_.remove_prefix(1);
        skip_blanks();
      } else if (format_.front() != '%' || format_.starts_with("%%")) {
        format_.remove_prefix(format_.front() == '%' ? 1 : 0);
        if (!take_literal()) {
          return values;
        }
      } else {
        const Directive directive = read_directive();
        std::optional<Value> value = convert(directive);
        if (!value) {
          return values;
        }
        if (!directive.skipped) {
          values.push_back(std::move(*value));
        }
      }
    }
    return values;
  }

 private:
  void skip_blanks() { text_.remove_prefix(std::min(text_.size(), text_.find_first_not_of(kBlanks))); }

  bool take_literal() {
    const bool same = !text_.empty() && text_.front() == format_.front();
    format_.remove_prefix(1);
    text_.remove_prefix(same ? 1 : 0);
    return same;
  }

  Directive read_directive() {
    Directive directive;
    format_.remove_prefix(1);
    if (format_.starts_with('*')) {
      directive.skipped = true;
      format_.remove_prefix(1);
    }
    if (!format_.empty() && is_digit(format_.front())) {
      const auto read = std::from_chars(format_.data(), format_.data() + format_.size(), directive.width);
      format_.remove_prefix(static_cast<std::size_t>(read.ptr - format_.data()));
    }
    if (!format_.empty()) {
      directive.letter = format_.front();
      format_.remove_prefix(1);
    }
    if (directive.letter == '[') {
      const std::size_t first = format_.starts_with('^') ? 2 : 1;
      const std::size_t close = std::min(format_.size(), format_.find(']', first));
      directive.set = format_.substr(0, close);
      format_.remove_prefix(std::min(format_.size(), close + 1));
    }
    return directive;
  }

  // The longest start of the text that `fits` accepts byte by byte.
  template <typename Fits>
  std::string_view take_while(std::size_t most, Fits&& fits) {
    std::size_t length = 0;
    while (length < std::min(most, text_.size()) && fits(text_[length], length)) {
      ++length;
    }
    const std::string_view taken = text_.substr(0, length);
    text_.remove_prefix(length);
    return taken;
  }

  std::optional<Value> convert(const Directive& directive) {
    switch (directive.letter) {
      case 'c': {
        const std::size_t count = directive.width == std::string_view::npos ? 1 : directive.width;
        const std::string_view taken = take_while(count, [](char, std::size_t) { return true; });
        return taken.empty() ? std::nullopt : std::optional(Value(taken));
      }
      case 's': {
        skip_blanks();
        const auto is_solid = [](char byte, std::size_t) { return kBlanks.find(byte) == std::string_view::npos; };
        const std::string_view taken = take_while(directive.width, is_solid);
        return taken.empty() ? std::nullopt : std::optional(Value(taken));
      }
      case '[': return convert_set(directive);
      case 'd':
      case 'u': return convert_integer(directive.width, 10);
      case 'x':
      case 'X': return convert_integer(directive.width, 16);
      case 'o': return convert_integer(directive.width, 8);
      case 'i': return convert_integer(directive.width, 0);
      case 'f':
      case 'g':
      case 'e':
      case 'a':
      case 'F':
      case 'G':
      case 'E': return convert_float(directive.width);
      default: return std::nullopt;
    }
  }

  std::optional<Value> convert_set(const Directive& directive) {
    std::string_view set = directive.set;
    const bool negated = set.starts_with('^');
    set.remove_prefix(negated ? 1 : 0);
    const auto in_set = [&](char byte) {
      for (std::size_t at = 0; at < set.size(); ++at) {
        const bool range = at + 2 < set.size() && set[at + 1] == '-';
        if (range ? byte >= set[at] && byte <= set[at + 2] : byte == set[at]) {
          return true;
        }
        at += range ? 2 : 0;
      }
      return false;
    };
    const std::string_view taken =
        take_while(directive.width, [&](char byte, std::size_t) { return in_set(byte) != negated; });
    return taken.empty() ? std::nullopt : std::optional(Value(taken));
  }

  // Base 0: as the prefix says.
  std::optional<Value> convert_integer(std::size_t width, int base) {
    skip_blanks();
    const std::string_view field = text_.substr(0, width);
    std::size_t at = !field.empty() && (field[0] == '-' || field[0] == '+') ? 1 : 0;
    const bool hexadecimal =
        field.size() > at + 2 && field[at] == '0' && (field[at + 1] == 'x' || field[at + 1] == 'X');
    if (base == 0) {
      base = hexadecimal ? 16 : field.size() > at + 1 && field[at] == '0' && is_digit(field[at + 1]) ? 8 : 10;
    }
    at += base == 16 && hexadecimal ? 2 : 0;
    std::int64_t number = 0;
    const auto read = std::from_chars(field.data() + at, field.data() + field.size(), number, base);
    if (read.ec != std::errc() || read.ptr == field.data() + at || !is_digit_of(field, at)) {
      return std::nullopt;
    }
    text_.remove_prefix(static_cast<std::size_t>(read.ptr - field.data()));
    return Value(field[0] == '-' ? -number : number);
  }

  // A second sign is none.
  static bool is_digit_of(std::string_view field, std::size_t at) { return field[at] != '-' && field[at] != '+'; }

  std::optional<Value> convert_float(std::size_t width) {
    skip_blanks();
    std::string_view field = text_.substr(0, width);
    const bool plus = field.starts_with('+');
    field.remove_prefix(plus ? 1 : 0);
    double number = 0;
    const auto read = std::from_chars(field.data(), field.data() + field.size(), number);
    if (read.ec != std::errc() || read.ptr == field.data()) {
      return std::nullopt;
    }
    text_.remove_prefix(static_cast<std::size_t>(read.ptr - field.data()) + (plus ? 1 : 0));
    return Value(number);
  }

  std::string_view text_;
  std::string_view format_;
};

Value scanf(Call& call) {
  Value values(Scan(call.arguments[0].as_string(), call.arguments[1].as_string()).run());
  return call.block != nullptr ? call.yield(values) : values;
}

}  // namespace

Family scan_text() {
  static const FunctionRecord kTable[] = {
      {"scanf",
       {{"String data, String format, Optional[Callable] &block", "Any", scanf}},
       "The array of values that a text holds by a format (%d %f %s %c %x %o %i %[...]), or what the lambda makes of "
       "it."},
  };
  return kTable;
}

}  // namespace volley::stdlib
