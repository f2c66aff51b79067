/* Rho with distinguished points (van Oorschot and Wiener): a walk multiplies by one of 64 fixed elements
 * c^u y^v, chosen by the hash of its element. Walks that meet stay together, so it is enough to store the
 * points whose hash ends in zeros. Two walks at the same point give an equation for the logarithm. */
#include "pollard_rho.h"

#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "split_mix.h"

#define MULTIPLIERS 64
#define POINT_SLOTS (UINT64_C(1) << 20) /* stored points: 24 MiB */

typedef struct point {
    uint64_t hash, u, v; /* the element is c^u y^v */
} point;

typedef struct rho {
    lfsr_log_solver *solver;
    nmod_t mod; /* the prime */
    uint64_t random;
    uint64_t distinguished; /* mask of the bits that are 0 */
    uint64_t *multipliers, *at;
    uint64_t u[MULTIPLIERS], v[MULTIPLIERS];
    point here, *points;
    uint64_t stored;
    uint64_t steps;
    double until; /* of lfsr_now; 0: no limit */
} rho;

/* out = c^u y^v for random u, v. */
static void random_element(uint64_t *out, uint64_t *u, uint64_t *v, const fq_default_poly_t c,
                           const fq_default_poly_t y, rho *r)
{
    const lfsr_quotient *ring = r->solver->ring;
    fq_default_poly_t left, right;
    fmpz_t e;
    fq_default_poly_init(left, ring->field->context);
    fq_default_poly_init(right, ring->field->context);
    fmpz_init(e);
    *u = lfsr_split_mix(&r->random) % r->mod.n;
    *v = lfsr_split_mix(&r->random) % r->mod.n;
    fmpz_set_ui(e, *u);
    lfsr_quotient_pow(left, c, e, ring);
    fmpz_set_ui(e, *v);
    lfsr_quotient_pow(right, y, e, ring);
    lfsr_quotient_mul(left, left, right, ring);
    lfsr_log_group_set(out, left, &r->solver->group);
    fq_default_poly_clear(left, ring->field->context);
    fq_default_poly_clear(right, ring->field->context);
    fmpz_clear(e);
}

/* Called at every step; checks the limits from time to time. */
static lfsr_status check_limits(rho *r, lfsr_error *error)
{
    if (++r->steps % LFSR_LOG_CHECK != 0)
        return LFSR_OK;
    lfsr_status status = lfsr_log_limits_check(r->solver->limits, error);
    if (status == LFSR_OK && r->until > 0 && lfsr_now() >= r->until)
        return lfsr_fail(error, LFSR_UNABLE, "logarithm", "a discrete logarithm takes too long");
    return status;
}

/* Walk to the next distinguished point. *lost: the walk is in a cycle without one. */
static lfsr_status walk(rho *r, bool *lost, lfsr_error *error)
{
    size_t words = r->solver->group.words;
    uint64_t most = 40 * (r->distinguished + 1);
    for (uint64_t steps = 1;; steps++) {
        uint64_t m = r->here.hash >> 58;
        lfsr_log_group_mul(r->at, r->at, r->multipliers + m * words, &r->solver->group);
        r->here.u = nmod_add(r->here.u, r->u[m], r->mod);
        r->here.v = nmod_add(r->here.v, r->v[m], r->mod);
        r->here.hash = lfsr_log_group_hash(r->at, &r->solver->group);
        if ((r->here.hash & r->distinguished) == 0 || steps > most)
            break;
        lfsr_status status = check_limits(r, error);
        if (status != LFSR_OK)
            return status;
    }
    *lost = (r->here.hash & r->distinguished) != 0;
    return LFSR_OK;
}

/* c^u y^v = c^u' y^v' gives the logarithm where v != v'. */
static bool solve(fmpz_t log, const point *a, const point *b, const nmod_t mod)
{
    uint64_t v = nmod_sub(b->v, a->v, mod);
    if (v == 0)
        return false;
    fmpz_set_ui(log, nmod_mul(nmod_sub(a->u, b->u, mod), nmod_inv(v, mod), mod));
    return true;
}

/* The result of looking up a distinguished point. */
typedef enum meeting {
    NEW_POINT, /* new: the walk continues */
    SOLVED,    /* seen before with other exponents: the logarithm */
    USELESS    /* seen before with the same exponents: a new walk is needed */
} meeting;

/* Store the current point, unless it was found before. */
static meeting record(fmpz_t log, rho *r)
{
    uint64_t at = (r->here.hash >> 24) & (POINT_SLOTS - 1);
    for (; r->points[at].hash != 0; at = (at + 1) & (POINT_SLOTS - 1))
        if (r->points[at].hash == r->here.hash)
            return solve(log, &r->points[at], &r->here, r->mod) ? SOLVED : USELESS;
    if (r->stored < POINT_SLOTS / 2) {
        r->points[at] = r->here;
        r->stored++;
    }
    return NEW_POINT;
}

static bool is_logarithm(const fmpz_t log, const fq_default_poly_t y, const fq_default_poly_t c,
                         const lfsr_quotient *ring)
{
    fq_default_poly_t power;
    fq_default_poly_init(power, ring->field->context);
    lfsr_quotient_pow(power, c, log, ring);
    bool equal = fq_default_poly_equal(power, y, ring->field->context) != 0;
    fq_default_poly_clear(power, ring->field->context);
    return equal;
}

/* About 2^17 points in a search of the expected length. */
static uint64_t distinguished_mask(const fmpz_t prime)
{
    flint_bitcnt_t bits = fmpz_bits(prime) / 2;
    return bits > 17 ? (UINT64_C(1) << (bits - 17)) - 1 : 0;
}

lfsr_status lfsr_pollard_rho(fmpz_t log, const fq_default_poly_t y, const fq_default_poly_t c,
                             const fmpz_t prime, lfsr_log_solver *solver, lfsr_error *error)
{
    size_t words = solver->group.words;
    rho r = {.solver = solver, .random = 1, .distinguished = distinguished_mask(prime)};
    if (solver->limits->until > 0) /* the search was expected to end in time; it may take twice as long */
        r.until = 2 * solver->limits->until - lfsr_now();
    nmod_init(&r.mod, fmpz_get_ui(prime));
    r.multipliers = calloc((MULTIPLIERS + 1) * words, sizeof *r.multipliers);
    r.points = calloc(POINT_SLOTS, sizeof *r.points);
    if (r.multipliers == NULL || r.points == NULL) {
        free(r.multipliers);
        free(r.points);
        return lfsr_fail_memory(error);
    }
    r.at = r.multipliers + MULTIPLIERS * words;
    for (int i = 0; i < MULTIPLIERS; i++)
        random_element(r.multipliers + (size_t)i * words, &r.u[i], &r.v[i], c, y, &r);
    lfsr_status status = LFSR_OK;
    meeting found = NEW_POINT;
    for (bool again = true; status == LFSR_OK; again = found != NEW_POINT) {
        bool lost = false;
        if (again) {
            random_element(r.at, &r.here.u, &r.here.v, c, y, &r);
            r.here.hash = lfsr_log_group_hash(r.at, &solver->group);
        }
        status = walk(&r, &lost, error);
        if (status == LFSR_OK)
            found = lost ? USELESS : record(log, &r);
        if (status == LFSR_OK && found == SOLVED && is_logarithm(log, y, c, solver->ring))
            break;
    }
    free(r.multipliers);
    free(r.points);
    return status;
}
