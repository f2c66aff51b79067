# The manual pages, and the completions of three shells: made by the build from the option table, from --help and from
# the public headers, so that nothing is said twice. They are in LFSR_PAGES_DIR; manual pages are compressed as well
# where there is gzip. Where the programs of the build do not run here (cross-compiling without an emulator) there
# are none.
find_program(LFSR_AWK NAMES awk mawk gawk)
find_program(LFSR_GZIP gzip)
mark_as_advanced(LFSR_AWK LFSR_GZIP)
set(LFSR_PAGES ON)
if((CMAKE_CROSSCOMPILING AND NOT CMAKE_CROSSCOMPILING_EMULATOR) OR NOT LFSR_AWK)
  message(STATUS "No manual pages and completions: there is no awk, or programs of the target do not run here")
  set(LFSR_PAGES OFF)
  return()
endif()

add_executable(lfsr_pages src/app/pages_main.c src/app/pages_manual.c src/app/pages_completions.c)
target_link_libraries(lfsr_pages PRIVATE lfsr_app lfsr::lfsr)
set(LFSR_PAGES_DIR ${PROJECT_BINARY_DIR}/docs)
file(MAKE_DIRECTORY ${LFSR_PAGES_DIR})
set(pages "")
# lfsr_page(FILE DEPENDS files... COMMAND command...): FILE of LFSR_PAGES_DIR is what the command prints.
function(lfsr_page file)
  cmake_parse_arguments(PAGE "" "" "DEPENDS;COMMAND" ${ARGN})
  set(output ${LFSR_PAGES_DIR}/${file})
  set(compress "")
  if(LFSR_GZIP AND file MATCHES "[13]$")
    set(compress COMMAND ${LFSR_GZIP} -9nc ${output} > ${output}.gz)
  endif()
  add_custom_command(OUTPUT ${output} COMMAND ${PAGE_COMMAND} > ${output} ${compress} DEPENDS ${PAGE_DEPENDS} VERBATIM)
  set(pages ${pages} ${output} PARENT_SCOPE)
endfunction()
set(man ${PROJECT_SOURCE_DIR}/docs/man)
set(example ${PROJECT_SOURCE_DIR}/docs/examples/cycles.c)
file(GLOB headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/include/lfsr/*.h)
lfsr_page(lfsr-analyze.1 COMMAND lfsr_pages manual ${man}/lfsr-analyze.1 DEPENDS lfsr_pages ${man}/lfsr-analyze.1)
lfsr_page(liblfsr.3 COMMAND ${LFSR_AWK} -v include=${PROJECT_SOURCE_DIR}/include/lfsr -v example=${example}
                            -f ${man}/headers.awk ${man}/liblfsr.3
          DEPENDS ${man}/headers.awk ${man}/liblfsr.3 ${headers} ${example})
lfsr_page(lfsr-analyze.bash COMMAND lfsr_pages bash DEPENDS lfsr_pages)
lfsr_page(_lfsr-analyze COMMAND lfsr_pages zsh DEPENDS lfsr_pages)
lfsr_page(lfsr-analyze.fish COMMAND lfsr_pages fish DEPENDS lfsr_pages)
add_custom_target(lfsr_documents ALL DEPENDS ${pages})
