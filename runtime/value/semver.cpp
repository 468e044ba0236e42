#include "runtime/value/semver.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <limits>

namespace volley::runtime {
namespace {

constexpr auto kInfinite = std::numeric_limits<std::uint64_t>::max();

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
bool is_number(const std::string& text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

bool is_identifier_byte(char byte) {
  return is_digit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '-';
}

// Dots between parts that are not empty.
bool are_identifiers(std::string_view text) {
  bool inside = false;
  for (const char byte : text) {
    if (byte == '.' ? !inside : !is_identifier_byte(byte)) {
      return false;
    }
    inside = byte != '.';
  }
  return inside;
}

// Takes a number without leading zeroes from the front.
std::optional<std::string_view> take_number(std::string_view& rest) {
  std::size_t length = 0;
  while (length < rest.size() && is_digit(rest[length])) {
    ++length;
  }
  if (length == 0 || (length > 1 && rest[0] == '0')) {
    return std::nullopt;
  }
  const std::string_view digits = rest.substr(0, length);
  rest.remove_prefix(length);
  return digits;
}

int order(int difference) { return difference < 0 ? -1 : (difference > 0 ? 1 : 0); }

int compare_numbers(std::uint64_t a, std::uint64_t b) { return a < b ? -1 : (a > b ? 1 : 0); }

int compare_identifiers(const std::string& a, const std::string& b) {
  const bool numbers = is_number(a) && is_number(b);
  if (numbers && a.size() != b.size()) {
    return a.size() < b.size() ? -1 : 1;
  }
  if (is_number(a) != is_number(b)) {
    return is_number(a) ? -1 : 1;
  }
  return order(a.compare(b));
}

int compare_prereleases(const Version& a, const Version& b) {
  if (!a.prerelease || !b.prerelease) {
    return a.prerelease ? -1 : (b.prerelease ? 1 : 0);
  }
  const std::size_t shared = std::min(a.prerelease->size(), b.prerelease->size());
  for (std::size_t at = 0; at < shared; ++at) {
    if (const int difference = compare_identifiers((*a.prerelease)[at], (*b.prerelease)[at]); difference != 0) {
      return difference;
    }
  }
  return compare_numbers(a.prerelease->size(), b.prerelease->size());
}

std::string joined(const Version::Identifiers& identifiers) {
  std::string out;
  for (std::size_t at = 0; at < identifiers.size(); ++at) {
    out += (at == 0 ? "" : ".") + identifiers[at];
  }
  return out;
}

}  // namespace

std::uint64_t Version::parse_number(std::string_view digits) {
  std::uint64_t number = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (read.ec != std::errc() || number >= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
    throw VersionError("The number " + std::string(digits) + " is too large for a version");
  }
  return number;
}

Version::Identifiers Version::parse_identifiers(std::string_view text, bool prerelease) {
  Identifiers identifiers;
  while (true) {
    const std::size_t end = std::min(text.find('.'), text.size());
    identifiers.emplace_back(text.substr(0, end));
    if (prerelease && is_number(identifiers.back()) && end > 1 && text[0] == '0') {
      throw VersionError("Numeric pre-release identifiers MUST NOT contain leading zeroes");
    }
    if (end == text.size()) {
      return identifiers;
    }
    text.remove_prefix(end + 1);
  }
}

std::optional<Version> Version::parse(std::string_view text) {
  Version version;
  std::string_view rest = text;
  for (std::uint64_t* part : {&version.major, &version.minor, &version.patch}) {
    if (part != &version.major) {
      if (!rest.starts_with('.')) {
        return std::nullopt;
      }
      rest.remove_prefix(1);
    }
    const std::optional<std::string_view> digits = take_number(rest);
    if (!digits) {
      return std::nullopt;
    }
    *part = parse_number(*digits);
  }
  const std::size_t plus = std::min(rest.find('+'), rest.size());
  const std::string_view prerelease = rest.substr(0, plus);
  if (!prerelease.empty()) {
    if (prerelease[0] != '-' || !are_identifiers(prerelease.substr(1))) {
      return std::nullopt;
    }
    version.prerelease = parse_identifiers(prerelease.substr(1), true);
  }
  if (plus < rest.size()) {
    if (!are_identifiers(rest.substr(plus + 1))) {
      return std::nullopt;
    }
    version.build = parse_identifiers(rest.substr(plus + 1), false);
  }
  return version;
}

Version Version::least() { return {0, 0, 0, Identifiers(), std::nullopt}; }

Version Version::greatest() { return {kInfinite, 0, 0, std::nullopt, std::nullopt}; }

bool Version::is_greatest() const { return major == kInfinite; }

int Version::compare(const Version& other) const {
  for (const auto part : {&Version::major, &Version::minor, &Version::patch}) {
    if (const int difference = compare_numbers(this->*part, other.*part); difference != 0) {
      return difference;
    }
  }
  return compare_prereleases(*this, other);
}

std::string Version::to_string() const {
  std::string out = is_greatest() ? "Infinity" : std::to_string(major);
  out += "." + std::to_string(minor) + "." + std::to_string(patch);
  out += prerelease ? "-" + joined(*prerelease) : "";
  return out + (build ? "+" + joined(*build) : "");
}

bool SemVer::equals(const Object& other) const {
  const auto* semver = dynamic_cast<const SemVer*>(&other);
  return semver != nullptr && version_ == semver->version_;
}

std::size_t SemVer::hash_code() const { return std::hash<std::string>{}(to_string()) ^ 0x5e3; }

}  // namespace volley::runtime
