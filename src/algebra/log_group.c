/* Elements as words, and their product. */
#include "log_group.h"

#include <flint/fmpz_vec.h>
#include <stdlib.h>
#include <string.h>

static void init_word_field(lfsr_log_group *group)
{
    const lfsr_field *field = group->ring->field;
    nmod_init(&group->mod, fmpz_get_ui(field->spec.p));
    for (slong i = 0; i < group->ring->degree; i++) {
        fq_default_poly_get_coeff(group->coefficient, group->ring->modulus, i, field->context);
        group->modulus[i] = nmod_neg(lfsr_field_get_code(group->coefficient, field), group->mod);
    }
}

static lfsr_status init_binary(lfsr_log_group *group, lfsr_error *error)
{
    size_t degree = (size_t)group->ring->degree;
    uint64_t *bits = calloc(lfsr_gf2_words(degree), sizeof *bits);
    if (bits == NULL)
        return lfsr_fail_memory(error);
    for (size_t i = 0; i <= degree; i++) {
        fq_default_poly_get_coeff(group->coefficient, group->ring->modulus, (slong)i,
                                  group->ring->field->context);
        bits[i / 64] |= lfsr_field_get_code(group->coefficient, group->ring->field) << (i % 64);
    }
    lfsr_status status = lfsr_gf2_ring_init(&group->packed, bits, degree, error);
    free(bits);
    group->binary = status == LFSR_OK;
    group->words = group->packed.words;
    return status;
}

lfsr_status lfsr_log_group_init(lfsr_log_group *group, const lfsr_quotient *ring, lfsr_error *error)
{
    const lfsr_field *field = ring->field;
    size_t degree = (size_t)ring->degree, k = (size_t)field->spec.k;
    *group = (lfsr_log_group){.ring = ring, .digit_words = (fmpz_bits(field->spec.p) + 63) / 64};
    group->words = degree * k * group->digit_words;
    group->word_field = k == 1 && fmpz_bits(field->spec.p) <= 63 && !fmpz_equal_ui(field->spec.p, 2);
    fq_default_poly_init(group->left, field->context);
    fq_default_poly_init(group->right, field->context);
    fq_default_init(group->coefficient, field->context);
    group->digits = _fmpz_vec_init(field->spec.k);
    group->modulus = calloc(degree, sizeof *group->modulus);
    group->product = calloc(2 * degree, sizeof *group->product);
    if (group->modulus == NULL || group->product == NULL) {
        lfsr_log_group_clear(group);
        return lfsr_fail_memory(error);
    }
    if (group->word_field)
        init_word_field(group);
    if (!fmpz_equal_ui(field->order, 2))
        return LFSR_OK;
    lfsr_status status = init_binary(group, error);
    if (status != LFSR_OK)
        lfsr_log_group_clear(group);
    return status;
}

void lfsr_log_group_clear(lfsr_log_group *group)
{
    const lfsr_field *field = group->ring->field;
    fq_default_poly_clear(group->left, field->context);
    fq_default_poly_clear(group->right, field->context);
    fq_default_clear(group->coefficient, field->context);
    _fmpz_vec_clear(group->digits, field->spec.k);
    free(group->modulus);
    free(group->product);
    if (group->binary)
        lfsr_gf2_ring_clear(&group->packed);
}

void lfsr_log_group_set(uint64_t *out, const fq_default_poly_t element, lfsr_log_group *group)
{
    const lfsr_field *field = group->ring->field;
    slong k = field->spec.k;
    if (group->binary)
        memset(out, 0, group->words * sizeof *out);
    for (slong i = 0; i < group->ring->degree; i++) {
        fq_default_poly_get_coeff(group->coefficient, element, i, field->context);
        if (group->binary) {
            out[i / 64] |= lfsr_field_get_code(group->coefficient, field) << (i % 64);
            continue;
        }
        lfsr_field_get_digits(group->digits, group->coefficient, field);
        for (slong d = 0; d < k; d++, out += group->digit_words)
            fmpz_get_ui_array(out, (slong)group->digit_words, group->digits + d);
    }
}

static void set_poly(fq_default_poly_t out, const uint64_t *a, lfsr_log_group *group)
{
    const lfsr_field *field = group->ring->field;
    slong k = field->spec.k;
    fq_default_poly_zero(out, field->context);
    for (slong i = 0; i < group->ring->degree; i++) {
        for (slong d = 0; d < k; d++, a += group->digit_words)
            fmpz_set_ui_array(group->digits + d, a, (slong)group->digit_words);
        lfsr_field_set_digits(group->coefficient, group->digits, field);
        fq_default_poly_set_coeff(out, i, group->coefficient, field->context);
    }
}

/* Product of coefficient vectors, then x^(n+i) replaced by x^i times -h's lower part, from the top down. */
static void multiply_words(uint64_t *out, const uint64_t *a, const uint64_t *b, lfsr_log_group *group)
{
    slong n = group->ring->degree;
    uint64_t *product = group->product;
    memset(product, 0, (size_t)(2 * n) * sizeof *product);
    for (slong i = 0; i < n; i++)
        if (a[i] != 0)
            _nmod_vec_scalar_addmul_nmod(product + i, b, n, a[i], group->mod);
    for (slong i = 2 * n - 2; i >= n; i--)
        if (product[i] != 0)
            _nmod_vec_scalar_addmul_nmod(product + i - n, group->modulus, n, product[i], group->mod);
    memcpy(out, product, (size_t)n * sizeof *out);
}

void lfsr_log_group_mul(uint64_t *out, const uint64_t *a, const uint64_t *b, lfsr_log_group *group)
{
    if (group->binary) {
        lfsr_gf2_ring_mul(out, a, b, &group->packed);
        return;
    }
    if (group->word_field) {
        multiply_words(out, a, b, group);
        return;
    }
    set_poly(group->left, a, group);
    set_poly(group->right, b, group);
    lfsr_quotient_mul(group->left, group->left, group->right, group->ring);
    lfsr_log_group_set(out, group->left, group);
}

void lfsr_log_group_mul_each(uint64_t *a, const uint64_t *const *b, size_t count, lfsr_log_group *group)
{
    if (group->binary) {
        lfsr_gf2_ring_mul_each(a, b, count, &group->packed);
        return;
    }
    for (size_t i = 0; i < count; i++)
        lfsr_log_group_mul(a + i * group->words, a + i * group->words, b[i], group);
}

uint64_t lfsr_log_group_hash(const uint64_t *a, const lfsr_log_group *group)
{
    uint64_t hash = UINT64_C(0x9e3779b97f4a7c15);
    for (size_t i = 0; i < group->words; i++) {
        hash = (hash ^ a[i]) * UINT64_C(0xbf58476d1ce4e5b9);
        hash ^= hash >> 29;
    }
    return hash;
}
