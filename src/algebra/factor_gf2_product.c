/* Do the factors multiply to the polynomial? Over GF(2), without the operations that found them where they
 * fit a word, by packed products beyond. */
#include "factor_gf2.h"

#include <stdlib.h>
#include <string.h>

#include "gf2_poly.h"
#include "gf2_word.h"

/* a b, each of 65 bits: bit 64 is in high. */
static void multiply(uint64_t *low, uint64_t *high, uint64_t b, uint64_t b_high)
{
    uint64_t a = *low, product = 0, top = (*high & b & 1) ^ (b_high & a & 1);
    for (uint64_t rest = b; rest != 0; rest &= rest - 1) {
        unsigned i = (unsigned)__builtin_ctzll(rest);
        product ^= a << i;
        top ^= i > 0 ? a >> (64 - i) & 1 : 0;
    }
    *low = product;
    *high = top;
}

static bool word_product_is(const lfsr_factorization *list, const lfsr_register *reg)
{
    uint64_t low = 1, high = 0, f = 0;
    for (slong i = 0; i < list->length; i++) {
        const lfsr_factor *factor = &list->factors[i];
        uint64_t leading = factor->degree < 64 ? UINT64_C(1) << factor->degree : 0;
        for (slong j = 0; j < factor->multiplicity; j++)
            multiply(&low, &high, factor->low | leading, factor->degree == 64);
    }
    for (slong i = 0; i < 64 && i <= reg->degree; i++)
        f |= (uint64_t)fmpz_is_one(reg->spec.coefficients + i) << i;
    return low == f && high == (reg->degree == 64);
}

/* A product while it grows, and space for the next one. */
typedef struct product {
    uint64_t *bits, *next, *scratch;
    size_t degree;
} product;

/* out times a, of the given degree. */
static void multiply_by(product *out, const uint64_t *a, size_t degree)
{
    lfsr_gf2_product(out->next, out->bits, lfsr_gf2_words(out->degree), a, lfsr_gf2_words(degree),
                     out->scratch);
    uint64_t *bits = out->next;
    out->next = out->bits;
    out->bits = bits;
    out->degree += degree;
}

/* out = a^exponent, exponent >= 1. */
static void set_power(product *out, const uint64_t *a, size_t degree, slong exponent)
{
    memcpy(out->bits, a, lfsr_gf2_words(degree) * sizeof *a);
    out->degree = degree;
    for (slong bit = 62 - __builtin_clzll((unsigned long long)exponent); bit >= 0; bit--) {
        multiply_by(out, out->bits, out->degree);
        if ((exponent >> bit & 1) != 0)
            multiply_by(out, a, degree);
    }
}

static lfsr_status long_product_is(bool *is, const lfsr_factorization *list, const lfsr_register *reg,
                                   lfsr_error *error)
{
    size_t n = lfsr_gf2_words((size_t)reg->degree) + 2, scratch = lfsr_gf2_product_scratch(n);
    uint64_t *space = calloc(6 * n + scratch, sizeof *space), *factor = space + 4 * n;
    if (space == NULL)
        return lfsr_fail_memory(error);
    product all = {space, space + n, space + 6 * n, 0},
            power = {space + 2 * n, space + 3 * n, all.scratch, 0};
    all.bits[0] = 1;
    for (slong i = 0; i < list->length; i++) {
        const lfsr_factor *f = &list->factors[i];
        lfsr_gf2_pack(factor, f->poly);
        set_power(&power, factor, (size_t)f->degree, f->multiplicity);
        multiply_by(&all, power.bits, power.degree);
    }
    memset(factor, 0, n * sizeof *factor);
    for (slong i = 0; i <= reg->degree; i++)
        factor[i / 64] |= (uint64_t)fmpz_is_one(reg->spec.coefficients + i) << (i % 64);
    *is = memcmp(all.bits, factor, lfsr_gf2_words((size_t)reg->degree) * sizeof *factor) == 0;
    free(space);
    return LFSR_OK;
}

lfsr_status lfsr_factor_gf2_product_is(bool *is, const lfsr_factorization *list, const lfsr_register *reg,
                                       lfsr_error *error)
{
    slong left = reg->degree;
    for (slong i = 0; i < list->length && left >= 0; i++) /* neither is over LFSR_MAX_DEGREE */
        left -= list->factors[i].degree * list->factors[i].multiplicity;
    *is = left == 0;
    if (!*is)
        return LFSR_OK;
    if (reg->degree > LFSR_GF2_WORD_DEGREE)
        return long_product_is(is, list, reg, error);
    *is = word_product_is(list, reg);
    return LFSR_OK;
}
