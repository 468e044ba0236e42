// Copies a file or a folder with all that is in it; modes are kept, symbolic links followed.
#pragma once

#include <string>

namespace volley::transport {

// Throws JobFailure with this issue code.
void copy_tree(const std::string& source, const std::string& destination, const std::string& issue_code);

}  // namespace volley::transport
