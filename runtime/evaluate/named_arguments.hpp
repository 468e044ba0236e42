// Arguments given by name, as plans and templates take them: once they are bound to a frame, this checks that nothing
// is unknown, missing or of the wrong type, and tells all problems at once.
#pragma once

#include <span>
#include <string_view>

#include "runtime/evaluate/frame.hpp"
#include "runtime/evaluate/signature.hpp"
#include "runtime/value/hash.hpp"

namespace volley::runtime {

void check_named_arguments(std::string_view callee, std::span<const lang::Parameter> parameters,
                           const Signature& signature, const Hash& given, Frame& frame);

}  // namespace volley::runtime
