#include "transport/shell/program.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "transport/failure.hpp"
#include "transport/shell/command_line.hpp"
#include "transport/shell/quote.hpp"

namespace volley::transport::shell {

namespace {

constexpr std::string_view kFailureMark = "volley could not prepare ";
// Where a printf is not built in, its arguments have to fit into one of execve's.
constexpr std::size_t kPieceSize = 60UL * 1024;
// What fits into a pipe at once: more would cost a process that writes it.
constexpr std::size_t kMostHereDocument = 4000;
constexpr std::string_view kHereDocumentEnd = "end_of_volley_script";

std::string parent_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

std::string exports(const runtime::EnvironmentVariables& environment) {
  std::string text;
  for (const auto& [name, value] : environment) {
    if (is_variable_name(name)) {
      text += "export " + name + "=" + single_quote(value) + "\n";
    }
  }
  return text;
}

// Names that no shell variable can have (A-B) can only be set through env. That puts the value on a command line, so
// parameters of tasks never go this way: a task reads such a parameter from its standard input.
std::string environment_prefix(const runtime::EnvironmentVariables& environment) {
  std::string text;
  for (const auto& [name, value] : environment) {
    if (!is_variable_name(name)) {
      text += (text.empty() ? "env " : "") + single_quote(name + "=" + value) + " ";
    }
  }
  return text;
}

// The inside of a JSON string.
std::string json_text(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      escaped += '\\';
    }
    escaped += c;
  }
  return escaped;
}

// The task's standard input with the `_installdir` that is known on the target only.
std::string input_with_install_directory(const std::string& json) {
  const std::string_view opened = std::string_view(json).substr(0, json.rfind('}'));
  const bool empty_object = opened.find_first_not_of(" \n{") == std::string_view::npos;
  return "w " + single_quote(std::string(opened) + (empty_object ? "" : ",") + R"("_installdir":")") + R"("$j"'"}')";
}

// A shell without a printf of its own would put the content on the command line of another one. Asking for these shells
// by name costs no process.
std::string writing_function() {
  return "w() { printf %s \"$1\"; }\n"
         "case ${KSH_VERSION-} in *MIRBSD*|*'PD KSH'*) w() { print -rn -- \"$1\"; } ;; esac\n";
}

std::string failing_function() {
  return "fail() { printf '%s%s %s\\n' '" + std::string(kFailureMark) + "' \"$d\" \"$1\" >&2; exit 1; }\n";
}

// The words of a first line such as "#!/bin/sh -e" when it names a shell and the script never speaks of its own file.
// Such a script runs the same when its shell is started with its path, and then it need not be executable: one process
// less, and no harm in a tmpdir that permits no execution.
std::string shell_of_script(std::string_view content) {
  static constexpr std::array<std::string_view, 6> kShells = {"/bin/sh",       "/bin/bash", "/usr/bin/sh",
                                                              "/usr/bin/bash", "/bin/dash", "/bin/ksh"};
  if (!content.starts_with("#!") || content.find('\0') != std::string_view::npos) {
    return {};
  }
  for (const std::string_view own_name : {"$0", "${0", "BASH_SOURCE", "$_", "${_", "/proc/"}) {
    if (content.find(own_name) != std::string_view::npos) {
      return {};
    }
  }
  const std::vector<std::string> words = plain_words(content.substr(2, content.find('\n') - 2));
  constexpr std::size_t kMostWords = 2;  // all after the first would be one argument
  if (words.empty() || words.size() > kMostWords ||
      std::find(kShells.begin(), kShells.end(), words[0]) == kShells.end()) {
    return {};
  }
  return join(words) + " ";
}

// How a file is run: what has to be done to it before, and what its command line begins with.
struct Invocation {
  std::string prepare;
  std::string prefix;
};

Invocation invocation(std::string_view path, std::string_view content, const std::vector<std::string>& interpreter) {
  const std::string shell = shell_of_script(content);
  const std::string make_executable = "chmod u+x " + in_directory(path) + or_fail("CHMOD_ERROR");
  if (!interpreter.empty()) {
    return {shell.empty() ? make_executable : "", join(interpreter) + " "};
  }
  return {shell.empty() ? make_executable : "", shell};
}

std::string make_parents(const runtime::TaskJob& job) {
  std::set<std::string> folders = {job.directory};
  for (const runtime::TaskFile& file : job.files) {
    folders.insert(parent_of(file.relative_path));
  }
  std::string line = "mkdir -p";
  for (const std::string& folder : folders) {
    line += " " + in_directory(folder);
  }
  return line + or_fail("MKDIR_ERROR");
}

// One more process that waits in read; nothing has to end it: it finds the leader of the process group gone once its
// input closes.
std::string leash_reader(const std::string& last_wish, Leash leash) {
  // Another user's shell does not lead the process group of what it runs, but is in one that its login made.
  const std::string otherwise = leash == Leash::HeldByOther ? "0; " : "$$; ";
  const auto signal = [&](const std::string& name) {
    return "kill -" + name + " -$$ || kill -" + name + " " + otherwise;
  };
  return "(read x; kill -0 $$ || exit 0; trap '' HUP INT TERM; " + signal("TERM") + "sleep 2; " + last_wish +
         signal("KILL") + ") <&3 3<&- >/dev/null 2>&1 &";
}

// Opens a block, so that the shell has read it all before the reader takes over standard input.
std::string hold_leash(const std::string& last_wish, Leash leash) {
  return "exec 3<&0\n{\n" + leash_reader(last_wish, leash) + "\nexec 3<&-\n";
}

}  // namespace

std::string in_directory(std::string_view path) { return "\"$d\"/" + escape(path); }

std::string or_fail(std::string_view issue_code) { return " || fail " + std::string(issue_code) + "\n"; }

std::string program_head(std::string_view directory) {
  return "d=" + single_quote(directory) + "\nj=" + single_quote(json_text(directory)) + "\n";
}

std::string claim_directory(Leftover leftover) {
  std::string text = "mkdir -m 700 \"$d\"" + or_fail("TMPDIR_ERROR");
  if (leftover == Leftover::Remove) {
    // A shell that dies of a signal runs no EXIT trap.
    text += "trap 'rm -rf \"$d\"' EXIT\ntrap 'exit 129' HUP\ntrap 'exit 130' INT\ntrap 'exit 143' TERM\n";
  } else if (leftover == Leftover::OnlyOnError) {
    text += "trap 'c=$?; test $c = 0 || rm -rf \"$d\"' EXIT\n";
  }
  return text;
}

std::string make_directory(Leftover leftover) {
  return writing_function() + failing_function() + claim_directory(leftover);
}

std::string take_directory() { return failing_function() + "trap 'rm -rf \"$d\"' EXIT\n"; }

std::string write_file(std::string_view path, std::string_view content) {
  const bool text = content.find('\0') == std::string_view::npos;
  std::string lines;
  std::size_t position = 0;
  do {
    const std::string_view piece = content.substr(position, text ? kPieceSize : kPieceSize / 4);
    lines += text ? "w " + single_quote(piece) : "printf " + printf_format(piece);
    lines += (position == 0 ? " > " : " >> ") + in_directory(path) + or_fail("WRITE_ERROR");
    position += piece.size();
  } while (position < content.size());
  return lines;
}

// The command with its parameters. A here-document would need no process to write them, but may put them on the disk.
std::string task_call(const runtime::TaskJob& job, const std::string& command) {
  const bool installs = !job.files.empty();
  std::string text;
  if (job.input_by_environment) {
    text += exports(job.input_environment) + (installs ? "export PT__installdir=\"$d\"\n" : "");
  }
  if (!job.input_by_stdin) {
    return text + command + " < /dev/null\n";
  }
  const std::string source =
      installs ? input_with_install_directory(job.input_json) : "w " + single_quote(job.input_json);
  return text + source + " | " + command + "\n";
}

Program task_program(const runtime::TaskJob& job, const std::vector<std::string>& interpreter) {
  Program program;
  const bool installs = !job.files.empty();
  std::string executable = job.file_name;
  if (installs) {
    program.prepare += make_parents(job);
    for (const runtime::TaskFile& file : job.files) {
      program.prepare += write_file(file.relative_path, *file.content);
    }
    executable = (job.directory.empty() ? "" : job.directory + "/") + job.file_name;
  }
  const Invocation how = invocation(executable, *job.content, interpreter);
  program.prepare += write_file(executable, *job.content) + how.prepare;
  program.run = task_call(job, how.prefix + in_directory(executable));
  return program;
}

std::optional<std::string> fileless_task_program(const runtime::TaskJob& job, Leash leash) {
  const std::string& content = *job.content;
  const std::string shell = shell_of_script(content);
  const bool uses_descriptor = content.find("&9") != std::string::npos;
  if (shell.empty() || !job.files.empty() || content.size() > kMostHereDocument || uses_descriptor ||
      content.find(kHereDocumentEnd) != std::string::npos) {
    return std::nullopt;
  }
  std::string text = writing_function() + failing_function();
  text += leash == Leash::None ? "" : hold_leash("rm -rf \"$d\"; ", leash);
  text += "{ if test -r /dev/fd/9 && test -d \"${d%/*}\" && test -w \"${d%/*}\"\nthen set -- " + shell + "/dev/fd/9\n";
  text += "else\n" + claim_directory(Leftover::Remove);
  text += "cat <&9 > " + in_directory(job.file_name) + or_fail("WRITE_ERROR");
  text += "set -- " + shell + in_directory(job.file_name) + "\nfi\n" + task_call(job, "\"$@\"");
  text += "} 9<<'" + std::string(kHereDocumentEnd) + "'\n" + content + (content.ends_with('\n') ? "" : "\n");
  text += std::string(kHereDocumentEnd) + "\n";
  return text + (leash == Leash::None ? "" : "exit\n}\n");
}

Program script_program(const runtime::ScriptJob& job, const runtime::EnvironmentVariables& environment) {
  const Invocation how = invocation(job.file_name, *job.content, {});
  Program program{write_file(job.file_name, *job.content) + how.prepare, exports(environment)};
  program.run += environment_prefix(environment) + how.prefix + in_directory(job.file_name);
  for (const std::string& argument : job.arguments) {
    program.run += " " + single_quote(argument);
  }
  program.run += " < /dev/null\n";
  return program;
}

std::string complete(const Program& program, Leftover leftover, Leash leash) {
  const std::string start = make_directory(leftover) + program.prepare;
  if (leash == Leash::None) {
    return start + program.run;
  }
  return start + hold_leash(leftover == Leftover::Remove ? "rm -rf \"$d\"; " : "", leash) + program.run + "exit\n}\n";
}

std::string leashed_command(const std::string& command_line, Leash leash) {
  // The reader is nobody's child, so that the command's own `wait` knows nothing of it; ksh93 makes a process of such a
  // subshell only when that changes a limit.
  const std::string hold = "exec 3<&0 </dev/null; (ulimit -t unlimited; " + leash_reader("", leash) + " ); exec 3<&-";
  if (leash == Leash::HeldByOther) {
    return hold + "; " + command_line;
  }
  // These understand none of it; there the command goes without.
  std::string line = "test";
  for (const char* place : {"/bin/", "/usr/bin/", "/usr/local/bin/"}) {
    for (const char* name : {"csh", "tcsh", "fish"}) {
      line += std::string(line.size() > 4 ? " -o" : "") + " \"$SHELL\" = " + place + name;
    }
  }
  return line + " || eval " + single_quote(hold) + "; " + command_line;
}

std::string staged(const Program& program) {
  return make_directory(Leftover::OnlyOnError) + program.prepare +
         write_file("launch", writing_function() + "d=$1\nj=$2\n" + program.run);
}

std::string launch_command(std::string_view directory, bool cleanup) {
  std::string line =
      "d=" + single_quote(directory) + "; sh \"$d\"/launch \"$d\" " + single_quote(json_text(directory)) + "; c=$?; ";
  line += cleanup ? "rm -rf \"$d\"; " : "";
  return "sh -c " + single_quote(line + "exit $c");
}

std::optional<ProgramFailure> program_failure(std::string_view directory, std::string_view standard_error) {
  const std::string mark = std::string(kFailureMark) + std::string(directory) + " ";
  const std::size_t found = standard_error.rfind(mark);
  if (found == std::string_view::npos) {
    return std::nullopt;
  }
  std::string_view code = standard_error.substr(found + mark.size());
  code = code.substr(0, code.find('\n'));
  std::string_view message = standard_error.substr(0, found);
  while (message.ends_with('\n')) {
    message.remove_suffix(1);
  }
  return ProgramFailure{std::string(code), std::string(message)};
}

void check_program(std::string_view directory, std::string_view standard_error) {
  static constexpr std::pair<const char*, const char*> kReasons[] = {
      {"TMPDIR_ERROR", "Could not make tmpdir: "},
      {"MKDIR_ERROR", "Could not create directories: "},
      {"CHMOD_ERROR", "Could not make file executable: "},
      {"WRITE_ERROR", "Could not write file: "},
      {"CP_ERROR", "Could not copy file to temporary directory: "},
      {"MV_ERROR", "Could not move temporary file: "}};
  const auto failure = program_failure(directory, standard_error);
  if (!failure) {
    return;
  }
  for (const auto& [issue, reason] : kReasons) {
    if (failure->issue_code == issue) {
      throw file_failure(failure->issue_code, reason + failure->message);
    }
  }
}

}  // namespace volley::transport::shell
