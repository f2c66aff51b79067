/* The list of factors found, and the factors of polynomials of degree up to 64. */
#include <stdlib.h>
#include <string.h>

#include "gf2_factor.h"
#include "gf2_word.h"

lfsr_status lfsr_gf2_add_factor(lfsr_gf2_factors *out, const uint64_t *bits, size_t degree,
                                size_t multiplicity, lfsr_error *error)
{
    if (out->length == out->capacity) {
        size_t capacity = out->capacity == 0 ? 16 : 2 * out->capacity;
        lfsr_gf2_factor *list = realloc(out->list, capacity * sizeof *list);
        if (list == NULL)
            return lfsr_fail_memory(error);
        out->list = list;
        out->capacity = capacity;
    }
    size_t size = lfsr_gf2_words(degree) * sizeof *bits;
    uint64_t *copy = malloc(size);
    if (copy == NULL)
        return lfsr_fail_memory(error);
    if (out->reversed)
        lfsr_gf2_reverse(copy, bits, degree);
    else
        memcpy(copy, bits, size);
    out->list[out->length++] = (lfsr_gf2_factor){copy, degree, multiplicity};
    return LFSR_OK;
}

void lfsr_gf2_factors_clear(lfsr_gf2_factors *factors)
{
    for (size_t i = 0; i < factors->length; i++)
        free(factors->list[i].bits);
    free(factors->list);
    *factors = (lfsr_gf2_factors){0};
}

static int compare(const void *a, const void *b)
{
    const lfsr_gf2_factor *x = a, *y = b;
    if (x->degree != y->degree)
        return x->degree < y->degree ? -1 : 1;
    for (size_t i = lfsr_gf2_words(x->degree); i-- > 0;)
        if (x->bits[i] != y->bits[i])
            return x->bits[i] < y->bits[i] ? -1 : 1;
    return 0;
}

void lfsr_gf2_sort_factors(lfsr_gf2_factors *out)
{
    if (out->length == 0)
        return;
    qsort(out->list, out->length, sizeof *out->list, compare);
    size_t last = 0;
    for (size_t i = 1; i < out->length; i++) {
        if (compare(&out->list[last], &out->list[i]) == 0) {
            out->list[last].multiplicity += out->list[i].multiplicity;
            free(out->list[i].bits);
        } else {
            out->list[++last] = out->list[i];
        }
    }
    out->length = last + 1;
}

lfsr_status lfsr_gf2_factor_word(lfsr_gf2_factors *out, const uint64_t *f, size_t degree, size_t multiplicity,
                                 lfsr_error *error)
{
    lfsr_gf2_word_factor list[LFSR_GF2_WORD_FACTORS];
    uint64_t top = degree < 64 ? UINT64_C(1) << degree : 0;
    unsigned length = lfsr_gf2_word_factor_all(list, (lfsr_gf2_word){f[0] ^ top, (unsigned)degree});
    lfsr_status status = LFSR_OK;
    for (unsigned i = 0; i < length && status == LFSR_OK; i++) {
        unsigned d = list[i].poly.degree;
        uint64_t bits[2] = {list[i].poly.low | (d < 64 ? UINT64_C(1) << d : 0), d == 64};
        status = lfsr_gf2_add_factor(out, bits, d, multiplicity * list[i].multiplicity, error);
    }
    return status;
}
