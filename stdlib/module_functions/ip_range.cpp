#include "stdlib/module_functions/ip_range.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>
#include <vector>

#include "runtime/evaluate/error.hpp"

namespace volley::stdlib {
namespace {

using runtime::EvaluationError;

[[noreturn]] void refuse_address() { throw EvaluationError("invalid address: "); }

std::optional<std::size_t> whole_number(std::string_view text) {
  std::size_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool digits = !text.empty() && read.ptr == text.data() + text.size();
  return digits ? std::optional(read.ec == std::errc() ? number : 1000) : std::nullopt;
}

// The bytes as one large number.
std::string decimal(std::span<const unsigned char> bytes) {
  std::vector<unsigned char> rest(bytes.begin(), bytes.end());
  std::string digits;
  while (std::any_of(rest.begin(), rest.end(), [](unsigned char byte) { return byte != 0; })) {
    unsigned remainder = 0;
    for (unsigned char& byte : rest) {
      const unsigned value = remainder * 256 + byte;
      byte = static_cast<unsigned char>(value / 10);
      remainder = value % 10;
    }
    digits += static_cast<char>('0' + remainder);
  }
  std::reverse(digits.begin(), digits.end());
  return digits.empty() ? "0" : digits;
}

// How many bits are set from the left; empty when set bits follow on a cleared one.
std::optional<std::size_t> mask_length(const std::array<unsigned char, 16>& bytes, std::size_t bits) {
  std::size_t length = 0;
  bool ended = false;
  for (std::size_t bit = 0; bit < bits; ++bit) {
    const bool set = (bytes[bit / 8] >> (7 - bit % 8) & 1) != 0;
    if (set && ended) {
      return std::nullopt;
    }
    ended = ended || !set;
    length += set ? 1 : 0;
  }
  return length;
}

}  // namespace

IpRange IpRange::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  std::string_view address = text.substr(0, slash);
  if (address.starts_with('[') && address.ends_with(']')) {
    address = address.substr(1, address.size() - 2);
  }
  IpRange range = parse_address(address);
  if (slash != std::string_view::npos) {
    range.apply_prefix(text.substr(slash + 1));
  }
  return range;
}

IpRange IpRange::parse_address(std::string_view text) {
  IpRange range;
  const std::size_t percent = text.find('%');
  const std::string plain(text.substr(0, percent));
  if (inet_pton(AF_INET, plain.c_str(), range.bytes_.data()) == 1 && percent == std::string_view::npos) {
    return range;
  }
  if (inet_pton(AF_INET6, plain.c_str(), range.bytes_.data()) != 1 || plain.size() + 1 == text.size()) {
    refuse_address();
  }
  range.version_6_ = true;
  range.prefix_ = 128;
  range.zone_ = percent == std::string_view::npos ? std::string_view() : text.substr(percent);
  return range;
}

void IpRange::apply_prefix(std::string_view prefix) {
  if (const auto length = whole_number(prefix)) {
    if (*length > bits()) {
      throw EvaluationError("invalid length: " + decimal(std::span(bytes_).first(bits() / 8)));
    }
    mask(*length);
    return;
  }
  const IpRange other = parse_address(prefix);
  if (other.version_6_ != version_6_) {
    throw EvaluationError("address family is not same: " + decimal(std::span(bytes_).first(bits() / 8)));
  }
  const auto length = mask_length(other.bytes_, bits());
  if (!length) {
    throw EvaluationError("invalid mask " + std::string(prefix) + ": " + decimal(std::span(bytes_).first(bits() / 8)));
  }
  mask(*length);
}

void IpRange::mask(std::size_t prefix) {
  prefix_ = prefix;
  for (std::size_t bit = prefix; bit < bits(); ++bit) {
    bytes_[bit / 8] = static_cast<unsigned char>(bytes_[bit / 8] & ~(0x80U >> (bit % 8)));
  }
}

bool IpRange::contains(const IpRange& other) const {
  if (version_6_ != other.version_6_ || prefix_ > other.prefix_) {
    return false;
  }
  IpRange shortened = other;
  shortened.mask(prefix_);
  return shortened.bytes_ == bytes_;
}

std::string IpRange::to_string() const {
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(version_6_ ? AF_INET6 : AF_INET, bytes_.data(), text.data(), text.size());
  return text.data() + zone_;
}

}  // namespace volley::stdlib
