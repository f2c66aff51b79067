# Included after project(): what CMake has found out about the compiler is replaced, to see the build refuse it.
set(CMAKE_SIZEOF_VOID_P ${PRETENDED_POINTER_BYTES})
if(PRETENDED_BYTE_ORDER STREQUAL BIG_ENDIAN)
  set(CMAKE_C_BYTE_ORDER BIG_ENDIAN)
  # Before CMake 3.20 test_big_endian keeps its result in these.
  set(HAVE_LFSR_BIG_ENDIAN TRUE)
  set(LFSR_BIG_ENDIAN 1)
endif()
