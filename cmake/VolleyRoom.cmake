# One static library for each room (top-level folder), all with the same warnings and the same include root.
include_guard()
include(CheckCXXCompilerFlag)

add_library(volley_options INTERFACE)
target_compile_options(volley_options INTERFACE -Wall -Wextra -Wpedantic $<$<BOOL:${VOLLEY_WERROR}>:-Werror>)
# The rooms are linked into one program, so that no function can be replaced by one of another library.
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
  target_compile_options(volley_options INTERFACE $<$<NOT:$<CONFIG:Debug>>:-fno-semantic-interposition>)
endif()
# Two stores of eight bytes that are read as one of sixteen make the processor wait. That is what vectorising does to
# values, views and pointers in pairs, which are passed everywhere.
check_cxx_compiler_flag(-fno-tree-slp-vectorize VOLLEY_HAS_SLP_FLAG)
if(VOLLEY_HAS_SLP_FLAG)
  target_compile_options(volley_options INTERFACE $<$<NOT:$<CONFIG:Debug>>:-fno-tree-slp-vectorize>)
endif()
target_include_directories(volley_options INTERFACE
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>)

# volley_room(NAME LINKS...): the folder's .cpp files as target volley_NAME.
function(volley_room name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  add_library(volley_${name} STATIC ${sources})
  target_link_libraries(volley_${name} PUBLIC volley_options ${ARGN})
endfunction()
