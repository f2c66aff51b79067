/* Berlekamp and Massey's algorithm as in berlekamp_massey.c, on FLINT's elements: for fields whose codes are
 * no words. */
#include "berlekamp_massey.h"

#include <stdlib.h>

/* Polynomials c and b of count + 1 coefficients, the one before c's length last grew, and scratch. */
typedef struct massey {
    const fq_default_ctx_struct *context;
    fq_default_struct *c, *b, *saved;
    size_t count;
    fq_default_t discrepancy, factor, product;
    fq_default_t before; /* 1 / d_b */
} massey;

static void set_discrepancy(massey *m, const fq_default_struct *symbols, size_t i, size_t length)
{
    fq_default_set(m->discrepancy, &symbols[i], m->context);
    for (size_t j = 1; j <= length; j++) {
        if (fq_default_is_zero(&m->c[j], m->context))
            continue;
        fq_default_mul(m->product, &m->c[j], &symbols[i - j], m->context);
        fq_default_add(m->discrepancy, m->discrepancy, m->product, m->context);
    }
}

/* c -= (d / d_b) x^shift b; b has `used` coefficients. */
static void correct(massey *m, size_t shift, size_t used)
{
    fq_default_mul(m->factor, m->discrepancy, m->before, m->context);
    for (size_t j = 0; j < used && j + shift <= m->count; j++) {
        fq_default_mul(m->product, m->factor, &m->b[j], m->context);
        fq_default_sub(&m->c[j + shift], &m->c[j + shift], m->product, m->context);
    }
}

static size_t run(massey *m, const fq_default_struct *symbols)
{
    size_t length = 0, shift = 1, used = 1;
    for (size_t i = 0; i < m->count; i++, shift++) {
        set_discrepancy(m, symbols, i, length);
        if (fq_default_is_zero(m->discrepancy, m->context))
            continue;
        bool grows = 2 * length <= i;
        for (size_t j = 0; grows && j <= length; j++)
            fq_default_set(&m->saved[j], &m->c[j], m->context);
        correct(m, shift, used);
        if (!grows)
            continue;
        fq_default_struct *swap = m->b;
        m->b = m->saved;
        m->saved = swap;
        used = length + 1;
        length = i + 1 - length;
        fq_default_inv(m->before, m->discrepancy, m->context);
        shift = 0;
    }
    return length;
}

lfsr_status lfsr_berlekamp_massey_elements(fq_default_struct *connection, size_t *complexity,
                                           const fq_default_struct *symbols, size_t count,
                                           const lfsr_field *field, lfsr_error *error)
{
    massey m = {.context = field->context, .c = connection, .count = count};
    fq_default_struct *space = calloc(2 * (count + 1), sizeof *space);
    if (space == NULL)
        return lfsr_fail_memory(error);
    for (size_t j = 0; j < 2 * (count + 1); j++)
        fq_default_init(&space[j], m.context);
    m.b = space;
    m.saved = space + count + 1;
    fq_default_init(m.discrepancy, m.context);
    fq_default_init(m.factor, m.context);
    fq_default_init(m.product, m.context);
    fq_default_init(m.before, m.context);
    fq_default_one(m.before, m.context);
    fq_default_one(&m.b[0], m.context);
    fq_default_one(&connection[0], m.context);
    *complexity = run(&m, symbols);
    fq_default_clear(m.discrepancy, m.context);
    fq_default_clear(m.factor, m.context);
    fq_default_clear(m.product, m.context);
    fq_default_clear(m.before, m.context);
    for (size_t j = 0; j < 2 * (count + 1); j++)
        fq_default_clear(&space[j], m.context);
    free(space);
    return LFSR_OK;
}
