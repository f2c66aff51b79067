/* Rho with distinguished points (van Oorschot and Wiener): a walk multiplies by one of 64 fixed elements
 * c^u y^v, chosen by the hash of its element. Walks that meet stay together, so it is enough to collect the
 * points whose hash ends in zeros. Two walks at the same point give an equation for the logarithm.
 *
 * A process takes a step of several walks at a time, because their products do not wait for each other. A
 * long search is shared: children walk from starts of their own and send the points, this process collects
 * them. A child that dies takes only the points with it that it had not sent. */
#include "pollard_rho.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bounded_call.h"
#include "clock.h"
#include "split_mix.h"

#define MULTIPLIERS     64
#define WALKS           8                   /* at a time */
#define POINT_SLOTS     (UINT64_C(1) << 20) /* stored points: 24 MiB */
#define MEASURE_SECONDS 2e-4
#define POINTS_SENT     64   /* in one message */
#define POINTS_A_WALK   4096 /* a walk ends after so many: it may follow another one with its exponents */

typedef struct point {
    uint64_t hash, u, v; /* the element is c^u y^v */
} point;

/* What all walks of a search share, and its points. */
typedef struct rho {
    lfsr_log_solver *solver;
    const fq_default_poly_struct *c, *y;
    nmod_t mod;             /* the prime */
    uint64_t distinguished; /* mask of the bits that are 0 */
    uint64_t *multipliers;
    uint64_t u[MULTIPLIERS], v[MULTIPLIERS];
    point *points;
    uint64_t stored;
    fmpz *log;
    bool found, stopped;
} rho;

/* The walks of one process. */
typedef struct walker {
    rho *search;
    uint64_t random;
    uint64_t *elements;
    point at[WALKS];
    uint64_t steps[WALKS]; /* since the last distinguished point */
    unsigned points[WALKS];
    /* A distinguished point. Any status but LFSR_OK ends the walks. */
    lfsr_status (*take)(struct walker *w, const point *found, lfsr_error *error);
    /* Called every LFSR_LOG_CHECK steps. */
    lfsr_status (*check)(struct walker *w, lfsr_error *error);
    double until; /* of lfsr_now; 0: no limit */
    int out;      /* of a child */
    size_t sent;
    point buffer[POINTS_SENT];
} walker;

/* --- Walks --- */

/* out = c^u y^v for random u, v. */
static void random_element(uint64_t *out, uint64_t *u, uint64_t *v, uint64_t *random, const rho *r)
{
    const lfsr_quotient *ring = r->solver->ring;
    fq_default_poly_t left, right;
    fmpz_t e;
    fq_default_poly_init(left, ring->field->context);
    fq_default_poly_init(right, ring->field->context);
    fmpz_init(e);
    *u = lfsr_split_mix(random) % r->mod.n;
    *v = lfsr_split_mix(random) % r->mod.n;
    fmpz_set_ui(e, *u);
    lfsr_quotient_pow(left, r->c, e, ring);
    fmpz_set_ui(e, *v);
    lfsr_quotient_pow(right, r->y, e, ring);
    lfsr_quotient_mul(left, left, right, ring);
    lfsr_log_group_set(out, left, &r->solver->group);
    fq_default_poly_clear(left, ring->field->context);
    fq_default_poly_clear(right, ring->field->context);
    fmpz_clear(e);
}

/* Walk i begins anew. */
static void begin_walk(walker *w, unsigned i)
{
    lfsr_log_group *group = &w->search->solver->group;
    uint64_t *element = w->elements + i * group->words;
    random_element(element, &w->at[i].u, &w->at[i].v, &w->random, w->search);
    w->at[i].hash = lfsr_log_group_hash(element, group);
    w->steps[i] = 0;
    w->points[i] = 0;
}

/* One step of every walk. True where one of them is at a distinguished point or lost: in a cycle without one.
 */
static bool step_all(walker *w, uint64_t most)
{
    rho *r = w->search;
    lfsr_log_group *group = &r->solver->group;
    const uint64_t *factors[WALKS];
    bool any = false;
    for (unsigned i = 0; i < WALKS; i++) {
        uint64_t m = w->at[i].hash >> 58;
        factors[i] = r->multipliers + m * group->words;
        w->at[i].u = nmod_add(w->at[i].u, r->u[m], r->mod);
        w->at[i].v = nmod_add(w->at[i].v, r->v[m], r->mod);
    }
    lfsr_log_group_mul_each(w->elements, factors, WALKS, group);
    for (unsigned i = 0; i < WALKS; i++) {
        w->at[i].hash = lfsr_log_group_hash(w->elements + i * group->words, group);
        any |= (w->at[i].hash & r->distinguished) == 0 || ++w->steps[i] > most;
    }
    return any;
}

static lfsr_status walk(walker *w, lfsr_error *error)
{
    const rho *r = w->search;
    uint64_t most = 40 * (r->distinguished + 1);
    lfsr_status status = LFSR_OK;
    for (unsigned i = 0; i < WALKS; i++)
        begin_walk(w, i);
    for (uint64_t steps = WALKS; status == LFSR_OK; steps += WALKS) {
        bool any = step_all(w, most);
        for (unsigned i = 0; any && i < WALKS && status == LFSR_OK; i++) {
            bool lost = w->steps[i] > most;
            if ((w->at[i].hash & r->distinguished) == 0) {
                status = w->take(w, &w->at[i], error);
                w->steps[i] = 0;
                lost = ++w->points[i] >= POINTS_A_WALK;
            }
            if (lost)
                begin_walk(w, i);
        }
        if (steps % LFSR_LOG_CHECK == 0 && status == LFSR_OK && w->check != NULL)
            status = w->check(w, error);
    }
    return status;
}

static lfsr_status run_walker(walker *w, lfsr_error *error)
{
    w->elements = calloc(WALKS * w->search->solver->group.words, sizeof *w->elements);
    lfsr_status status = w->elements != NULL ? walk(w, error) : lfsr_fail_memory(error);
    free(w->elements);
    return status;
}

/* --- Points --- */

/* c^u y^v = c^u' y^v' gives the logarithm where v != v'. */
static bool solve(const point *a, const point *b, const rho *r)
{
    const lfsr_quotient *ring = r->solver->ring;
    uint64_t v = nmod_sub(b->v, a->v, r->mod);
    if (v == 0)
        return false;
    fmpz_set_ui(r->log, nmod_mul(nmod_sub(a->u, b->u, r->mod), nmod_inv(v, r->mod), r->mod));
    fq_default_poly_t power;
    fq_default_poly_init(power, ring->field->context);
    lfsr_quotient_pow(power, r->c, r->log, ring);
    bool equal = fq_default_poly_equal(power, r->y, ring->field->context) != 0;
    fq_default_poly_clear(power, ring->field->context);
    return equal;
}

/* Store a distinguished point. Where it was found before with other exponents, that is the logarithm. */
static void record(rho *r, const point *found)
{
    uint64_t at = (found->hash >> 24) & (POINT_SLOTS - 1);
    for (; r->points[at].hash != 0; at = (at + 1) & (POINT_SLOTS - 1))
        if (r->points[at].hash == found->hash) {
            r->found = r->found || solve(&r->points[at], found, r);
            return;
        }
    if (r->stored < POINT_SLOTS / 2) {
        r->points[at] = *found;
        r->stored++;
    }
}

/* About 2^17 points in a search of the expected length. */
static uint64_t distinguished_mask(const fmpz_t prime)
{
    flint_bitcnt_t bits = fmpz_bits(prime) / 2;
    return bits > 17 ? (UINT64_C(1) << (bits - 17)) - 1 : 0;
}

/* --- In this process --- */

static lfsr_status take_here(walker *w, const point *found, lfsr_error *error)
{
    record(w->search, found);
    return w->search->found ? lfsr_fail(error, LFSR_SYSTEM, "stopped", "found") : LFSR_OK;
}

static lfsr_status check_here(walker *w, lfsr_error *error)
{
    lfsr_status status = lfsr_log_limits_check(w->search->solver->limits, error);
    if (status == LFSR_OK && w->until > 0 && lfsr_now() >= w->until)
        return lfsr_fail(error, LFSR_UNABLE, "logarithm", "a discrete logarithm takes too long");
    return status;
}

static lfsr_status search_here(rho *r, double until, lfsr_error *error)
{
    lfsr_error trouble = {0};
    walker w = {.search = r, .random = lfsr_mix(1), .take = take_here, .check = check_here, .until = until};
    lfsr_status status = run_walker(&w, &trouble);
    if (r->found)
        return LFSR_OK;
    if (error != NULL)
        *error = trouble;
    return status;
}

/* --- In children --- */

static lfsr_status take_in_child(walker *w, const point *found, lfsr_error *error)
{
    w->buffer[w->sent++] = *found;
    if (w->sent < POINTS_SENT)
        return LFSR_OK;
    w->sent = 0;
    return lfsr_bounded_send(w->out, w->buffer, sizeof w->buffer)
               ? LFSR_OK
               : lfsr_fail(error, LFSR_SYSTEM, "worker", "the parent is gone");
}

static lfsr_status work_in_child(void *context, unsigned child, int out, lfsr_error *error)
{
    walker w = {.search = context, .random = lfsr_mix(child + 2), .take = take_in_child, .out = out};
    return run_walker(&w, error);
}

static lfsr_status receive(void *context, const void *bytes, size_t length, lfsr_error *error)
{
    rho *r = context;
    point points[POINTS_SENT];
    if (length != sizeof points)
        return lfsr_fail(error, LFSR_SYSTEM, "internal", "a message of points has a wrong length");
    memcpy(points, bytes, length);
    for (size_t i = 0; i < POINTS_SENT && !r->found; i++)
        record(r, &points[i]);
    return LFSR_OK;
}

static bool proceed(void *context, double elapsed)
{
    rho *r = context;
    (void)elapsed;
    r->stopped = !r->found && lfsr_log_limits_check(r->solver->limits, NULL) != LFSR_OK;
    return !r->found && !r->stopped;
}

/* Where no child can be started, or all of them died, this process goes on alone. */
static lfsr_status search_in_children(rho *r, double until, lfsr_error *error)
{
    lfsr_bounded_end end;
    const lfsr_bounded_call call = {until > 0 ? until - lfsr_now() : HUGE_VAL, work_in_child, receive,
                                    proceed, r};
    (void)!lfsr_bounded_run_many(&call, r->solver->limits->workers, &end, NULL);
    if (r->found)
        return LFSR_OK;
    if (r->stopped)
        return lfsr_fail(error, LFSR_SYSTEM, "stopped", "stopped");
    if (end == LFSR_BOUNDED_TIME)
        return lfsr_fail(error, LFSR_UNABLE, "logarithm", "a discrete logarithm takes too long");
    return search_here(r, until, error);
}

/* --- The whole --- */

double lfsr_pollard_rho_steps(const fmpz_t prime)
{
    return 1.3 * sqrt(fmpz_get_d(prime));
}

/* By steps of walks that multiply by one element. */
static void measure(const fmpz_t prime, const fq_default_poly_t c, lfsr_log_solver *solver)
{
    size_t words = solver->group.words;
    rho r = {.solver = solver, .distinguished = UINT64_MAX};
    walker w = {.search = &r};
    double began = lfsr_now(), spent = 0, count = 0;
    nmod_init(&r.mod, fmpz_get_ui(prime));
    r.multipliers = calloc((MULTIPLIERS + WALKS) * words, sizeof *r.multipliers);
    if (r.multipliers == NULL)
        return;
    w.elements = r.multipliers + MULTIPLIERS * words;
    for (size_t i = 0; i < MULTIPLIERS + WALKS; i++)
        lfsr_log_group_set(r.multipliers + i * words, c, &solver->group);
    for (; spent < MEASURE_SECONDS; spent = lfsr_now() - began, count += 4 * WALKS)
        for (int i = 0; i < 4; i++)
            (void)step_all(&w, UINT64_MAX);
    free(r.multipliers);
    solver->step_seconds = spent / count;
}

static double seconds_alone(const fmpz_t prime, const fq_default_poly_t c, lfsr_log_solver *solver)
{
    if (solver->step_seconds <= 0)
        measure(prime, c, solver);
    return lfsr_pollard_rho_steps(prime) * solver->step_seconds;
}

static bool is_shared(double seconds, const lfsr_log_solver *solver)
{
    return solver->limits->workers > 1 && seconds > solver->limits->share_seconds;
}

double lfsr_pollard_rho_seconds(const fmpz_t prime, const fq_default_poly_t c, lfsr_log_solver *solver)
{
    double seconds = seconds_alone(prime, c, solver);
    return is_shared(seconds, solver) ? seconds / solver->limits->workers : seconds;
}

lfsr_status lfsr_pollard_rho(fmpz_t log, const fq_default_poly_t y, const fq_default_poly_t c,
                             const fmpz_t prime, lfsr_log_solver *solver, lfsr_error *error)
{
    size_t words = solver->group.words;
    rho r = {.solver = solver, .c = c, .y = y, .distinguished = distinguished_mask(prime), .log = log};
    uint64_t random = 1;
    double until = 0;
    if (solver->limits->until > 0) /* the search was expected to end in time; it may take twice as long */
        until = 2 * solver->limits->until - lfsr_now();
    nmod_init(&r.mod, fmpz_get_ui(prime));
    r.multipliers = calloc(MULTIPLIERS * words, sizeof *r.multipliers);
    r.points = calloc(POINT_SLOTS, sizeof *r.points);
    lfsr_status status = LFSR_OK;
    if (r.multipliers == NULL || r.points == NULL) {
        status = lfsr_fail_memory(error);
        goto done;
    }
    for (int i = 0; i < MULTIPLIERS; i++)
        random_element(r.multipliers + (size_t)i * words, &r.u[i], &r.v[i], &random, &r);
    status = is_shared(seconds_alone(prime, c, solver), solver) ? search_in_children(&r, until, error)
                                                                : search_here(&r, until, error);
done:
    free(r.multipliers);
    free(r.points);
    return status;
}
