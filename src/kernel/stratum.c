/* Strata as plain integers, and the geometry of their sections. */
#include "code_arithmetic.h"
#include "split_mix.h"

#include <stdlib.h>
#include <string.h>

static lfsr_status set_code_poly(lfsr_code_poly *out, const fq_default_poly_t poly, const lfsr_field *field,
                                 lfsr_error *error)
{
    slong degree = fq_default_poly_degree(poly, field->context);
    out->degree = (unsigned)degree;
    out->codes = calloc((size_t)degree + 1, sizeof *out->codes);
    if (out->codes == NULL)
        return lfsr_fail_memory(error);
    fq_default_t c;
    fq_default_init(c, field->context);
    for (slong i = 0; i <= degree; i++) {
        fq_default_poly_get_coeff(c, poly, i, field->context);
        out->codes[i] = lfsr_field_get_code(c, field);
    }
    fq_default_clear(c, field->context);
    return LFSR_OK;
}

static lfsr_status set_field(lfsr_stratum *out, const lfsr_field *field, lfsr_error *error)
{
    out->p = fmpz_get_ui(field->spec.p);
    out->k = (unsigned)field->spec.k;
    out->q = fmpz_get_ui(field->order);
    if (out->k == 1)
        return LFSR_OK;
    out->modulus = calloc(out->k + 1u, sizeof *out->modulus);
    if (out->modulus == NULL)
        return lfsr_fail_memory(error);
    for (unsigned i = 0; i <= out->k; i++)
        out->modulus[i] = fmpz_get_ui(field->spec.modulus + i);
    return LFSR_OK;
}

static lfsr_status set_polynomials(lfsr_stratum *out, const fq_default_poly_t g,
                                   const fq_default_poly_struct *cofactors, unsigned count,
                                   const lfsr_field *field, lfsr_error *error)
{
    lfsr_status status = set_code_poly(&out->poly, g, field, error);
    if (status != LFSR_OK || count == 0)
        return status;
    out->cofactors = calloc(count, sizeof *out->cofactors);
    if (out->cofactors == NULL)
        return lfsr_fail_memory(error);
    out->cofactor_count = count;
    for (unsigned i = 0; i < count && status == LFSR_OK; i++)
        status = set_code_poly(&out->cofactors[i], &cofactors[i], field, error);
    return status;
}

lfsr_status lfsr_stratum_init(lfsr_stratum *out, const fq_default_poly_t g,
                              const fq_default_poly_struct *cofactors, unsigned count,
                              const lfsr_field *field, lfsr_error *error)
{
    slong degree = fq_default_poly_degree(g, field->context);
    *out = (lfsr_stratum){0};
    if (degree < 1 || degree > 63 || fmpz_cmp_ui(field->order, UINT64_C(1) << 63) > 0)
        return lfsr_fail(error, LFSR_UNABLE, "too-large", "a state does not fit 63 bits");
    out->degree = (unsigned)degree;
    out->states = lfsr_bounded_power(fmpz_get_ui(field->order), out->degree);
    if (out->states == 0)
        return lfsr_fail(error, LFSR_UNABLE, "too-large", "a state does not fit 63 bits");
    lfsr_status status = set_field(out, field, error);
    if (status == LFSR_OK)
        status = set_polynomials(out, g, cofactors, count, field, error);
    if (status != LFSR_OK)
        lfsr_stratum_clear(out);
    return status;
}

static lfsr_status copy_code_poly(lfsr_code_poly *out, const lfsr_code_poly *poly, lfsr_error *error)
{
    out->codes = calloc(poly->degree + 1u, sizeof *out->codes);
    if (out->codes == NULL)
        return lfsr_fail_memory(error);
    out->degree = poly->degree;
    memcpy(out->codes, poly->codes, (poly->degree + 1u) * sizeof *out->codes);
    return LFSR_OK;
}

static lfsr_status copy_arrays(lfsr_stratum *out, const lfsr_stratum *stratum, lfsr_error *error)
{
    if (stratum->modulus != NULL) {
        out->modulus = calloc(stratum->k + 1u, sizeof *out->modulus);
        if (out->modulus == NULL)
            return lfsr_fail_memory(error);
        memcpy(out->modulus, stratum->modulus, (stratum->k + 1u) * sizeof *out->modulus);
    }
    lfsr_status status = copy_code_poly(&out->poly, &stratum->poly, error);
    if (status != LFSR_OK || stratum->cofactor_count == 0)
        return status;
    out->cofactors = calloc(stratum->cofactor_count, sizeof *out->cofactors);
    if (out->cofactors == NULL)
        return lfsr_fail_memory(error);
    out->cofactor_count = stratum->cofactor_count;
    for (unsigned i = 0; i < stratum->cofactor_count && status == LFSR_OK; i++)
        status = copy_code_poly(&out->cofactors[i], &stratum->cofactors[i], error);
    return status;
}

lfsr_status lfsr_stratum_copy(lfsr_stratum *out, const lfsr_stratum *stratum, lfsr_error *error)
{
    *out = *stratum;
    out->modulus = NULL;
    out->poly = (lfsr_code_poly){0};
    out->cofactors = NULL;
    out->cofactor_count = 0;
    lfsr_status status = copy_arrays(out, stratum, error);
    if (status != LFSR_OK)
        lfsr_stratum_clear(out);
    return status;
}

void lfsr_stratum_clear(lfsr_stratum *stratum)
{
    for (unsigned i = 0; i < stratum->cofactor_count; i++)
        free(stratum->cofactors[i].codes);
    free(stratum->cofactors);
    free(stratum->poly.codes);
    free(stratum->modulus);
    *stratum = (lfsr_stratum){0};
}

bool lfsr_section_valid(const lfsr_stratum *stratum, lfsr_section section)
{
    return section.bound > 0 ? section.zeros == 0 && section.bound <= stratum->q
                             : section.zeros < stratum->degree;
}

uint64_t lfsr_section_size(const lfsr_stratum *stratum, lfsr_section section)
{
    uint64_t first_symbols = section.bound > 0 ? section.bound : stratum->q - 1;
    return first_symbols * lfsr_bounded_power(stratum->q, stratum->degree - 1 - section.zeros);
}

uint64_t lfsr_sample_state(const lfsr_stratum *stratum, uint64_t i)
{
    return 1 + (uint64_t)((unsigned __int128)lfsr_mix(i + 1) * (stratum->states - 1) >> 64);
}

uint64_t lfsr_section_state(const lfsr_stratum *stratum, lfsr_section section, uint64_t index)
{
    uint64_t free_states = lfsr_bounded_power(stratum->q, stratum->degree - 1 - section.zeros);
    uint64_t first_symbol = index / free_states + lfsr_section_least(section);
    return first_symbol * (stratum->states / stratum->q) + index % free_states;
}

uint64_t lfsr_section_reach(const lfsr_stratum *stratum, lfsr_section section)
{
    if (section.bound > 0)
        return lfsr_section_size(stratum, section);
    return stratum->states / lfsr_bounded_power(stratum->q, section.zeros);
}
