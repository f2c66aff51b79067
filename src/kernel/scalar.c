/* The scalar kernel: open, close, single steps and the minimal-polynomial check. */
#include <math.h>
#include <stdlib.h>

#include "scalar_state.h"

/* The nonzero coefficients of a polynomial as a form; negated gives -poly without its leading term. */
static lfsr_status form_from_poly(lfsr_form *form, const lfsr_scalar *k, const lfsr_code_poly *poly,
                                  bool negated, lfsr_error *error)
{
    form->terms = calloc(poly->degree + 1u, sizeof *form->terms);
    if (form->terms == NULL)
        return lfsr_fail_memory(error);
    for (unsigned i = 0; i < poly->degree + (negated ? 0u : 1u); i++) {
        if (poly->codes[i] == 0)
            continue;
        uint64_t c =
            negated ? lfsr_symbol_negative(k, poly->codes[i]) : lfsr_symbol_from_code(k, poly->codes[i]);
        form->terms[form->count++] = (lfsr_term){i, c};
    }
    return LFSR_OK;
}

void lfsr_scalar_close(lfsr_scalar *k)
{
    if (k == NULL)
        return;
    for (unsigned i = 0; i < k->check_count; i++)
        free(k->checks[i].terms);
    free(k->checks);
    free(k->feedback.terms);
    lfsr_arithmetic_close(k);
    free(k);
}

static lfsr_status open_forms(lfsr_scalar *k, lfsr_error *error)
{
    const lfsr_stratum *s = k->stratum;
    lfsr_status status = form_from_poly(&k->feedback, k, &s->poly, true, error);
    if (status != LFSR_OK)
        return status;
    for (unsigned i = 0; i < k->feedback.count && k->arithmetic == LFSR_BITS; i++)
        k->feedback_mask |= UINT64_C(1) << (k->degree - 1 - k->feedback.terms[i].offset);
    if (s->cofactor_count == 0)
        return LFSR_OK;
    k->checks = calloc(s->cofactor_count, sizeof *k->checks);
    if (k->checks == NULL)
        return lfsr_fail_memory(error);
    k->check_count = s->cofactor_count;
    for (unsigned i = 0; i < k->check_count && status == LFSR_OK; i++)
        status = form_from_poly(&k->checks[i], k, &s->cofactors[i], false, error);
    return status;
}

lfsr_status lfsr_scalar_open(lfsr_scalar **scalar, const lfsr_stratum *stratum, lfsr_error *error)
{
    *scalar = NULL;
    lfsr_scalar *k = calloc(1, sizeof *k);
    if (k == NULL)
        return lfsr_fail_memory(error);
    k->stratum = stratum;
    k->degree = stratum->degree;
    k->top_weight = stratum->states / stratum->q;
    lfsr_status status = lfsr_arithmetic_open(k, error);
    if (status == LFSR_OK)
        status = open_forms(k, error);
    if (status != LFSR_OK) {
        lfsr_scalar_close(k);
        return status;
    }
    *scalar = k;
    return LFSR_OK;
}

uint64_t lfsr_scalar_step(const lfsr_scalar *k, uint64_t code)
{
    if (k->arithmetic == LFSR_BITS)
        return lfsr_bits_step(k, code);
    uint64_t ring[LFSR_RING];
    lfsr_window_set(k, ring, code);
    uint64_t symbol = lfsr_symbol_to_code(k, lfsr_form_by(k->arithmetic, k, &k->feedback, ring, 0));
    return code % k->top_weight * k->stratum->q + symbol;
}

/* h = g / g_i annihilates a sequence of g exactly if h's form vanishes on deg g_i successive windows, because
 * the sequence of its values satisfies the recurrence of g_i. */
static bool annihilates(const lfsr_scalar *k, unsigned check, const uint64_t *ring)
{
    unsigned last = k->degree - k->stratum->cofactors[check].degree;
    for (unsigned t = 0; t < last; t++)
        if (lfsr_form_by(k->arithmetic, k, &k->checks[check], ring, t) != k->zero)
            return false;
    return true;
}

bool lfsr_scalar_is_exact(const lfsr_scalar *k, uint64_t code)
{
    uint64_t ring[LFSR_RING];
    lfsr_window_set(k, ring, code);
    for (unsigned i = 0; i < k->check_count; i++)
        if (annihilates(k, i, ring))
            return false;
    return true;
}

bool lfsr_scalar_supports(const lfsr_stratum *stratum)
{
    return stratum->degree < LFSR_RING;
}

/* Nanoseconds a state as measured on one Xeon core at 2.3 GHz; only the order of magnitude matters. */
static double scalar_cost(const lfsr_stratum *stratum, lfsr_section section, double walks)
{
    (void)section;
    (void)walks;
    unsigned taps = 0;
    for (unsigned i = 0; i < stratum->degree; i++)
        taps += stratum->poly.codes[i] != 0;
    if (stratum->q == 2)
        return 2.0;
    if (stratum->k == 1)
        return 4.0 + 3.0 * taps;
    return stratum->q <= LFSR_LOGARITHM_LIMIT ? 4.0 + 4.0 * taps : 1500.0 + 1500.0 * taps;
}

/* A candidate is given up after about ln(period) steps. */
static double scalar_short_cost(const lfsr_stratum *stratum, uint64_t period, uint64_t bound, double calls)
{
    double states = (double)stratum->states, e = period == 0 ? states : fmin((double)period, states);
    double tried = (double)bound, hits = e * tried / states;
    (void)calls;
    return 2 * scalar_cost(stratum, (lfsr_section){0}, 1) * (tried + states * (1 + log(fmax(1, hits))));
}

static double scalar_bitmap_cost(const lfsr_stratum *stratum)
{
    return 2 * scalar_cost(stratum, (lfsr_section){0}, 1);
}

static double scalar_sample_cost(const lfsr_stratum *stratum, double states)
{
    return 20 + 2 * scalar_cost(stratum, (lfsr_section){0}, 1) * states;
}

static lfsr_status open_state(void **state, const lfsr_stratum *stratum, lfsr_error *error)
{
    lfsr_scalar *scalar;
    lfsr_status status = lfsr_scalar_open(&scalar, stratum, error);
    *state = scalar;
    return status;
}

static void close_state(void *state)
{
    lfsr_scalar_close(state);
}

static bool runs(void)
{
    return true;
}

const lfsr_kernel lfsr_kernel_scalar = {
    .name = "scalar",
    .runs = runs,
    .supports = lfsr_scalar_supports,
    .cost = scalar_cost,
    .open = open_state,
    .close = close_state,
    .first_return = lfsr_scalar_first_return,
    .short_cycles = lfsr_scalar_short_cycles,
    .short_cost = scalar_short_cost,
    .bitmap = lfsr_scalar_bitmap,
    .bitmap_cost = scalar_bitmap_cost,
    .samples = lfsr_scalar_samples,
    .sample_cost = scalar_sample_cost,
};
