# What is installed: component "runtime" (tool, shared library), component "development" (headers, static library,
# pkg-config file, CMake package). Both descriptions of the library find it relative to themselves, so that the
# prefix may be moved, unless the directories were configured as absolute paths.
include(CMakePackageConfigHelpers)

install(TARGETS lfsr-analyze RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT runtime)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/lfsr)
foreach(kind shared static)
  if(TARGET lfsr_${kind})
    install(TARGETS lfsr_${kind} EXPORT lfsr-${kind}
            LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT runtime NAMELINK_COMPONENT development
            ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development
            INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
    install(EXPORT lfsr-${kind} FILE lfsr-${kind}-targets.cmake NAMESPACE lfsr:: DESTINATION ${package_dir}
            COMPONENT development)
  endif()
endforeach()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/lfsr DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development
        FILES_MATCHING PATTERN "*.h")

configure_package_config_file(cmake/lfsr-config.cmake.in ${PROJECT_BINARY_DIR}/lfsr-config.cmake
                              INSTALL_DESTINATION ${package_dir} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/lfsr-config-version.cmake COMPATIBILITY SameMajorVersion)
install(FILES ${PROJECT_BINARY_DIR}/lfsr-config.cmake ${PROJECT_BINARY_DIR}/lfsr-config-version.cmake
              ${PROJECT_SOURCE_DIR}/cmake/lfsr-dependencies.cmake DESTINATION ${package_dir} COMPONENT development)

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
configure_file(cmake/lfsr.pc.in ${PROJECT_BINARY_DIR}/lfsr.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/lfsr.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
