# Writes a C++ source with the content of all files below SOURCE_DIR as a table, to OUTPUT:
#
#   cmake -D SOURCE_DIR=stdlib/modules -D OUTPUT=built_in_modules.cpp -P VolleyBuiltInModules.cmake
file(GLOB_RECURSE files RELATIVE ${SOURCE_DIR} ${SOURCE_DIR}/*)
list(SORT files)
set(table "#include \"stdlib/built_in_modules.hpp\"\n\n#include <array>\n\nnamespace volley::stdlib {\nnamespace {\n\n")
string(APPEND table "constexpr auto kFiles = std::to_array<runtime::BuiltInFile>({\n")
foreach(file IN LISTS files)
  file(READ ${SOURCE_DIR}/${file} content)
  string(APPEND table "{\"${file}\", R\"=file=(${content})=file=\"},\n")
endforeach()
string(APPEND table "});\n\n}  // namespace\n\nstd::span<const runtime::BuiltInFile> built_in_modules() { return kFiles; }\n\n")
string(APPEND table "}  // namespace volley::stdlib\n")
file(WRITE ${OUTPUT} "${table}")
