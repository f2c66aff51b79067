/* Which section a stratum is walked by, and in how many tasks. */
#include "section_plan.h"

#include <math.h>

#include "hits.h"

#define FEW_WORKERS       16.0
#define FEW_WORKERS_TASKS 16.0  /* a few workers do not end together: more tasks for each of them */
#define MANY_TASKS        128.0 /* where they cost nearly nothing: progress, checkpoints, more workers */
#define UNEVEN_SHARE      0.15  /* by which a few workers differ in speed */
#define LARGE_POOL        128   /* workers for whom the largest section is enough */

/* --- Estimates and tasks --- */

/* Estimated nanoseconds on one core, contraction included, in `pieces` tasks. */
static double section_ns(const lfsr_stratum_plan *s, lfsr_section section, double pieces,
                         const lfsr_plan_tuning *tuning)
{
    double records = (double)lfsr_section_size(&s->stratum, section), walks = fmax(1, records / pieces);
    double state = lfsr_kernel_select(&s->stratum, section, walks)->cost(&s->stratum, section, walks);
    return state * (double)s->stratum.states + tuning->record_ns * records;
}

double lfsr_least_seconds(const lfsr_plan_tuning *tuning)
{
    return fmax(tuning->task_seconds, tuning->task_wait * tuning->workers);
}

/* The share of a walk for which workers do not end together: half a piece for each of them. As many equal
 * pieces as workers end together but for how fast these are; of many some are slow. */
static double idle_share(double workers, double pieces)
{
    if (workers < 2)
        return 0;
    const double half = 0.5 * workers / pieces;
    return workers < FEW_WORKERS ? fmin(half, UNEVEN_SHARE) : half;
}

/* The number of pieces of a walk: one for one process. Workers get as many as keep them busy to the end, none
 * too short, and fewer where lanes would idle longer than the workers. */
static double fewest_pieces(const lfsr_stratum_plan *s, lfsr_section section, const lfsr_plan_tuning *tuning)
{
    const double workers = tuning->workers, least = fmax(tuning->tasks, workers);
    if (least <= 1)
        return 1;
    const double wanted = workers < 2 ? least : fmax(tuning->worker_tasks * workers, FEW_WORKERS_TASKS);
    const double most = fmax(1, floor(1e-9 * section_ns(s, section, 1, tuning) / lfsr_least_seconds(tuning)));
    double best = INFINITY, pieces = wanted;
    for (double n = wanted; n >= least; n /= 2) {
        double ns = section_ns(s, section, n, tuning) * (1 + idle_share(workers, n));
        if (ns < best) {
            best = ns;
            pieces = n;
        }
    }
    pieces = fmin(pieces, most);
    return workers >= 2 && pieces > workers ? workers * floor(pieces / workers) : pieces;
}

double lfsr_short_pieces(double ns, const lfsr_plan_tuning *tuning)
{
    return ceil(1e-9 * ns / tuning->task_limit);
}

/* Lanes idle at the end of every task, so more pieces cost more. Up to MANY_TASKS, eight times the fewest, or
 * until none is too long, where that is nearly free. */
void lfsr_section_set(lfsr_stratum_plan *s, lfsr_section section, const lfsr_plan_tuning *tuning)
{
    s->method = LFSR_BY_SECTION;
    s->section = section;
    s->indices = lfsr_section_size(&s->stratum, section);
    double one = section_ns(s, section, 1, tuning), fewest = fewest_pieces(s, section, tuning);
    double pieces = fmax(fmax(8 * fewest, MANY_TASKS), lfsr_short_pieces(one, tuning));
    double bound = 1.03 * section_ns(s, section, fewest, tuning);
    while (pieces > fewest && (1e-9 * one < pieces * lfsr_least_seconds(tuning) ||
                               section_ns(s, section, pieces, tuning) > bound))
        pieces = fmax(fewest, pieces / 2);
    s->per_task = (uint64_t)ceil((double)s->indices / pieces);
    if (s->per_task > tuning->record_limit)
        s->per_task = tuning->record_limit;
}

static double whole_ns(const lfsr_stratum_plan *s, lfsr_section section, double pieces,
                       const lfsr_plan_tuning *tuning)
{
    return lfsr_missing_factor(s) * section_ns(s, section, pieces, tuning);
}

double lfsr_section_ns(const lfsr_stratum_plan *s, lfsr_section section, const lfsr_plan_tuning *tuning)
{
    return whole_ns(s, section, fewest_pieces(s, section, tuning), tuning);
}

/* --- The choice --- */

/* For choosing a section: while the parent takes and contracts a record, the workers may have to wait, and
 * they do not end together. */
static double section_weight(const lfsr_stratum_plan *s, lfsr_section section, const lfsr_plan_tuning *tuning)
{
    double records = (double)lfsr_section_size(&s->stratum, section),
           waiting = fmax(0, tuning->workers - 2.0), pieces = fewest_pieces(s, section, tuning);
    return (1 + idle_share(tuning->workers, pieces)) * whole_ns(s, section, pieces, tuning) +
           waiting * tuning->record_ns * records;
}

/* Many workers need many walks each; the parent of so many has the memory. */
static uint64_t most_records(const lfsr_plan_tuning *tuning)
{
    uint64_t records = tuning->max_records * (tuning->workers / LARGE_POOL);
    if (records < tuning->max_records)
        return tuning->max_records;
    return records < LFSR_RECORDS_LIMIT ? records : LFSR_RECORDS_LIMIT;
}

/* Is it a section of few enough records and enough hits, and cheaper than *best nanoseconds? Then it is
 * chosen. */
static void consider_section(const lfsr_stratum_plan *s, lfsr_section section, lfsr_section *chosen,
                             double *best, const lfsr_plan_tuning *tuning)
{
    if (lfsr_section_size(&s->stratum, section) > most_records(tuning) ||
        !lfsr_section_useful(s, section, tuning))
        return;
    double ns = section_weight(s, section, tuning);
    if (ns < *best) {
        *best = ns;
        *chosen = section;
    }
}

/* The least bound, of those that kernels take, which leaves enough hits: powers of p for k > 1, powers of 2
 * for k = 1. Up to a quarter of the field; 0: there is none. A smaller field has no need of one: a zero more
 * or less is a step small enough. */
static uint64_t least_bound(const lfsr_stratum_plan *s, const lfsr_plan_tuning *tuning)
{
    const uint64_t q = s->stratum.q, factor = s->stratum.k > 1 ? s->stratum.p : 2;
    if (q < 17)
        return 0;
    for (uint64_t bound = factor; bound <= q / 4; bound *= factor)
        if (lfsr_section_useful(s, (lfsr_section){.bound = bound}, tuning))
            return bound;
    return 0;
}

bool lfsr_section_cheapest(const lfsr_stratum_plan *s, lfsr_section *chosen, const lfsr_plan_tuning *tuning)
{
    double best = INFINITY;
    unsigned last = s->stratum.degree - 1;
    uint64_t bound = tuning->bound;
    if (bound == 0 && tuning->zeros < 0)
        bound = least_bound(s, tuning);
    if (bound > 0 && bound <= s->stratum.q)
        consider_section(s, (lfsr_section){.bound = bound}, chosen, &best, tuning);
    if (tuning->bound > 0 && best < INFINITY)
        return true;
    for (unsigned z = 0; z <= last; z++)
        if (tuning->zeros < 0 || z == last || (int)z == tuning->zeros)
            consider_section(s, (lfsr_section){.zeros = z}, chosen, &best, tuning);
    return best < INFINITY;
}
