# What is installed, in three components: "tool" (program, its manual page, completions, documents, examples), "library"
# (the shared library) and "development" (headers, static library, pkg-config file, CMake package, the library's manual
# page). Both descriptions of the library find it relative to themselves, so that the prefix may be moved, unless the
# directories were configured as absolute paths.
include(CMakePackageConfigHelpers)

install(TARGETS lfsr-analyze RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT tool)
if(TARGET lfsr-analyze-mpi)
  install(TARGETS lfsr-analyze-mpi RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT tool)
endif()
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/lfsr)
foreach(kind shared static)
  if(TARGET lfsr_${kind})
    install(TARGETS lfsr_${kind} EXPORT lfsr-${kind}
            LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library NAMELINK_COMPONENT development
            ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development
            INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
    install(EXPORT lfsr-${kind} FILE lfsr-${kind}-targets.cmake NAMESPACE lfsr:: DESTINATION ${package_dir}
            COMPONENT development)
  endif()
endforeach()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/lfsr DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development
        FILES_MATCHING PATTERN "*.h")

# --- Documents -------------------------------------------------------------------------------------------------------
file(GLOB documents CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/*.md)
list(FILTER documents EXCLUDE REGEX "/CONTRIBUTING\\.md$")
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR}
        COMPONENT tool)
install(FILES ${documents} DESTINATION ${CMAKE_INSTALL_DOCDIR}/docs COMPONENT tool)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs/examples DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT tool)
if(LFSR_PAGES)
  # Debian's zsh looks for completions of packages in a directory of its own.
  set(zsh_default zsh/site-functions)
  if(CMAKE_INSTALL_PREFIX STREQUAL "/usr" AND EXISTS /etc/debian_version)
    set(zsh_default zsh/vendor-completions)
  endif()
  set(LFSR_ZSH_DIR ${CMAKE_INSTALL_DATAROOTDIR}/${zsh_default} CACHE STRING "Where completions of zsh are installed")
  set(gz "")
  if(LFSR_GZIP)
    set(gz .gz)
  endif()
  install(FILES ${LFSR_PAGES_DIR}/lfsr-analyze.1${gz} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT tool)
  install(FILES ${LFSR_PAGES_DIR}/liblfsr.3${gz} DESTINATION ${CMAKE_INSTALL_MANDIR}/man3 COMPONENT development)
  install(FILES ${LFSR_PAGES_DIR}/lfsr-analyze.bash RENAME lfsr-analyze
          DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/bash-completion/completions COMPONENT tool)
  install(FILES ${LFSR_PAGES_DIR}/_lfsr-analyze DESTINATION ${LFSR_ZSH_DIR} COMPONENT tool)
  install(FILES ${LFSR_PAGES_DIR}/lfsr-analyze.fish
          DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/fish/vendor_completions.d COMPONENT tool)
endif()

# --- How the library is found ------------------------------------------------------------------------------------------
configure_package_config_file(scripts/cmake/lfsr-config.cmake.in ${PROJECT_BINARY_DIR}/lfsr-config.cmake
                              INSTALL_DESTINATION ${package_dir} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/lfsr-config-version.cmake COMPATIBILITY SameMajorVersion)
install(FILES ${PROJECT_BINARY_DIR}/lfsr-config.cmake ${PROJECT_BINARY_DIR}/lfsr-config-version.cmake
              ${PROJECT_SOURCE_DIR}/scripts/cmake/lfsr-dependencies.cmake DESTINATION ${package_dir} COMPONENT development)

if(IS_ABSOLUTE ${CMAKE_INSTALL_LIBDIR})
  set(LFSR_PC_PREFIX ${CMAKE_INSTALL_PREFIX})
  set(LFSR_PC_LIBDIR ${CMAKE_INSTALL_LIBDIR})
else()
  file(RELATIVE_PATH up /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
  string(REGEX REPLACE "/$" "" up "${up}")
  set(LFSR_PC_PREFIX "\${pcfiledir}/${up}")
  set(LFSR_PC_LIBDIR "\${prefix}/${CMAKE_INSTALL_LIBDIR}")
endif()
if(IS_ABSOLUTE ${CMAKE_INSTALL_INCLUDEDIR})
  set(LFSR_PC_INCLUDEDIR ${CMAKE_INSTALL_INCLUDEDIR})
else()
  set(LFSR_PC_INCLUDEDIR "\${prefix}/${CMAKE_INSTALL_INCLUDEDIR}")
endif()
if(LFSR_FLINT_FOUND)
  set(LFSR_PC_REQUIRES flint)
else()
  set(LFSR_PC_LIBS "-lflint -lmpfr -lgmp")
endif()
# A static library brings along what it needs: where it is the only one, pkg-config without --static must link it.
if(LFSR_SHARED)
  set(LFSR_PC_REQUIRES_PRIVATE zlib)
  set(LFSR_PC_LIBS_PRIVATE "-lgf2x -lm")
else()
  string(APPEND LFSR_PC_REQUIRES " zlib")
  string(APPEND LFSR_PC_LIBS " -lgf2x -lm")
endif()
configure_file(scripts/cmake/lfsr.pc.in ${PROJECT_BINARY_DIR}/lfsr.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/lfsr.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)

# --- Removal ---------------------------------------------------------------------------------------------------------
# A project that this one is a part of may have a target of that name.
if(NOT TARGET uninstall)
  add_custom_target(uninstall COMMAND ${CMAKE_COMMAND} -DBUILD=${CMAKE_BINARY_DIR}
                                      -P ${PROJECT_SOURCE_DIR}/scripts/cmake/uninstall.cmake VERBATIM)
endif()
