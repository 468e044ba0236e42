#include "runtime/value/uri.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <vector>

namespace volley::runtime {
namespace {

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kMarks = "-._~:/?#[]@!$&'()*+,;=%";

struct SchemePort {
  std::string_view scheme;
  std::int64_t port;
};
constexpr std::array kUsualPorts = {SchemePort{"http", 80},  SchemePort{"https", 443}, SchemePort{"ftp", 21},
                                    SchemePort{"ldap", 389}, SchemePort{"ldaps", 636}, SchemePort{"ws", 80},
                                    SchemePort{"wss", 443}};

bool is_in(char byte, std::string_view set) { return set.find(byte) != std::string_view::npos; }
bool is_hexadecimal(char byte) { return is_in(byte, "0123456789abcdefABCDEF"); }

std::string lower(std::string text) {
  for (char& byte : text) {
    byte = byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte;
  }
  return text;
}

bool has_only_uri_bytes(const std::string& text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_in(text[at], kLetters) && !is_in(text[at], kDigits) && !is_in(text[at], kMarks)) {
      return false;
    }
    if (text[at] == '%' && (at + 2 >= text.size() || !is_hexadecimal(text[at + 1]) || !is_hexadecimal(text[at + 2]))) {
      return false;
    }
  }
  return true;
}

bool is_scheme(std::string_view text) {
  return !text.empty() && is_in(text[0], kLetters) && std::ranges::all_of(text, [](char byte) {
    return is_in(byte, kLetters) || is_in(byte, kDigits) || is_in(byte, "+-.");
  });
}

[[noreturn]] void fail(const std::string& text) { throw UriError("bad URI(is not URI?): \"" + text + "\""); }

// Cuts what follows `mark` off the end.
UriParts::Part take_after(std::string_view& rest, char mark) {
  const std::size_t at = rest.find(mark);
  if (at == std::string_view::npos) {
    return std::nullopt;
  }
  std::string part(rest.substr(at + 1));
  rest = rest.substr(0, at);
  return part;
}

void read_authority(UriParts& parts, std::string_view authority, const std::string& whole) {
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
    parts.userinfo = authority.substr(0, at);
    authority.remove_prefix(at + 1);
  }
  const std::size_t bracket = authority.find(']');
  const std::size_t colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
  parts.host = authority.substr(0, colon);
  if (colon == std::string_view::npos || colon + 1 == authority.size()) {
    return;
  }
  const std::string_view digits = authority.substr(colon + 1);
  std::int64_t port = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (read.ec != std::errc() || read.ptr != digits.data() + digits.size() || port < 0) {
    fail(whole);
  }
  parts.port = port;
}

// "a/./b/../c" as "a/c".
std::string without_dots(const std::string& path) {
  std::vector<std::string> kept;
  std::string_view rest = path;
  bool ends_open = false;
  if (rest.starts_with('/')) {
    rest.remove_prefix(1);
  }
  while (true) {
    const std::size_t end = std::min(rest.find('/'), rest.size());
    const std::string_view part = rest.substr(0, end);
    ends_open = part == "." || part == "..";
    if (part == ".." && !kept.empty()) {
      kept.pop_back();
    } else if (!ends_open) {
      kept.emplace_back(part);
    }
    if (end == rest.size()) {
      break;
    }
    rest.remove_prefix(end + 1);
  }
  std::string out;
  for (const std::string& part : kept) {
    out += "/" + part;
  }
  return ends_open || out.empty() ? out + "/" : out;
}

std::optional<Value> optional_text(const UriParts::Part& part) { return part ? Value(*part) : Value(); }

}  // namespace

std::optional<std::int64_t> UriParts::usual_port() const {
  const auto found = std::ranges::find(kUsualPorts, std::string_view(scheme ? *scheme : ""), &SchemePort::scheme);
  return found == kUsualPorts.end() ? std::nullopt : std::optional(found->port);
}

UriParts UriParts::parse(const std::string& text) {
  UriParts parts;
  if (!has_only_uri_bytes(text)) {
    fail(text);
  }
  std::string_view rest = text;
  parts.fragment = take_after(rest, '#');
  const std::size_t colon = rest.find(':');
  if (colon < rest.find_first_of("/?") && colon != std::string_view::npos) {
    if (!is_scheme(rest.substr(0, colon))) {
      fail(text);
    }
    parts.scheme = lower(std::string(rest.substr(0, colon)));
    rest.remove_prefix(colon + 1);
    parts.port = parts.usual_port();
    if (!rest.starts_with('/') && !rest.empty()) {
      parts.opaque = rest;
      return parts;
    }
  }
  parts.query = take_after(rest, '?');
  if (rest.starts_with("//")) {
    rest.remove_prefix(2);
    const std::size_t end = std::min(rest.find('/'), rest.size());
    read_authority(parts, rest.substr(0, end), text);
    rest.remove_prefix(end);
  }
  // The path of an FTP address begins after the slash.
  parts.path = rest.substr(parts.scheme == "ftp" && rest.starts_with('/') ? 1 : 0);
  return parts;
}

UriParts UriParts::resolved(const UriParts& reference) const {
  if (reference.scheme) {
    return reference;
  }
  UriParts result = reference;
  result.scheme = scheme;
  if (reference.host) {
    result.port = reference.port ? reference.port : result.usual_port();
    return result;
  }
  result.userinfo = userinfo;
  result.host = host;
  result.port = port;
  const std::string& own = path ? *path : std::string();
  const std::string given = reference.path.value_or("");
  if (given.empty()) {
    result.path = own;
    result.query = reference.query ? reference.query : query;
  } else if (given.starts_with('/')) {
    result.path = without_dots(given);
  } else {
    const std::size_t slash = own.rfind('/');
    result.path = without_dots((slash == std::string::npos ? "/" : own.substr(0, slash + 1)) + given);
  }
  return result;
}

std::string UriParts::to_string() const {
  std::string out = scheme ? *scheme + ":" : "";
  if (opaque) {
    out += *opaque;
  } else {
    if (host) {
      out += "//" + (userinfo ? *userinfo + "@" : "") + *host;
      out += port && port != usual_port() ? ":" + std::to_string(*port) : "";
    }
    const std::string shown = path.value_or("");
    out += (host && !shown.empty() && !shown.starts_with('/') ? "/" : "") + shown;
    out += query ? "?" + *query : "";
  }
  return out + (fragment ? "#" + *fragment : "");
}

Hash Uri::known_parts() const {
  Hash known;
  const auto add = [&known](const char* name, const UriParts::Part& part, bool even_empty) {
    if (part && (even_empty || !part->empty())) {
      known.set(Value(name), Value(*part));
    }
  };
  add("scheme", parts_.scheme, true);
  add("userinfo", parts_.userinfo, true);
  add("host", parts_.host ? UriParts::Part(lower(*parts_.host)) : std::nullopt, false);
  const bool web = (parts_.scheme == "http" && parts_.port == 80) || (parts_.scheme == "https" && parts_.port == 443);
  if (parts_.port && !web) {
    known.set(Value("port"), Value(std::to_string(*parts_.port)));
  }
  add("path", parts_.path, false);
  add("query", parts_.query, true);
  add("fragment", parts_.fragment, true);
  add("opaque", parts_.opaque, true);
  return known;
}

bool Uri::equals(const Object& other) const {
  const auto* uri = dynamic_cast<const Uri*>(&other);
  return uri != nullptr && to_string() == uri->to_string();
}

std::size_t Uri::hash_code() const { return std::hash<std::string>{}(to_string()) ^ 0x421; }

std::optional<Value> Uri::attribute(std::string_view name) const {
  if (name == "port") {
    return parts_.port ? Value(*parts_.port) : Value();
  }
  const std::pair<std::string_view, const UriParts::Part*> texts[] = {
      {"scheme", &parts_.scheme}, {"userinfo", &parts_.userinfo}, {"host", &parts_.host},        {"path", &parts_.path},
      {"query", &parts_.query},   {"opaque", &parts_.opaque},     {"fragment", &parts_.fragment}};
  for (const auto& [known, part] : texts) {
    if (known == name) {
      return optional_text(*part);
    }
  }
  return std::nullopt;
}

}  // namespace volley::runtime
