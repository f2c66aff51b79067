# `cpack` makes three Debian packages of the install components: lfsr-analyze, liblfsr<N> and liblfsr-dev. Their dependencies
# on libraries are computed by dpkg-shlibdeps. For a distribution's own places configure with
# -DCMAKE_INSTALL_PREFIX=/usr (docs/install.md).
set(LFSR_PACKAGE_CONTACT "The lfsr-analyze authors <lfsr-analyze@lists.invalid>" CACHE STRING
    "Maintainer of the Debian packages, with an address")
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME lfsr-analyze)
set(CPACK_PACKAGE_CONTACT ${LFSR_PACKAGE_CONTACT})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "cycles of linear feedback shift registers over finite fields")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL tool library development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${PROJECT_BINARY_DIR}/src)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/scripts/cmake/debian/triggers)

set(library liblfsr${PROJECT_VERSION_MAJOR})
set(this_version "= ${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}")
set(name_tool lfsr-analyze)
set(name_library ${library})
set(name_development liblfsr-dev)
set(CPACK_DEBIAN_TOOL_PACKAGE_SECTION math)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
if(LFSR_SHARED)
  set(CPACK_DEBIAN_TOOL_PACKAGE_DEPENDS "${library} (${this_version})")
  set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "${library} (${this_version}), libflint-dev, libgf2x-dev, zlib1g-dev")
else()
  list(REMOVE_ITEM CPACK_COMPONENTS_ALL library)
  set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "libflint-dev, libgf2x-dev, zlib1g-dev")
endif()
set(CPACK_COMPONENT_TOOL_DESCRIPTION
"Tells whether a linear feedback shift register over GF(q) has maximal
length, what its period is, and how many cycles of which period its states
form. Several independent methods find the answer, and the program compares
them.")
set(CPACK_COMPONENT_LIBRARY_DESCRIPTION "The shared library of lfsr-analyze.")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION
"Headers, static library, pkg-config file, CMake package and manual page of
the library of lfsr-analyze.")
if(CMAKE_CROSSCOMPILING AND CMAKE_SYSTEM_PROCESSOR STREQUAL "aarch64")
  set(CPACK_DEBIAN_PACKAGE_ARCHITECTURE arm64)
endif()

# Each package has a copyright and a changelog; an installation as a whole has LICENSE instead.
string(TIMESTAMP LFSR_PACKAGE_DATE "%a, %d %b %Y %H:%M:%S +0000" UTC)
configure_file(scripts/cmake/debian/changelog.in ${PROJECT_BINARY_DIR}/debian/changelog.Debian @ONLY)
file(READ LICENSE LFSR_LICENSE_TEXT)
string(REGEX REPLACE "^MIT License\n\n[^\n]*\n\n" "" LFSR_LICENSE_TEXT "${LFSR_LICENSE_TEXT}")
string(REGEX REPLACE "\n+$" "" LFSR_LICENSE_TEXT "${LFSR_LICENSE_TEXT}")
string(REPLACE "\n\n" "\n.\n" LFSR_LICENSE_TEXT "${LFSR_LICENSE_TEXT}")
string(REPLACE "\n" "\n " LFSR_LICENSE_TEXT " ${LFSR_LICENSE_TEXT}")
configure_file(scripts/cmake/debian/copyright.in ${PROJECT_BINARY_DIR}/debian/copyright @ONLY)
set(changelog ${PROJECT_BINARY_DIR}/debian/changelog.Debian)
if(LFSR_GZIP)
  execute_process(COMMAND ${LFSR_GZIP} -9nc ${changelog} OUTPUT_FILE ${changelog}.gz)
  set(changelog ${changelog}.gz)
endif()
foreach(component ${CPACK_COMPONENTS_ALL})
  string(TOUPPER ${component} upper)
  set(CPACK_DEBIAN_${upper}_PACKAGE_NAME ${name_${component}})
  install(FILES ${PROJECT_BINARY_DIR}/debian/copyright ${changelog} COMPONENT ${component} EXCLUDE_FROM_ALL
          DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/doc/${name_${component}})
endforeach()
include(CPack)
