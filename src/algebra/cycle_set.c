/* The cycle structure as a product of cycle sets (docs/mathematics.md, "Cycle sets").
 *
 * Classes live in a growing list that a sort merges after each factor, so that equal periods never multiply.
 * Factors with the same cycle set are the common case (x^n - 1), and merging keeps their product small. */
#include "cycle_set.h"

#include <flint/fmpz_vec.h>
#include <stdlib.h>

#include "affine.h"
#include "cycle_set_word.h"
#include "factor_list.h"
#include "order.h"

/* The classes so far times (count, period): into next. */
static lfsr_status multiply_class(lfsr_partition *next, const lfsr_partition *now, const fmpz_t count,
                                  const fmpz_t period, lfsr_error *error)
{
    fmpz_t gcd, lcm, cycles;
    fmpz_init(gcd);
    fmpz_init(lcm);
    fmpz_init(cycles);
    lfsr_status status = LFSR_OK;
    for (size_t i = 0; i < now->length && status == LFSR_OK; i++) {
        const lfsr_cycle_class *class = &now->classes[i];
        fmpz_mul(cycles, class->count, count);
        if (fmpz_is_one(period) || fmpz_is_one(class->period)) { /* two of four products at least */
            fmpz_mul(lcm, class->period, period);
        } else {
            fmpz_gcd(gcd, class->period, period);
            fmpz_divexact(lcm, class->period, gcd);
            fmpz_mul(lcm, lcm, period);
            fmpz_mul(cycles, cycles, gcd);
        }
        status = lfsr_partition_add(next, lcm, cycles, error);
    }
    fmpz_clear(gcd);
    fmpz_clear(lcm);
    fmpz_clear(cycles);
    return status;
}

/* Most classes of one structure: a count may have as many bits as there are bits in q^n. */
static size_t class_limit(const lfsr_register *reg)
{
    double bytes = 64 + (double)reg->degree * (double)fmpz_bits(reg->field.order) / 8;
    double limit = LFSR_MAX_CYCLE_BYTES / bytes;
    return limit < LFSR_MAX_CYCLE_CLASSES ? (size_t)limit : LFSR_MAX_CYCLE_CLASSES;
}

/* Merge equal periods; too many distinct ones are an error. */
static lfsr_status merge_periods(lfsr_partition *next, size_t limit, lfsr_error *error)
{
    lfsr_partition_finish(next);
    if (next->length > limit)
        return lfsr_fail(error, LFSR_UNABLE, "too-large",
                         "the cycle structure has more than %zu distinct periods", limit);
    return LFSR_OK;
}

/* Replace now by its product with the cycle set of factor^multiplicity: 1 cycle of period 1, and for every
 * power of p the cycles of the j with that power, whose periods are equal: (Q^high - Q^low) / period of them,
 * Q = q^degree. */
static lfsr_status multiply_factor(lfsr_partition *now, const lfsr_factor *factor, const lfsr_register *reg,
                                   lfsr_error *error)
{
    const lfsr_field *field = &reg->field;
    size_t limit = class_limit(reg);
    lfsr_partition next;
    lfsr_partition_init(&next);
    fmpz_t size, count, below, period, power;
    fmpz_init(size);
    fmpz_init(count);
    fmpz_init_set_ui(below, 1);
    fmpz_init(period);
    fmpz_init_set_ui(power, 1);
    fmpz_pow_ui(size, field->order, (ulong)factor->degree);
    fmpz_set_ui(count, 1);
    lfsr_status status = multiply_class(&next, now, count, power, error);
    for (slong low = 0; low < factor->multiplicity && status == LFSR_OK;) {
        slong high = fmpz_cmp_si(power, factor->multiplicity) < 0 ? fmpz_get_si(power) : factor->multiplicity;
        fmpz_pow_ui(count, size, (ulong)high);
        fmpz_sub(period, count, below); /* states of exactly these j */
        fmpz_swap(below, count);
        fmpz_swap(count, period);
        fmpz_mul(period, factor->order, power);
        fmpz_divexact(count, count, period);
        status = multiply_class(&next, now, count, period, error);
        if (status == LFSR_OK && next.length > 4 * limit)
            status = merge_periods(&next, limit, error);
        fmpz_mul(power, power, field->spec.p);
        low = high;
    }
    if (status == LFSR_OK)
        status = merge_periods(&next, limit, error);
    fmpz_clear(size);
    fmpz_clear(count);
    fmpz_clear(below);
    fmpz_clear(period);
    fmpz_clear(power);
    lfsr_partition old = *now;
    *now = next;
    lfsr_partition_clear(&old);
    return status;
}

/* States, tail, transient of a register of n symbols; the classes must account for q^(n - tail) states. */
static lfsr_status set_totals(lfsr_partition *out, slong n, const lfsr_register *reg, lfsr_error *error)
{
    lfsr_partition_finish(out);
    fmpz_pow_ui(out->states, reg->field.order, (ulong)n);
    out->max_tail = reg->tail;
    fmpz_t periodic;
    fmpz_init(periodic);
    if (reg->tail == 0)
        fmpz_set(periodic, out->states);
    else
        fmpz_pow_ui(periodic, reg->field.order, (ulong)(n - reg->tail));
    fmpz_sub(out->transient, out->states, periodic);
    bool whole = fmpz_equal(periodic, out->periodic);
    fmpz_clear(periodic);
    return whole ? LFSR_OK
                 : lfsr_fail(error, LFSR_SYSTEM, "internal",
                             "the cycles do not account for the periodic states");
}

/* The classes, in numbers of any size. */
static lfsr_status multiply_factors(lfsr_partition *out, const lfsr_register *reg,
                                    const lfsr_factorization *factorization, lfsr_error *error)
{
    lfsr_status status = lfsr_partition_add_ui(out, 1, 1, error);
    for (slong i = 0; i < factorization->length && status == LFSR_OK; i++)
        if (!lfsr_factor_is_x(&factorization->factors[i], &reg->field)) /* x: no cycle of its own */
            status = multiply_factor(out, &factorization->factors[i], reg, error);
    return status;
}

lfsr_status lfsr_cycle_structure_by(lfsr_partition *out, const lfsr_register *reg,
                                    const lfsr_factorization *factorization, bool words, lfsr_error *error)
{
    if (!factorization->complete)
        return lfsr_fail(error, LFSR_UNABLE, "factorization", "%s", factorization->reason);
    if (!factorization->orders_known)
        return lfsr_fail(error, LFSR_UNABLE, "factorization", "the order is not known: %s",
                         factorization->reason);
    lfsr_partition_clear(out);
    lfsr_partition_init(out);
    lfsr_status status = words ? lfsr_cycle_structure_words(out, reg, factorization, error)
                               : multiply_factors(out, reg, factorization, error);
    if (status == LFSR_OK)
        status = set_totals(out, reg->degree, reg, error);
    return status;
}

lfsr_status lfsr_cycle_structure(lfsr_partition *out, const lfsr_register *reg,
                                 const lfsr_factorization *factorization, lfsr_error *error)
{
    return lfsr_cycle_structure_by(out, reg, factorization, lfsr_cycle_structure_fits_words(reg), error);
}

/* f = (x - 1)^e h with h(1) != 0: the component at x - 1 has q^e states, all of period p^t, the least power
 * of p above e. They take the place of the cycle set of (x - 1)^e. */
static lfsr_status affine_factors(lfsr_partition *out, slong e, const lfsr_register *reg,
                                  const lfsr_factorization *factorization, lfsr_error *error)
{
    fmpz_t period, count;
    fmpz_init(period);
    fmpz_init(count);
    lfsr_multiplicity_factor(period, reg->field.spec.p, e + 1);
    fmpz_pow_ui(count, reg->field.order, (ulong)e);
    fmpz_divexact(count, count, period);
    lfsr_status status = lfsr_partition_add(out, period, count, error);
    for (slong i = 0; i < factorization->length && status == LFSR_OK; i++) {
        const lfsr_factor *factor = &factorization->factors[i];
        if (!lfsr_factor_is_x(factor, &reg->field) && !lfsr_factor_is_x_minus_one(factor, &reg->field))
            status = multiply_factor(out, factor, reg, error);
    }
    fmpz_clear(period);
    fmpz_clear(count);
    return status;
}

lfsr_status lfsr_affine_cycle_structure(lfsr_partition *out, const lfsr_register *reg,
                                        const lfsr_factorization *factorization, bool extended,
                                        lfsr_error *error)
{
    if (!factorization->complete || !factorization->orders_known)
        return lfsr_fail(error, LFSR_UNABLE, "factorization", "%s", factorization->reason);
    slong e = 0;
    for (slong i = 0; i < factorization->length; i++)
        if (lfsr_factor_is_x_minus_one(&factorization->factors[i], &reg->field))
            e = factorization->factors[i].multiplicity;
    lfsr_partition_clear(out);
    lfsr_partition_init(out);
    lfsr_status status = affine_factors(out, e - extended, reg, factorization, error);
    return status == LFSR_OK ? set_totals(out, reg->degree - extended, reg, error) : status;
}
