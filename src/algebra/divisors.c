/* The divisors of g as exponent vectors. */
#include "divisors.h"

#include <stdlib.h>

#include "affine.h"
#include "factor_list.h"
#include "order.h"

lfsr_status lfsr_divisors_init(lfsr_divisors *d, const lfsr_factorization *factorization, bool x_minus_one,
                               const lfsr_field *field, lfsr_error *error)
{
    *d = (lfsr_divisors){.field = field, .full = -1};
    d->exponents = calloc((size_t)factorization->length + 1, sizeof *d->exponents);
    d->factors = calloc((size_t)factorization->length + 1, sizeof *d->factors);
    if (d->exponents == NULL || d->factors == NULL) {
        lfsr_divisors_clear(d);
        return lfsr_fail_memory(error);
    }
    for (slong i = 0; i < factorization->length; i++) {
        const lfsr_factor *factor = &factorization->factors[i];
        if (lfsr_factor_is_x(factor, field))
            continue;
        if (x_minus_one && lfsr_factor_is_x_minus_one(factor, field))
            d->full = d->count;
        d->factors[d->count++] = factor;
    }
    return LFSR_OK;
}

void lfsr_divisors_clear(lfsr_divisors *d)
{
    free(d->exponents);
    free(d->factors);
    *d = (lfsr_divisors){0};
}

bool lfsr_divisors_next(lfsr_divisors *d)
{
    if (d->full >= 0 && d->exponents[d->full] == 0) {
        d->exponents[d->full] = d->factors[d->full]->multiplicity;
        return true;
    }
    for (slong i = 0; i < d->count; i++) {
        if (i == d->full)
            continue;
        if (d->exponents[i] < d->factors[i]->multiplicity) {
            d->exponents[i]++;
            return true;
        }
        d->exponents[i] = 0;
    }
    return false;
}

void lfsr_divisors_product(fq_default_poly_t out, const lfsr_divisors *d, slong less)
{
    const fq_default_ctx_struct *context = d->field->context;
    fq_default_poly_t power;
    fq_default_poly_init(power, context);
    fq_default_poly_one(out, context);
    for (slong i = 0; i < d->count; i++) {
        slong exponent = d->exponents[i] - (i == less);
        if (exponent <= 0)
            continue;
        fq_default_poly_pow(power, d->factors[i]->poly, (ulong)exponent, context);
        fq_default_poly_mul(out, out, power, context);
    }
    fq_default_poly_clear(power, context);
}

void lfsr_divisors_numbers(fmpz_t phi, fmpz_t order, const lfsr_divisors *d)
{
    fmpz_t term;
    slong most = 1;
    fmpz_init(term);
    fmpz_one(phi);
    fmpz_one(order);
    for (slong i = 0; i < d->count; i++) {
        ulong e = (ulong)d->exponents[i], degree = (ulong)d->factors[i]->degree;
        if (e == 0)
            continue;
        fmpz_pow_ui(term, d->field->order, degree); /* q^(d e) - q^(d (e-1)) = (q^d - 1) q^(d (e-1)) */
        fmpz_sub_ui(term, term, 1);
        fmpz_mul(phi, phi, term);
        fmpz_pow_ui(term, d->field->order, degree * (e - 1));
        fmpz_mul(phi, phi, term);
        fmpz_lcm(order, order, d->factors[i]->order);
        most = d->exponents[i] > most ? d->exponents[i] : most;
    }
    lfsr_multiplicity_factor(term, d->field->spec.p, most);
    fmpz_mul(order, order, term);
    fmpz_clear(term);
}
