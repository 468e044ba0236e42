// Where the arenas of trees get their memory from. A large tree lies in huge pages: touching it costs few page faults.
#pragma once

#include <memory_resource>

namespace volley::lang {

[[nodiscard]] std::pmr::memory_resource* tree_memory();

}  // namespace volley::lang
