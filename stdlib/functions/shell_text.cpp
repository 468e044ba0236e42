// shellquote: words that a Bourne shell reads back as they are.
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/native_text.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::FunctionRecord;
using runtime::Value;

constexpr std::string_view kSpecialInDoubleQuotes = "!\"`$\\";

bool needs_no_quotes(std::string_view word) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@%_+=:,./-";
  return !word.empty() && word.find_first_not_of(kPlain) == std::string_view::npos;
}

std::string quoted_word(const std::string& word) {
  if (needs_no_quotes(word)) {
    return word;
  }
  if (word.find_first_of(kSpecialInDoubleQuotes) == std::string::npos) {
    return '"' + word + '"';
  }
  if (word.find('\'') == std::string::npos) {
    return '\'' + word + '\'';
  }
  std::string result = "\"";
  for (const char byte : word) {
    if (kSpecialInDoubleQuotes.find(byte) != std::string_view::npos) {
      result += '\\';
    }
    result += byte;
  }
  return result + '"';
}

void append_words(std::string& text, std::span<const Value> words) {
  for (const Value& word : words) {
    if (word.is_array()) {
      append_words(text, word.as_array());
      continue;
    }
    if (!text.empty()) {
      text += ' ';
    }
    text += quoted_word(native_text(word));
  }
}

Value shellquote(Call& call) {
  std::string text;
  append_words(text, call.arguments);
  return {std::move(text)};
}

}  // namespace

Family shell_text() {
  static const FunctionRecord kTable[] = {
      {"shellquote",
       {{"Any *words", "String", shellquote}},
       "Its arguments, each quoted for a Bourne shell where needed, with blanks between them."},
  };
  return kTable;
}

}  // namespace volley::stdlib
