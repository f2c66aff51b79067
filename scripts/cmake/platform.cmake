# What a build refuses, with the reason. src/base/platform.h checks the same when it is compiled.
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
