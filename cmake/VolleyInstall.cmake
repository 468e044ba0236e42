# volley::volley, the library that others link: the objects of all rooms below the command line in one archive. And what
# an installation holds: the program, that library, the public headers, and the files that find_package(Volley) reads.
include_guard()
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(rooms lang runtime stdlib transport embedding)
list(TRANSFORM rooms REPLACE "(.+)" "$<TARGET_OBJECTS:volley_\\1>" OUTPUT_VARIABLE objects)
add_library(volley_library STATIC ${objects})
add_library(volley::volley ALIAS volley_library)
set_target_properties(volley_library PROPERTIES OUTPUT_NAME volley EXPORT_NAME volley LINKER_LANGUAGE CXX)
target_compile_features(volley_library PUBLIC cxx_std_20)
target_include_directories(volley_library INTERFACE
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
# Header-only libraries are inside the objects already. VolleyConfig.cmake finds the same ones again.
target_link_libraries(volley_library PRIVATE
  fmt::fmt Boost::context Threads::Threads PkgConfig::libssh2 PkgConfig::yaml_cpp PkgConfig::oniguruma PkgConfig::crypto
  PkgConfig::crypt ${CMAKE_DL_LIBS})

if(NOT VOLLEY_INSTALL)
  return()
endif()

set(package_directory ${CMAKE_INSTALL_LIBDIR}/cmake/Volley)
install(TARGETS volley RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS volley_library EXPORT VolleyTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/volley DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT VolleyTargets NAMESPACE volley:: DESTINATION ${package_directory})

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/VolleyConfig.cmake.in ${PROJECT_BINARY_DIR}/VolleyConfig.cmake
  INSTALL_DESTINATION ${package_directory})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/VolleyConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/VolleyConfig.cmake ${PROJECT_BINARY_DIR}/VolleyConfigVersion.cmake
  DESTINATION ${package_directory})
