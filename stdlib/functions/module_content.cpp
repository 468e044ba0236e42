#include "stdlib/functions/module_content.hpp"

#include <filesystem>

#include "runtime/evaluate/evaluator.hpp"
#include "runtime/execute/engine.hpp"
#include "runtime/project/module_path.hpp"

namespace volley::stdlib {

namespace fs = std::filesystem;

std::string module_folder(const runtime::Call& call, const std::string& module) {
  const runtime::Engine* engine = call.evaluator.environment().engine();
  return engine == nullptr ? std::string() : engine->modules().module_directory(module).value_or("");
}

std::string locate_in_module(const runtime::Call& call, std::string_view folder, const std::string& reference) {
  fs::path path(reference);
  if (!path.is_absolute()) {
    const std::size_t slash = reference.find('/');
    const std::string module = slash == std::string::npos ? "" : module_folder(call, reference.substr(0, slash));
    if (module.empty()) {
      return {};
    }
    path = fs::path(module) / folder / reference.substr(slash + 1);
  }
  std::error_code error;
  return fs::exists(path, error) ? path.string() : std::string();
}

}  // namespace volley::stdlib
