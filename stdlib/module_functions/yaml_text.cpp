#include "stdlib/module_functions/yaml_text.hpp"

#include <algorithm>
#include <limits>

#include "runtime/value/binary.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/text.hpp"
#include "runtime/value/utf8.hpp"
#include "stdlib/functions/unicode.hpp"
#include "stdlib/module_functions/yaml_scalar.hpp"

namespace volley::stdlib {
namespace {

using runtime::Hash;
using runtime::Value;
using runtime::Values;

constexpr std::size_t kLongestSimpleKey = 128;

struct Scalar {
  std::string text;
  std::string tag;  // in front of the text
  YamlStyle style = YamlStyle::Plain;
  bool may_be_quoted = true;  // without a tag that tells what it is
};

// The text so far, and where on its last line we are.
class YamlWriter {
 public:
  explicit YamlWriter(const YamlLayout& layout)
      : indentation_(layout.indentation >= 2 && layout.indentation <= 9 ? layout.indentation : 2),
        fold_above_(layout.line_width),
        width_(width_of(layout.line_width)) {}

  [[nodiscard]] std::string write(const Value& value, bool header) {
    if (header) {
      out_ = "%YAML 1.1\n";
    }
    put("---");
    blank_ = false;
    between_ = false;
    write_node(value, Position::Root);
    write_indent(0);
    if (open_ended_) {
      put("...\n");  // or the line breaks above would count for what follows
    }
    return std::move(out_);
  }

 private:
  enum class Position { Root, Item, Key, Entry };

  [[nodiscard]] std::int64_t width_of(std::int64_t asked) const {
    if (asked < 0) {
      return std::numeric_limits<std::int64_t>::max();
    }
    return asked <= indentation_ * 2 ? 80 : asked;
  }

  void write_node(const Value& value, Position position) {
    if (value.is_array() && !value.as_array().empty()) {
      write_sequence(value.as_array(), position);
    } else if (value.is_hash() && !value.as_hash().empty()) {
      write_map(value.as_hash());
    } else if (value.is_array() || value.is_hash()) {
      write_indicator(value.is_array() ? "[]" : "{}");
    } else {
      write_scalar(scalar_of(value), false);
    }
  }

  void write_sequence(const Values& items, Position position) {
    const std::int64_t outer = indent_;
    // A list below its key needs no further step; one that starts on the line of a dash or question mark does.
    const bool flush = position == Position::Entry && !between_;
    indent_ = indent_ < 0 ? 0 : indent_ + (flush ? 0 : indentation_);
    for (const Value& item : items) {
      write_indent(indent_);
      write_list_mark("-");
      write_node(item, Position::Item);
    }
    indent_ = outer;
  }

  void write_map(const Hash& map) {
    const std::int64_t outer = indent_;
    indent_ = indent_ < 0 ? 0 : indent_ + indentation_;
    for (const auto& entry : map) {
      write_indent(indent_);
      if (is_simple_key(entry.key)) {
        write_simple_key(entry.key);
        put(":");
        blank_ = false;
        between_ = false;
        open_ended_ = false;
      } else {
        write_list_mark("?");
        write_node(entry.key, Position::Entry);
        write_indent(indent_);
        write_list_mark(":");
      }
      write_node(entry.value, Position::Entry);
    }
    indent_ = outer;
  }

  void write_simple_key(const Value& key) {
    if (key.is_array() || key.is_hash()) {
      write_indicator(key.is_array() ? "[]" : "{}");
    } else {
      write_scalar(scalar_of(key), true);
    }
  }

  [[nodiscard]] bool is_simple_key(const Value& key) const {
    if (key.is_array()) {
      return key.as_array().empty();
    }
    if (key.is_hash()) {
      return key.as_hash().empty();
    }
    const Scalar scalar = scalar_of(key);
    return !YamlStyles::possible(scalar.text).multiline && scalar.tag.size() + scalar.text.size() <= kLongestSimpleKey;
  }

  [[nodiscard]] Scalar scalar_of(const Value& value) const {
    if (value.is_string()) {
      return scalar_of_string(std::string(value.as_string()));
    }
    if (value.is_undef()) {
      return {"", "", YamlStyle::Plain, false};
    }
    if (value.is_default()) {
      return {":default", "", YamlStyle::Plain, true};
    }
    if (value.is_float() && value.as_float() != value.as_float()) {
      return {".nan", "", YamlStyle::Plain, true};
    }
    if (value.is_float() && value.as_float() - value.as_float() != 0) {
      return {value.as_float() > 0 ? ".inf" : "-.inf", "", YamlStyle::Plain, true};
    }
    if (value.as<runtime::Regexp>() != nullptr) {
      return {runtime::to_text(value), "!ruby/regexp", YamlStyle::Plain, true};
    }
    return value.is_object() ? scalar_of_string(runtime::to_text(value))
                             : Scalar{runtime::to_text(value), "", YamlStyle::Plain, true};
  }

  [[nodiscard]] Scalar scalar_of_string(const std::string& text) const {
    if (!runtime::valid_utf8(text)) {
      return {runtime::encode_base64(text, runtime::Base64::Strict), "!binary", YamlStyle::Literal, true};
    }
    return {text, text == "<<" ? "!!str" : "", styles_.preferred(text, fold_above_), true};
  }

  void write_scalar(const Scalar& scalar, bool is_key) {
    const YamlStyle style = final_style(scalar, is_key);
    if (!scalar.tag.empty()) {
      write_indicator(scalar.tag);
    } else if (!scalar.may_be_quoted && style != YamlStyle::Plain) {
      write_indicator("!");
    }
    const std::int64_t outer = indent_;
    indent_ = indent_ < 0 ? indentation_ : indent_ + indentation_;
    switch (style) {
      case YamlStyle::Plain: write_plain(scalar.text, !is_key); break;
      case YamlStyle::SingleQuoted: write_single_quoted(scalar.text, !is_key); break;
      case YamlStyle::DoubleQuoted: write_double_quoted(scalar.text, !is_key); break;
      case YamlStyle::Literal: write_literal(scalar.text); break;
      case YamlStyle::Folded: write_folded(scalar.text); break;
    }
    indent_ = outer;
  }

  static YamlStyle final_style(const Scalar& scalar, bool is_key) {
    const PossibleYamlStyles possible = YamlStyles::possible(scalar.text);
    YamlStyle style = is_key && possible.multiline ? YamlStyle::DoubleQuoted : scalar.style;
    if (style == YamlStyle::Plain && (!possible.plain || (scalar.text.empty() && is_key))) {
      style = YamlStyle::SingleQuoted;
    }
    if (style == YamlStyle::SingleQuoted && !possible.single_quoted) {
      style = YamlStyle::DoubleQuoted;
    }
    const bool is_block = style == YamlStyle::Literal || style == YamlStyle::Folded;
    return is_block && (!possible.block || is_key) ? YamlStyle::DoubleQuoted : style;
  }

  void write_plain(std::string_view text, bool may_fold) {
    if (!blank_ && !text.empty()) {
      put(" ");
    }
    write_words(text, may_fold, false);
    blank_ = false;
    between_ = false;
  }

  // Words with single spaces between them may go on on the next line.
  void write_words(std::string_view text, bool may_fold, bool quoted) {
    bool after_space = false;
    bool after_break = false;
    for (std::size_t at = 0; at < text.size();) {
      const std::string_view character = text.substr(at, character_length(text, at));
      if (character == " ") {
        const bool at_edge = quoted && (at == 0 || at + 1 == text.size());
        const bool single = !after_space && !text.substr(at + 1).starts_with(' ');
        fold_or_put(may_fold && !at_edge && single);
      } else if (is_yaml_break(character)) {
        put_break(!after_break && character == "\n" ? "\n" : "");
        put_break(character);
      } else {
        if (after_break) {
          write_indent(indent_);
        }
        put(quoted && character == "'" ? "''" : character);
        between_ = false;
      }
      after_space = character == " ";
      after_break = is_yaml_break(character) || (after_break && character == " ");
      at += character.size();
    }
    if (after_break && quoted) {
      write_indent(indent_);
    }
  }

  void fold_or_put(bool may_fold) {
    if (may_fold && column_ > width_) {
      write_indent(indent_);
    } else {
      put(" ");
    }
  }

  void write_single_quoted(std::string_view text, bool may_fold) {
    write_indicator("'");
    write_words(text, may_fold, true);
    put("'");
    blank_ = false;
    between_ = false;
  }

  void write_double_quoted(std::string_view text, bool may_fold) {
    write_indicator("\"");
    bool after_space = false;
    for (std::size_t at = 0; at < text.size();) {
      const std::string_view character = text.substr(at, character_length(text, at));
      if (character == " ") {
        const bool at_edge = at == 0 || at + 1 == text.size();
        const bool folds = may_fold && !after_space && !at_edge && column_ > width_;
        fold_or_put(folds);
        put(folds && text[at + 1] == ' ' ? "\\" : "");
      } else {
        put_escaped(character);
      }
      after_space = character == " ";
      at += character.size();
    }
    put("\"");
    blank_ = false;
    between_ = false;
  }

  void put_escaped(std::string_view character) {
    constexpr std::string_view kPlain("\0\a\b\t\n\v\f\r\x1b\"\\", 11);
    constexpr std::string_view kLetters = "0abtnvfre\"\\";
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    const char32_t code = decode_character(character);
    if (const std::size_t known = code < 0x80 ? kPlain.find(character[0]) : std::string_view::npos;
        known != std::string_view::npos) {
      put(std::string{'\\', kLetters[known]});
      return;
    }
    switch (code) {
      case 0x85: put("\\N"); return;
      case 0x2028: put("\\L"); return;
      case 0x2029: put("\\P"); return;
      default: break;
    }
    if (is_yaml_printable(code)) {
      put(character);
      return;
    }
    const int width = code <= 0xFF ? 2 : code <= 0xFFFF ? 4 : 8;
    std::string escape = width == 2 ? "\\x" : width == 4 ? "\\u" : "\\U";
    for (int digit = width - 1; digit >= 0; --digit) {
      escape += kDigits[(code >> static_cast<unsigned>(4 * digit)) & 0xFU];
    }
    put(escape);
  }

  // The digit and the sign behind '|' or '>': how far the text is indented when it starts with a blank, and whether the
  // line breaks at its end count.
  void write_block_start(const char* indicator, std::string_view text) {
    write_indicator(indicator);
    const std::string_view first = text.substr(0, character_length(text, 0));
    if (first == " " || is_yaml_break(first)) {
      put(std::to_string(indentation_));
    }
    if (!text.ends_with('\n')) {
      put("-");
    } else if (text.size() == 1 || text.ends_with("\n\n")) {
      put("+");
      open_ended_ = true;
    }
    put_break("\n");
    blank_ = true;
  }

  void write_literal(std::string_view text) {
    write_block_start("|", text);
    bool after_break = true;
    for (std::size_t at = 0; at < text.size();) {
      const std::string_view character = text.substr(at, character_length(text, at));
      if (is_yaml_break(character)) {
        put_break(character);
        after_break = true;
      } else {
        if (after_break) {
          write_indent(indent_);
        }
        put(character);
        between_ = false;
        after_break = false;
      }
      at += character.size();
    }
  }

  void write_folded(std::string_view text) {
    write_block_start(">", text);
    bool after_break = true;
    bool leading_spaces = true;
    for (std::size_t at = 0; at < text.size();) {
      const std::string_view character = text.substr(at, character_length(text, at));
      if (is_yaml_break(character)) {
        const bool text_follows =
            text.find_first_not_of("\n", at) != std::string_view::npos && text[text.find_first_not_of("\n", at)] != ' ';
        put_break(!after_break && !leading_spaces && text_follows ? "\n" : "");
        put_break(character);
        after_break = true;
      } else {
        if (after_break) {
          write_indent(indent_);
          leading_spaces = character == " " || character == "\t";
        }
        const bool single = character == " " && !text.substr(at + 1).starts_with(' ');
        if (!after_break && single && column_ > width_) {
          write_indent(indent_);
        } else {
          put(character);
        }
        between_ = false;
        after_break = false;
      }
      at += character.size();
    }
  }

  void write_indicator(std::string_view indicator) {
    put(blank_ ? "" : " ");
    put(indicator);
    blank_ = false;
    between_ = false;
    open_ended_ = false;
  }

  // '-', '?' and ':' on lines of their own: what follows may start on the same line.
  void write_list_mark(std::string_view mark) {
    const bool was_between = between_;
    write_indicator(mark);
    between_ = was_between;
  }

  void write_indent(std::int64_t columns) {
    columns = std::max<std::int64_t>(columns, 0);
    if (!between_ || column_ > columns || (column_ == columns && !blank_)) {
      put_break("\n");
    }
    while (column_ < columns) {
      put(" ");
    }
    blank_ = true;
    between_ = true;
  }

  void put(std::string_view text) {
    out_ += text;
    column_ += static_cast<std::int64_t>(character_count(text));
  }

  void put_break(std::string_view text) {
    out_ += text;
    column_ = text.empty() ? column_ : 0;
    between_ = true;
  }

  std::string out_;
  YamlStyles styles_;
  std::int64_t indentation_;
  std::int64_t fold_above_;
  std::int64_t width_;
  std::int64_t indent_ = -1;
  std::int64_t column_ = 0;
  bool open_ended_ = false;  // line breaks at the end of the text count
  bool blank_ = true;        // a blank was written last
  bool between_ = true;      // only blanks and marks of lists stand on this line
};

}  // namespace

std::string yaml_text(const Value& value, const YamlLayout& layout) {
  return YamlWriter(layout).write(value, layout.header);
}

}  // namespace volley::stdlib
