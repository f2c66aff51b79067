/* The one place that knows which FLINT this is: 2.9 (Debian 12) or 3.x. */
#ifndef LFSR_FLINT_COMPAT_H
#define LFSR_FLINT_COMPAT_H

/* gcc takes the branches of fq_default's inline functions for fields of another kind as reads past the union
 * of contexts. Include this header before those of FLINT where it does. */
#if defined(__GNUC__) && !defined(__clang__) && __GNUC__ >= 11
#pragma GCC diagnostic ignored "-Wstringop-overread"
#endif

#include <flint/flint.h>

#if __FLINT_VERSION < 2 || (__FLINT_VERSION == 2 && __FLINT_VERSION_MINOR < 9)
#error "lfsr-analyze needs FLINT 2.9 or newer"
#endif

#if __FLINT_VERSION >= 3
#define lfsr_rand_init(state)  flint_rand_init(state)
#define lfsr_rand_clear(state) flint_rand_clear(state)
#else
#define lfsr_rand_init(state)  flint_randinit(state)
#define lfsr_rand_clear(state) flint_randclear(state)
#endif

#endif
