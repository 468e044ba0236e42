// One target with the data that all its groups, its own definitions and the plan have given it, merged.
//
// Plain data, made and kept up to date by the Inventory; hold a TargetId (or a TargetValue) to see later changes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runtime/value/hash.hpp"

namespace volley::runtime {

enum class TargetId : std::uint32_t {};

struct Target {
  std::string name;
  std::string safe_name;  // without the password of a URI
  std::optional<std::string> uri;
  std::optional<std::string> host;
  std::optional<int> port;
  std::optional<std::string> user;
  std::optional<std::string> password;
  std::optional<std::string> protocol;  // the URI's scheme
  std::string transport;
  // Hashes; Values, so that the many targets of a group share one.
  Value config;            // "transport" and a hash for each configured transport, as configured
  Value transport_config;  // of its own transport, with the defaults
  Value vars;
  Value facts;
  Value plugin_hooks;
  std::vector<std::string> features;
  std::vector<std::string> aliases;
  bool single_alias = false;        // given as a text, not as an array
  bool assumed_agent = false;       // lists the feature puppet-agent, though nobody knows whether there is one
  std::vector<std::string> groups;  // innermost first, "all" last
};

}  // namespace volley::runtime
