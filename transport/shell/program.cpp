#include "transport/shell/program.hpp"

#include <algorithm>
#include <set>

#include "transport/shell/quote.hpp"

namespace volley::transport::shell {

namespace {

constexpr std::string_view kFailureMark = "volley could not prepare ";
// Where a printf is not built in, its arguments have to fit into one of execve's.
constexpr std::size_t kPieceSize = 60UL * 1024;

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
  return "printf '%s%s\"_installdir\":\"%s\"}' " + single_quote(opened) + (empty_object ? " ''" : " ','") + " \"$j\"";
}

std::string make_executable(std::string_view path) {
  return "chmod u+x " + in_directory(path) + or_fail("CHMOD_ERROR");
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

std::string failing_function() {
  return "fail() { printf '%s%s %s\\n' '" + std::string(kFailureMark) + "' \"$d\" \"$1\" >&2; exit 1; }\n";
}

}  // namespace

std::string in_directory(std::string_view path) { return "\"$d\"/" + escape(path); }

std::string or_fail(std::string_view issue_code) { return " || fail " + std::string(issue_code) + "\n"; }

std::string program_head(std::string_view directory) {
  return "d=" + single_quote(directory) + "\nj=" + single_quote(json_text(directory)) + "\n";
}

std::string make_directory(Leftover leftover) {
  std::string text = failing_function();
  text += "mkdir -m 700 \"$d\"" + or_fail("TMPDIR_ERROR");
  if (leftover == Leftover::Remove) {
    // A shell that dies of a signal runs no EXIT trap.
    text += "trap 'rm -rf \"$d\"' EXIT\ntrap 'exit 129' HUP\ntrap 'exit 130' INT\ntrap 'exit 143' TERM\n";
  } else if (leftover == Leftover::OnlyOnError) {
    text += "trap 'c=$?; test $c = 0 || rm -rf \"$d\"' EXIT\n";
  }
  return text;
}

std::string take_directory() { return failing_function() + "trap 'rm -rf \"$d\"' EXIT\n"; }

std::string write_file(std::string_view path, std::string_view content) {
  const bool text = content.find('\0') == std::string_view::npos;
  std::string lines;
  std::size_t position = 0;
  do {
    const std::string_view piece = content.substr(position, text ? kPieceSize : kPieceSize / 4);
    lines += text ? "printf %s " + single_quote(piece) : "printf " + printf_format(piece);
    lines += (position == 0 ? " > " : " >> ") + in_directory(path) + or_fail("WRITE_ERROR");
    position += piece.size();
  } while (position < content.size());
  return lines;
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
  program.prepare += write_file(executable, *job.content) + make_executable(executable);
  std::string& run = program.run;
  std::string command;
  if (job.input_by_environment) {
    run += exports(job.input_environment) + (installs ? "export PT__installdir=\"$d\"\n" : "");
  }
  command += (interpreter.empty() ? "" : join(interpreter) + " ") + in_directory(executable);
  if (!job.input_by_stdin) {
    run += command + " < /dev/null\n";
  } else if (installs) {
    run += input_with_install_directory(job.input_json) + " | " + command + "\n";
  } else {
    run += "printf %s " + single_quote(job.input_json) + " | " + command + "\n";
  }
  return program;
}

Program script_program(const runtime::ScriptJob& job, const runtime::EnvironmentVariables& environment) {
  Program program{write_file(job.file_name, *job.content) + make_executable(job.file_name), exports(environment)};
  program.run += environment_prefix(environment) + in_directory(job.file_name);
  for (const std::string& argument : job.arguments) {
    program.run += " " + single_quote(argument);
  }
  program.run += " < /dev/null\n";
  return program;
}

std::string complete(const Program& program, Leftover leftover) {
  return make_directory(leftover) + program.prepare + program.run;
}

std::string staged(const Program& program) {
  return make_directory(Leftover::OnlyOnError) + program.prepare + write_file("launch", "d=$1\nj=$2\n" + program.run);
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

}  // namespace volley::transport::shell
