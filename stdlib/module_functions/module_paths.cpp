// Parts of paths, from the module stdlib: basename, dirname and stdlib::extname.
#include "runtime/evaluate/error.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/module_functions/legacy_arguments.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::FunctionRecord;
using runtime::Value;

std::string_view without_trailing_slashes(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/')) {
    path.remove_suffix(1);
  }
  return path;
}

std::string_view last_part(std::string_view path) {
  path = without_trailing_slashes(path);
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos || path.size() == 1 ? path : path.substr(slash + 1);
}

// Where the extension starts; npos without one. Dots at the beginning of a name start none.
std::size_t extension_start(std::string_view name) {
  const std::size_t body = name.find_first_not_of('.');
  const std::size_t dot = name.rfind('.');
  return body == std::string_view::npos || dot == std::string_view::npos || dot < body ? std::string_view::npos : dot;
}

Value basename(Call& call) {
  const std::size_t count = call.arguments.size();
  require(call, count > 0, "No arguments given");
  require(call, count <= 2, "Too many arguments given (" + std::to_string(count) + ")");
  const Value path = legacy_argument(call, 0);
  require(call, path.is_string(), "Requires string as first argument");
  std::string_view name = last_part(path.as_string());
  if (count == 2) {
    const Value suffix = legacy_argument(call, 1);
    require(call, suffix.is_string(), "Requires string as second argument");
    if (suffix.as_string() == ".*") {
      name = name.substr(0, extension_start(name));
    } else if (name != suffix.as_string() && name.ends_with(suffix.as_string())) {
      name.remove_suffix(suffix.as_string().size());
    }
  }
  return {name};
}

Value dirname(Call& call) {
  const std::size_t count = call.arguments.size();
  require(call, count > 0, "No arguments given");
  require(call, count <= 1, "Too many arguments given (" + std::to_string(count) + ")");
  const Value given = legacy_argument(call, 0);
  require(call, given.is_string(), "Requires string as argument");
  require(call, !given.as_string().empty(), "Requires a non-empty string as argument");
  std::string_view path = without_trailing_slashes(given.as_string());
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) {
    return {"."};
  }
  path = without_trailing_slashes(path.substr(0, slash + 1));
  while (path.starts_with("//")) {
    path.remove_prefix(1);
  }
  return {path};
}

Value extname(Call& call) {
  const std::string_view name = last_part(call.arguments[0].as_string());
  const std::size_t start = extension_start(name);
  return {start == std::string_view::npos ? std::string_view() : name.substr(start)};
}

}  // namespace

Family module_paths() {
  static const FunctionRecord kTable[] = {
      {"basename",
       {{"Any *arguments", "String", basename}},
       "The last part of a path, without the suffix given as second argument ('.*' stands for any)."},
      {"dirname", {{"Any *arguments", "String", dirname}}, "A path without its last part."},
      {"stdlib::extname",
       {{"String filename", "String", extname}},
       "The extension of a file name with its dot, or an empty string."},
  };
  return kTable;
}

}  // namespace volley::stdlib
