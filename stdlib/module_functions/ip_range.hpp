// An IPv4 or IPv6 address, or all addresses that share its first bits.
//
//   const IpRange net = IpRange::parse("10.0.0.0/8");      // also "10.0.0.0/255.0.0.0", "fe80::/64", "[::1]"
//   net.contains(IpRange::parse("10.1.2.3"));              // true
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace volley::stdlib {

class IpRange {
 public:
  // Throws EvaluationError for what is no address or has an impossible prefix.
  [[nodiscard]] static IpRange parse(std::string_view text);

  [[nodiscard]] bool is_version_6() const { return version_6_; }
  // False for two of different versions.
  [[nodiscard]] bool contains(const IpRange& other) const;
  // The first address, in the short form.
  [[nodiscard]] std::string to_string() const;

 private:
  static IpRange parse_address(std::string_view text);
  void apply_prefix(std::string_view prefix);
  void mask(std::size_t prefix);
  [[nodiscard]] std::size_t bits() const { return version_6_ ? 128 : 32; }

  bool version_6_ = false;
  std::array<unsigned char, 16> bytes_{};  // the first four for version 4
  std::size_t prefix_ = 32;
  std::string zone_;  // "%eth0"
};

}  // namespace volley::stdlib
