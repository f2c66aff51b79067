/* The numbers of a decoder (docs/emit.md, "The decoder").
 *
 * Let F be f, or (x - 1) f where a constant is added, and P the residue of the state of index 0. With m its
 * minimal polynomial, P = (F / m) u, u a unit modulo m. The states of the cycle are those with residues x^i
 * P, so that y = (residue / (F / m)) u^-1 modulo m is x^i: linear in the residue, and in the symbols. The
 * logarithm of y in the cyclic group of x modulo m, of order T, is taken prime by prime. m need not be
 * irreducible. */
#include <flint/fmpz_vec.h>
#include <stdlib.h>
#include <string.h>

#include "code_stepper.h"
#include "emit_plan.h"

#define TABLE_STATES (1 << 20)
#define POWER_BITS   32         /* of a power of a prime in T */
#define VERILOG_BITS 24         /* of a prime: simulation is slow, and searches tables line by line */
#define MOST_CODES   (1L << 23) /* in all baby steps together */

/* --- The numbers of one prime --- */

static lfsr_status set_prime(lfsr_emit_prime *out, const fmpz_t prime, const fmpz_t period,
                             const lfsr_quotient *ring, lfsr_error *error)
{
    const lfsr_field *field = ring->field;
    fq_default_poly_t c, power;
    fmpz_t exponent;
    fmpz_set(out->prime, prime);
    fmpz_init(exponent);
    out->digits = (ulong)fmpz_remove(out->cofactor, period, prime);
    fmpz_pow_ui(out->power, prime, out->digits);
    if (fmpz_bits(out->power) > POWER_BITS) {
        fmpz_clear(exponent);
        return lfsr_fail(error, LFSR_UNABLE, "logarithm",
                         "the period has a prime power of %lu bits, a decoder can have %d",
                         (unsigned long)fmpz_bits(out->power), POWER_BITS);
    }
    fmpz_sqrt(exponent, prime);
    out->baby_count = fmpz_get_si(exponent) + 1;
    fq_default_poly_init(c, field->context);
    fq_default_poly_init(power, field->context);
    out->inverse = _fmpz_vec_init(ring->degree);
    out->giant = _fmpz_vec_init(ring->degree);
    out->baby = _fmpz_vec_init(out->baby_count * ring->degree);
    fmpz_neg(exponent, out->cofactor);
    lfsr_quotient_x_pow(c, exponent, ring);
    lfsr_emit_codes(out->inverse, c, ring->degree, field);
    fmpz_divexact(exponent, period, prime);
    lfsr_quotient_x_pow(c, exponent, ring);
    fq_default_poly_one(power, field->context);
    for (slong j = 0; j < out->baby_count; j++) {
        lfsr_emit_codes(out->baby + j * ring->degree, power, ring->degree, field);
        lfsr_quotient_mul(power, power, c, ring);
    }
    (void)lfsr_quotient_inverse(power, power, ring); /* c^-baby_count */
    lfsr_emit_codes(out->giant, power, ring->degree, field);
    fq_default_poly_clear(c, field->context);
    fq_default_poly_clear(power, field->context);
    fmpz_clear(exponent);
    return LFSR_OK;
}

static void clear_prime(lfsr_emit_prime *prime, slong degree)
{
    fmpz_clear(prime->prime);
    fmpz_clear(prime->power);
    fmpz_clear(prime->cofactor);
    fmpz_clear(prime->carry);
    if (prime->inverse != NULL)
        _fmpz_vec_clear(prime->inverse, degree);
    if (prime->giant != NULL)
        _fmpz_vec_clear(prime->giant, degree);
    if (prime->baby != NULL)
        _fmpz_vec_clear(prime->baby, prime->baby_count * degree);
}

/* A decoder can do these primes. */
static lfsr_status check_prime(const fmpz_t prime, const lfsr_emit_plan *plan, lfsr_error *error)
{
    bool verilog = plan->options->language == LFSR_LANGUAGE_VERILOG;
    ulong bits = fmpz_bits(prime), most = verilog ? VERILOG_BITS : POWER_BITS;
    if (bits <= most)
        return LFSR_OK;
    return lfsr_fail(error, LFSR_UNABLE, "logarithm",
                     "the period has a prime of %lu bits, a decoder%s can have %lu", (unsigned long)bits,
                     verilog ? " in Verilog" : "", (unsigned long)most);
}

/* Add the prime if it divides what is left of the period. */
static lfsr_status add_prime(lfsr_emit_plan *plan, fmpz_t left, const fmpz_t prime, const lfsr_quotient *ring,
                             lfsr_error *error)
{
    lfsr_emit_decoder *decoder = &plan->decoder;
    if (!fmpz_divisible(left, prime))
        return LFSR_OK;
    lfsr_status status = check_prime(prime, plan, error);
    if (status != LFSR_OK)
        return status;
    lfsr_emit_prime *grown =
        realloc(decoder->primes, (size_t)(decoder->prime_count + 1) * sizeof *decoder->primes);
    if (grown == NULL)
        return lfsr_fail_memory(error);
    decoder->primes = grown;
    lfsr_emit_prime *added = &grown[decoder->prime_count++];
    *added = (lfsr_emit_prime){.digits = 0};
    (void)fmpz_remove(left, left, prime);
    slong codes = 0;
    for (slong i = 0; i + 1 < decoder->prime_count; i++)
        codes += grown[i].baby_count * ring->degree;
    if (codes + ((WORD(1) << (fmpz_bits(prime) / 2)) + 1) * ring->degree > MOST_CODES)
        return lfsr_fail(error, LFSR_UNABLE, "too-large", "the tables of the decoder would be too large");
    return set_prime(added, prime, plan->period, ring, error);
}

/* The primes of the period are p and those of the orders of the factors. */
static lfsr_status set_primes(lfsr_emit_plan *plan, const lfsr_quotient *ring, const lfsr_states *states,
                              lfsr_error *error)
{
    lfsr_emit_decoder *decoder = &plan->decoder;
    fmpz_t left, product;
    fmpz_init_set(left, plan->period);
    fmpz_init_set_ui(product, 1);
    lfsr_status status = add_prime(plan, left, states->reg.field.spec.p, ring, error);
    for (slong i = 0; i < states->algebra.length && status == LFSR_OK; i++) {
        const lfsr_state_factor *part = &states->algebra.factors[i];
        for (slong r = 0; part->order_known && r < part->units.prime_count && status == LFSR_OK; r++)
            status = add_prime(plan, left, part->units.primes + r, ring, error);
    }
    for (slong i = 0; i < decoder->prime_count && status == LFSR_OK; i++) {
        lfsr_emit_prime *prime = &decoder->primes[i];
        fmpz_mod(prime->carry, product, prime->power);
        (void)fmpz_invmod(prime->carry, prime->carry, prime->power);
        fmpz_mul(product, product, prime->power);
    }
    fmpz_clear(left);
    fmpz_clear(product);
    return status;
}

/* --- From a state to y --- */

/* y of the state with these symbols. divisor: F / m; unit: u^-1. */
static void set_y(fq_default_poly_t y, fq_default_poly_t symbols, const fq_default_poly_t divisor,
                  const fq_default_poly_t unit, const lfsr_quotient *ring, const lfsr_states *states)
{
    const fq_default_ctx_struct *context = ring->field->context;
    fq_default_poly_t rest;
    fq_default_poly_init(rest, context);
    if (states->affine.active)
        lfsr_affine_extend(symbols, &states->affine);
    lfsr_residue_of_symbols(symbols, symbols, states->form, states);
    fq_default_poly_divrem(y, rest, symbols, divisor, context);
    lfsr_quotient_mul(y, y, unit, ring);
    fq_default_poly_clear(rest, context);
}

static void set_rows(lfsr_emit_decoder *decoder, const fq_default_poly_t divisor,
                     const fq_default_poly_t unit, const lfsr_quotient *ring, const lfsr_states *states)
{
    const lfsr_field *field = &states->reg.field;
    slong n = states->width, degree = ring->degree;
    fq_default_poly_t symbols, origin, y;
    fq_default_t one;
    fq_default_poly_init(symbols, field->context);
    fq_default_poly_init(origin, field->context);
    fq_default_poly_init(y, field->context);
    fq_default_init(one, field->context);
    fq_default_one(one, field->context);
    decoder->rows = _fmpz_vec_init(n * degree);
    decoder->origin = _fmpz_vec_init(degree);
    set_y(origin, symbols, divisor, unit, ring, states);
    lfsr_emit_codes(decoder->origin, origin, degree, field);
    for (slong j = 0; j < n; j++) {
        fq_default_poly_zero(symbols, field->context);
        fq_default_poly_set_coeff(symbols, j, one, field->context);
        set_y(y, symbols, divisor, unit, ring, states);
        fq_default_poly_sub(y, y, origin, field->context);
        lfsr_emit_codes(decoder->rows + j * degree, y, degree, field);
    }
    fq_default_clear(one, field->context);
    fq_default_poly_clear(symbols, field->context);
    fq_default_poly_clear(origin, field->context);
    fq_default_poly_clear(y, field->context);
}

/* x^degree modulo m. */
static void set_reduction(lfsr_emit_decoder *decoder, const lfsr_quotient *ring)
{
    fq_default_poly_t power;
    fmpz_t degree;
    fq_default_poly_init(power, ring->field->context);
    fmpz_init_set_si(degree, ring->degree);
    lfsr_quotient_x_pow(power, degree, ring);
    decoder->reduction = _fmpz_vec_init(ring->degree);
    lfsr_emit_codes(decoder->reduction, power, ring->degree, ring->field);
    fq_default_poly_clear(power, ring->field->context);
    fmpz_clear(degree);
}

/* first: the residue of the state of index 0. */
static lfsr_status set_decoder(lfsr_emit_plan *plan, const fq_default_poly_t first, const lfsr_states *states,
                               lfsr_error *error)
{
    lfsr_emit_decoder *decoder = &plan->decoder;
    const lfsr_field *field = &states->reg.field;
    lfsr_status status = LFSR_OK;
    lfsr_quotient ring;
    fq_default_poly_t divisor, minimal, unit, rest;
    fq_default_poly_init(divisor, field->context);
    fq_default_poly_init(minimal, field->context);
    fq_default_poly_init(unit, field->context);
    fq_default_poly_init(rest, field->context);
    fq_default_poly_gcd(divisor, states->reg.f, first, field->context);
    fq_default_poly_divrem(minimal, rest, states->reg.f, divisor, field->context);
    fq_default_poly_divrem(unit, rest, first, divisor, field->context);
    lfsr_quotient_init(&ring, minimal, field);
    decoder->degree = ring.degree;
    if (ring.degree > MOST_CODES / plan->n)
        status = lfsr_fail(error, LFSR_UNABLE, "too-large", "a decoder of degree %ld would be too large",
                           (long)ring.degree);
    if (status == LFSR_OK)
        status = set_primes(plan, &ring, states, error);
    if (status == LFSR_OK) {
        (void)lfsr_quotient_inverse(unit, unit, &ring);
        set_rows(decoder, divisor, unit, &ring, states);
        set_reduction(decoder, &ring);
    }
    lfsr_quotient_clear(&ring);
    fq_default_poly_clear(divisor, field->context);
    fq_default_poly_clear(minimal, field->context);
    fq_default_poly_clear(unit, field->context);
    fq_default_poly_clear(rest, field->context);
    return status;
}

/* --- The cycle --- */

/* The state of index 0 on the cycle of plan->start: its leader, else its representative. */
static lfsr_status find_cycle(lfsr_state **first, lfsr_emit_plan *plan, lfsr_states *states,
                              lfsr_error *error)
{
    const lfsr_field *field = &states->reg.field;
    fq_default_poly_t symbols;
    lfsr_state *start;
    fq_default_poly_init(symbols, field->context);
    lfsr_emit_poly(symbols, plan->start, plan->n, field);
    if (states->affine.active)
        lfsr_affine_extend(symbols, &states->affine);
    lfsr_residue_of_symbols(symbols, symbols, states->form, states);
    lfsr_status status = lfsr_state_new(&start, states, symbols, error);
    fq_default_poly_clear(symbols, field->context);
    if (status != LFSR_OK)
        return status;
    status = lfsr_state_find_place(start, false, error);
    if (status == LFSR_OK)
        status = lfsr_state_of_index_zero(first, start, error);
    if (status == LFSR_OK)
        fmpz_set_str(plan->period, start->period, 10);
    lfsr_state_free(start);
    return status;
}

static bool fits_table(const lfsr_emit_plan *plan)
{
    fmpz_t states;
    fmpz_init(states);
    lfsr_register_states(states, &plan->reg);
    bool fits = fmpz_cmp_ui(states, TABLE_STATES) <= 0;
    fmpz_clear(states);
    return fits;
}

/* The index of every state by its code; the period for those that are not on the cycle. */
static lfsr_status set_table(lfsr_emit_plan *plan, const lfsr_state *first, lfsr_error *error)
{
    lfsr_emit_decoder *decoder = &plan->decoder;
    lfsr_code_stepper at;
    fmpz_t states;
    fmpz_init(states);
    lfsr_register_states(states, &plan->reg);
    uint64_t count = fmpz_get_ui(states), period = fmpz_get_ui(plan->period),
             q = fmpz_get_ui(plan->reg.field.order);
    fmpz_clear(states);
    decoder->table = calloc(count, sizeof *decoder->table);
    if (decoder->table == NULL)
        return lfsr_fail_memory(error);
    lfsr_status status = lfsr_code_stepper_init(&at, first->states, first->residue, period, error);
    if (status != LFSR_OK)
        return status;
    decoder->table_length = count;
    for (uint64_t i = 0; i < count; i++)
        decoder->table[i] = (uint32_t)period;
    for (uint64_t index = 0; index < period; index++, lfsr_code_step(&at)) {
        uint64_t code = 0;
        for (slong i = at.n - 1; i >= 0; i--)
            code = code * q + at.symbols[i];
        decoder->table[code] = (uint32_t)index;
    }
    lfsr_code_stepper_clear(&at);
    return LFSR_OK;
}

static lfsr_status describe_cycle(lfsr_emit_plan *plan, lfsr_states *states, lfsr_error *error)
{
    const lfsr_field *field = &states->reg.field;
    fq_default_poly_t symbols;
    lfsr_state *first = NULL;
    lfsr_status status = find_cycle(&first, plan, states, error);
    if (status != LFSR_OK)
        return status;
    fq_default_poly_init(symbols, field->context);
    lfsr_residue_symbols(symbols, first->residue, states->form, states);
    plan->zero_index = _fmpz_vec_init(plan->n);
    lfsr_emit_codes(plan->zero_index, symbols, plan->n, field);
    fq_default_poly_clear(symbols, field->context);
    if (fmpz_is_one(plan->period))
        status =
            lfsr_fail(error, LFSR_BAD_INPUT, "state", "the cycle has one state: there is nothing to decode");
    plan->decoder.by_table = fits_table(plan);
    if (status == LFSR_OK)
        status = plan->decoder.by_table ? set_table(plan, first, error)
                                        : set_decoder(plan, first->residue, states, error);
    lfsr_state_free(first);
    return status;
}

lfsr_status lfsr_emit_plan_decoder(lfsr_emit_plan *plan, const lfsr_spec *spec, lfsr_error *error)
{
    lfsr_states *states;
    lfsr_states_options options;
    lfsr_states_options_init(&options);
    options.form = plan->options->form;
    options.constant = plan->options->constant;
    options.factor_seconds = plan->options->factor_seconds;
    lfsr_status status = lfsr_states_open(&states, spec, &options, error);
    if (status != LFSR_OK)
        return status;
    status = describe_cycle(plan, states, error);
    plan->has_decoder = status == LFSR_OK;
    lfsr_states_close(states);
    return status;
}

void lfsr_emit_decoder_clear(lfsr_emit_decoder *decoder, slong n)
{
    for (slong i = 0; i < decoder->prime_count; i++)
        clear_prime(&decoder->primes[i], decoder->degree);
    free(decoder->primes);
    free(decoder->table);
    if (decoder->reduction != NULL)
        _fmpz_vec_clear(decoder->reduction, decoder->degree);
    if (decoder->rows != NULL)
        _fmpz_vec_clear(decoder->rows, n * decoder->degree);
    if (decoder->origin != NULL)
        _fmpz_vec_clear(decoder->origin, decoder->degree);
}
