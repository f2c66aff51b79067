/* Precomputations for questions about states: the components of f, idempotents, the map between symbols and
 * residues.
 */
#include "state_algebra.h"

#include <stdlib.h>

#include "factor_list.h"
#include "integer_factor.h"
#include "state_parts.h"

/* idempotent = rest * (rest^-1 modulo h^e) for rest = f / h^e. */
static void set_component(lfsr_state_factor *part, const lfsr_factor *factor, const lfsr_register *reg)
{
    const lfsr_field *field = &reg->field;
    fq_default_poly_t power, rest, inverse;
    fq_default_poly_init(power, field->context);
    fq_default_poly_init(rest, field->context);
    fq_default_poly_init(inverse, field->context);
    fq_default_poly_pow(power, factor->poly, (ulong)factor->multiplicity, field->context);
    lfsr_quotient_init(&part->ring, power, field);
    fq_default_poly_divrem(rest, inverse, reg->f, power, field->context);
    lfsr_quotient_reduce(inverse, rest, &part->ring);
    (void)lfsr_quotient_inverse(inverse, inverse, &part->ring);
    fq_default_poly_init(part->idempotent, field->context);
    fq_default_poly_mul(part->idempotent, rest, inverse, field->context);
    fq_default_poly_clear(power, field->context);
    fq_default_poly_clear(rest, field->context);
    fq_default_poly_clear(inverse, field->context);
}

static lfsr_status init_factor(lfsr_state_factor *part, const lfsr_factor *factor, const lfsr_register *reg,
                               const lfsr_log_limits *limits, lfsr_error *error)
{
    const lfsr_prime_set *set = NULL;
    part->factor = factor;
    part->order_known = !fmpz_is_zero(factor->order);
    set_component(part, factor, reg);
    part->groups = calloc((size_t)factor->multiplicity, sizeof(lfsr_unit_group *));
    if (part->groups == NULL)
        return lfsr_fail_memory(error);
    if (!part->order_known)
        return LFSR_OK;
    lfsr_status status =
        lfsr_factor_power_minus_one(&set, reg->field.spec.p, reg->field.spec.k * factor->degree, 0, error);
    if (status != LFSR_OK) {
        part->order_known = false;
        return status;
    }
    return lfsr_unit_field_init(&part->units, factor->poly, factor->order, set->primes, set->length,
                                &reg->field, limits, error);
}

lfsr_status lfsr_state_algebra_init(lfsr_state_algebra *algebra, const lfsr_register *reg,
                                    const lfsr_factorization *factorization, const lfsr_log_limits *limits,
                                    lfsr_error *error)
{
    const lfsr_field *field = &reg->field;
    *algebra = (lfsr_state_algebra){.reg = reg, .factorization = factorization, .limits = limits};
    lfsr_quotient_init(&algebra->ring, reg->f, field);
    fq_default_poly_init(algebra->reversed, field->context);
    fq_default_poly_reverse(algebra->reversed, reg->f, reg->degree + 1, field->context);
    algebra->factors = calloc((size_t)factorization->length + 1, sizeof *algebra->factors);
    lfsr_status status = algebra->factors == NULL ? lfsr_fail_memory(error) : LFSR_OK;
    for (slong i = 0; i < factorization->length && status == LFSR_OK; i++)
        if (!lfsr_factor_is_x(&factorization->factors[i], field))
            status = init_factor(&algebra->factors[algebra->length++], &factorization->factors[i], reg,
                                 limits, error);
    if (status != LFSR_OK)
        lfsr_state_algebra_clear(algebra);
    return status;
}

void lfsr_state_algebra_clear(lfsr_state_algebra *algebra)
{
    const lfsr_field *field = &algebra->reg->field;
    for (slong i = 0; i < algebra->length; i++) {
        lfsr_state_factor *part = &algebra->factors[i];
        for (slong j = 0; part->groups != NULL && j < part->factor->multiplicity; j++)
            if (part->groups[j] != NULL) {
                lfsr_unit_group_clear(part->groups[j]);
                free(part->groups[j]);
            }
        free(part->groups);
        if (part->order_known)
            lfsr_unit_field_clear(&part->units);
        fq_default_poly_clear(part->idempotent, field->context);
        lfsr_quotient_clear(&part->ring);
    }
    free(algebra->factors);
    fq_default_poly_clear(algebra->reversed, field->context);
    lfsr_quotient_clear(&algebra->ring);
}

/* With P the residue, x^(n-1) P(1/x) = (x^n f(1/x)) (s_0 + s_1 x + ...) modulo x^n. */
void lfsr_state_to_residue(fq_default_poly_t residue, const fq_default_poly_t symbols,
                           const lfsr_state_algebra *algebra)
{
    const fq_default_ctx_struct *context = algebra->reg->field.context;
    slong n = algebra->reg->degree;
    fq_default_poly_mullow(residue, algebra->reversed, symbols, n, context);
    fq_default_poly_reverse(residue, residue, n, context);
}

void lfsr_state_from_residue(fq_default_poly_t symbols, const fq_default_poly_t residue,
                             const lfsr_state_algebra *algebra)
{
    const fq_default_ctx_struct *context = algebra->reg->field.context;
    slong n = algebra->reg->degree;
    fq_default_poly_reverse(symbols, residue, n, context);
    fq_default_poly_div_series(symbols, symbols, algebra->reversed, n, context);
}

lfsr_status lfsr_state_group(lfsr_unit_group **group, lfsr_state_factor *part, slong j, lfsr_error *error)
{
    if (part->groups[j - 1] == NULL) {
        part->groups[j - 1] = malloc(sizeof(lfsr_unit_group));
        if (part->groups[j - 1] == NULL)
            return lfsr_fail_memory(error);
        lfsr_unit_group_init(part->groups[j - 1], &part->units, j);
    }
    *group = part->groups[j - 1];
    return LFSR_OK;
}

slong lfsr_state_unit(fq_default_poly_t unit, const fq_default_poly_t residue, const lfsr_state_factor *part,
                      const lfsr_field *field)
{
    fq_default_poly_t quotient, rest;
    slong j = part->factor->multiplicity;
    lfsr_quotient_reduce(unit, residue, &part->ring);
    if (fq_default_poly_is_zero(unit, field->context))
        return 0;
    fq_default_poly_init(quotient, field->context);
    fq_default_poly_init(rest, field->context);
    for (;; j--) {
        fq_default_poly_divrem(quotient, rest, unit, part->factor->poly, field->context);
        if (!fq_default_poly_is_zero(rest, field->context))
            break;
        fq_default_poly_swap(unit, quotient, field->context);
    }
    fq_default_poly_clear(quotient, field->context);
    fq_default_poly_clear(rest, field->context);
    return j;
}

void lfsr_state_add_component(fq_default_poly_t residue, const fq_default_poly_t unit, slong j,
                              const lfsr_state_factor *part, const lfsr_state_algebra *algebra)
{
    const fq_default_ctx_struct *context = algebra->reg->field.context;
    fq_default_poly_t term;
    fq_default_poly_init(term, context);
    fq_default_poly_pow(term, part->factor->poly, (ulong)(part->factor->multiplicity - j), context);
    fq_default_poly_mul(term, term, unit, context);
    lfsr_quotient_reduce(term, term, &part->ring);
    lfsr_quotient_mul(term, term, part->idempotent, &algebra->ring);
    fq_default_poly_add(residue, residue, term, context);
    fq_default_poly_clear(term, context);
}

bool lfsr_residue_jump(fq_default_poly_t out, const fq_default_poly_t residue, const fmpz_t steps,
                       const lfsr_state_algebra *algebra)
{
    const lfsr_register *reg = algebra->reg;
    const fq_default_ctx_struct *context = reg->field.context;
    fq_default_poly_t power;
    fq_default_poly_init(power, context);
    bool possible = true;
    if (fmpz_sgn(steps) >= 0 || reg->tail == 0) {
        lfsr_quotient_x_pow(power, steps, &algebra->ring);
        lfsr_quotient_mul(out, power, residue, &algebra->ring);
    } else {
        /* A periodic state is x^tail times a residue modulo g, in which x has an inverse. */
        lfsr_quotient periodic;
        fq_default_poly_t shifted, rest;
        fq_default_poly_init(shifted, context);
        fq_default_poly_init(rest, context);
        fq_default_poly_shift_right(shifted, residue, reg->tail, context);
        lfsr_poly_shift_left(rest, shifted, reg->tail, &reg->field);
        possible = fq_default_poly_equal(rest, residue, context) != 0;
        if (possible && reg->tail < reg->degree) {
            lfsr_quotient_init(&periodic, reg->g, &reg->field);
            lfsr_quotient_x_pow(power, steps, &periodic);
            lfsr_quotient_mul(shifted, shifted, power, &periodic);
            lfsr_poly_shift_left(out, shifted, reg->tail, &reg->field);
            lfsr_quotient_clear(&periodic);
        } else if (possible) {
            fq_default_poly_zero(out, context);
        }
        fq_default_poly_clear(shifted, context);
        fq_default_poly_clear(rest, context);
    }
    fq_default_poly_clear(power, context);
    return possible;
}
