#include "stdlib/module_functions/yaml_scalar.hpp"

#include <algorithm>
#include <array>

#include "stdlib/functions/unicode.hpp"

namespace volley::stdlib {
namespace {

using runtime::Regexp;

bool is_one_of(std::string_view text, std::string_view characters) {
  return text.size() == 1 && characters.find(text[0]) != std::string_view::npos;
}

bool is_number_of_day(std::string_view date) {
  static constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const std::size_t second_dash = date.rfind('-');
  const int year = std::stoi(std::string(date.substr(0, 4)));
  const int month = std::stoi(std::string(date.substr(5, second_dash - 5)));
  const int day = std::stoi(std::string(date.substr(second_dash + 1)));
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month >= 1 && day >= 1 && day <= kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

bool is_special_word(std::string_view text) {
  const std::string lower = to_lower(text);
  constexpr std::string_view kWords[] = {"~", "null", "yes", "true", "on", "no", "false", "off"};
  return std::find(std::begin(kWords), std::end(kWords), lower) != std::end(kWords);
}

// Goes through a text once and notes what decides about its styles.
class Survey {
 public:
  explicit Survey(std::string_view text) : text_(text) {}

  [[nodiscard]] PossibleYamlStyles result() {
    indicator_ = text_.starts_with("---") || text_.starts_with("...");
    while (at_ < text_.size()) {
      look_at(text_.substr(at_, character_length(text_, at_)));
    }
    const bool unquotable = space_break_ || special_;
    const bool outer_blank = leading_ || trailing_space_ || trailing_break_;
    PossibleYamlStyles styles;
    styles.multiline = has_break_;
    styles.plain = !unquotable && !outer_blank && !break_space_ && !has_break_ && !indicator_;
    styles.single_quoted = !unquotable && !break_space_;
    styles.block = !unquotable && !trailing_space_;
    return styles;
  }

 private:
  void look_at(std::string_view character) {
    const std::size_t next = at_ + character.size();
    const bool blank_follows = next >= text_.size() || is_blank(text_.substr(next, character_length(text_, next)));
    indicator_ = indicator_ || (at_ == 0 ? starts_something(character, blank_follows)
                                         : (character == ":" && blank_follows) || (character == "#" && after_blank_));
    const bool is_break = is_yaml_break(character);
    special_ = special_ || !is_yaml_printable(decode_character(character));
    const bool is_space = character == " ";
    const bool is_last = next >= text_.size();
    leading_ = leading_ || (at_ == 0 && (is_space || is_break));
    trailing_space_ = is_last && is_space;
    trailing_break_ = is_last && is_break;
    break_space_ = break_space_ || (is_space && after_break_);
    space_break_ = space_break_ || (is_break && after_space_);
    has_break_ = has_break_ || is_break;
    after_break_ = is_break;
    after_space_ = is_space;
    after_blank_ = is_blank(character);
    at_ = next;
  }

  static bool starts_something(std::string_view character, bool blank_follows) {
    return is_one_of(character, "#,[]{}&*!|>'\"%@`") || (is_one_of(character, "?:-") && blank_follows);
  }
  static bool is_blank(std::string_view character) { return is_one_of(character, " \t") || is_yaml_break(character); }

  std::string_view text_;
  std::size_t at_ = 0;
  bool indicator_ = false;
  bool special_ = false;
  bool has_break_ = false;
  bool leading_ = false;
  bool trailing_space_ = false;
  bool trailing_break_ = false;
  bool break_space_ = false;
  bool space_break_ = false;
  bool after_blank_ = true;
  bool after_space_ = false;
  bool after_break_ = false;
};

}  // namespace

bool is_yaml_break(std::string_view character) {
  constexpr std::string_view kBreaks[] = {"\n", "\r", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};
  return std::find(std::begin(kBreaks), std::end(kBreaks), character) != std::end(kBreaks);
}

bool is_yaml_printable(char32_t character) {
  return character == U'\n' || (character >= 0x20 && character <= 0x7E) || character == 0x85 ||
         (character >= 0xA0 && character <= 0xD7FF) ||
         (character >= 0xE000 && character <= 0xFFFD && character != 0xFEFF);
}

YamlStyles::YamlStyles()
    : inner_line_break_(Regexp::compile("\\n(?!\\Z)")),
      starts_with_sign_(Regexp::compile("^[^[:alnum:]\\p{M}\\p{Pc}][^\"]*$")),
      looks_like_word_(Regexp::compile("^[^\\d.:-]?[[:alpha:]_\\s!@#$%\\^&*(){}<>|/\\\\~;=]+|\\n")),
      date_(Regexp::compile("^\\d{4}-(?:1[012]|0\\d|\\d)-(?:[12]\\d|3[01]|0\\d|\\d)$")),
      bad_octal_(Regexp::compile("\\A0[0-7]*[89]")) {
  constexpr std::string_view kTime =
      "^-?\\d{4}-\\d{1,2}-\\d{1,2}(?:[Tt]|\\s+)\\d{1,2}:\\d\\d:\\d\\d(?:\\.\\d*)?(?:\\s*(?:Z|[-+]\\d{1,2}:?(?:\\d\\d)?)"
      ")?$";
  constexpr std::string_view kSixties = "^[-+]?[0-9][0-9_]*(:[0-5]?[0-9]){1,2}(\\.[0-9_]*)?$";
  constexpr std::string_view kFloat = "^[-+]?(([0-9][0-9_,]*)?\\.[0-9]+|[0-9][0-9_,]*\\.)([eE][-+][0-9]+)?$";
  constexpr std::string_view kInteger = "^[-+]?(0b[01_,]+|0[0-7_,]+|0|[1-9](?:[0-9]|,[0-9]|_[0-9])*|0x[0-9a-fA-F_,]+)$";
  for (const std::string_view pattern : {kTime, std::string_view("^([-+]?\\.(?i:inf)|\\.(?i:nan))$"),
                                         std::string_view("^:."), kSixties, kFloat, kInteger}) {
    special_.push_back(Regexp::compile(pattern));
  }
}

bool YamlStyles::reads_as_string(std::string_view text) const {
  if (text.empty()) {
    return false;
  }
  if (looks_like_word_->found_in(text)) {
    return character_count(text) > 5 || !is_special_word(text);
  }
  if (date_->found_in(text)) {
    return !is_number_of_day(text);
  }
  return std::none_of(special_.begin(), special_.end(),
                      [&](const Pattern& pattern) { return pattern->found_in(text); });
}

YamlStyle YamlStyles::preferred(std::string_view text, std::int64_t line_width) const {
  if (inner_line_break_->found_in(text)) {
    return YamlStyle::Literal;
  }
  if (text == "<<") {
    return YamlStyle::SingleQuoted;
  }
  if (text == "y" || text == "n") {
    return YamlStyle::DoubleQuoted;
  }
  if (line_width > 0 && character_count(text) > static_cast<std::size_t>(line_width)) {
    return YamlStyle::Folded;
  }
  if (starts_with_sign_->found_in(text)) {
    return YamlStyle::DoubleQuoted;
  }
  return !reads_as_string(text) || bad_octal_->found_in(text) ? YamlStyle::SingleQuoted : YamlStyle::Plain;
}

PossibleYamlStyles YamlStyles::possible(std::string_view text) {
  if (text.empty()) {
    return {.plain = true, .single_quoted = true, .block = false, .multiline = false};
  }
  return Survey(text).result();
}

}  // namespace volley::stdlib
