/* The plan of one stratum: its method, section and tasks, from the cost models of the kernels. */
#include "stratum_plan.h"

#include <flint/ulong_extras.h>
#include <math.h>

#include "code_arithmetic.h"

const lfsr_plan_tuning lfsr_plan_default = {
    .bitmap_states = UINT64_C(1) << 16,
    .stratum_ns = 2e4,
    .max_records = UINT64_C(1) << 25,
    .zeros = -1,
    .record_ns = 60,
    .spare_hits = 6,
    .task_seconds = 1e-3,
    .task_wait = 0.2e-3,
    .task_limit = 60,
    .tasks = 16,
    .worker_tasks = 4,
    .candidates = UINT64_C(1) << 12,
    .candidates_limit = UINT64_C(1) << 26,
    .candidate_tasks = 1024, /* the low codes cost most, so there must be many pieces */
    .worker_candidates = 32,
    .record_limit = UINT64_C(1) << 20,
    .sample_share = 1,
};

lfsr_plan_tuning lfsr_plan_tuning_for(const lfsr_plan_tuning *tuning, bool list)
{
    lfsr_plan_tuning out = *tuning;
    if (list && out.candidates_limit > LFSR_LISTED_CANDIDATES)
        out.candidates_limit = LFSR_LISTED_CANDIDATES;
    return out;
}

#define WIDER      4.0 /* factor by which the bound grows where cycles are missing */
#define MISSING    1.5 /* factor by which a walk grows where cycles are missing, in the mean */
#define LOW_CODES  8.0 /* candidates of low codes take so many times as long as the mean */
#define LARGE_POOL 128 /* workers for whom the largest section is enough */

static double mean_walk(const lfsr_stratum_plan *s, lfsr_section section)
{
    double q = (double)s->stratum.q;
    return section.bound > 0 ? q / (double)section.bound : pow(q, section.zeros + 1.0) / (q - 1);
}

#define REPEATED_HITS 10.0 /* more of them where a factor is repeated: hits depend on each other */

static bool has_repeated_factor(const lfsr_stratum_plan *s)
{
    return s->period > 0 && s->period % s->stratum.p == 0;
}

static double spare_hits(const lfsr_stratum_plan *s, const lfsr_plan_tuning *tuning)
{
    return tuning->spare_hits + (has_repeated_factor(s) ? REPEATED_HITS : 0);
}

/* Of how many constants a section holds all multiples of each of its states: after a run all, by first symbol
 * those of GF(p) where the bound is a power of p. */
static uint64_t section_constants(const lfsr_stratum_plan *s, lfsr_section section)
{
    if (section.bound == 0)
        return s->stratum.q - 1;
    return s->stratum.k > 1 ? s->stratum.p - 1 : 1;
}

/* Does this section leave enough hits on every cycle? Multiples by these constants are hit together: the
 * states of a cycle that are multiples of each other count as one, and cycles that are as one cycle. With m -
 * 1 zeros a section is the multiples of one state. */
static bool section_useful(const lfsr_stratum_plan *s, lfsr_section section, const lfsr_plan_tuning *tuning)
{
    const uint64_t constants = section_constants(s, section);
    const double period = s->period > 0 ? (double)s->period : (double)s->expected;
    const double together = (double)n_gcd(s->scalars > 0  ? s->scalars
                                          : s->period > 0 ? s->period
                                                          : 1,
                                          constants);
    const double classes = (double)s->expected / period / ((double)constants / together);
    const bool one_state = section.bound == 0 && section.zeros + 1 == s->stratum.degree;
    if (classes < 1.01 || (double)s->expected / period < 1.5)
        return true;
    return !one_state &&
           period / mean_walk(s, section) / together >= log(fmax(1, classes)) + spare_hits(s, tuning);
}

/* Estimated nanoseconds on one core, contraction included, in `pieces` tasks. */
static double section_ns(const lfsr_stratum_plan *s, lfsr_section section, double pieces,
                         const lfsr_plan_tuning *tuning)
{
    double records = (double)lfsr_section_size(&s->stratum, section), walks = fmax(1, records / pieces);
    double state = lfsr_kernel_select(&s->stratum, section, walks)->cost(&s->stratum, section, walks);
    return state * (double)s->stratum.states + tuning->record_ns * records;
}

/* The least seconds of a task: the parent takes one after the other. */
static double least_seconds(const lfsr_plan_tuning *tuning)
{
    return fmax(tuning->task_seconds, tuning->task_wait * tuning->workers);
}

/* The number of pieces of a walk: enough to keep workers busy to the end, none too short. Many workers get
 * fewer each where lanes would idle longer than the workers: half a piece for each of them. */
static double fewest_pieces(const lfsr_stratum_plan *s, lfsr_section section, const lfsr_plan_tuning *tuning)
{
    const double workers = tuning->workers, wanted = tuning->worker_tasks * workers;
    const double most = fmax(1, floor(1e-9 * section_ns(s, section, 1, tuning) / least_seconds(tuning)));
    if (wanted <= tuning->tasks)
        return fmin(tuning->tasks, most);
    double best = INFINITY, pieces = wanted;
    for (double n = wanted; n >= fmax(tuning->tasks, workers); n /= 2) {
        double ns = section_ns(s, section, n, tuning) * (1 + 0.5 * workers / n);
        if (ns < best) {
            best = ns;
            pieces = n;
        }
    }
    pieces = fmin(pieces, most);
    return pieces > workers ? workers * floor(pieces / workers) : pieces;
}

/* Pieces of a walk of that duration, none longer than the limit: what runs when a walk is stopped is walked
 * again. */
static double short_pieces(double ns, const lfsr_plan_tuning *tuning)
{
    return ceil(1e-9 * ns / tuning->task_limit);
}

/* Lanes idle at the end of every task, so more pieces cost more. Up to eight times the fewest, or until none
 * is too long, where that is nearly free. */
static void set_section(lfsr_stratum_plan *s, lfsr_section section, const lfsr_plan_tuning *tuning)
{
    s->method = LFSR_BY_SECTION;
    s->section = section;
    s->indices = lfsr_section_size(&s->stratum, section);
    double one = section_ns(s, section, 1, tuning), fewest = fewest_pieces(s, section, tuning);
    double pieces = fmax(8 * fewest, short_pieces(one, tuning));
    double bound = 1.03 * section_ns(s, section, fewest, tuning);
    while (pieces > fewest &&
           (1e-9 * one < pieces * least_seconds(tuning) || section_ns(s, section, pieces, tuning) > bound))
        pieces = fmax(fewest, pieces / 2);
    s->per_task = (uint64_t)ceil((double)s->indices / pieces);
    if (s->per_task > tuning->record_limit)
        s->per_task = tuning->record_limit;
}

/* The codes below which every cycle has a state, but for a chance of e^-spare_hits: all its states have the
 * same period, so that many of them are there. All codes where the stratum's periods differ. */
static uint64_t candidate_bound(const lfsr_stratum_plan *s, const lfsr_plan_tuning *tuning)
{
    double states = (double)s->stratum.states;
    if (s->stratum.cofactor_count == 0 || s->period == 0)
        return s->stratum.states;
    double cycles = (double)s->expected / (double)s->period;
    double hits = log(fmax(1, cycles)) + spare_hits(s, tuning);
    double bound = fmax(1, ceil(states / (double)s->period * hits));
    return bound < states ? (uint64_t)bound : s->stratum.states;
}

static double candidates_ns(const lfsr_stratum_plan *s, uint64_t bound, double pieces)
{
    return lfsr_kernel_select_short(&s->stratum, s->period)
        ->short_cost(&s->stratum, s->period, bound, pieces);
}

/* The codes first .. bound - 1. Pieces are uneven, the low codes cost most, and each has an end at which
 * lanes are idle. */
static void set_candidates(lfsr_stratum_plan *s, uint64_t first, uint64_t bound,
                           const lfsr_plan_tuning *tuning)
{
    s->method = LFSR_BY_CANDIDATES;
    s->section = (lfsr_section){0};
    s->first = first;
    s->indices = bound - first;
    double below = first > 0 ? candidates_ns(s, first, 1) : 0, one = candidates_ns(s, bound, 1);
    double wanted = fmax(tuning->candidate_tasks, tuning->worker_candidates * tuning->workers);
    wanted = fmax(wanted, LOW_CODES * short_pieces(one - below, tuning));
    double pieces = fmax(1, fmin(wanted, floor(1e-9 * (one - below) / least_seconds(tuning))));
    while (pieces > 1 && candidates_ns(s, bound, pieces) - one > 0.05 * (one - below))
        pieces = floor(pieces / 2);
    s->per_task = (uint64_t)ceil((double)s->indices / pieces);
    if (s->per_task < tuning->candidates)
        s->per_task = tuning->candidates;
    if (s->per_task > tuning->candidates_limit)
        s->per_task = tuning->candidates_limit;
    if (s->per_task > s->indices)
        s->per_task = s->indices;
}

/* Where a factor is repeated and cycles are many, a section over a small field often misses some of them
 * ("What a section misses" in docs/mathematics.md). */
static bool may_miss(const lfsr_stratum_plan *s)
{
    return has_repeated_factor(s) && s->stratum.q < 17 && s->expected / s->period > 100;
}

static double section_total_ns(const lfsr_stratum_plan *s, lfsr_section section,
                               const lfsr_plan_tuning *tuning)
{
    double ns = section_ns(s, section, fewest_pieces(s, section, tuning), tuning);
    return may_miss(s) ? MISSING * ns : ns;
}

/* For choosing a section: while the parent takes and contracts a record, the workers may have to wait. */
static double section_weight(const lfsr_stratum_plan *s, lfsr_section section, const lfsr_plan_tuning *tuning)
{
    double records = (double)lfsr_section_size(&s->stratum, section),
           waiting = fmax(0, tuning->workers - 2.0);
    return section_total_ns(s, section, tuning) + waiting * tuning->record_ns * records;
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
    if (lfsr_section_size(&s->stratum, section) > most_records(tuning) || !section_useful(s, section, tuning))
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
        if (section_useful(s, (lfsr_section){.bound = bound}, tuning))
            return bound;
    return 0;
}

/* The cheapest section that leaves enough hits and few enough records; *chosen is set if there is one. A
 * bound of the tuning is taken wherever it can be; its number of zeros, or else m - 1. */
static bool cheapest_section(const lfsr_stratum_plan *s, lfsr_section *chosen, const lfsr_plan_tuning *tuning)
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

static double bitmap_ns(const lfsr_stratum_plan *s)
{
    return lfsr_kernel_select_bitmap(&s->stratum)->bitmap_cost(&s->stratum) * (double)s->stratum.states;
}

double lfsr_stratum_plan_choose(lfsr_stratum_plan *s, const lfsr_plan_tuning *tuning)
{
    lfsr_section chosen = {0};
    uint64_t bound = candidate_bound(s, tuning);
    bool useful = s->stratum.cofactor_count > 0 && cheapest_section(s, &chosen, tuning);
    bool forced = useful && (tuning->zeros >= 0 || tuning->bound > 0);
    double section = useful ? section_total_ns(s, chosen, tuning) : INFINITY;
    double candidates = forced ? INFINITY : candidates_ns(s, bound, 1);
    double bitmap = s->stratum.states <= tuning->bitmap_states ? bitmap_ns(s) : INFINITY;
    if (bitmap <= section && bitmap <= candidates) {
        s->method = LFSR_BY_BITMAP;
        s->indices = s->per_task = 1;
        return bitmap;
    }
    if (section <= candidates) {
        set_section(s, chosen, tuning);
        return section;
    }
    set_candidates(s, 0, bound, tuning);
    return candidates;
}

uint64_t lfsr_stratum_plan_tasks(const lfsr_stratum_plan *stratum_plan)
{
    return (stratum_plan->indices + stratum_plan->per_task - 1) / stratum_plan->per_task;
}

/* --- After a certificate that fell short --- */

/* The codes below it have been tried: every cycle with a state there is found. */
static uint64_t known_codes(const lfsr_stratum_plan *s)
{
    if (s->method == LFSR_BY_SECTION)
        return lfsr_section_reach(&s->stratum, s->section);
    return s->method == LFSR_BY_SAMPLES ? s->first : s->first + s->indices;
}

/* All cycles of a stratum have the same number of states, so a sample is on each of them with the same
 * probability: the number of samples after which none of the missing cycles is left, but for a chance of
 * e^-SPARE_SAMPLES. 0: too many. */
#define SPARE_SAMPLES 3.0
static uint64_t samples_needed(const lfsr_stratum_plan *s, uint64_t missing, const lfsr_plan_tuning *tuning)
{
    if (s->period == 0 || s->stratum.cofactor_count == 0)
        return 0;
    double cycles = (double)s->stratum.states / (double)s->period;
    double left = fmax(1, (double)missing / (double)s->period);
    double needed = ceil(cycles * (log(left) + SPARE_SAMPLES));
    return needed <= (double)tuning->max_records ? (uint64_t)needed : 0;
}

/* A sample is walked until a known code appears or, on a missing cycle, all the way. */
static double samples_ns(const lfsr_stratum_plan *s, uint64_t samples, uint64_t known, uint64_t missing)
{
    double period = (double)s->period, states = (double)s->stratum.states;
    const lfsr_kernel *kernel = lfsr_kernel_select_samples(&s->stratum);
    return (double)samples *
           (kernel->sample_cost(&s->stratum, fmin(period, states / (double)known)) +
            (double)missing / states * lfsr_kernel_scalar.cost(&s->stratum, (lfsr_section){0}, 1) * period);
}

static void set_samples(lfsr_stratum_plan *s, uint64_t samples, uint64_t known, double ns,
                        const lfsr_plan_tuning *tuning)
{
    s->method = LFSR_BY_SAMPLES;
    s->section = (lfsr_section){0};
    s->first = known;
    s->indices = samples;
    double wanted = fmax(tuning->tasks, tuning->worker_tasks * tuning->workers);
    double pieces = fmax(1, fmin(wanted, floor(1e-9 * ns / least_seconds(tuning))));
    s->per_task = (uint64_t)ceil((double)samples / pieces);
    if (s->per_task > tuning->record_limit)
        s->per_task = tuning->record_limit;
}

bool lfsr_stratum_plan_extend(lfsr_stratum_plan *s, uint64_t missing, const lfsr_plan_tuning *tuning)
{
    const uint64_t states = s->stratum.states;
    if (s->method == LFSR_BY_BITMAP)
        return false;
    uint64_t known = known_codes(s), bound = candidate_bound(s, tuning);
    if (known >= states)
        return false;
    if (bound < WIDER * (double)known)
        bound = (double)states / WIDER > (double)known ? (uint64_t)(WIDER * (double)known) : states;
    uint64_t samples = s->method == LFSR_BY_SAMPLES ? 0 : samples_needed(s, missing, tuning);
    double ns = samples_ns(s, samples, known, missing);
    double next = candidates_ns(s, bound, 1) - candidates_ns(s, known, 1);
    if (samples > 0 && ns <= tuning->sample_share * next)
        set_samples(s, samples, known, ns, tuning);
    else
        set_candidates(s, known, bound, tuning);
    return true;
}

bool lfsr_stratum_plan_adopt(lfsr_stratum_plan *s, uint64_t method, lfsr_section section, uint64_t first,
                             uint64_t indices, uint64_t per_task, const lfsr_plan_tuning *tuning)
{
    lfsr_stratum_plan adopted = *s;
    uint64_t most = 1; /* indices a task */
    const uint64_t states = s->stratum.states;
    if (method == LFSR_BY_SECTION && lfsr_section_valid(&s->stratum, section) &&
        s->stratum.cofactor_count > 0) {
        adopted.indices = lfsr_section_size(&s->stratum, section);
        if (adopted.indices > LFSR_RECORDS_LIMIT)
            return false;
        most = tuning->record_limit;
    } else if (method == LFSR_BY_CANDIDATES && first < states && indices > 0 && indices <= states - first) {
        adopted.indices = indices;
        most = tuning->candidates_limit;
    } else if (method == LFSR_BY_SAMPLES && first > 0 && first < states && indices > 0 &&
               indices <= tuning->max_records) {
        adopted.indices = indices;
        most = tuning->record_limit;
    } else if (method == LFSR_BY_BITMAP && states <= LFSR_BITMAP_LIMIT) {
        adopted.indices = 1;
    } else {
        return false;
    }
    adopted.method = (lfsr_method)method;
    adopted.section = method == LFSR_BY_SECTION ? section : (lfsr_section){0};
    adopted.first = method == LFSR_BY_CANDIDATES || method == LFSR_BY_SAMPLES ? first : 0;
    adopted.per_task = per_task;
    if (per_task == 0 || per_task > most || per_task > adopted.indices ||
        (adopted.indices - 1) / per_task >= LFSR_STRATUM_TASKS)
        return false;
    *s = adopted;
    return true;
}
