# lfsr::flint (FLINT with MPFR and GMP) and lfsr::gf2x. Included by the build and, installed, by the package that find_package reads.
# What is not found has no target.
if(NOT TARGET lfsr::flint)
  find_package(PkgConfig QUIET)
  if(PKG_CONFIG_FOUND)
    pkg_check_modules(LFSR_FLINT QUIET IMPORTED_TARGET GLOBAL flint>=2.9)
  endif()
  if(LFSR_FLINT_FOUND)
    add_library(lfsr::flint INTERFACE IMPORTED GLOBAL)
    set_target_properties(lfsr::flint PROPERTIES INTERFACE_LINK_LIBRARIES PkgConfig::LFSR_FLINT)
  else()
    # Debian 12 ships FLINT 2.9 without a pkg-config file.
    find_path(LFSR_FLINT_INCLUDE_DIR flint/fq_default.h)
    find_library(LFSR_FLINT_LIBRARY flint)
    find_library(LFSR_MPFR_LIBRARY mpfr)
    find_library(LFSR_GMP_LIBRARY gmp)
    mark_as_advanced(LFSR_FLINT_INCLUDE_DIR LFSR_FLINT_LIBRARY LFSR_MPFR_LIBRARY LFSR_GMP_LIBRARY)
    if(LFSR_FLINT_INCLUDE_DIR AND LFSR_FLINT_LIBRARY AND LFSR_MPFR_LIBRARY AND LFSR_GMP_LIBRARY)
      add_library(lfsr::flint INTERFACE IMPORTED GLOBAL)
      set_target_properties(lfsr::flint PROPERTIES
        INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${LFSR_FLINT_INCLUDE_DIR}"
        INTERFACE_INCLUDE_DIRECTORIES "${LFSR_FLINT_INCLUDE_DIR}"
        INTERFACE_LINK_LIBRARIES "${LFSR_FLINT_LIBRARY};${LFSR_MPFR_LIBRARY};${LFSR_GMP_LIBRARY}")
    endif()
  endif()
endif()
# Long products over GF(2). Debian's libgf2x-dev has no pkg-config file.
if(NOT TARGET lfsr::gf2x)
  find_path(LFSR_GF2X_INCLUDE_DIR gf2x.h)
  find_library(LFSR_GF2X_LIBRARY gf2x)
  mark_as_advanced(LFSR_GF2X_INCLUDE_DIR LFSR_GF2X_LIBRARY)
  if(LFSR_GF2X_INCLUDE_DIR AND LFSR_GF2X_LIBRARY)
    add_library(lfsr::gf2x INTERFACE IMPORTED GLOBAL)
    set_target_properties(lfsr::gf2x PROPERTIES
      INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${LFSR_GF2X_INCLUDE_DIR}"
      INTERFACE_INCLUDE_DIRECTORIES "${LFSR_GF2X_INCLUDE_DIR}"
      INTERFACE_LINK_LIBRARIES "${LFSR_GF2X_LIBRARY}")
  endif()
endif()
