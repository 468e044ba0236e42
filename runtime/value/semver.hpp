// A semantic version: SemVer('1.2.3-rc1+build').
//
//   if (const std::optional<Version> version = Version::parse("1.2.3")) use(version->to_string());
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "runtime/value/object.hpp"

namespace volley::runtime {

// The text is no version, and why.
class VersionError : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

struct Version {
  using Identifiers = std::vector<std::string>;
  std::uint64_t major = 0;
  std::uint64_t minor = 0;
  std::uint64_t patch = 0;
  // An empty list is before all others: what a range without a lower bound begins with.
  std::optional<Identifiers> prerelease;
  std::optional<Identifiers> build;

  // Nothing for text of another form; throws VersionError for numbers with leading zeroes in the prerelease.
  [[nodiscard]] static std::optional<Version> parse(std::string_view text);
  // "rc.1" as its identifiers.
  [[nodiscard]] static Identifiers parse_identifiers(std::string_view text, bool prerelease);
  // Throws VersionError for more than 64 bits.
  [[nodiscard]] static std::uint64_t parse_number(std::string_view digits);
  [[nodiscard]] static Version least();
  [[nodiscard]] static Version greatest();

  [[nodiscard]] bool is_stable() const { return !prerelease || prerelease->empty(); }
  [[nodiscard]] bool is_greatest() const;
  // -1, 0 or 1; builds have no order.
  [[nodiscard]] int compare(const Version& other) const;
  [[nodiscard]] std::string to_string() const;
  [[nodiscard]] bool operator==(const Version& other) const = default;
};

class SemVer final : public Object {
 public:
  explicit SemVer(Version version) : version_(std::move(version)) {}
  [[nodiscard]] const Version& version() const { return version_; }

  [[nodiscard]] std::string_view type_name() const override { return "SemVer"; }
  [[nodiscard]] std::string to_string() const override { return version_.to_string(); }
  [[nodiscard]] bool equals(const Object& other) const override;
  [[nodiscard]] std::size_t hash_code() const override;

 private:
  Version version_;
};

}  // namespace volley::runtime
