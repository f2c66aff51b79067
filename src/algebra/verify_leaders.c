/* Checking a list of leaders against the algebra (docs/mathematics.md, "Minimal polynomials").
 *
 * A leader's window s_0..s_{n-1} must obey the recurrence of g; its minimal polynomial is then a divisor of
 * g, found factor by factor: g_i occurs in it j times if (g / g_i^e) g_i^j annihilates the sequence and j is
 * the least such. A divisor of degree d annihilates a sequence of g if the first deg g - d values of its
 * application are 0. Over GF(2) sequences are words and an application is a few parities; elsewhere they are
 * arrays of codes. */
#include "verify_leaders.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "code_field.h"
#include "divisors.h"
#include "lfsr/notation.h"

#define MAX_SYMBOLS 64 /* q^n <= 2^63 */

/* A divisor of g as the codes of its coefficients, and as bits where q = 2. */
typedef struct applied {
    slong degree;
    uint64_t bits;
    uint64_t codes[MAX_SYMBOLS];
} applied;

typedef struct part {
    const lfsr_factor *factor;
    applied base, cofactor; /* g_i, and g / g_i^e */
    size_t stride;          /* of its exponent in the index of a stratum */
} part;

/* One divisor of g and the properties of its leaders. */
typedef struct stratum {
    uint64_t period, expected, found;
} stratum;

typedef struct leader_check {
    const lfsr_register *reg;
    lfsr_code_field codes;
    applied g;
    part *parts;
    slong length;
    stratum *strata;
    size_t strata_count;
} leader_check;

static void set_applied(applied *out, const fq_default_poly_t poly, const lfsr_field *field)
{
    fq_default_t c;
    fq_default_init(c, field->context);
    out->degree = fq_default_poly_degree(poly, field->context);
    out->bits = 0;
    for (slong i = 0; i <= out->degree; i++) {
        fq_default_poly_get_coeff(c, poly, i, field->context);
        out->codes[i] = lfsr_field_get_code(c, field);
        out->bits |= (out->codes[i] & 1) << i;
    }
    fq_default_clear(c, field->context);
}

/* Apply poly to length symbols: length - degree symbols. True if they are all 0. Over GF(2) in[0] holds the
 * symbols, s_0 lowest. out may be in. */
static bool apply(uint64_t *out, const uint64_t *in, slong length, const applied *poly, leader_check *check)
{
    uint64_t any = 0;
    if (check->codes.q == 2) {
        uint64_t symbols = in[0];
        for (slong i = 0; i < length - poly->degree; i++)
            any |= (uint64_t)__builtin_parityll(symbols >> i & poly->bits) << i;
        out[0] = any;
        return any == 0;
    }
    for (slong i = 0; i < length - poly->degree; i++) {
        uint64_t sum = 0;
        for (slong j = 0; j <= poly->degree; j++)
            if (poly->codes[j] != 0 && in[i + j] != 0)
                sum = lfsr_code_add(sum, lfsr_code_mul(poly->codes[j], in[i + j], &check->codes),
                                    &check->codes);
        out[i] = sum;
        any |= sum;
    }
    return any == 0;
}

/* The symbols of a state; false if it is no state. */
static bool decode(uint64_t *symbols, uint64_t state, const leader_check *check)
{
    uint64_t q = check->codes.q, word = 0;
    slong n = check->reg->degree;
    for (slong i = n - 1; i >= 0; i--) {
        symbols[i] = state % q;
        word |= (symbols[i] & 1) << i;
        state /= q;
    }
    if (q == 2)
        symbols[0] = word;
    return state == 0;
}

/* The index of the stratum of a periodic state. */
static size_t find_stratum(const uint64_t *symbols, leader_check *check)
{
    size_t index = 0;
    uint64_t work[MAX_SYMBOLS];
    for (slong i = 0; i < check->length; i++) {
        const part *p = &check->parts[i];
        slong left = p->factor->multiplicity * p->factor->degree;
        bool zero = apply(work, symbols, check->g.degree, &p->cofactor, check);
        while (!zero) {
            zero = apply(work, work, left, &p->base, check);
            left -= p->factor->degree;
            index += p->stride;
        }
    }
    return index;
}

/* Fill check->parts and allocate a stratum for each divisor of g. q^n <= 2^63, so g has at most 63 factors.
 */
static lfsr_status set_parts(leader_check *check, const lfsr_divisors *d, lfsr_error *error)
{
    const lfsr_field *field = &check->reg->field;
    fq_default_poly_t power, cofactor, rest;
    fq_default_poly_init(power, field->context);
    fq_default_poly_init(cofactor, field->context);
    fq_default_poly_init(rest, field->context);
    check->parts = malloc(((size_t)d->count + 1) * sizeof *check->parts);
    check->strata_count = 1;
    for (; check->parts != NULL && check->length < d->count; check->length++) {
        part *p = &check->parts[check->length];
        p->factor = d->factors[check->length];
        p->stride = check->strata_count;
        check->strata_count *= (size_t)p->factor->multiplicity + 1;
        set_applied(&p->base, p->factor->poly, field);
        fq_default_poly_pow(power, p->factor->poly, (ulong)p->factor->multiplicity, field->context);
        fq_default_poly_divrem(cofactor, rest, check->reg->g, power, field->context);
        set_applied(&p->cofactor, cofactor, field);
    }
    fq_default_poly_clear(power, field->context);
    fq_default_poly_clear(cofactor, field->context);
    fq_default_poly_clear(rest, field->context);
    check->strata = calloc(check->strata_count, sizeof *check->strata);
    return check->parts == NULL || check->strata == NULL ? lfsr_fail_memory(error) : LFSR_OK;
}

/* Period and number of cycles of every stratum: the order of the divisor, Phi(divisor) / order. The index of
 * a stratum is its place among the divisors. */
static void set_strata(leader_check *check, lfsr_divisors *d)
{
    fmpz_t phi, order;
    fmpz_init(phi);
    fmpz_init(order);
    size_t index = 0;
    do {
        lfsr_divisors_numbers(phi, order, d);
        fmpz_divexact(phi, phi, order);
        check->strata[index].period = fmpz_get_ui(order);
        check->strata[index].expected = fmpz_get_ui(phi);
        index++;
    } while (lfsr_divisors_next(d));
    fmpz_clear(phi);
    fmpz_clear(order);
}

static bool LFSR_PRINTF(3, 4) contradict(char *why, size_t size, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(why, size, format, arguments);
    va_end(arguments);
    return false;
}

static bool contradict_leader(char *why, size_t size, uint64_t state, const leader_check *check,
                              const char *what)
{
    char *text = lfsr_state_text(state, check->reg->degree, &check->reg->spec.field);
    contradict(why, size, "leader %s %s", text != NULL ? text : "?", what);
    free(text);
    return false;
}

static bool leaders_agree(const lfsr_partition *partition, leader_check *check, char *why, size_t size)
{
    uint64_t symbols[MAX_SYMBOLS], work[MAX_SYMBOLS];
    for (size_t i = 0; i < partition->leader_count; i++) {
        const lfsr_leader *leader = &partition->leaders[i];
        if (i > 0 && leader->state <= partition->leaders[i - 1].state)
            return contradict_leader(why, size, leader->state, check, "is listed twice or out of order");
        if (!decode(symbols, leader->state, check))
            return contradict(why, size, "leader code %llu is not a state",
                              (unsigned long long)leader->state);
        if (!apply(work, symbols, check->reg->degree, &check->g, check))
            return contradict_leader(why, size, leader->state, check, "is not on a cycle");
        stratum *s = &check->strata[find_stratum(symbols, check)];
        if (leader->period != s->period) {
            char what[96];
            snprintf(what, sizeof what, "has period %llu, its minimal polynomial order %llu",
                     (unsigned long long)leader->period, (unsigned long long)s->period);
            return contradict_leader(why, size, leader->state, check, what);
        }
        s->found++;
    }
    for (size_t i = 0; i < check->strata_count; i++) {
        const stratum *s = &check->strata[i];
        if (s->found != s->expected)
            return contradict(
                why, size, "%llu leaders of period %llu share one minimal polynomial, where %llu should",
                (unsigned long long)s->found, (unsigned long long)s->period, (unsigned long long)s->expected);
    }
    return true;
}

lfsr_status lfsr_verify_leaders(bool *agree, char *why, size_t size, const lfsr_partition *partition,
                                const lfsr_register *reg, const lfsr_factorization *factorization,
                                lfsr_error *error)
{
    uint64_t states;
    if (!lfsr_register_states_u64(&states, reg))
        return lfsr_fail(error, LFSR_UNABLE, "too-large", "leaders are only checked up to 2^63 states");
    if (!factorization->orders_known)
        return lfsr_fail(error, LFSR_UNABLE, "factorization", "the order is not known: %s",
                         factorization->reason);
    leader_check check = {.reg = reg};
    double symbols = (double)reg->degree;
    lfsr_status status = lfsr_code_field_init(&check.codes, &reg->field,
                                              symbols * symbols * (double)partition->leader_count, error);
    if (status != LFSR_OK)
        return status;
    lfsr_divisors d;
    status = lfsr_divisors_init(&d, factorization, false, &reg->field, error);
    if (status != LFSR_OK) {
        lfsr_code_field_clear(&check.codes);
        return status;
    }
    set_applied(&check.g, reg->g, &reg->field);
    status = set_parts(&check, &d, error);
    if (status == LFSR_OK) {
        set_strata(&check, &d);
        if (size > 0)
            why[0] = '\0';
        *agree = leaders_agree(partition, &check, why, size);
    }
    free(check.parts);
    free(check.strata);
    lfsr_divisors_clear(&d);
    lfsr_code_field_clear(&check.codes);
    return status;
}
