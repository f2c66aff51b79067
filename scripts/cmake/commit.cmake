# cmake -DSOURCE=DIRECTORY -DGIT=PROGRAM -DOUT=HEADER -P commit.cmake: write the commit of the checkout as LFSR_COMMIT, empty
# where there is none (a tarball, no git). The file is touched only when that changes.
set(commit "")
if(GIT AND EXISTS ${SOURCE}/.git)
  execute_process(COMMAND ${GIT} -c safe.directory=${SOURCE} describe --always --dirty --abbrev=10
                  WORKING_DIRECTORY ${SOURCE} OUTPUT_VARIABLE commit ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
endif()
set(text "#define LFSR_COMMIT \"${commit}\"\n")
set(old "")
if(EXISTS ${OUT})
  file(READ ${OUT} old)
endif()
if(NOT text STREQUAL old)
  file(WRITE ${OUT} "${text}")
endif()
