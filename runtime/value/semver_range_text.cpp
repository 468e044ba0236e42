#include "runtime/value/semver_range_text.hpp"

#include <algorithm>
#include <array>

namespace volley::runtime {
namespace {

using Bound = VersionInterval::Bound;

bool is_space(char byte) { return std::string_view(" \t\n\v\f\r").find(byte) != std::string_view::npos; }

// A version whose last parts may be missing or 'x'.
struct Partial {
  std::array<std::optional<std::uint64_t>, 3> numbers;
  std::optional<Version::Identifiers> prerelease;
  std::optional<Version::Identifiers> build;

  // With zero for what is missing.
  [[nodiscard]] Version version() const {
    return {numbers[0].value_or(0), numbers[1].value_or(0), numbers[2].value_or(0), prerelease, build};
  }
  [[nodiscard]] Version next_major() const { return {numbers[0].value_or(0) + 1, 0, 0, {}, {}}; }
  [[nodiscard]] Version next_minor() const { return {numbers[0].value_or(0), numbers[1].value_or(0) + 1, 0, {}, {}}; }
};

bool is_wildcard(std::string_view part) { return part == "x" || part == "X" || part == "*"; }

class RangeReader {
 public:
  explicit RangeReader(const std::string& text) : whole_(text) {}

  [[nodiscard]] std::vector<VersionInterval> read() const {
    std::vector<VersionInterval> intervals;
    std::string_view rest = whole_;
    while (true) {
      const std::size_t end = std::min(rest.find("||"), rest.size());
      if (std::optional<VersionInterval> interval = read_one(rest.substr(0, end))) {
        intervals.push_back(std::move(*interval));
      }
      if (end == rest.size()) {
        return intervals;
      }
      rest.remove_prefix(end + 2);
    }
  }

 private:
  // Nothing when no version can be in it.
  [[nodiscard]] std::optional<VersionInterval> read_one(std::string_view text) const {
    const std::vector<std::string> words = words_of(text);
    if (words.empty()) {
      return everything();
    }
    if (words.size() == 3 && words[1] == "-") {
      VersionInterval interval;
      interval.lower = from(partial(words[0]).version()).lower;
      interval.upper = {partial(words[2]).version(), false, true};
      return checked(interval);
    }
    VersionInterval interval = simple(words[0]);
    for (std::size_t at = 1; at < words.size(); ++at) {
      narrow(interval, simple(words[at]));
    }
    return checked(interval);
  }

  // Blanks between an operator and its version do not count, nor does a 'v' there.
  static std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    bool open = false;
    for (const char byte : text) {
      const bool after_operator =
          !words.empty() && open && std::string_view("<>=~^").find(words.back().back()) != std::string_view::npos;
      if (is_space(byte)) {
        open = after_operator;
      } else if (!(after_operator && byte == 'v')) {
        if (!open) {
          words.emplace_back();
        }
        words.back() += byte;
        open = true;
      }
    }
    return words;
  }

  static std::optional<VersionInterval> checked(const VersionInterval& interval) {
    const int order = interval.lower.version.compare(interval.upper.version);
    const bool empty = order > 0 || (order == 0 && (interval.lower.excluded || interval.upper.excluded));
    return empty ? std::nullopt : std::optional(interval);
  }

  static VersionInterval everything() {
    VersionInterval all;
    all.any_prerelease = true;
    return all;
  }

  static VersionInterval from(const Version& version, bool excluded = false) {
    VersionInterval interval;
    interval.lower = {version, excluded, version.compare(Version::least()) != 0};
    return interval;
  }

  static VersionInterval up_to(const Version& version, bool excluded) {
    VersionInterval interval;
    interval.upper = {version, excluded, true};
    return interval;
  }

  static VersionInterval between(const Version& least, const Version& end) {
    VersionInterval interval = from(least);
    interval.upper = {end, true, true};
    return interval;
  }

  static void narrow(VersionInterval& interval, const VersionInterval& other) {
    const int lower = interval.lower.version.compare(other.lower.version);
    if (lower < 0 || (lower == 0 && other.lower.excluded)) {
      interval.lower = other.lower;
    }
    const int upper = interval.upper.version.compare(other.upper.version);
    if (upper > 0 || (upper == 0 && other.upper.excluded)) {
      interval.upper = other.upper;
    }
    interval.any_prerelease = interval.any_prerelease && other.any_prerelease;
  }

  [[nodiscard]] VersionInterval simple(const std::string& word) const {
    for (const std::string_view symbol : {"<=", ">=", "~>", "~=", "<", ">", "=", "~", "^"}) {
      if (word.starts_with(symbol)) {
        return compared(symbol, partial(std::string_view(word).substr(symbol.size())));
      }
    }
    return compared("=", partial(word));
  }

  static VersionInterval compared(std::string_view symbol, const Partial& partial) {
    const auto& [major, minor, patch] = partial.numbers;
    if (symbol == ">=") {
      return from(partial.version());
    }
    if (symbol == "<") {
      return up_to(partial.version(), true);
    }
    if (symbol == ">") {
      return !major ? up_to(Version::least(), true)
                    : (!minor ? from(partial.next_major())
                              : (!patch ? from(partial.next_minor()) : from(partial.version(), true)));
    }
    if (!major) {
      return everything();
    }
    if (symbol == "<=") {
      return !minor ? up_to(partial.next_major(), true)
                    : (!patch ? up_to(partial.next_minor(), true) : up_to(partial.version(), false));
    }
    const bool caret = symbol == "^" && *major != 0;
    if (!minor || caret) {
      return between(partial.version(), partial.next_major());
    }
    if (!patch || symbol != "=") {
      return between(partial.version(), partial.next_minor());
    }
    VersionInterval exact = from(partial.version());
    exact.lower.given = true;
    exact.upper = exact.lower;
    return exact;
  }

  [[nodiscard]] Partial partial(std::string_view text) const {
    Partial partial;
    const std::size_t qualifier = std::min(text.find_first_of("-+"), text.size());
    std::string_view rest = text.substr(0, qualifier);
    std::size_t count = 0;
    while (true) {
      const std::size_t end = std::min(rest.find('.'), rest.size());
      const std::string_view part = rest.substr(0, end);
      const bool number = !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos &&
                          (part.size() == 1 || part[0] != '0');
      if (count == 3 || (!number && !is_wildcard(part))) {
        fail();
      }
      partial.numbers[count++] = number ? std::optional(Version::parse_number(part)) : std::nullopt;
      if (end == rest.size()) {
        break;
      }
      rest.remove_prefix(end + 1);
    }
    if (qualifier < text.size()) {
      add_qualifier(partial, text.substr(qualifier), count);
    }
    return partial;
  }

  void add_qualifier(Partial& partial, std::string_view text, std::size_t count) const {
    const std::optional<Version> version = Version::parse("0.0.0" + std::string(text));
    if (count != 3 || !version) {
      fail();
    }
    partial.prerelease = version->prerelease;
    partial.build = version->build;
  }

  [[noreturn]] void fail() const { throw VersionError("Unparsable version range: \"" + whole_ + "\""); }

  const std::string& whole_;
};

}  // namespace

std::vector<VersionInterval> parse_version_intervals(const std::string& text) { return RangeReader(text).read(); }

}  // namespace volley::runtime
