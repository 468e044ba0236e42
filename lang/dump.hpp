// A tree as text, in the PN notation that Puppet's own parser dumps: what differs from Puppet shows as a text diff.
#pragma once

#include <string>

#include "lang/ast.hpp"

namespace volley::lang {

[[nodiscard]] std::string dump_pn(const Program& program);

}  // namespace volley::lang
