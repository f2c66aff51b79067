/* Pohlig-Hellman for a prime power, and baby steps and giant steps for one digit. Rho is in pollard_rho.c.
 *
 * Digit t of the logarithm of y to the base b, of order r^a: with c = b^(r^(a-1)), of order r, it is the
 * logarithm of (y b^-(digits so far))^(r^(a-1-t)) to the base c. One table of powers of c serves all digits
 * and all y. */
#include "discrete_log.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "pollard_rho.h"

#define SHORT_STEPS     1000.0
#define MEASURE_SECONDS 2e-4

const lfsr_log_limits lfsr_log_default = {.prime_bits = 62, .table_bits = 20, .share_seconds = 0.2};

/* Powers of c by open addressing: a slot holds the hash of a power and its exponent plus one, 0 for an empty
 * slot. A match of hashes is verified by taking the power. */
struct lfsr_log_table {
    fmpz_t prime;
    fq_default_poly_t c;
    uint64_t steps; /* powers 0 .. steps - 1 */
    uint64_t mask;
    uint64_t *hashes;
    uint32_t *exponents;
    uint64_t *giant; /* c^-steps */
};

lfsr_status lfsr_log_limits_check(const lfsr_log_limits *limits, lfsr_error *error)
{
    bool proceeds = limits->proceed == NULL || limits->proceed(limits->context);
    return proceeds ? LFSR_OK : lfsr_fail(error, LFSR_SYSTEM, "stopped", "stopped");
}

static void clear_table(lfsr_log_table *table, const lfsr_quotient *ring)
{
    fmpz_clear(table->prime);
    fq_default_poly_clear(table->c, ring->field->context);
    free(table->hashes);
    free(table->exponents);
    free(table->giant);
    free(table);
}

lfsr_status lfsr_log_solver_init(lfsr_log_solver *solver, const lfsr_quotient *ring,
                                 const lfsr_log_limits *limits, lfsr_error *error)
{
    *solver = (lfsr_log_solver){.ring = ring, .limits = limits};
    return lfsr_log_group_init(&solver->group, ring, error);
}

void lfsr_log_solver_clear(lfsr_log_solver *solver)
{
    for (size_t i = 0; i < solver->table_count; i++)
        clear_table(solver->tables[i], solver->ring);
    free(solver->tables);
    lfsr_log_group_clear(&solver->group);
}

static uint64_t integer_root(uint64_t n)
{
    fmpz_t root;
    fmpz_init_set_ui(root, n);
    fmpz_sqrt(root, root);
    uint64_t value = fmpz_get_ui(root);
    fmpz_clear(root);
    return value;
}

static void insert(lfsr_log_table *table, uint64_t hash, uint32_t exponent)
{
    uint64_t at = hash & table->mask;
    while (table->exponents[at] != 0)
        at = (at + 1) & table->mask;
    table->hashes[at] = hash;
    table->exponents[at] = exponent + 1;
}

/* Allocate for about twice the square root of r powers, so that the giant steps are fewer. */
static lfsr_status allocate_table(lfsr_log_table *table, const lfsr_log_solver *solver, lfsr_error *error)
{
    uint64_t r = fmpz_get_ui(table->prime), most = UINT64_C(1) << solver->limits->table_bits;
    uint64_t slots = 2;
    table->steps = integer_root(r) + 1;
    table->steps = table->steps < most ? table->steps : most;
    while (slots < 2 * table->steps)
        slots *= 2;
    table->mask = slots - 1;
    table->hashes = calloc(slots, sizeof *table->hashes);
    table->exponents = calloc(slots, sizeof *table->exponents);
    table->giant = calloc(solver->group.words, sizeof *table->giant);
    bool made = table->hashes != NULL && table->exponents != NULL && table->giant != NULL;
    return made ? LFSR_OK : lfsr_fail_memory(error);
}

static lfsr_status fill_table(lfsr_log_table *table, lfsr_log_solver *solver, lfsr_error *error)
{
    const fq_default_ctx_struct *context = solver->ring->field->context;
    size_t words = solver->group.words;
    uint64_t *c = calloc(2 * words, sizeof *c), *power = c + words;
    if (c == NULL)
        return lfsr_fail_memory(error);
    fq_default_poly_t element;
    fmpz_t exponent;
    fq_default_poly_init(element, context);
    fmpz_init(exponent);
    lfsr_log_group_set(c, table->c, &solver->group);
    fq_default_poly_one(element, context);
    lfsr_log_group_set(power, element, &solver->group);
    lfsr_status status = LFSR_OK;
    for (uint64_t j = 0; j < table->steps && status == LFSR_OK; j++) {
        insert(table, lfsr_log_group_hash(power, &solver->group), (uint32_t)j);
        lfsr_log_group_mul(power, power, c, &solver->group);
        if (j % LFSR_LOG_CHECK == 0)
            status = lfsr_log_limits_check(solver->limits, error);
    }
    fmpz_sub_ui(exponent, table->prime, table->steps % fmpz_get_ui(table->prime));
    lfsr_quotient_pow(element, table->c, exponent, solver->ring);
    lfsr_log_group_set(table->giant, element, &solver->group);
    fq_default_poly_clear(element, context);
    fmpz_clear(exponent);
    free(c);
    return status;
}

/* The table of c; NULL: none was made. */
static lfsr_log_table *known_table(const fq_default_poly_t c, const fmpz_t prime,
                                   const lfsr_log_solver *solver)
{
    for (size_t i = 0; i < solver->table_count; i++)
        if (fmpz_equal(solver->tables[i]->prime, prime) &&
            fq_default_poly_equal(solver->tables[i]->c, c, solver->ring->field->context))
            return solver->tables[i];
    return NULL;
}

/* The table of c, made at its first use. */
static lfsr_status find_table(lfsr_log_table **found, const fq_default_poly_t c, const fmpz_t prime,
                              lfsr_log_solver *solver, lfsr_error *error)
{
    const fq_default_ctx_struct *context = solver->ring->field->context;
    *found = known_table(c, prime, solver);
    if (*found != NULL)
        return LFSR_OK;
    lfsr_log_table **grown = realloc(solver->tables, (solver->table_count + 1) * sizeof *solver->tables);
    if (grown != NULL)
        solver->tables = grown;
    lfsr_log_table *table = grown != NULL ? calloc(1, sizeof *table) : NULL;
    if (table == NULL)
        return lfsr_fail_memory(error);
    fmpz_init_set(table->prime, prime);
    fq_default_poly_init(table->c, context);
    fq_default_poly_set(table->c, c, context);
    lfsr_status status = allocate_table(table, solver, error);
    if (status == LFSR_OK)
        status = fill_table(table, solver, error);
    if (status != LFSR_OK) {
        clear_table(table, solver->ring);
        return status;
    }
    solver->tables[solver->table_count++] = *found = table;
    return LFSR_OK;
}

/* Is c^exponent = y? */
static bool verify(uint64_t exponent, const fq_default_poly_t c, const fq_default_poly_t y,
                   const lfsr_quotient *ring)
{
    fq_default_poly_t power;
    fmpz_t e;
    fq_default_poly_init(power, ring->field->context);
    fmpz_init_set_ui(e, exponent);
    lfsr_quotient_pow(power, c, e, ring);
    bool equal = fq_default_poly_equal(power, y, ring->field->context) != 0;
    fq_default_poly_clear(power, ring->field->context);
    fmpz_clear(e);
    return equal;
}

/* log of y to the base c of prime order r < 2^63, by table. */
static lfsr_status giant_steps(fmpz_t log, const fq_default_poly_t y, const lfsr_log_table *table,
                               lfsr_log_solver *solver, lfsr_error *error)
{
    uint64_t r = fmpz_get_ui(table->prime), rounds = r / table->steps + 1;
    uint64_t *at = calloc(solver->group.words, sizeof *at);
    if (at == NULL)
        return lfsr_fail_memory(error);
    lfsr_log_group_set(at, y, &solver->group);
    bool found = false;
    lfsr_status status = LFSR_OK;
    for (uint64_t i = 0; i < rounds && !found && status == LFSR_OK; i++) {
        if (i % LFSR_LOG_CHECK == 0)
            status = lfsr_log_limits_check(solver->limits, error);
        uint64_t hash = lfsr_log_group_hash(at, &solver->group);
        for (uint64_t s = hash & table->mask; table->exponents[s] != 0; s = (s + 1) & table->mask) {
            uint64_t exponent = i * table->steps + table->exponents[s] - 1;
            if (table->hashes[s] != hash || !verify(exponent, table->c, y, solver->ring))
                continue;
            fmpz_set_ui(log, exponent);
            found = true;
            break;
        }
        lfsr_log_group_mul(at, at, table->giant, &solver->group);
    }
    free(at);
    if (status == LFSR_OK && !found)
        return lfsr_fail(error, LFSR_SYSTEM, "internal", "an element is no power of the base");
    return status;
}

/* The seconds of one multiplication, measured by some of them. */
static double measure(const fq_default_poly_t c, lfsr_log_solver *solver)
{
    uint64_t *power = calloc(solver->group.words, sizeof *power);
    uint64_t count = 0;
    if (power == NULL)
        return 0;
    lfsr_log_group_set(power, c, &solver->group);
    double began = lfsr_now(), spent = 0;
    while (spent < MEASURE_SECONDS) {
        for (int i = 0; i < 16; i++)
            lfsr_log_group_mul(power, power, power, &solver->group);
        count += 16;
        spent = lfsr_now() - began;
    }
    free(power);
    return spent / (double)count;
}

/* Is there time for the logarithm? Short ones are always computed. */
static bool is_affordable(bool rho, const fq_default_poly_t c, const fmpz_t prime, lfsr_log_solver *solver)
{
    double r = fmpz_get_d(prime), most = (double)(UINT64_C(1) << solver->limits->table_bits);
    double table = fmin(sqrt(r), most);
    double steps = rho ? lfsr_pollard_rho_steps(prime) : r / table / 2;
    if (!rho && known_table(c, prime, solver) == NULL)
        steps += table;
    if (solver->limits->until <= 0 || steps < SHORT_STEPS)
        return true;
    if (!rho && solver->mul_seconds <= 0)
        solver->mul_seconds = measure(c, solver);
    double seconds = rho ? lfsr_pollard_rho_seconds(prime, c, solver) : steps * solver->mul_seconds;
    return lfsr_now() + seconds <= solver->limits->until;
}

/* log of y to the base c of prime order. */
static lfsr_status log_prime(fmpz_t log, const fq_default_poly_t y, const fq_default_poly_t c,
                             const fmpz_t prime, lfsr_log_solver *solver, lfsr_error *error)
{
    if (fq_default_poly_is_one(y, solver->ring->field->context)) {
        fmpz_zero(log);
        return LFSR_OK;
    }
    bool rho = fmpz_bits(prime) > 2 * solver->limits->table_bits;
    if (!is_affordable(rho, c, prime, solver))
        return lfsr_fail(error, LFSR_UNABLE, "logarithm",
                         "a discrete logarithm modulo a prime of %lu bits takes too long",
                         (unsigned long)fmpz_bits(prime));
    if (rho)
        return lfsr_pollard_rho(log, y, c, prime, solver, error);
    lfsr_log_table *table = NULL;
    lfsr_status status = find_table(&table, c, prime, solver, error);
    return status == LFSR_OK ? giant_steps(log, y, table, solver, error) : status;
}

lfsr_status lfsr_log_prime_power(fmpz_t log, const fq_default_poly_t y, const fq_default_poly_t base,
                                 const fmpz_t prime, ulong exponent, ulong digits, lfsr_log_solver *solver,
                                 lfsr_error *error)
{
    const fq_default_ctx_struct *context = solver->ring->field->context;
    fmpz_zero(log);
    if (digits == 0)
        return LFSR_OK;
    if (fmpz_bits(prime) > solver->limits->prime_bits || fmpz_bits(prime) > 62)
        return lfsr_fail(error, LFSR_UNABLE, "logarithm", "a discrete logarithm modulo a prime of %lu bits",
                         (unsigned long)fmpz_bits(prime));
    fq_default_poly_t c, v, inverse;
    fmpz_t power, digit, weight;
    fq_default_poly_init(c, context);
    fq_default_poly_init(v, context);
    fq_default_poly_init(inverse, context);
    fmpz_init(power);
    fmpz_init(digit);
    fmpz_init_set_ui(weight, 1);
    fmpz_pow_ui(power, prime, exponent - 1);
    lfsr_quotient_pow(c, base, power, solver->ring);
    (void)lfsr_quotient_inverse(inverse, base, solver->ring);
    lfsr_status status = LFSR_OK;
    for (ulong t = 0; t < digits && status == LFSR_OK; t++) {
        lfsr_quotient_pow(v, inverse, log, solver->ring);
        lfsr_quotient_mul(v, v, y, solver->ring);
        fmpz_pow_ui(power, prime, exponent - 1 - t);
        lfsr_quotient_pow(v, v, power, solver->ring);
        status = log_prime(digit, v, c, prime, solver, error);
        fmpz_addmul(log, digit, weight);
        fmpz_mul(weight, weight, prime);
    }
    fq_default_poly_clear(c, context);
    fq_default_poly_clear(v, context);
    fq_default_poly_clear(inverse, context);
    fmpz_clear(power);
    fmpz_clear(digit);
    fmpz_clear(weight);
    return status;
}
