#include "runtime/project/uri.hpp"

#include <charconv>

#include "runtime/evaluate/error.hpp"

namespace volley::runtime {
namespace {

[[noreturn]] void refuse(std::string_view text) {
  throw PlanError("bolt.inventory/validation-error", "Could not parse target URI: " + std::string(text));
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

void read_port(std::string_view digits, std::string_view whole, TargetUri& uri) {
  if (digits.empty()) {
    return;
  }
  int port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (error != std::errc() || end != digits.data() + digits.size() || port < 0 || port > 65535) {
    refuse(whole);
  }
  uri.port = port;
}

void read_address(std::string_view rest, std::string_view whole, TargetUri& uri) {
  if (rest.starts_with('[')) {
    const std::size_t close = rest.find(']');
    if (close == std::string_view::npos) {
      refuse(whole);
    }
    uri.host = std::string(rest.substr(1, close - 1));
    const std::string_view tail = rest.substr(close + 1);
    if (!tail.empty() && tail[0] != ':') {
      refuse(whole);
    }
    read_port(tail.empty() ? tail : tail.substr(1), whole, uri);
    return;
  }
  const std::size_t colon = rest.rfind(':');
  // Several colons without brackets: an IPv6 address on its own.
  if (colon == std::string_view::npos || rest.find(':') != colon) {
    uri.host = std::string(rest);
    return;
  }
  uri.host = std::string(rest.substr(0, colon));
  read_port(rest.substr(colon + 1), whole, uri);
}

}  // namespace

TargetUri parse_target_uri(std::string_view text) {
  if (text.empty() || text.find_first_of(" \t\r\n") != std::string_view::npos) {
    refuse(text);
  }
  TargetUri uri;
  std::string_view rest = text;
  std::string prefix;
  if (const std::size_t mark = text.find("://"); mark != std::string_view::npos) {
    uri.scheme = std::string(text.substr(0, mark));
    prefix = std::string(text.substr(0, mark + 3));
    rest = text.substr(mark + 3);
  }
  rest = rest.substr(0, rest.find('/'));
  const std::string_view tail = text.substr(prefix.size() + rest.size());
  std::string user_text;
  if (const std::size_t at = rest.rfind('@'); at != std::string_view::npos) {
    const std::string_view login = rest.substr(0, at);
    rest = rest.substr(at + 1);
    const std::size_t colon = login.find(':');
    user_text = std::string(login.substr(0, colon)) + "@";
    uri.user = percent_decoded(login.substr(0, colon));
    if (colon != std::string_view::npos) {
      uri.password = percent_decoded(login.substr(colon + 1));
    }
  }
  uri.safe = prefix + user_text + std::string(rest) + std::string(tail);
  read_address(rest, text, uri);
  if (uri.host && uri.host->empty()) {
    uri.host.reset();
  }
  return uri;
}

}  // namespace volley::runtime
