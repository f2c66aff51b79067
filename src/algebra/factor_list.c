/* The list of factors: growing and sorting. */
#include "factor_list.h"

#include <flint/fmpz_vec.h>
#include <stdlib.h>
#include <string.h>

#include "flint_compat.h"
#include "gf2_word.h"

#define LEAST_CAPACITY 8 /* factors: a power of two */

static void clear_factor(lfsr_factor *factor, const lfsr_field *field)
{
    fq_default_poly_clear(factor->poly, field->context);
    fmpz_clear(factor->order);
    fmpz_clear(factor->order_divides);
    fmpz_clear(factor->order_multiple_of);
}

/* The coefficients of x^0 to x^63 over GF(2), without the leading one. */
static uint64_t low_word(const fq_default_poly_t poly, slong degree)
{
    const nmod_poly_struct *unpacked = poly->nmod;
    uint64_t word = 0;
    for (slong i = 0; i < degree; i++)
        word |= (uint64_t)(unpacked->coeffs[i] & 1) << i;
    return word;
}

lfsr_status lfsr_factor_list_take(lfsr_factorization *list, fq_default_poly_t poly, slong multiplicity,
                                  bool irreducible, const lfsr_field *field, lfsr_error *error)
{
    size_t used = (size_t)list->length;
    bool full = used == 0 || (used >= LEAST_CAPACITY && (used & (used - 1)) == 0);
    if (full) { /* at LEAST_CAPACITY and at every power of two beyond */
        size_t capacity = used == 0 ? LEAST_CAPACITY : 2 * used;
        lfsr_factor *larger = reallocarray(list->factors, capacity, sizeof *larger);
        if (larger == NULL) {
            fq_default_poly_clear(poly, field->context);
            return lfsr_fail_memory(error);
        }
        list->factors = larger;
    }
    lfsr_factor *factor = &list->factors[list->length++];
    factor->poly[0] = poly[0];
    factor->degree = fq_default_poly_degree(poly, field->context);
    factor->multiplicity = multiplicity;
    factor->irreducible = irreducible;
    factor->low = 0;
    if (fmpz_equal_ui(field->order, 2) && factor->degree <= LFSR_GF2_WORD_DEGREE)
        factor->low = low_word(poly, factor->degree);
    fmpz_init(factor->order);
    fmpz_init(factor->order_divides);
    fmpz_init_set_ui(factor->order_multiple_of, 1);
    return LFSR_OK;
}

lfsr_status lfsr_factor_list_add(lfsr_factorization *list, const fq_default_poly_t poly, slong multiplicity,
                                 bool irreducible, const lfsr_field *field, lfsr_error *error)
{
    fq_default_poly_t monic;
    fq_default_poly_init(monic, field->context);
    fq_default_poly_make_monic(monic, poly, field->context);
    return lfsr_factor_list_take(list, monic, multiplicity, irreducible, field, error);
}

void lfsr_factor_list_remove(lfsr_factorization *list, slong at, const lfsr_field *field)
{
    clear_factor(&list->factors[at], field);
    list->factors[at] = list->factors[list->length - 1];
    list->length--;
}

void lfsr_factor_list_clear(lfsr_factorization *list, const lfsr_field *field)
{
    for (slong i = 0; i < list->length; i++)
        clear_factor(&list->factors[i], field);
    free(list->factors);
    list->factors = NULL;
    list->length = 0;
}

/* Compare codes without computing them: the highest differing digit decides. */
static int compare_elements(const fq_default_t a, const fq_default_t b, const lfsr_field *field)
{
    slong k = field->spec.k;
    fmpz *digits = _fmpz_vec_init(2 * k);
    lfsr_field_get_digits(digits, a, field);
    lfsr_field_get_digits(digits + k, b, field);
    int result = 0;
    for (slong i = k - 1; i >= 0 && result == 0; i--)
        result = fmpz_cmp(digits + i, digits + k + i);
    _fmpz_vec_clear(digits, 2 * k);
    return result;
}

static int compare_factors(const void *a, const void *b, void *context)
{
    const lfsr_factor *x = a, *y = b;
    const lfsr_field *field = context;
    if (x->degree != y->degree)
        return x->degree < y->degree ? -1 : 1;
    if (x->low != y->low)
        return x->low < y->low ? -1 : 1;
    int result = 0;
    fq_default_t c, d;
    fq_default_init(c, field->context);
    fq_default_init(d, field->context);
    for (slong i = x->degree; i >= 0 && result == 0; i--) {
        fq_default_poly_get_coeff(c, x->poly, i, field->context);
        fq_default_poly_get_coeff(d, y->poly, i, field->context);
        if (!fq_default_equal(c, d, field->context))
            result = compare_elements(c, d, field);
    }
    fq_default_clear(c, field->context);
    fq_default_clear(d, field->context);
    return result;
}

static bool is_sorted(const lfsr_factorization *list, const lfsr_field *field)
{
    for (slong i = 1; i < list->length; i++)
        if (compare_factors(&list->factors[i - 1], &list->factors[i], (void *)field) > 0)
            return false;
    return true;
}

void lfsr_factor_list_sort(lfsr_factorization *list, const lfsr_field *field)
{
    if (is_sorted(list, field))
        return;
    qsort_r(list->factors, (size_t)list->length, sizeof *list->factors, compare_factors, (void *)field);
}

bool lfsr_factor_is_x(const lfsr_factor *factor, const lfsr_field *field)
{
    return factor->degree == 1 && fq_default_poly_is_gen(factor->poly, field->context);
}
