// The object types of the language itself: Error, Deferred, Task and a few that are only names.
#pragma once

#include <vector>

#include "runtime/type/object_type.hpp"

namespace volley::runtime {

// The definition behind Error, whose values have a class of their own (ErrorValue).
[[nodiscard]] const ObjectType& error_object();
// The others, each with its name.
[[nodiscard]] std::vector<TypePointer> known_object_types();

}  // namespace volley::runtime
