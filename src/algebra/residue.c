/* One small interface over the representations of GF(q)[x] modulo h. */
#include "flint_compat.h"

#include "factor_gf2.h"
#include "residue.h"

#include <stdlib.h>
#include <string.h>

static ulong coefficient(const fq_default_poly_t poly, slong i, const lfsr_field *field)
{
    fq_default_t c;
    fq_default_init(c, field->context);
    fq_default_poly_get_coeff(c, poly, i, field->context);
    ulong code = lfsr_field_get_code(c, field);
    fq_default_clear(c, field->context);
    return code;
}

static lfsr_status init_gf2(lfsr_residue_ring *ring, const fq_default_poly_t poly, slong degree,
                            lfsr_error *error)
{
    uint64_t *bits = malloc(lfsr_gf2_words((size_t)degree) * sizeof *bits);
    if (bits == NULL)
        return lfsr_fail_memory(error);
    lfsr_gf2_pack(bits, poly);
    lfsr_status status = lfsr_gf2_ring_init(&ring->gf2, bits, (size_t)degree, error);
    free(bits);
    return status;
}

static void init_nmod(lfsr_residue_ring *ring, const fq_default_poly_t poly, slong degree)
{
    ulong p = fmpz_get_ui(ring->field->spec.p);
    nmod_poly_init2(ring->modulus, p, degree + 1);
    nmod_poly_init(ring->inverse, p);
    for (slong i = degree; i >= 0; i--)
        nmod_poly_set_coeff_ui(ring->modulus, i, coefficient(poly, i, ring->field));
    nmod_poly_reverse(ring->inverse, ring->modulus, degree + 1);
    nmod_poly_inv_series(ring->inverse, ring->inverse, degree + 1);
}

static lfsr_status init_short(lfsr_residue_ring *ring, const fq_default_poly_t poly, slong degree,
                              lfsr_error *error)
{
    uint32_t modulus[LFSR_SHORT_RESIDUE_DEGREE];
    for (slong i = 0; i < degree; i++)
        modulus[i] = (uint32_t)coefficient(poly, i, ring->field);
    if (ring->kind == LFSR_RESIDUE_LOGS)
        return lfsr_log_ring_init(&ring->logs, modulus, (size_t)degree, ring->field, error);
    return lfsr_short_ring_init(&ring->small, modulus, (size_t)degree, fmpz_get_ui(ring->field->spec.p),
                                ring->kind == LFSR_RESIDUE_NARROW, error);
}

static lfsr_residue_kind choose_kind(slong degree, const lfsr_field *field)
{
    if (fmpz_equal_ui(field->order, 2))
        return LFSR_RESIDUE_GF2;
    if (lfsr_log_ring_fits(field, (size_t)degree))
        return LFSR_RESIDUE_LOGS;
    if (field->spec.k > 1 || !fmpz_abs_fits_ui(field->spec.p))
        return LFSR_RESIDUE_FQ;
    uint64_t p = fmpz_get_ui(field->spec.p);
    if (lfsr_short_ring_is_narrow(p, (size_t)degree))
        return LFSR_RESIDUE_NARROW;
    return lfsr_short_ring_fits(p, (size_t)degree) ? LFSR_RESIDUE_SHORT : LFSR_RESIDUE_NMOD;
}

lfsr_status lfsr_residue_ring_init_as(lfsr_residue_ring *ring, lfsr_residue_kind kind,
                                      const fq_default_poly_t poly, const lfsr_field *field,
                                      lfsr_error *error)
{
    slong degree = fq_default_poly_degree(poly, field->context);
    ring->field = field;
    ring->kind = kind;
    switch (kind) {
    case LFSR_RESIDUE_GF2:
        return init_gf2(ring, poly, degree, error);
    case LFSR_RESIDUE_SHORT:
    case LFSR_RESIDUE_NARROW:
    case LFSR_RESIDUE_LOGS:
        return init_short(ring, poly, degree, error);
    case LFSR_RESIDUE_NMOD:
        init_nmod(ring, poly, degree);
        return LFSR_OK;
    case LFSR_RESIDUE_FQ:
        fq_default_poly_init(ring->poly, field->context);
        fq_default_poly_set(ring->poly, poly, field->context);
        return LFSR_OK;
    }
    return LFSR_OK;
}

lfsr_status lfsr_residue_ring_init(lfsr_residue_ring *ring, const fq_default_poly_t poly,
                                   const lfsr_field *field, lfsr_error *error)
{
    slong degree = fq_default_poly_degree(poly, field->context);
    return lfsr_residue_ring_init_as(ring, choose_kind(degree, field), poly, field, error);
}

void lfsr_residue_ring_clear(lfsr_residue_ring *ring)
{
    switch (ring->kind) {
    case LFSR_RESIDUE_GF2:
        lfsr_gf2_ring_clear(&ring->gf2);
        break;
    case LFSR_RESIDUE_SHORT:
    case LFSR_RESIDUE_NARROW:
        lfsr_short_ring_clear(&ring->small);
        break;
    case LFSR_RESIDUE_LOGS:
        lfsr_log_ring_clear(&ring->logs);
        break;
    case LFSR_RESIDUE_NMOD:
        nmod_poly_clear(ring->modulus);
        nmod_poly_clear(ring->inverse);
        break;
    case LFSR_RESIDUE_FQ:
        fq_default_poly_clear(ring->poly, ring->field->context);
        break;
    }
}

static size_t short_degree(const lfsr_residue_ring *ring)
{
    return ring->kind == LFSR_RESIDUE_LOGS ? ring->logs.degree : ring->small.degree;
}

/* Zero. */
static lfsr_status init_residue(lfsr_residue *a, const lfsr_residue_ring *ring, lfsr_error *error)
{
    switch (ring->kind) {
    case LFSR_RESIDUE_GF2:
        a->bits = calloc(ring->gf2.words, sizeof *a->bits);
        return a->bits == NULL ? lfsr_fail_memory(error) : LFSR_OK;
    case LFSR_RESIDUE_SHORT:
    case LFSR_RESIDUE_NARROW:
    case LFSR_RESIDUE_LOGS:
        a->coefficients = calloc(short_degree(ring), sizeof *a->coefficients);
        return a->coefficients == NULL ? lfsr_fail_memory(error) : LFSR_OK;
    case LFSR_RESIDUE_NMOD:
        nmod_poly_init(a->nmod, fmpz_get_ui(ring->field->spec.p));
        return LFSR_OK;
    case LFSR_RESIDUE_FQ:
        fq_default_poly_init(a->fq, ring->field->context);
        return LFSR_OK;
    }
    return LFSR_OK;
}

lfsr_status lfsr_residue_init_x(lfsr_residue *a, const lfsr_residue_ring *ring, lfsr_error *error)
{
    lfsr_status status = init_residue(a, ring, error);
    if (status != LFSR_OK)
        return status;
    switch (ring->kind) {
    case LFSR_RESIDUE_GF2:
        lfsr_gf2_ring_set_x(a->bits, &ring->gf2);
        break;
    case LFSR_RESIDUE_SHORT:
    case LFSR_RESIDUE_NARROW:
        lfsr_short_ring_set_x(a->coefficients, &ring->small);
        break;
    case LFSR_RESIDUE_LOGS:
        lfsr_log_ring_set_x(a->coefficients, &ring->logs);
        break;
    case LFSR_RESIDUE_NMOD:
        nmod_poly_set_coeff_ui(a->nmod, 1, 1);
        nmod_poly_rem(a->nmod, a->nmod, ring->modulus);
        break;
    case LFSR_RESIDUE_FQ:
        fq_default_poly_gen(a->fq, ring->field->context);
        fq_default_poly_rem(a->fq, a->fq, ring->poly, ring->field->context);
        break;
    }
    return LFSR_OK;
}

/* The words of an exponent, the lowest first; the caller frees them. NULL when out of memory. */
static uint64_t *exponent_words(size_t *count, const fmpz_t exponent)
{
    *count = fmpz_bits(exponent) / 64 + 1;
    uint64_t *words = malloc(*count * sizeof *words);
    if (words != NULL)
        fmpz_get_ui_array((ulong *)words, (slong)*count, exponent);
    return words;
}

/* x itself needs no products. */
static lfsr_status pow_gf2(uint64_t *out, const uint64_t *a, const fmpz_t exponent, const lfsr_gf2_ring *ring,
                           lfsr_error *error)
{
    size_t words;
    uint64_t *digits = exponent_words(&words, exponent), *x = malloc(ring->words * sizeof *x);
    lfsr_status status = digits != NULL && x != NULL ? LFSR_OK : lfsr_fail_memory(error);
    if (status == LFSR_OK) {
        lfsr_gf2_ring_set_x(x, ring);
        if (memcmp(x, a, ring->words * sizeof *x) == 0)
            status = lfsr_gf2_ring_pow_x(out, digits, words, ring, NULL, error);
        else
            status = lfsr_gf2_ring_pow(out, a, digits, words, ring, NULL, error);
    }
    free(digits);
    free(x);
    return status;
}

static lfsr_status pow_short(uint32_t *out, const uint32_t *a, const fmpz_t exponent,
                             const lfsr_residue_ring *ring, lfsr_error *error)
{
    size_t words;
    uint64_t *digits = exponent_words(&words, exponent);
    if (digits == NULL)
        return lfsr_fail_memory(error);
    if (ring->kind == LFSR_RESIDUE_LOGS)
        lfsr_log_ring_pow(out, a, digits, words, &ring->logs);
    else
        lfsr_short_ring_pow(out, a, digits, words, &ring->small);
    free(digits);
    return LFSR_OK;
}

lfsr_status lfsr_residue_init_pow(lfsr_residue *out, const lfsr_residue *a, const fmpz_t exponent,
                                  const lfsr_residue_ring *ring, lfsr_error *error)
{
    lfsr_status status = init_residue(out, ring, error);
    if (status != LFSR_OK)
        return status;
    switch (ring->kind) {
    case LFSR_RESIDUE_GF2:
        status = pow_gf2(out->bits, a->bits, exponent, &ring->gf2, error);
        if (status != LFSR_OK)
            free(out->bits);
        break;
    case LFSR_RESIDUE_SHORT:
    case LFSR_RESIDUE_NARROW:
    case LFSR_RESIDUE_LOGS:
        status = pow_short(out->coefficients, a->coefficients, exponent, ring, error);
        if (status != LFSR_OK)
            free(out->coefficients);
        break;
    case LFSR_RESIDUE_NMOD:
        lfsr_flint_nmod_powmod(out->nmod, a->nmod, exponent, ring->modulus, ring->inverse);
        break;
    case LFSR_RESIDUE_FQ:
        lfsr_flint_poly_powmod(out->fq, a->fq, exponent, ring->poly, ring->field->context);
        break;
    }
    return status;
}

void lfsr_residue_clear(lfsr_residue *a, const lfsr_residue_ring *ring)
{
    switch (ring->kind) {
    case LFSR_RESIDUE_GF2:
        free(a->bits);
        break;
    case LFSR_RESIDUE_SHORT:
    case LFSR_RESIDUE_NARROW:
    case LFSR_RESIDUE_LOGS:
        free(a->coefficients);
        break;
    case LFSR_RESIDUE_NMOD:
        nmod_poly_clear(a->nmod);
        break;
    case LFSR_RESIDUE_FQ:
        fq_default_poly_clear(a->fq, ring->field->context);
        break;
    }
}

static bool is_one_short(const uint32_t *a, size_t degree)
{
    uint32_t other = a[0] ^ 1;
    for (size_t i = 1; i < degree; i++)
        other |= a[i];
    return other == 0;
}

bool lfsr_residue_is_one(const lfsr_residue *a, const lfsr_residue_ring *ring)
{
    switch (ring->kind) {
    case LFSR_RESIDUE_GF2:
        return lfsr_gf2_ring_is_one(a->bits, &ring->gf2);
    case LFSR_RESIDUE_SHORT:
    case LFSR_RESIDUE_NARROW:
    case LFSR_RESIDUE_LOGS:
        return is_one_short(a->coefficients, short_degree(ring));
    case LFSR_RESIDUE_NMOD:
        return nmod_poly_is_one(a->nmod) != 0;
    case LFSR_RESIDUE_FQ:
        return fq_default_poly_is_one(a->fq, ring->field->context) != 0;
    }
    return false;
}
