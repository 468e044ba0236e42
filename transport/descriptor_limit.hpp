// How many files this process may have open. It starts with what it was given, so that what it starts inherits that,
// and takes what the system allows once it needs more.
#pragma once

namespace volley::transport {

// Whether there are more now than before.
bool raise_descriptor_limit();

// Whether a descriptor with that number leaves too few for files that are opened in passing, even with the limit
// raised.
[[nodiscard]] bool near_descriptor_limit(int descriptor);

}  // namespace volley::transport
