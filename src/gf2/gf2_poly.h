/* Polynomials over GF(2) of any degree, packed: bit i of the array is the coefficient of x^i, in 64-bit
 * words, the lowest first. A polynomial of degree d takes lfsr_gf2_words(d) words. */
#ifndef LFSR_GF2_POLY_H
#define LFSR_GF2_POLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lfsr/status.h"

static inline size_t lfsr_gf2_words(size_t degree)
{
    return degree / 64 + 1;
}

/* Called regularly by everything that may take long, with the progress of the current step (done of total).
 * Any status but LFSR_OK ends the work, which returns it. */
typedef struct lfsr_gf2_check {
    lfsr_status (*call)(void *context, double done, double total, lfsr_error *error);
    void *context;
} lfsr_gf2_check;

/* Call it, where there is one. */
static inline lfsr_status lfsr_gf2_call_check(const lfsr_gf2_check *check, size_t done, size_t total,
                                              lfsr_error *error)
{
    if (check == NULL || check->call == NULL)
        return LFSR_OK;
    return check->call(check->context, (double)done, (double)total, error);
}

/* --- Products --- */

/* Words of scratch memory for a product whose shorter factor has n words. */
size_t lfsr_gf2_product_scratch(size_t n);
/* out (na + nb words) = a b; na, nb >= 1; nothing overlaps. */
void lfsr_gf2_product(uint64_t *out, const uint64_t *a, size_t na, const uint64_t *b, size_t nb,
                      uint64_t *scratch);

/* The degree of the polynomial in n words; 0 for the zero polynomial too. */
size_t lfsr_gf2_degree(const uint64_t *a, size_t n);
/* The coefficients in reverse order: x^degree a(1/x). out has lfsr_gf2_words(degree) words, not those of a.
 */
void lfsr_gf2_reverse(uint64_t *out, const uint64_t *a, size_t degree);

/* --- Residues --- */

#define LFSR_GF2_SPARSE_TERMS 12 /* the most terms, without the leading one, that are reduced by shifts */

/* GF(2)[x] / (modulus). A residue has `words` words, its bits from `degree` on are zero. A modulus with few
 * terms and a gap of 64 or more below its leading term is reduced by shifts, any other by a precomputed
 * inverse. */
typedef struct lfsr_gf2_ring {
    size_t degree, words;
    bool sparse;
    size_t terms, exponents[LFSR_GF2_SPARSE_TERMS]; /* sparse: those below the leading term, descending */
    unsigned raise;                                 /* 64 words - degree */
    uint64_t *modulus;                              /* lfsr_gf2_words(degree) words */
    uint64_t *raised, *inverse; /* dense: the modulus times x^raise is x^(64 words) + raised; x^(128 words)
                                   divided by that is x^(64 words) + inverse */
    uint64_t *space;            /* a product, then scratch memory */
} lfsr_gf2_ring;

/* degree >= 1; modulus is copied. On failure the ring needs no clearing. */
LFSR_MUST_CHECK lfsr_status lfsr_gf2_ring_init(lfsr_gf2_ring *ring, const uint64_t *modulus, size_t degree,
                                               lfsr_error *error);
void lfsr_gf2_ring_clear(lfsr_gf2_ring *ring);

/* out may be a or b. */
void lfsr_gf2_ring_mul(uint64_t *out, const uint64_t *a, const uint64_t *b, const lfsr_gf2_ring *ring);
/* a_i = a_i b_i for i < count, a_i the i-th residue in a. */
void lfsr_gf2_ring_mul_each(uint64_t *a, const uint64_t *const *b, size_t count, const lfsr_gf2_ring *ring);
void lfsr_gf2_ring_square(uint64_t *out, const uint64_t *a, const lfsr_gf2_ring *ring);
/* out = any polynomial of n >= 1 words. */
void lfsr_gf2_ring_reduce(uint64_t *out, const uint64_t *a, size_t n, const lfsr_gf2_ring *ring);
void lfsr_gf2_ring_set_x(uint64_t *out, const lfsr_gf2_ring *ring);
bool lfsr_gf2_ring_is_one(const uint64_t *a, const lfsr_gf2_ring *ring);
/* out = a^exponent, out not a; the exponent in n words, the lowest first. out = 1 for exponent 0. */
LFSR_MUST_CHECK lfsr_status lfsr_gf2_ring_pow(uint64_t *out, const uint64_t *a, const uint64_t *exponent,
                                              size_t n, const lfsr_gf2_ring *ring,
                                              const lfsr_gf2_check *check, lfsr_error *error);
/* out = x^exponent. */
LFSR_MUST_CHECK lfsr_status lfsr_gf2_ring_pow_x(uint64_t *out, const uint64_t *exponent, size_t n,
                                                const lfsr_gf2_ring *ring, const lfsr_gf2_check *check,
                                                lfsr_error *error);
/* a = a^(2^count) */
LFSR_MUST_CHECK lfsr_status lfsr_gf2_ring_frobenius(uint64_t *a, size_t count, const lfsr_gf2_ring *ring,
                                                    const lfsr_gf2_check *check, lfsr_error *error);

/* --- Divisors --- */

/* gcd(a, b), both nonzero, of degree da and db, into out, which has capacity for the longer one's words and
 * may be either. */
LFSR_MUST_CHECK lfsr_status lfsr_gf2_gcd(uint64_t *out, size_t *degree, const uint64_t *a, size_t da,
                                         const uint64_t *b, size_t db, const lfsr_gf2_check *check,
                                         lfsr_error *error);
/* a = a / b; the division is exact and b has a constant term. */
void lfsr_gf2_divide(uint64_t *a, size_t *da, const uint64_t *b, size_t db);

/* --- Factoring --- */

typedef struct lfsr_gf2_factor {
    uint64_t *bits;
    size_t degree;
    size_t multiplicity;
} lfsr_gf2_factor;

typedef struct lfsr_gf2_factors {
    lfsr_gf2_factor *list;
    size_t length, capacity;
    bool reversed; /* while f is factored by way of its reciprocal: what is added is reversed */
} lfsr_gf2_factors;

/* The irreducible factors of f, of degree >= 1, ascending by degree, then as binary numbers. On failure out
 * needs no clearing. While it works, check may read out: it holds the factors found so far, in no order, one
 * perhaps several times; their multiplicities add up. */
LFSR_MUST_CHECK lfsr_status lfsr_gf2_factor_all(lfsr_gf2_factors *out, const uint64_t *f, size_t degree,
                                                const lfsr_gf2_check *check, lfsr_error *error);
void lfsr_gf2_factors_clear(lfsr_gf2_factors *factors);

/* Square-free polynomials of degree >= 1 whose powers by their multiplicities, which are powers of two,
 * multiply to f: an irreducible p divides the part of multiplicity m if and only if bit m is set in the
 * multiplicity of p in f. f has a constant term. On failure out needs no clearing. */
LFSR_MUST_CHECK lfsr_status lfsr_gf2_square_free_parts(lfsr_gf2_factors *out, const uint64_t *f,
                                                       size_t degree, lfsr_error *error);

/* Rabin's test with early exits; f has degree >= 1. */
LFSR_MUST_CHECK lfsr_status lfsr_gf2_is_irreducible(bool *irreducible, const uint64_t *f, size_t degree,
                                                    const lfsr_gf2_check *check, lfsr_error *error);

#endif
