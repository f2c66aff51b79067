/* The list of factors that another process found: its form in a message, and the check of the product. */
#include "factor_transfer.h"

#include <flint/fmpz_vec.h>
#include <stdlib.h>
#include <string.h>

#include "factor_gf2.h"
#include "flint_compat.h"
#include "gf2_poly.h"

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
    bool equal = false;
    if (fmpz_equal_ui(reg->field.order, 2)) {
        lfsr_status status = lfsr_factor_gf2_product_is(&equal, list, reg, error);
        if (status != LFSR_OK)
            return status;
    } else if (list->length > 0) {
        fq_default_poly_t product;
        fq_default_poly_init(product, reg->field.context);
        multiply_out(product, list, 0, list->length, &reg->field);
        equal = fq_default_poly_equal(product, reg->f, reg->field.context) != 0;
        fq_default_poly_clear(product, reg->field.context);
    }
    return equal ? LFSR_OK
                 : lfsr_fail(error, LFSR_SYSTEM, "internal", "the factors do not multiply to the polynomial");
}

/* --- As bytes: words; of each factor the degree, the multiplicity, whether it is irreducible, and its
 * coefficients: over GF(2) packed, else their digits, each in as many words as p has --- */

static slong digit_words(const lfsr_field *field)
{
    return (slong)(fmpz_bits(field->spec.p) + FLINT_BITS - 1) / FLINT_BITS;
}

static bool is_packed(const lfsr_field *field)
{
    return fmpz_equal_ui(field->order, 2);
}

/* The bytes of the coefficients of a polynomial. */
static size_t coefficient_bytes(ulong degree, const lfsr_field *field)
{
    return is_packed(field) ? lfsr_gf2_words(degree) * sizeof(uint64_t)
                            : (degree + 1) * (size_t)(field->spec.k * digit_words(field)) * sizeof(ulong);
}

static void add_words(lfsr_string *bytes, const ulong *words, slong count)
{
    lfsr_string_add_bytes(bytes, words, (size_t)count * sizeof *words);
}

static void add_packed(lfsr_string *bytes, const fq_default_poly_t poly, slong degree)
{
    size_t words = lfsr_gf2_words((size_t)degree);
    uint64_t *bits = flint_malloc(words * sizeof *bits);
    lfsr_gf2_pack(bits, poly);
    lfsr_string_add_bytes(bytes, bits, words * sizeof *bits);
    flint_free(bits);
}

static void add_digits(lfsr_string *bytes, const fq_default_poly_t poly, slong degree,
                       const lfsr_field *field)
{
    slong k = field->spec.k, each = digit_words(field);
    fmpz *digits = _fmpz_vec_init(k);
    ulong *words = flint_malloc((size_t)(k * each) * sizeof *words);
    fq_default_t c;
    fq_default_init(c, field->context);
    for (slong j = 0; j <= degree; j++) {
        fq_default_poly_get_coeff(c, poly, j, field->context);
        lfsr_field_get_digits(digits, c, field);
        for (slong d = 0; d < k; d++)
            fmpz_get_ui_array(words + d * each, each, digits + d);
        add_words(bytes, words, k * each);
    }
    fq_default_clear(c, field->context);
    flint_free(words);
    _fmpz_vec_clear(digits, k);
}

void lfsr_factor_list_pack(lfsr_string *bytes, const lfsr_factorization *list, const lfsr_field *field)
{
    for (slong i = 0; i < list->length; i++) {
        const lfsr_factor *factor = &list->factors[i];
        const ulong head[3] = {(ulong)factor->degree, (ulong)factor->multiplicity, factor->irreducible};
        add_words(bytes, head, 3);
        if (is_packed(field))
            add_packed(bytes, factor->poly, factor->degree);
        else
            add_digits(bytes, factor->poly, factor->degree, field);
    }
}

static lfsr_status unpack_packed(lfsr_factorization *list, const ulong *head, const char *coefficients,
                                 const lfsr_field *field, lfsr_error *error)
{
    size_t degree = head[0], words = lfsr_gf2_words(degree);
    uint64_t *bits = malloc(words * sizeof *bits);
    if (bits == NULL)
        return lfsr_fail_memory(error);
    memcpy(bits, coefficients, words * sizeof *bits);
    lfsr_status status =
        (bits[words - 1] >> degree % 64) != 1
            ? lfsr_fail(error, LFSR_SYSTEM, "internal", "a damaged factor")
            : lfsr_factor_list_add_gf2(list, bits, (slong)degree, (slong)head[1], head[2] != 0, field, error);
    free(bits);
    return status;
}

static lfsr_status unpack_digits(lfsr_factorization *list, const ulong *head, const char *coefficients,
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
    size_t at = 0;
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
                length - at >= coefficient_bytes(head[0], field);
        if (!whole)
            break;
        status = is_packed(field) ? unpack_packed(list, head, bytes + at, field, error)
                                  : unpack_digits(list, head, bytes + at, field, error);
        at += coefficient_bytes(head[0], field);
    }
    if (status == LFSR_OK && !whole)
        status = lfsr_fail(error, LFSR_SYSTEM, "internal", "a damaged list of factors");
    return status;
}
