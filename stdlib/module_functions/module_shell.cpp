// Words for command lines, from the module stdlib: quoting for the Bourne shell, cmd.exe and PowerShell, and taking
// apart what a Bourne shell would.
#include "runtime/evaluate/error.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/module_functions/legacy_arguments.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Value;
using runtime::Values;

constexpr std::string_view kBlanks = " \t\n\v\f\r";

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

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

Value shell_escape(Call& call) { return {escaped_word(native_text(call.arguments[0]))}; }

Value shell_join(Call& call) {
  require_count(call, call.arguments.size() == 1, "1");
  const Value words = legacy_argument(call, 0);
  if (!words.is_array()) {
    throw EvaluationError("First argument is not an Array: " + native_inspect(words));
  }
  std::string line;
  for (const Value& word : words.as_array()) {
    line += line.empty() ? "" : " ";
    line += escaped_word(native_text(word));
  }
  return {std::move(line)};
}

Value shell_split(Call& call) {
  require_count(call, call.arguments.size() == 1, "1");
  return {WordReader(native_text(legacy_argument(call, 0))).read()};
}

Value batch_escape(Call& call) {
  std::string result = "\"";
  for (const char byte : native_text(call.arguments[0])) {
    result += byte == '"' ? "\"" : (byte == '$' || byte == '\\') ? "\\" : "";
    result += byte;
  }
  return {result + '"'};
}

Value powershell_escape(Call& call) {
  std::string result;
  for (const char byte : native_text(call.arguments[0])) {
    if (byte == '"') {
      result += "\\`\"";
      continue;
    }
    result += std::string_view(" '`|\n$").find(byte) != std::string_view::npos ? "`" : "";
    result += byte;
  }
  return {std::move(result)};
}

}  // namespace

Family module_shell() {
  static const FunctionRecord kTable[] = {
      {"stdlib::shell_escape",
       {{"Any string", "String", shell_escape}},
       "A text as one word for a Bourne shell, to be used without quotes around it."},
      renamed("shell_escape"),
      {"shell_join",
       {{"Any *arguments", "String", shell_join}},
       "The words of an array as a command line for a Bourne shell."},
      {"shell_split",
       {{"Any *arguments", "Array[String]", shell_split}},
       "The words that a Bourne shell would see in a command line."},
      {"stdlib::batch_escape", {{"Any string", "String", batch_escape}}, "A text as one quoted word for cmd.exe."},
      renamed("batch_escape"),
      {"stdlib::powershell_escape",
       {{"Any string", "String", powershell_escape}},
       "A text as one word for PowerShell."},
      renamed("powershell_escape"),
  };
  return kTable;
}

}  // namespace volley::stdlib
