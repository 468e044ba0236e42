// Words for command lines, from the module stdlib: quoting for the Bourne shell, cmd.exe and PowerShell, and taking
// apart what a Bourne shell would.
#include "runtime/evaluate/error.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/functions/shell_words.hpp"
#include "stdlib/module_functions/legacy_arguments.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Value;
using runtime::Values;

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
  return {split_words(native_text(legacy_argument(call, 0)))};
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
