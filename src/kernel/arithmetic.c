/* Arithmetic of the scalar kernel: one small set of operations for any field whose order fits 63 bits.
 *
 * Small extensions add by Zech logarithms, w^a + w^b = w^(a + z(b-a)): two tables of q words serve every
 * coefficient. Larger extensions go through FLINT, element by element, which is slow. */
#include <stdlib.h>

#include "code_arithmetic.h"
#include "scalar_state.h"

/* --- Products of codes --- */

/* The map x -> y x by the images y a^i of the basis: one digit, one multiple. */
static void set_times(uint64_t *image, uint64_t y, const lfsr_stratum *s)
{
    for (unsigned i = 0; i < s->k; i++, y = lfsr_code_times_a(s, y))
        image[i] = y;
}

static uint64_t times(const uint64_t *image, uint64_t x, const lfsr_stratum *s)
{
    uint64_t product = 0;
    /* NOLINTBEGIN(clang-analyzer-core.*): x < p^k, so i < k, and k images are set */
    for (unsigned i = 0; x > 0; i++, x /= s->p) {
        if (s->p == 2)
            product ^= -(x & 1) & image[i];
        else
            product = lfsr_code_add_multiple(s, product, image[i], x % s->p);
    }
    /* NOLINTEND(clang-analyzer-core.*) */
    return product;
}

/* --- Logarithm tables --- */

/* The least code that generates the multiplicative group: powers are tried until they close early. */
static lfsr_status fill_logarithms(lfsr_scalar *k, lfsr_error *error)
{
    const lfsr_stratum *s = k->stratum;
    const uint64_t units = s->q - 1;
    for (uint64_t generator = 2; generator < s->q; generator++) {
        uint64_t power = 1, exponent = 0, image[20]; /* q <= 2^20 */
        set_times(image, generator, s);
        do {
            k->antilogarithm[exponent++] = power;
            power = times(image, power, s);
        } while (power > 1 && exponent < units);
        if (exponent == units && power == 1) {
            k->antilogarithm[units] = 0;
            for (uint64_t i = 0; i < s->q; i++)
                k->logarithm[k->antilogarithm[i]] = i;
            return LFSR_OK;
        }
    }
    return lfsr_fail(error, LFSR_BAD_INPUT, "modulus", "the modulus is not irreducible");
}

static lfsr_status open_logarithms(lfsr_scalar *k, lfsr_error *error)
{
    const lfsr_stratum *s = k->stratum;
    k->zero = s->q - 1;
    k->logarithm = calloc(s->q, sizeof *k->logarithm);
    k->antilogarithm = calloc(s->q, sizeof *k->antilogarithm);
    k->zech = calloc(s->q, sizeof *k->zech);
    if (k->logarithm == NULL || k->antilogarithm == NULL || k->zech == NULL)
        return lfsr_fail_memory(error);
    lfsr_status status = fill_logarithms(k, error);
    if (status != LFSR_OK)
        return status;
    for (uint64_t d = 0; d + 1 < s->q; d++)
        k->zech[d] = k->logarithm[lfsr_code_add_multiple(s, 1, k->antilogarithm[d], 1)];
    return LFSR_OK;
}

/* --- FLINT elements --- */

static lfsr_status open_generic(lfsr_scalar *k, lfsr_error *error)
{
    lfsr_field_spec spec;
    lfsr_field_spec_init(&spec);
    lfsr_stratum_field(&spec, k->stratum);
    lfsr_status status = LFSR_OK;
    k->field = malloc(sizeof *k->field);
    if (k->field == NULL)
        status = lfsr_fail_memory(error);
    if (status == LFSR_OK)
        status = lfsr_field_init(k->field, &spec, error);
    if (status != LFSR_OK) {
        free(k->field);
        k->field = NULL;
    }
    lfsr_field_spec_clear(&spec);
    return status;
}

uint64_t lfsr_form_generic(const lfsr_scalar *k, const lfsr_form *form, const uint64_t *ring, unsigned base)
{
    const fq_default_ctx_struct *context = k->field->context;
    fq_default_t sum, c, x;
    fq_default_init(sum, context);
    fq_default_init(c, context);
    fq_default_init(x, context);
    for (unsigned i = 0; i < form->count; i++) {
        lfsr_field_set_code(c, form->terms[i].coefficient, k->field);
        lfsr_field_set_code(x, ring[LFSR_AT(base + form->terms[i].offset)], k->field);
        fq_default_mul(x, x, c, context);
        fq_default_add(sum, sum, x, context);
    }
    uint64_t code = lfsr_field_get_code(sum, k->field);
    fq_default_clear(sum, context);
    fq_default_clear(c, context);
    fq_default_clear(x, context);
    return code;
}

/* --- Any arithmetic --- */

lfsr_status lfsr_arithmetic_open(lfsr_scalar *k, lfsr_error *error)
{
    const lfsr_stratum *s = k->stratum;
    if (s->k == 1) {
        k->arithmetic = s->q == 2 ? LFSR_BITS : LFSR_RESIDUES;
        nmod_init(&k->mod, s->p);
    } else if (s->q <= LFSR_LOGARITHM_LIMIT) {
        k->arithmetic = LFSR_LOGARITHMS;
        return open_logarithms(k, error);
    } else {
        k->arithmetic = LFSR_GENERIC;
        return open_generic(k, error);
    }
    return LFSR_OK;
}

void lfsr_arithmetic_close(lfsr_scalar *k)
{
    free(k->logarithm);
    free(k->antilogarithm);
    free(k->zech);
    if (k->field != NULL)
        lfsr_field_clear(k->field);
    free(k->field);
}

uint64_t lfsr_symbol_from_code(const lfsr_scalar *k, uint64_t code)
{
    return k->arithmetic == LFSR_LOGARITHMS ? k->logarithm[code] : code;
}

uint64_t lfsr_symbol_to_code(const lfsr_scalar *k, uint64_t symbol)
{
    return k->arithmetic == LFSR_LOGARITHMS ? k->antilogarithm[symbol] : symbol;
}

uint64_t lfsr_symbol_negative(const lfsr_scalar *k, uint64_t code)
{
    return lfsr_symbol_from_code(k, lfsr_code_negative(k->stratum, code));
}

void lfsr_window_set(const lfsr_scalar *k, uint64_t *ring, uint64_t code)
{
    for (unsigned i = k->degree; i-- > 0; code /= k->stratum->q)
        ring[i] = lfsr_symbol_from_code(k, code % k->stratum->q);
}
