// How out::message and its kind turn a value into text: as Bolt does, structures as indented JSON.
#pragma once

#include <string>

#include "runtime/value/value.hpp"

namespace volley::stdlib {

[[nodiscard]] std::string message_text(const runtime::Value& value);

}  // namespace volley::stdlib
