// The program: a command line in, an exit status out.
#pragma once

#include <span>
#include <string>

namespace volley::cli {

// `arguments` is argv without the program's name. Status: 0 all well, 1 a target, a plan or the usage failed.
[[nodiscard]] int run_application(std::span<const std::string> arguments);

}  // namespace volley::cli
