// Programs for a POSIX shell that reads them from its standard input: they carry a task or script to the target, run it
// and clean up, all in one execution of `sh`. Neither parameters nor content ever stand on a command line, where other
// users of the target could see them.
//
//   feed "exec sh" with program_head(directory) + complete(task_program(job, interpreter), Leftover::Remove)
//
// The head differs for each target; the rest is the same for all and can be shared. Content is written with printf,
// which is built into sh, so that the only processes forked are mkdir, chmod, rm and the task. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/execute/job.hpp"

namespace volley::transport::shell {

// What runs on the target; it reads a program from its standard input.
inline constexpr std::string_view kProgramRunner = "exec sh";

// How a directory that a program makes is taken care of.
enum class Leftover {
  Remove,       // when the program ends
  Keep,         // the user asked for it (`cleanup: false`)
  OnlyOnError,  // another program goes on with it
};

// Whether what runs ends with its connection. A program that holds its leash reads on from its standard input when all
// of it has come: once that ends, or brings a line, it ends its whole process group.
enum class Leash {
  None,
  Held,
  HeldByOther,  // by another user than the one who logged in
};

// A program in two parts: what brings the files into place, and the one command that all is about.
struct Program {
  std::string prepare;
  std::string run;
};
[[nodiscard]] Program task_program(const runtime::TaskJob& job, const std::vector<std::string>& interpreter);
[[nodiscard]] Program script_program(const runtime::ScriptJob& job, const runtime::EnvironmentVariables& environment);

[[nodiscard]] std::string program_head(std::string_view directory);
[[nodiscard]] std::string complete(const Program& program, Leftover leftover, Leash leash = Leash::None);
// All of it for a task that is a short shell script without files, when nothing has to stay behind: its shell reads it
// from a descriptor, so that no directory is made and removed, which would cost the target more than the task itself.
// Where there is no /dev/fd, or the temporary directory is unfit, the program goes the way of the others by itself.
// Nothing for other tasks.
[[nodiscard]] std::optional<std::string> fileless_task_program(const runtime::TaskJob& job, Leash leash);
// The command line for a login shell, or another user's `sh`, that runs it on a leash.
[[nodiscard]] std::string leashed_command(const std::string& command_line, Leash leash);

// With a terminal, standard input is taken: the staged program only prepares, and launch_command(), executed on the
// terminal afterwards, runs it.
[[nodiscard]] std::string staged(const Program& program);
[[nodiscard]] std::string launch_command(std::string_view directory, bool cleanup);

// The building blocks, for programs that place files.
[[nodiscard]] std::string make_directory(Leftover leftover);
// For the last program of several: the directory is removed when it ends.
[[nodiscard]] std::string take_directory();
// `path` is relative to the directory of the program.
[[nodiscard]] std::string write_file(std::string_view path, std::string_view content);
[[nodiscard]] std::string or_fail(std::string_view issue_code);
[[nodiscard]] std::string in_directory(std::string_view path);

// When the program could not do its own part, it says so at the end of stderr; gives the issue code and the text
// before it.
struct ProgramFailure {
  std::string issue_code;
  std::string message;
};
[[nodiscard]] std::optional<ProgramFailure> program_failure(std::string_view directory,
                                                            std::string_view standard_error);
// Throws the JobFailure that belongs to it, if there is one.
void check_program(std::string_view directory, std::string_view standard_error);

}  // namespace volley::transport::shell
