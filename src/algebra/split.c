/* Splitting integers: trial division along 1 mod e, perfect powers, Pollard rho, p - 1, p + 1, and elliptic
 * curves with growing bounds until the budget is spent. The clock is read between slices of work. FLINT's
 * quadratic sieve is not used (base/flint_compat.h says why). Random states have fixed seeds. */
#include "split.h"

#include <flint/fmpz_factor.h>
#include <flint/ulong_extras.h>
#include <math.h>

#include "clock.h"
#include "flint_compat.h"

#define TRIAL_CANDIDATES 200000
#define TRIAL_WORK       200000000 /* candidates times words: about half a second at most */
#define SHORT_BOUND      20000     /* of p - 1 and p + 1 */

/* FLINT's second stage is slow: bounds of it beyond some twenty times the first were measured to be a
 * loss. */
#define SECOND_BOUND 20

static const struct {
    ulong bound;
    long curves;
} curve_levels[] = {{1000, 20}, {4000, 40}, {10000, 100}, {30000, 250}, {100000, 600}, {400000, 1500}};

#define LEVELS (sizeof curve_levels / sizeof curve_levels[0])

static bool proper(const fmpz_t factor, const fmpz_t n)
{
    return fmpz_cmp_ui(factor, 1) > 0 && fmpz_cmp(factor, n) < 0 && fmpz_divisible(n, factor);
}

/* p - 1: gcd(3^(residue * prod of prime powers <= B) - 1, n). The known divisor e of p - 1 comes free. */
static bool p_minus_one(fmpz_t factor, const fmpz_t n, slong residue, double deadline)
{
    fmpz_t power;
    fmpz_init_set_ui(power, 3);
    fmpz_powm_ui(power, power, (ulong)residue, n);
    n_primes_t primes;
    n_primes_init(primes);
    bool found = false;
    for (ulong p = n_primes_next(primes), i = 1; p < SHORT_BOUND && !found; p = n_primes_next(primes), i++) {
        ulong step = p;
        while (step <= SHORT_BOUND / p)
            step *= p;
        fmpz_powm_ui(power, power, step, n);
        if (i % 64 == 0) {
            fmpz_sub_ui(factor, power, 1);
            fmpz_gcd(factor, factor, n);
            found = proper(factor, n);
            if (lfsr_now() > deadline)
                break;
        }
    }
    n_primes_clear(primes);
    fmpz_clear(power);
    return found;
}

/* Elliptic curves. A curve that would exceed the deadline, estimated from the one before, is not begun. */
static bool curves(fmpz_t factor, const fmpz_t n, flint_rand_t random, double deadline)
{
    double unit = 0; /* seconds per unit of the bound */
    for (size_t level = 0; level < LEVELS; level++) {
        ulong bound = curve_levels[level].bound;
        for (long i = 0; i < curve_levels[level].curves || level + 1 == LEVELS; i++) {
            double start = lfsr_now();
            if (start + unit * (double)bound > deadline)
                return false;
            if (fmpz_factor_ecm(factor, 1, bound, SECOND_BOUND * bound, random, n) != 0 && proper(factor, n))
                return true;
            unit = (lfsr_now() - start) / (double)bound;
        }
    }
    return false;
}

/* A proper factor of a composite n over 64 bits that is no perfect power. */
static bool find_factor(fmpz_t factor, const fmpz_t n, slong residue, const lfsr_factor_effort *effort)
{
    double deadline = fmin(lfsr_now() + effort->seconds, effort->until);
    flint_rand_t random;
    lfsr_rand_init(random);
    fmpz_t copy;
    fmpz_init_set(copy, n);
    bool found = false;
    if (fmpz_bits(n) < 256 && lfsr_now() < deadline)
        found = fmpz_factor_pollard_brent(factor, random, copy, 1, 1 << 16) != 0 && proper(factor, n);
    if (!found && lfsr_now() < deadline)
        found = p_minus_one(factor, n, residue, deadline);
    for (ulong c = 3; c <= 5 && !found && fmpz_bits(n) < 2048 && lfsr_now() < deadline; c += 2)
        found = fmpz_factor_pp1(factor, n, SHORT_BOUND, 1000, c) != 0 && proper(factor, n);
    if (!found && lfsr_now() < deadline)
        found = curves(factor, n, random, deadline);
    fmpz_clear(copy);
    lfsr_rand_clear(random);
    return found;
}

static lfsr_status add_word(lfsr_prime_set *set, ulong n, lfsr_error *error)
{
    n_factor_t primes;
    n_factor_init(&primes);
    n_factor(&primes, n, 1);
    fmpz_t p;
    fmpz_init(p);
    lfsr_status status = LFSR_OK;
    for (int i = 0; i < primes.num && status == LFSR_OK; i++) {
        fmpz_set_ui(p, primes.p[i]);
        status = lfsr_prime_set_add(set, p, error);
    }
    fmpz_clear(p);
    return status;
}

/* n has no small factor left. Recursion ends: each call passes on proper factors only. */
static lfsr_status split_rough(lfsr_prime_set *set, const fmpz_t n, slong residue,
                               const lfsr_factor_effort *effort, lfsr_error *error)
{
    if (fmpz_is_one(n))
        return LFSR_OK;
    if (fmpz_abs_fits_ui(n))
        return add_word(set, fmpz_get_ui(n), error);
    if (fmpz_bits(n) > LFSR_SPLIT_BITS)
        return lfsr_prime_set_add_composite(set, n, error);
    if (fmpz_is_probabprime(n))
        return lfsr_prime_set_add(set, n, error);
    fmpz_t factor, rest;
    fmpz_init(factor);
    fmpz_init(rest);
    lfsr_status status;
    if (fmpz_is_perfect_power(factor, n)) {
        status = split_rough(set, factor, residue, effort, error);
    } else if (find_factor(factor, n, residue, effort)) {
        fmpz_divexact(rest, n, factor);
        status = split_rough(set, factor, residue, effort, error);
        if (status == LFSR_OK)
            status = split_rough(set, rest, residue, effort, error);
    } else {
        status = lfsr_prime_set_add_composite(set, n, error);
    }
    fmpz_clear(factor);
    fmpz_clear(rest);
    return status;
}

/* Divide out the primes 1 + k step found among the first candidates; a composite candidate no longer
 * divides. */
static lfsr_status trial(lfsr_prime_set *set, fmpz_t n, slong residue, lfsr_error *error)
{
    ulong step = (ulong)residue % 2 == 0 ? (ulong)residue : 2 * (ulong)residue;
    ulong candidate = step + 1;
    fmpz_t p;
    fmpz_init(p);
    lfsr_status status = LFSR_OK;
    fmpz_set_ui(p, 2);
    if (fmpz_remove(n, n, p) > 0)
        status = lfsr_prime_set_add(set, p, error);
    long limit = TRIAL_WORK / (long)(fmpz_bits(n) / FLINT_BITS + 1);
    if (limit > TRIAL_CANDIDATES)
        limit = TRIAL_CANDIDATES;
    for (long i = 1; i <= limit && status == LFSR_OK && !fmpz_abs_fits_ui(n); i++, candidate += step) {
        if (fmpz_fdiv_ui(n, candidate) == 0) {
            fmpz_set_ui(p, candidate);
            fmpz_remove(n, n, p);
            status = add_word(set, candidate, error);
        }
    }
    fmpz_clear(p);
    return status;
}

lfsr_factor_effort lfsr_factor_effort_of(double seconds)
{
    lfsr_factor_effort effort = {.seconds = seconds > 0 ? seconds : LFSR_FACTOR_SECONDS};
    effort.until = lfsr_now() + effort.seconds;
    return effort;
}

lfsr_status lfsr_split_within(lfsr_prime_set *set, const fmpz_t n, slong residue,
                              const lfsr_factor_effort *effort, lfsr_error *error)
{
    if (fmpz_abs_fits_ui(n) || (fmpz_bits(n) <= LFSR_SPLIT_BITS && fmpz_is_probabprime(n)))
        return split_rough(set, n, residue, effort, error);
    fmpz_t rough;
    fmpz_init_set(rough, n);
    lfsr_status status = trial(set, rough, residue, error);
    if (status == LFSR_OK)
        status = split_rough(set, rough, residue, effort, error);
    fmpz_clear(rough);
    return status;
}

lfsr_status lfsr_split(lfsr_prime_set *set, const fmpz_t n, slong residue, double seconds, lfsr_error *error)
{
    const lfsr_factor_effort effort = {seconds, INFINITY};
    return lfsr_split_within(set, n, residue, &effort, error);
}
