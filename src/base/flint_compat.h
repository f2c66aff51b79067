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
#define lfsr_poly_factor_clear fq_default_poly_factor_clear
#else
/* 2.9 initializes prime-field factor lists again where it should clear them. */
#define lfsr_poly_factor_clear(factors, context)                                                             \
    do {                                                                                                     \
        if ((context)->type == FQ_DEFAULT_NMOD)                                                              \
            nmod_poly_factor_clear((factors)->nmod);                                                         \
        else if ((context)->type == FQ_DEFAULT_FMPZ_MOD)                                                     \
            fmpz_mod_poly_factor_clear((factors)->fmpz_mod, (context)->ctx.fmpz_mod.mod);                    \
        else                                                                                                 \
            fq_default_poly_factor_clear(factors, context);                                                  \
    } while (0)
#define lfsr_rand_init(state)  flint_randinit(state)
#define lfsr_rand_clear(state) flint_randclear(state)
#endif

#endif
