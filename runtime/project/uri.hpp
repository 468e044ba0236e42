// Target URIs: [scheme://][user[:password]@]host[:port]. User and password are percent-decoded.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace volley::runtime {

struct TargetUri {
  std::optional<std::string> scheme;
  std::optional<std::string> user;
  std::optional<std::string> password;
  std::optional<std::string> host;  // IPv6 without its brackets
  std::optional<int> port;
  std::string safe;  // the text without the password
};

// Throws PlanError of kind bolt.inventory/validation-error ("Invalid target uri").
[[nodiscard]] TargetUri parse_target_uri(std::string_view text);

}  // namespace volley::runtime
