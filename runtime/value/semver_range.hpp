// Which versions are wanted: SemVerRange('>=1.0.0 <2.0.0'), '1.x', '~1.2', '1.0.0 - 2.0.0', with '||' between several.
//
//   const VersionRange range = VersionRange::parse(">=1.0.0");
//   range.includes(*Version::parse("1.2.3"));  // true
#pragma once

#include <string>
#include <vector>

#include "runtime/value/semver.hpp"

namespace volley::runtime {

// Everything between two versions.
struct VersionInterval {
  struct Bound {
    Version version;
    bool excluded = false;
    // Whether somebody named it: pre-releases are only wanted when a bound is one of the same version.
    bool given = false;
    [[nodiscard]] bool operator==(const Bound&) const = default;
  };
  Bound lower{Version::least()};
  Bound upper{Version::greatest()};
  bool any_prerelease = false;

  [[nodiscard]] bool contains(const Version& version) const;
  [[nodiscard]] bool includes(const Version& version) const;
  [[nodiscard]] std::string to_string() const;
  [[nodiscard]] bool operator==(const VersionInterval&) const = default;
};

class VersionRange {
 public:
  // Throws VersionError.
  [[nodiscard]] static VersionRange parse(const std::string& text);
  VersionRange(const Version& least, const Version& greatest, bool excludes_greatest);

  [[nodiscard]] bool includes(const Version& version) const;
  // Whether all versions of this one are in `other`; ranges with gaps are within none.
  [[nodiscard]] bool covered_by(const VersionRange& other) const;
  // Both as one, where nothing lies between them.
  [[nodiscard]] std::optional<VersionRange> joined(const VersionRange& other) const;

  [[nodiscard]] const std::string& to_string() const { return text_; }
  // What it means, however it was written.
  [[nodiscard]] std::string normalized() const;
  [[nodiscard]] bool operator==(const VersionRange& other) const { return intervals_ == other.intervals_; }

 private:
  VersionRange(std::vector<VersionInterval> intervals, std::string text);

  std::vector<VersionInterval> intervals_;
  std::string text_;
};

class SemVerRange final : public Object {
 public:
  explicit SemVerRange(VersionRange range) : range_(std::move(range)) {}
  [[nodiscard]] const VersionRange& range() const { return range_; }
  // Whether a SemVer, or the text of one, is in it.
  [[nodiscard]] bool takes(const Value& version) const;

  [[nodiscard]] std::string_view type_name() const override { return "SemVerRange"; }
  [[nodiscard]] std::string to_string() const override { return range_.to_string(); }
  [[nodiscard]] std::string inspect() const override { return range_.normalized(); }
  [[nodiscard]] bool equals(const Object& other) const override;
  [[nodiscard]] std::size_t hash_code() const override;

 private:
  VersionRange range_;
};

}  // namespace volley::runtime
