// How many files this process may have open. It starts with what it was given, so that what it starts inherits that,
// and takes what the system allows once it needs more.
#pragma once

namespace volley::transport {

// Whether there are more now than before.
bool raise_descriptor_limit();

}  // namespace volley::transport
