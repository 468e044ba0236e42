// SemVer.new and SemVerRange.new.
#include "runtime/evaluate/error.hpp"
#include "runtime/type/constructor.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/semver_range.hpp"

namespace volley::runtime {
namespace {

const Constructor& semver_forms() {
  static const Constructor kForms(
      "new_Version",
      {{"PositiveInteger", "Integer[0,default]"},
       {"SemVerQualifier", R"(Pattern[/\A(?<part>[0-9A-Za-z-]+)(?:\.\g<part>)*\Z/])"},
       {"SemVerPattern",
        R"(Pattern[/\A(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?\Z/])"},
       {"SemVerHash",
        "Struct[{'major' => PositiveInteger, 'minor' => PositiveInteger, 'patch' => PositiveInteger, "
        "Optional['prerelease'] => SemVerQualifier, Optional['build'] => SemVerQualifier}]"}},
      {"SemVerPattern str",
       "PositiveInteger major, PositiveInteger minor, PositiveInteger patch, SemVerQualifier ?prerelease, "
       "SemVerQualifier ?build",
       "SemVerHash hash_args"});
  return kForms;
}

const Constructor& range_forms() {
  static const Constructor kForms(
      "new_VersionRange",
      {{"SemVerRangeString", "String[1]"},
       {"SemVerRangeHash",
        "Struct[{'min' => Variant[Default,SemVer], Optional['max'] => Variant[Default,SemVer], "
        "Optional['exclude_max'] => Boolean}]"}},
      {"SemVerRangeString str", "Variant[Default,SemVer] min, Variant[Default,SemVer] max, Boolean ?exclude_max",
       "SemVerRangeHash hash_args"});
  return kForms;
}

Version version_of(const Value& major, const Value& minor, const Value& patch, const Value& prerelease,
                   const Value& build) {
  const auto number = [](const Value& value) { return Version::parse_number(std::to_string(value.as_integer())); };
  const auto identifiers = [](const Value& value) {
    return value.is_string() ? std::optional(Version::Identifiers{std::string(value.as_string())}) : std::nullopt;
  };
  return {number(major), number(minor), number(patch), identifiers(prerelease), identifiers(build)};
}

Version version_of(std::size_t form, std::span<const Value> arguments) {
  const auto argument = [&](std::size_t at) { return at < arguments.size() ? arguments[at] : Value(); };
  if (form == 1) {
    return version_of(arguments[0], arguments[1], arguments[2], argument(3), argument(4));
  }
  if (form == 2) {
    const Hash& hash = arguments[0].as_hash();
    return version_of(hash.get("major"), hash.get("minor"), hash.get("patch"), hash.get("prerelease"),
                      hash.get("build"));
  }
  const std::optional<Version> version = Version::parse(arguments[0].as_string());
  if (!version) {
    throw VersionError("Unable to parse '" + std::string(arguments[0].as_string()) +
                       "' as a semantic version identifier");
  }
  return *version;
}

VersionRange range_between(const Value& least, const Value& greatest, const Value& excludes_greatest) {
  const auto* from = least.as<SemVer>();
  const auto* to = greatest.as<SemVer>();
  return {from == nullptr ? Version::least() : from->version(), to == nullptr ? Version::greatest() : to->version(),
          excludes_greatest.truthy()};
}

VersionRange range_of(std::size_t form, std::span<const Value> arguments) {
  if (form == 0) {
    return VersionRange::parse(std::string(arguments[0].as_string()));
  }
  if (form == 1) {
    return range_between(arguments[0], arguments[1], arguments.size() > 2 ? arguments[2] : Value());
  }
  const Hash& hash = arguments[0].as_hash();
  return range_between(hash.get("min"), hash.get("max"), hash.get("exclude_max"));
}

}  // namespace

Value construct_semver(std::span<const Value> arguments) {
  if (arguments.size() == 1 && arguments[0].is_string()) {
    try {
      if (!Version::parse(arguments[0].as_string())) {
        throw EvaluationError("'new_Version' The string '" + std::string(arguments[0].as_string()) +
                              "' cannot be converted to a SemVer");
      }
    } catch (const VersionError& error) {
      throw EvaluationError(error.what());
    }
  }
  const std::size_t form = semver_forms().choose(arguments);
  try {
    return Value(make<const SemVer>(version_of(form, arguments)));
  } catch (const VersionError& error) {
    throw EvaluationError(error.what());
  }
}

Value construct_semver_range(std::span<const Value> arguments) {
  const std::size_t form = range_forms().choose(arguments);
  try {
    return Value(make<const SemVerRange>(range_of(form, arguments)));
  } catch (const VersionError& error) {
    throw EvaluationError(error.what());
  }
}

}  // namespace volley::runtime
