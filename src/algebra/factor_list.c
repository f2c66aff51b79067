/* The list of factors: growing, sorting, checking, and its form in a message between processes. */
#include "factor_list.h"

#include <flint/fmpz_vec.h>
#include <stdlib.h>
#include <string.h>

#include "factor_gf2.h"
#include "flint_compat.h"
#include "gf2_word.h"

static void clear_factor(lfsr_factor *factor, const lfsr_field *field)
{
    fq_default_poly_clear(factor->poly, field->context);
    fmpz_clear(factor->order);
    fmpz_clear(factor->order_divides);
    fmpz_clear(factor->order_multiple_of);
}

lfsr_status lfsr_factor_list_add(lfsr_factorization *list, const fq_default_poly_t poly, slong multiplicity,
                                 bool irreducible, const lfsr_field *field, lfsr_error *error)
{
    size_t used = (size_t)list->length;
    if ((used & (used - 1)) == 0) { /* full at every power of two */
        lfsr_factor *larger = reallocarray(list->factors, used == 0 ? 1 : 2 * used, sizeof *larger);
        if (larger == NULL)
            return lfsr_fail_memory(error);
        list->factors = larger;
    }
    lfsr_factor *factor = &list->factors[list->length++];
    fq_default_poly_init(factor->poly, field->context);
    if (fmpz_equal_ui(field->order, 2)) /* every nonzero polynomial is monic */
        fq_default_poly_set(factor->poly, poly, field->context);
    else
        fq_default_poly_make_monic(factor->poly, poly, field->context);
    factor->degree = fq_default_poly_degree(poly, field->context);
    factor->multiplicity = multiplicity;
    factor->irreducible = irreducible;
    fmpz_init(factor->order);
    fmpz_init(factor->order_divides);
    fmpz_init_set_ui(factor->order_multiple_of, 1);
    return LFSR_OK;
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

/* By their codes, without forming them: the highest digit in which they differ decides. */
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

/* The product of the factors low..high - 1 with their multiplicities, by halves. */
static void multiply_out(fq_default_poly_t product, const lfsr_factorization *factorization, slong low,
                         slong high, const lfsr_field *field)
{
    if (high - low == 1) {
        const lfsr_factor *factor = &factorization->factors[low];
        fq_default_poly_pow(product, factor->poly, (ulong)factor->multiplicity, field->context);
        return;
    }
    fq_default_poly_t right;
    fq_default_poly_init(right, field->context);
    slong middle = low + (high - low) / 2;
    multiply_out(product, factorization, low, middle, field);
    multiply_out(right, factorization, middle, high, field);
    fq_default_poly_mul(product, product, right, field->context);
    fq_default_poly_clear(right, field->context);
}

lfsr_status lfsr_factor_list_check(const lfsr_factorization *list, const lfsr_register *reg,
                                   lfsr_error *error)
{
    fq_default_poly_t product;
    fq_default_poly_init(product, reg->field.context);
    int equal = 0;
    if (fmpz_equal_ui(reg->field.order, 2) && reg->degree <= LFSR_GF2_WORD_DEGREE) {
        equal = lfsr_factor_gf2_product_is(list, reg);
    } else if (list->length > 0) {
        multiply_out(product, list, 0, list->length, &reg->field);
        equal = fq_default_poly_equal(product, reg->f, reg->field.context);
    }
    fq_default_poly_clear(product, reg->field.context);
    return equal ? LFSR_OK
                 : lfsr_fail(error, LFSR_SYSTEM, "internal", "the factors do not multiply to the polynomial");
}

bool lfsr_factor_is_x(const lfsr_factor *factor, const lfsr_field *field)
{
    return factor->degree == 1 && fq_default_poly_is_gen(factor->poly, field->context);
}

/* --- As bytes: words; of each factor the degree, the multiplicity, whether it is irreducible, and the digits
 * of its coefficients, each in as many words as p has --- */

static slong digit_words(const lfsr_field *field)
{
    return (slong)(fmpz_bits(field->spec.p) + FLINT_BITS - 1) / FLINT_BITS;
}

static void add_words(lfsr_string *bytes, const ulong *words, slong count)
{
    lfsr_string_add_bytes(bytes, words, (size_t)count * sizeof *words);
}

void lfsr_factor_list_pack(lfsr_string *bytes, const lfsr_factorization *list, const lfsr_field *field)
{
    slong k = field->spec.k, each = digit_words(field);
    fmpz *digits = _fmpz_vec_init(k);
    ulong *words = flint_malloc((size_t)(k * each) * sizeof *words);
    fq_default_t c;
    fq_default_init(c, field->context);
    for (slong i = 0; i < list->length; i++) {
        const lfsr_factor *factor = &list->factors[i];
        const ulong head[3] = {(ulong)factor->degree, (ulong)factor->multiplicity, factor->irreducible};
        add_words(bytes, head, 3);
        for (slong j = 0; j <= factor->degree; j++) {
            fq_default_poly_get_coeff(c, factor->poly, j, field->context);
            lfsr_field_get_digits(digits, c, field);
            for (slong d = 0; d < k; d++)
                fmpz_get_ui_array(words + d * each, each, digits + d);
            add_words(bytes, words, k * each);
        }
    }
    fq_default_clear(c, field->context);
    flint_free(words);
    _fmpz_vec_clear(digits, k);
}

static lfsr_status unpack_factor(lfsr_factorization *list, const ulong *head, const char *coefficients,
                                 const lfsr_field *field, lfsr_error *error)
{
    slong k = field->spec.k, each = digit_words(field), degree = (slong)head[0];
    fmpz *digits = _fmpz_vec_init(k);
    ulong *words = flint_malloc((size_t)(k * each) * sizeof *words);
    fq_default_t c;
    fq_default_poly_t poly;
    fq_default_init(c, field->context);
    fq_default_poly_init2(poly, degree + 1, field->context);
    for (slong j = degree; j >= 0; j--) {
        memcpy(words, coefficients + (size_t)(j * k * each) * sizeof *words,
               (size_t)(k * each) * sizeof *words);
        for (slong d = 0; d < k; d++)
            fmpz_set_ui_array(digits + d, words + d * each, each);
        lfsr_field_set_digits(c, digits, field);
        if (j == degree || !fq_default_is_zero(c, field->context))
            fq_default_poly_set_coeff(poly, j, c, field->context);
    }
    lfsr_status status = fq_default_poly_degree(poly, field->context) != degree
                             ? lfsr_fail(error, LFSR_SYSTEM, "internal", "a damaged factor")
                             : lfsr_factor_list_add(list, poly, (slong)head[1], head[2] != 0, field, error);
    fq_default_clear(c, field->context);
    fq_default_poly_clear(poly, field->context);
    flint_free(words);
    _fmpz_vec_clear(digits, k);
    return status;
}

lfsr_status lfsr_factor_list_unpack(lfsr_factorization *list, const char *bytes, size_t length,
                                    const lfsr_field *field, lfsr_error *error)
{
    size_t coefficient = (size_t)(field->spec.k * digit_words(field)) * sizeof(ulong), at = 0;
    ulong head[3];
    lfsr_status status = LFSR_OK;
    bool whole = true;
    lfsr_factor_list_clear(list, field);
    while (status == LFSR_OK && whole && at < length) {
        whole = length - at >= sizeof head;
        if (!whole)
            break;
        memcpy(head, bytes + at, sizeof head);
        at += sizeof head;
        whole = head[0] >= 1 && head[1] >= 1 && head[0] <= LFSR_MAX_DEGREE && head[1] <= LFSR_MAX_DEGREE &&
                (length - at) / coefficient >= head[0] + 1;
        if (!whole)
            break;
        status = unpack_factor(list, head, bytes + at, field, error);
        at += (head[0] + 1) * coefficient;
    }
    if (status == LFSR_OK && !whole)
        status = lfsr_fail(error, LFSR_SYSTEM, "internal", "a damaged list of factors");
    return status;
}
