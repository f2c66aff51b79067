# Toolchain file: cross-build for 64-bit ARM with Debian's cross compiler and its multiarch libraries. Programs of the
# build (tests, the generator of the manual) run under qemu-user where it is installed. scripts/test.sh --arm64 uses it.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)
# Debian installs headers that do not depend on the architecture, and libraries of both, into one tree.
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(ENV{PKG_CONFIG_LIBDIR} /usr/lib/aarch64-linux-gnu/pkgconfig:/usr/share/pkgconfig)
find_program(LFSR_QEMU NAMES qemu-aarch64 qemu-aarch64-static)
mark_as_advanced(LFSR_QEMU)
if(LFSR_QEMU)
  set(CMAKE_CROSSCOMPILING_EMULATOR ${LFSR_QEMU})
endif()
