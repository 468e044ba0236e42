// Files that commands make for the user.
#pragma once

#include <filesystem>
#include <string>

namespace volley::cli {

// Throws PlanError bolt/file-error.
void write_new_file(const std::filesystem::path& path, const std::string& content);

}  // namespace volley::cli
