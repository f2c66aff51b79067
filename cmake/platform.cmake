# What a build refuses, with the reason. As a script it checks given values, which is how it is tested:
#   cmake -DPOINTER_BYTES=8 -DBIG_ENDIAN=0 -P platform.cmake
function(lfsr_check_platform pointer_bytes big_endian)
  if(NOT pointer_bytes EQUAL 8)
    message(FATAL_ERROR "lfsr-analyze needs a 64-bit system: states and counts of up to 63 bits travel in machine "
                        "words and in FLINT's words, which have 32 bits here")
  endif()
  if(big_endian)
    message(FATAL_ERROR "lfsr-analyze needs a little-endian machine: its vector lanes are addressed both by bytes "
                        "and by words")
  endif()
endfunction()

if(CMAKE_SCRIPT_MODE_FILE)
  lfsr_check_platform("${POINTER_BYTES}" "${BIG_ENDIAN}")
  message("platform supported")
endif()
