// The narrowest type that Puppet finds for two types together; used to infer the element type of a container.
#pragma once

#include "runtime/type/type.hpp"

namespace volley::runtime {

[[nodiscard]] TypePointer common_type(const TypePointer& a, const TypePointer& b);

}  // namespace volley::runtime
