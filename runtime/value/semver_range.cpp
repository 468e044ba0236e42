#include "runtime/value/semver_range.hpp"

#include <algorithm>
#include <functional>

#include "runtime/value/semver_range_text.hpp"

namespace volley::runtime {
namespace {

using Bound = VersionInterval::Bound;

bool same_release(const Version& a, const Version& b) {
  return a.major == b.major && a.minor == b.minor && a.patch == b.patch;
}

bool names_prerelease_of(const Bound& bound, const Version& version) {
  return bound.given && !bound.version.is_stable() && same_release(bound.version, version);
}

Version next_patch(const Version& version) { return {version.major, version.minor, version.patch + 1, {}, {}}; }

Bound lower_of(const Bound& a, const Bound& b) {
  const int order = a.version.compare(b.version);
  return order < 0 || (order == 0 && !a.excluded) ? a : b;
}

Bound upper_of(const Bound& a, const Bound& b) {
  const int order = a.version.compare(b.version);
  return order > 0 || (order == 0 && !a.excluded) ? a : b;
}

// Whether `b` goes on where `a` ends.
bool adjacent(const VersionInterval& a, const VersionInterval& b) {
  if (b.lower.excluded) {
    return false;
  }
  return (a.upper.excluded ? a.upper.version : next_patch(a.upper.version)) == b.lower.version;
}

std::optional<VersionInterval> joined_intervals(const VersionInterval& a, const VersionInterval& b) {
  if (!a.contains(b.lower.version) && !b.contains(a.lower.version) && !adjacent(a, b) && !adjacent(b, a)) {
    return std::nullopt;
  }
  return VersionInterval{lower_of(a.lower, b.lower), upper_of(a.upper, b.upper), a.any_prerelease || b.any_prerelease};
}

// Joins what can be joined, until nothing more can.
std::vector<VersionInterval> joined_all(std::vector<VersionInterval> intervals) {
  for (std::size_t at = 0; at < intervals.size(); ++at) {
    for (std::size_t other = at + 1; other < intervals.size();) {
      const std::optional<VersionInterval> both = joined_intervals(intervals[at], intervals[other]);
      if (!both) {
        ++other;
        continue;
      }
      intervals[at] = *both;
      intervals.erase(intervals.begin() + static_cast<std::ptrdiff_t>(other));
      other = at + 1;
    }
  }
  return intervals;
}

VersionInterval nothing() { return {{}, {Version::least(), true, true}, false}; }

}  // namespace

bool VersionInterval::contains(const Version& version) const {
  const int above = version.compare(lower.version);
  const int below = version.compare(upper.version);
  return (lower.excluded ? above > 0 : above >= 0) && (upper.excluded ? below < 0 : below <= 0);
}

bool VersionInterval::includes(const Version& version) const {
  return contains(version) && (version.is_stable() || any_prerelease || names_prerelease_of(lower, version) ||
                               names_prerelease_of(upper, version));
}

std::string VersionInterval::to_string() const {
  if (lower.given && upper.given && lower == upper) {
    return lower.version.to_string();
  }
  std::string out = lower.given ? (lower.excluded ? ">" : ">=") + lower.version.to_string() : "";
  if (upper.given) {
    out += (out.empty() ? "" : " ") + std::string(upper.excluded ? "<" : "<=") + upper.version.to_string();
  }
  return out.empty() ? "*" : out;
}

VersionRange::VersionRange(std::vector<VersionInterval> intervals, std::string text)
    : intervals_(joined_all(std::move(intervals))), text_(std::move(text)) {
  if (intervals_.empty()) {
    intervals_.push_back(nothing());
  }
}

// The bounds stand in this order in the text, with the greatest first: that is what Puppet shows.
VersionRange::VersionRange(const Version& least, const Version& greatest, bool excludes_greatest)
    : text_(excludes_greatest ? ">=" + greatest.to_string() + " <" + least.to_string()
                              : greatest.to_string() + " - " + least.to_string()) {
  VersionInterval interval;
  interval.lower = {least, false, least.compare(Version::least()) != 0};
  interval.upper = {greatest, excludes_greatest, excludes_greatest || !greatest.is_greatest()};
  intervals_.push_back(least.compare(greatest) > 0 ? nothing() : std::move(interval));
}

VersionRange VersionRange::parse(const std::string& text) {
  return {parse_version_intervals(text), text.empty() ? "*" : text};
}

bool VersionRange::includes(const Version& version) const {
  return std::ranges::any_of(intervals_, [&](const VersionInterval& interval) { return interval.includes(version); });
}

bool VersionRange::covered_by(const VersionRange& other) const {
  if (intervals_.size() != 1 || other.intervals_.size() != 1) {
    return false;
  }
  const VersionInterval& inner = intervals_[0];
  const VersionInterval& outer = other.intervals_[0];
  const int end = outer.upper.version.compare(inner.upper.version);
  return outer.lower.version.compare(inner.lower.version) <= 0 &&
         (end > 0 || (end == 0 && (!outer.upper.excluded || inner.upper.excluded)));
}

std::optional<VersionRange> VersionRange::joined(const VersionRange& other) const {
  if (intervals_.size() != 1 || other.intervals_.size() != 1) {
    return std::nullopt;
  }
  const std::optional<VersionInterval> both = joined_intervals(intervals_[0], other.intervals_[0]);
  return both ? std::optional(VersionRange(both->lower.version, both->upper.version, both->upper.excluded))
              : std::nullopt;
}

std::string VersionRange::normalized() const {
  std::string out;
  for (const VersionInterval& interval : intervals_) {
    out += (out.empty() ? "" : " || ") + interval.to_string();
  }
  return out;
}

bool SemVerRange::takes(const Value& version) const {
  if (const auto* semver = version.as<SemVer>()) {
    return range_.includes(semver->version());
  }
  if (!version.is_string()) {
    return false;
  }
  try {
    const std::optional<Version> parsed = Version::parse(version.as_string());
    return parsed && range_.includes(*parsed);
  } catch (const VersionError&) {
    return false;
  }
}

bool SemVerRange::equals(const Object& other) const {
  const auto* range = dynamic_cast<const SemVerRange*>(&other);
  return range != nullptr && range_ == range->range_;
}

std::size_t SemVerRange::hash_code() const { return std::hash<std::string>{}(range_.normalized()) ^ 0x4a; }

}  // namespace volley::runtime
