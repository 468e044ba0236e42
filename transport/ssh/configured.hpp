// What the ssh configuration says about a target, brought into its options. What the inventory says is stronger.
#pragma once

#include "transport/ssh/ssh_config.hpp"
#include "transport/ssh/ssh_endpoint.hpp"

namespace volley::transport {

// Called when the endpoint holds what the inventory says, and nothing else.
void apply_ssh_config(SshEndpoint& endpoint, const SshConfig& config);

}  // namespace volley::transport
