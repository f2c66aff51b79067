/* All differences between FLINT's versions (2.9 in Debian 12, 3.x) and all workarounds for their defects are
 * here. Other code calls the functions below and does not depend on the version.
 *
 * Functions of FLINT 2.9 that must not be called, and why:
 *   fq_default_poly_powmod_fmpz_binexp   wrong branch for prime fields of one word: lfsr_flint_poly_powmod
 *   fq_default_set_ui                    shifts an int by up to 62 places: lfsr_flint_set_ui
 *   fq_default_poly_evaluate_fq_default  crashes over GF(p), p > 2^63: lfsr_flint_poly_at_one
 *   fq_default_poly_factor_clear         leaks over prime fields: lfsr_flint_poly_factor_clear
 *   fmpz_factor, qsieve_factor           write a file into the current directory, abort where they may not:
 *                                        algebra/split.c factors integers without them
 *   fq_default_ctx_init                  for k > 1: takes a random modulus where no Conway polynomial is
 * known: lfsr_flint_extension_init */
#ifndef LFSR_FLINT_COMPAT_H
#define LFSR_FLINT_COMPAT_H

/* gcc reports the branches of fq_default's inline functions for other kinds of fields as reads past the union
 * of contexts. */
#if defined(__GNUC__) && !defined(__clang__) && __GNUC__ >= 11
#pragma GCC diagnostic ignored "-Wstringop-overread"
#endif

#include <stdbool.h>

#include <flint/flint.h>
#include <flint/fmpz.h>
#include <flint/fq_default.h>
#include <flint/fq_default_poly.h>
#include <flint/fq_default_poly_factor.h>
#include <flint/nmod_poly.h>

#include "platform.h"

#if __FLINT_VERSION < 2 || (__FLINT_VERSION == 2 && __FLINT_VERSION_MINOR < 9)
#error "lfsr-analyze needs FLINT 2.9 or newer"
#endif

#if __FLINT_VERSION > 3 || (__FLINT_VERSION == 3 && __FLINT_VERSION_MINOR >= 2)
#define lfsr_rand_init(state)  flint_rand_init(state)
#define lfsr_rand_clear(state) flint_rand_clear(state)
#else
#define lfsr_rand_init(state)  flint_randinit(state)
#define lfsr_rand_clear(state) flint_randclear(state)
#endif

/* The context of GF(p). */
void lfsr_flint_prime_init(fq_default_ctx_t context, const fmpz_t p);

/* The context of GF(p^k), k > 1, with exactly this modulus: k + 1 coefficients in 0..p-1, monic, irreducible.
 * tables: elements of a small field may be logarithms to the base a; only where a generates the
 * multiplicative group (FLINT 2.9 leaks memory when it finds out that a does not). */
void lfsr_flint_extension_init(fq_default_ctx_t context, const fmpz_t p, slong k, const fmpz *modulus,
                               bool tables);

/* The element value mod p. */
void lfsr_flint_set_ui(fq_default_t element, ulong value, const fq_default_ctx_t context);

/* out = base^exponent mod modulus; base reduced, exponent >= 0, deg modulus >= 1; out may be base. */
void lfsr_flint_poly_powmod(fq_default_poly_t out, const fq_default_poly_t base, const fmpz_t exponent,
                            const fq_default_poly_t modulus, const fq_default_ctx_t context);

/* The same over GF(p), p a word; inverse is that of the reversed modulus as a power series. */
void lfsr_flint_nmod_powmod(nmod_poly_t out, const nmod_poly_t base, const fmpz_t exponent,
                            const nmod_poly_t modulus, const nmod_poly_t inverse);

/* The value of a polynomial at 1. */
void lfsr_flint_poly_at_one(fq_default_t value, const fq_default_poly_t poly, const fq_default_ctx_t context);

void lfsr_flint_poly_factor_clear(fq_default_poly_factor_t factors, const fq_default_ctx_t context);

#endif
