#include "lang/literal_notation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace volley::lang {

std::string notation_of(double value) {
  const double magnitude = std::fabs(value);
  if (magnitude >= 1e15 && magnitude < 1e16) {
    // Sixteen digits before the point: from here on with an exponent.
    std::string digits = fmt::format("{}", magnitude);
    std::erase(digits, '.');
    digits.resize(std::max<std::size_t>(2, digits.find_last_not_of('0') + 1));
    return fmt::format("{}{}.{}e+15", value < 0 ? "-" : "", digits[0], digits.substr(1));
  }
  std::string text = fmt::format("{}", value);
  if (text.find('.') == std::string::npos) {
    const auto exponent = text.find('e');
    text.insert(exponent == std::string::npos ? text.size() : exponent, ".0");
  }
  return text;
}

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char byte : text) {
    switch (byte) {
      case '\t': out += "\\t"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      default:
        if (static_cast<unsigned char>(byte) < 0x20) {
          fmt::format_to(std::back_inserter(out), "\\o{:03o}", static_cast<unsigned>(byte));
        } else {
          out += byte;
        }
    }
  }
  out += '"';
}

}  // namespace volley::lang
