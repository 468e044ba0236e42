#include "stdlib/functions/shell_words.hpp"

#include <algorithm>

#include "runtime/evaluate/error.hpp"
#include "stdlib/functions/native_text.hpp"

namespace volley::stdlib {
namespace {

using runtime::EvaluationError;
using runtime::Value;
using runtime::Values;

constexpr std::string_view kBlanks = " \t\n\v\f\r";

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// Takes words off a command line.
class WordReader {
 public:
  explicit WordReader(std::string_view line) : line_(line) {}

  [[nodiscard]] Values read() {
    Values words;
    skip_blanks();
    while (at_ < line_.size()) {
      words.emplace_back(read_word());
      skip_blanks();
    }
    return words;
  }

 private:
  std::string read_word() {
    std::string word;
    while (at_ < line_.size() && kBlanks.find(line_[at_]) == std::string_view::npos) {
      switch (line_[at_]) {
        case '\'': read_single_quoted(word); break;
        case '"': read_double_quoted(word); break;
        case '\\': read_escaped(word); break;
        case '\0': throw EvaluationError("Nul byte found in the command line");
        default: word += line_[at_++];
      }
    }
    return word;
  }

  void read_single_quoted(std::string& word) {
    const std::size_t end = line_.find('\'', at_ + 1);
    require_end(end);
    word += line_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
  }

  void read_double_quoted(std::string& word) {
    std::size_t end = at_ + 1;
    while (end < line_.size() && line_[end] != '"') {
      end += line_[end] == '\\' ? 2 : 1;
    }
    require_end(end < line_.size() ? end : std::string_view::npos);
    for (std::size_t at = at_ + 1; at < end; ++at) {
      const bool escapes =
          line_[at] == '\\' && std::string_view("$`\"\\\n").find(line_[at + 1]) != std::string_view::npos;
      at += escapes ? 1 : 0;
      word += line_[at];
    }
    at_ = end + 1;
  }

  void read_escaped(std::string& word) {
    const bool stays = at_ + 1 == line_.size() || line_[at_ + 1] == '\n';
    word += stays ? "\\" : "";
    if (at_ + 1 < line_.size()) {
      word += line_[at_ + 1];
    }
    at_ += 2;
  }

  void require_end(std::size_t end) const {
    if (end == std::string_view::npos) {
      throw EvaluationError("Unmatched quote: " + native_inspect(Value(line_)));
    }
  }

  void skip_blanks() { at_ = std::min(line_.find_first_not_of(kBlanks, at_), line_.size()); }

  std::string_view line_;
  std::size_t at_ = 0;
};

}  // namespace

std::string escaped_word(std::string_view word) {
  constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.,:+/@";
  if (word.empty()) {
    return "''";
  }
  std::string result;
  for (const char byte : word) {
    if (byte == '\n') {
      result += "'\n'";  // a backslash would join the lines
      continue;
    }
    result += kPlain.find(byte) == std::string_view::npos && !is_continuation(byte) ? "\\" : "";
    result += byte;
  }
  return result;
}

runtime::Values split_words(std::string_view line) { return WordReader(line).read(); }

}  // namespace volley::stdlib
