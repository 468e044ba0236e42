// The formats of a Timespan: %D-%H:%M:%S.%-N. The largest unit in a format takes all that is larger: %S alone means all
// the seconds of a span. Used by Timespan alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/value/time_value.hpp"

namespace volley::runtime {

class TimespanFormat {
 public:
  // Throws TimeFormatError for a bad format.
  explicit TimespanFormat(const std::string& text);

  [[nodiscard]] std::string write(Nanoseconds amount) const;
  // Throws TimeFormatError when the text does not look like this.
  [[nodiscard]] Nanoseconds read(const std::string& text) const;

 private:
  struct Segment {
    char unit;  // D H M S L N, or 0 for plain text
    std::string literal;
    char padding = '0';  // 0 for none
    std::optional<std::size_t> width;
    bool total = false;

    [[nodiscard]] bool is_fraction() const { return unit == 'L' || unit == 'N'; }
    [[nodiscard]] std::size_t usual_width() const;
    [[nodiscard]] std::size_t shown_width() const { return width.value_or(usual_width()); }
    [[nodiscard]] std::string write(Nanoseconds amount) const;
    [[nodiscard]] Nanoseconds count(Nanoseconds amount) const;
    // All lengths with which this may stand at `at`, the preferred first.
    [[nodiscard]] std::vector<std::size_t> lengths(const std::string& text, std::size_t at) const;
    [[nodiscard]] Nanoseconds value_of(std::string digits) const;
  };

  void add_literal(char byte);
  void mark_total();
  [[nodiscard]] bool match(const std::string& text, std::size_t segment, std::size_t at, std::vector<bool>& failed,
                           std::vector<std::string>& parts) const;
  [[noreturn]] void fail_to_read(const std::string& text) const;

  std::string text_;
  std::vector<Segment> segments_;
};

}  // namespace volley::runtime
