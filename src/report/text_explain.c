/* --explain: three sentences on why the structure is what it is. What they say is proved in
 * docs/mathematics.md: the states of f are made of one part for each power of an irreducible factor, and the
 * parts step independently. */
#include "formats.h"

#include <stdlib.h>
#include <string.h>

#include "text_values.h"

#define NAMED      3  /* so many factors are named one by one */
#define NAME_WIDTH 40 /* bytes of one that is named */
#define PERIODS    5  /* of the parts of a repeated factor that are listed */

typedef struct explanation {
    lfsr_string text;
    const lfsr_factorization *factors;
    const lfsr_register *reg;
    const fmpz *p;
    slong parts; /* distinct irreducible factors other than x */
    slong x;     /* the place of the factor x; negative: x does not divide f */
} explanation;

static void add(explanation *e, const char *text)
{
    lfsr_string_add(&e->text, text);
}

static void add_number(explanation *e, const fmpz_t n)
{
    lfsr_string_add_number(&e->text, n, e->p, 20);
}

static bool is_x(const explanation *e, const lfsr_factor *factor)
{
    lfsr_spec spec;
    if (lfsr_factor_degree(factor) > 1)
        return false;
    lfsr_spec_init(&spec);
    bool zero = lfsr_factor_spec(&spec, factor, e->reg, NULL) == LFSR_OK;
    for (slong d = 0; d < spec.field.k && zero; d++)
        zero = fmpz_is_zero(spec.coefficients + d);
    lfsr_spec_clear(&spec);
    return zero;
}

/* The i-th factor other than x. */
static const lfsr_factor *part(const explanation *e, slong i)
{
    return lfsr_factorization_factor(e->factors, e->x >= 0 && i >= e->x ? i + 1 : i);
}

static void add_name(explanation *e, const lfsr_factor *factor, slong power)
{
    char *polynomial = lfsr_factor_text(factor, e->reg);
    lfsr_string name = LFSR_STRING_EMPTY;
    if (polynomial != NULL)
        lfsr_string_add_polynomial(&name, polynomial, NAME_WIDTH);
    if (polynomial == NULL || !lfsr_string_ok(&name))
        e->text.failed = true;
    else if (power > 1)
        lfsr_string_addf(&e->text, "(%s)^%ld", name.data, (long)power);
    else
        add(e, name.data);
    lfsr_string_clear(&name);
    free(polynomial);
}

/* --- An irreducible f --- */

static void explain_linear(explanation *e)
{
    add(e,
        "f has degree 1: the register holds one symbol, a step multiplies it by the root of f, and T is the "
        "least number for which the T-th power of the root is 1. ");
}

static void explain_field(explanation *e)
{
    fmpz_t states;
    fmpz_init(states);
    lfsr_register_states(states, e->reg);
    add(e, "f is irreducible, so the states correspond to the elements of a field of ");
    add_number(e, states);
    add(e, " elements, a step multiplies by x, and all cycles of nonzero states have the same length, the "
           "order of x: the least T with x^T = 1 modulo f. ");
    fmpz_clear(states);
}

/* How the nonzero states are divided. */
static void explain_order(explanation *e)
{
    const fmpz *order = lfsr_factorization_order(e->factors);
    fmpz_t nonzero, cycles;
    fmpz_init(nonzero);
    fmpz_init(cycles);
    lfsr_register_states(nonzero, e->reg);
    fmpz_sub_ui(nonzero, nonzero, 1);
    if (fmpz_is_zero(order)) {
        add(e, "T divides ");
        lfsr_text_add_full_period(&e->text, e->reg);
        add(e, ", but it is not known which divisor it is");
        if (lfsr_factorization_primitive_known(e->factors))
            add(e, "; it is not the number itself, so f is not primitive");
        lfsr_string_addf(&e->text, " (%s). ", lfsr_factorization_reason(e->factors));
    } else if (lfsr_factorization_primitive(e->factors)) {
        add(e, "Here T = ");
        lfsr_text_add_full_period(&e->text, e->reg);
        add(e, ", the number of all nonzero states: they form one cycle, so f is primitive, the register has "
               "maximal length, and its output is an m-sequence. ");
    } else {
        fmpz_divexact(cycles, nonzero, order);
        add(e, "Here T = ");
        add_number(e, order);
        add(e, " = (");
        lfsr_text_add_full_period(&e->text, e->reg);
        add(e, ") / ");
        add_number(e, cycles);
        add(e, ", so the nonzero states form ");
        add_number(e, cycles);
        add(e, " cycles instead of one, and f is not primitive. ");
    }
    fmpz_clear(nonzero);
    fmpz_clear(cycles);
}

static void explain_irreducible(explanation *e)
{
    if (lfsr_register_degree(e->reg) == 1)
        explain_linear(e);
    else
        explain_field(e);
    explain_order(e);
    add(e, "The state 0 follows itself: it is a cycle of length 1.");
}

/* --- A reducible f --- */

static void explain_power_of_x(explanation *e)
{
    long n = (long)lfsr_register_degree(e->reg);
    lfsr_string_addf(
        &e->text,
        "f is %s, so the feedback is always 0. Each step puts in a 0, and every state "
        "becomes 0 after at most %ld %s. The only cycle is that of the state 0, all other states "
        "are transient.",
        n == 1 ? "x" : "a power of x", n, n == 1 ? "step" : "steps");
}

static void explain_parts(explanation *e)
{
    slong tail = lfsr_register_tail(e->reg);
    slong distinct = e->parts + (tail > 0);
    if (distinct > 1)
        lfsr_string_addf(&e->text,
                         "f is reducible, so it is not primitive: a state is made of %ld parts, one "
                         "for each irreducible factor with its power, and the parts step independently "
                         "(Chinese remainder theorem)",
                         (long)distinct);
    else
        add(e, "f is a power of an irreducible polynomial, so it is not primitive: all states belong to this "
               "one factor");
    if (tail > 0)
        lfsr_string_addf(&e->text,
                         "; the part of %s becomes 0 after at most %ld %s, so the states in which "
                         "it is not 0 are transient",
                         tail == 1 ? "x" : "the power of x", (long)tail, tail == 1 ? "step" : "steps");
    add(e, ". ");
}

/* The least power of p that is at least the multiplicity; returns its exponent. */
static slong least_power(fmpz_t power, const explanation *e, const lfsr_factor *factor)
{
    slong exponent = 0;
    fmpz_one(power);
    for (; fmpz_cmp_si(power, lfsr_factor_multiplicity(factor)) < 0; exponent++)
        fmpz_mul(power, power, e->p);
    return exponent;
}

/* "1, 2 and 4": the order times powers of p, up to the least one that is at least the multiplicity. */
static void add_periods(explanation *e, const lfsr_factor *factor)
{
    fmpz_t period, power;
    fmpz_init_set(period, lfsr_factor_order(factor));
    fmpz_init(power);
    slong values = 1 + least_power(power, e, factor);
    for (slong i = 0; i < values; i++, fmpz_mul(period, period, e->p)) {
        bool left_out = values > PERIODS && i >= PERIODS - 2 && i < values - 1;
        if (left_out && i > PERIODS - 2)
            continue;
        add(e, i == 0 ? "" : i == values - 1 ? " and " : ", ");
        if (left_out)
            add(e, "...");
        else
            add_number(e, period);
    }
    fmpz_clear(period);
    fmpz_clear(power);
}

/* What the parts of the factors do. */
static void explain_periods(explanation *e)
{
    bool repeated = false;
    for (slong i = 0; i < e->parts; i++)
        repeated |= lfsr_factor_multiplicity(part(e, i)) > 1;
    if (e->parts > NAMED)
        add(e, "A nonzero part of a factor h repeats after the order of h (in the table above)");
    for (slong i = 0; i < e->parts && e->parts <= NAMED; i++) {
        const lfsr_factor *factor = part(e, i);
        slong multiplicity = lfsr_factor_multiplicity(factor);
        add(e, i == 0 ? "Nonzero parts of " : i == e->parts - 1 ? ", and those of " : ", those of ");
        add_name(e, factor, multiplicity);
        if (fmpz_is_zero(lfsr_factor_order(factor))) {
            add(e, " have a period that is not known");
            continue;
        }
        add(e, multiplicity > 1 ? " have the periods " : " have the period ");
        add_periods(e, factor);
    }
    if (repeated) {
        add(e, "; a part that h^j annihilates, but no lower power of h, has the order of h times the least "
               "power of ");
        add_number(e, e->p);
        add(e, " that is at least j");
    }
    add(e, ". ");
}

/* The longest period of a part; 0: not known. */
static void longest_period(fmpz_t period, const explanation *e, slong i)
{
    (void)least_power(period, e, part(e, i));
    fmpz_mul(period, period, lfsr_factor_order(part(e, i)));
}

/* Two periods with a common divisor; false: none are known. */
static bool find_common(fmpz_t common, fmpz_t a, fmpz_t b, const explanation *e)
{
    for (slong j = 1; j < e->parts; j++)
        for (slong i = 0; i < j; i++) {
            longest_period(a, e, i);
            longest_period(b, e, j);
            fmpz_gcd(common, a, b);
            if (!fmpz_is_zero(a) && !fmpz_is_zero(b) && !fmpz_is_one(common))
                return true;
        }
    return false;
}

/* How the periods of the parts combine. */
static void explain_combination(explanation *e)
{
    const fmpz *order = lfsr_factorization_order(e->factors);
    fmpz_t common, a, b;
    fmpz_init(common);
    fmpz_init(a);
    fmpz_init(b);
    if (e->parts > 1) {
        add(e, "The period of a state is the least common multiple of those of its parts: ");
        if (e->parts <= 16 && find_common(common, a, b, e)) {
            add(e, "a cycle of ");
            add_number(e, a);
            add(e, " and one of ");
            add_number(e, b);
            add(e, ", for example, combine into ");
            add_number(e, common);
            add(e, " cycles of ");
            fmpz_lcm(a, a, b);
            add_number(e, a);
            add(e, ", ");
        } else {
            add(e, "cycles whose lengths have no common divisor combine into one, ");
        }
        add(e, "and ");
    }
    if (fmpz_is_zero(order)) {
        lfsr_string_addf(&e->text, "%s longest period is not known (%s).", e->parts > 1 ? "the" : "The",
                         lfsr_factorization_reason(e->factors));
    } else {
        add(e, e->parts > 1 ? "the longest period is " : "The longest period is ");
        add_number(e, order);
        add(e, ".");
    }
    fmpz_clear(common);
    fmpz_clear(a);
    fmpz_clear(b);
}

static void explain_incomplete(explanation *e)
{
    add(e, "f could not be factored completely in its time");
    if (lfsr_factorization_irreducible_known(e->factors))
        add(e, ", but it is reducible, so it is not primitive");
    add(e,
        ". A state is made of one part for each irreducible factor with its power; a part repeats after the "
        "order of its factor, times a power of p where the factor is repeated, and a state after the least "
        "common multiple of the periods of its parts. ");
    lfsr_string_addf(&e->text, "So the structure is not known as long as the factors are not (%s).",
                     lfsr_factorization_reason(e->factors));
}

void lfsr_text_explain(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    explanation e = {LFSR_STRING_EMPTY,
                     lfsr_analysis_factorization(analysis),
                     lfsr_analysis_register(analysis),
                     NULL,
                     0,
                     -1};
    e.p = lfsr_register_field(e.reg)->p;
    e.parts = lfsr_factorization_length(e.factors) - (lfsr_register_tail(e.reg) > 0);
    for (slong i = 0; i < lfsr_factorization_length(e.factors) && e.x < 0; i++)
        if (is_x(&e, lfsr_factorization_factor(e.factors, i)))
            e.x = i;
    if (lfsr_register_tail(e.reg) == lfsr_register_degree(e.reg)) {
        explain_power_of_x(&e);
    } else if (lfsr_factorization_irreducible(e.factors)) {
        explain_irreducible(&e);
    } else if (!lfsr_factorization_complete(e.factors)) {
        explain_incomplete(&e);
    } else {
        explain_parts(&e);
        explain_periods(&e);
        explain_combination(&e);
    }
    lfsr_sink_add(sink, "\n  ");
    lfsr_text_flow(sink, &e.text, 2, 2);
}
