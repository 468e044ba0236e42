#include "runtime/type/semver_type.hpp"

#include <algorithm>

#include "runtime/type/parameter_error.hpp"
#include "runtime/type/printer.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

std::vector<VersionRange> joined_where_possible(std::vector<VersionRange> ranges) {
  for (std::size_t at = 0; at < ranges.size(); ++at) {
    for (std::size_t other = at + 1; other < ranges.size();) {
      if (const std::optional<VersionRange> both = ranges[at].joined(ranges[other])) {
        ranges[at] = *both;
        ranges.erase(ranges.begin() + static_cast<std::ptrdiff_t>(other));
        other = at + 1;
      } else {
        ++other;
      }
    }
  }
  return ranges;
}

}  // namespace

TypePointer semver_type_with(const Parameters& parameters) {
  std::vector<VersionRange> ranges;
  parameters.expect_count_of_specialization(1, kNoMaximum);
  for (std::size_t at = 0; at < parameters.size(); ++at) {
    if (const auto* range = parameters[at].as<SemVerRange>()) {
      ranges.push_back(range->range());
      continue;
    }
    if (!parameters[at].is_string()) {
      parameters.fail_specialization(at, "String or SemanticPuppet::VersionRange");
    }
    try {
      ranges.push_back(VersionRange::parse(std::string(parameters[at].as_string())));
    } catch (const VersionError& error) {
      throw TypeParameterError(std::string("Error while evaluating a '[]' expression, ") + error.what(),
                               "RUNTIME_ERROR");
    }
  }
  return make<const SemVerType>(joined_where_possible(std::move(ranges)));
}

bool SemVerType::matches(const Value& value) const {
  const auto* semver = value.as<SemVer>();
  return semver != nullptr && (ranges_.empty() || std::ranges::any_of(ranges_, [&](const VersionRange& range) {
                                 return range.includes(semver->version());
                               }));
}

bool SemVerType::same_as(const Type& other) const {
  const auto* semver = type_as<SemVerType>(other);
  return semver != nullptr && ranges_ == semver->ranges_;
}

bool SemVerType::admits(const Type& other) const {
  const auto* semver = type_as<SemVerType>(other);
  if (semver == nullptr || ranges_.empty() || semver->ranges_.empty()) {
    return semver != nullptr && ranges_.empty();
  }
  return std::ranges::all_of(semver->ranges_, [&](const VersionRange& inner) {
    return std::ranges::any_of(ranges_, [&](const VersionRange& outer) { return inner.covered_by(outer); });
  });
}

void SemVerType::print(TypePrinter& printer) const {
  printer.begin("SemVer");
  for (const VersionRange& range : ranges_) {
    printer.parameter(quote_text(range.to_string()));
  }
  printer.end();
}

}  // namespace volley::runtime
