// What each built-in type is for, in words: the source of docs/types.md, of `volley type show` and of hints.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace volley::runtime {

enum class TypeGroup { Scalars, Collections, Unions, Objects, Abstract, Catalog };

struct TypeReference {
  TypeGroup group;
  std::string_view name;
  std::string_view parameters;     // how it is written with all of them; "" when it takes none
  std::string_view documentation;  // what it matches
  std::string_view example;        // a snippet that gives true; "" where plans cannot make such a value
};

// In the order in which they are best read.
[[nodiscard]] std::span<const TypeReference> type_references();
[[nodiscard]] const TypeReference* find_type_reference(std::string_view name);
[[nodiscard]] std::string_view title(TypeGroup group);

// Every name that the language itself gives to a type, the resource types of a catalog left out.
[[nodiscard]] std::vector<std::string_view> builtin_type_names();

}  // namespace volley::runtime
