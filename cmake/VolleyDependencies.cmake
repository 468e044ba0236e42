# Every library that Volley stands on, found once, each with the Debian package that brings it.
include_guard()
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

function(volley_missing what package)
  message(FATAL_ERROR "${what} was not found. On Debian 12: apt-get install ${package}")
endfunction()

find_package(pegtl 3.2 QUIET)
if(NOT pegtl_FOUND)
  volley_missing("PEGTL 3.2" "tao-pegtl-dev")
endif()

find_package(nlohmann_json 3.11 QUIET)
if(NOT nlohmann_json_FOUND)
  volley_missing("nlohmann/json 3.11" "nlohmann-json3-dev")
endif()

find_package(fmt 9 QUIET)
if(NOT fmt_FOUND)
  volley_missing("fmt 9" "libfmt-dev")
endif()

find_package(Boost 1.74 QUIET COMPONENTS context)
if(NOT Boost_FOUND)
  volley_missing("Boost.Context 1.74" "libboost-context-dev")
endif()

foreach(row "libssh2;libssh2>=1.10;libssh2-1-dev" "yaml_cpp;yaml-cpp>=0.7;libyaml-cpp-dev" "oniguruma;oniguruma>=6.9;libonig-dev"
            "crypto;libcrypto>=3;libssl-dev" "crypt;libxcrypt>=4.4;libcrypt-dev" "curl;libcurl>=7.80;libcurl4-openssl-dev")
  list(GET row 0 name)
  list(GET row 1 module)
  list(GET row 2 package)
  pkg_check_modules(${name} QUIET IMPORTED_TARGET GLOBAL "${module}")
  if(NOT ${name}_FOUND)
    volley_missing("${module}" "${package}")
  endif()
endforeach()

find_path(ASIO_INCLUDE_DIRECTORY asio.hpp)
if(NOT ASIO_INCLUDE_DIRECTORY)
  volley_missing("Asio (standalone)" "libasio-dev")
endif()
if(NOT TARGET volley_asio)
  add_library(volley_asio INTERFACE)
  target_include_directories(volley_asio SYSTEM INTERFACE ${ASIO_INCLUDE_DIRECTORY})
  # Asio looks for aligned_alloc before it has included what would tell, so the answer would differ between files.
  target_compile_definitions(volley_asio INTERFACE ASIO_STANDALONE ASIO_NO_DEPRECATED ASIO_DISABLE_STD_ALIGNED_ALLOC)
  target_link_libraries(volley_asio INTERFACE Threads::Threads)
endif()

if(VOLLEY_BUILD_TESTS)
  find_package(doctest 2.4 QUIET)
  if(NOT doctest_FOUND)
    volley_missing("doctest 2.4" "doctest-dev")
  endif()
endif()
