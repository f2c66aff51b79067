/* The plan of one stratum: its method, section and tasks, from the cost models of the kernels. */
#include "stratum_plan.h"

#include <math.h>

#include "hits.h"
#include "section_plan.h"

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
    .tasks = 1,
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

#define WIDER       4.0 /* most by which the bound grows at a time where cycles are missing */
#define LEAST_WIDER 1.5 /* and least, so that few rounds are enough */
#define LOW_CODES   8.0 /* candidates of low codes take so many times as long as the mean */

/* Of the time, for pools that are not full at the ends of more tasks. */
#define ALONE_SHARE   0.01
#define WORKERS_SHARE 0.05

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
    const double allowed = (tuning->workers < 2 ? ALONE_SHARE : WORKERS_SHARE) * (one - below);
    wanted = fmax(wanted, LOW_CODES * lfsr_short_pieces(one - below, tuning));
    double pieces = fmax(1, fmin(wanted, floor(1e-9 * (one - below) / lfsr_least_seconds(tuning))));
    while (pieces > 1 && candidates_ns(s, bound, pieces) - one > allowed)
        pieces = floor(pieces / 2);
    s->per_task = (uint64_t)ceil((double)s->indices / pieces);
    if (s->per_task < tuning->candidates)
        s->per_task = tuning->candidates;
    if (s->per_task > tuning->candidates_limit)
        s->per_task = tuning->candidates_limit;
    if (s->per_task > s->indices)
        s->per_task = s->indices;
}

static double bitmap_ns(const lfsr_stratum_plan *s)
{
    return lfsr_kernel_select_bitmap(&s->stratum)->bitmap_cost(&s->stratum) * (double)s->stratum.states;
}

double lfsr_stratum_plan_choose(lfsr_stratum_plan *s, const lfsr_plan_tuning *tuning)
{
    lfsr_section chosen = {0};
    uint64_t bound = lfsr_candidate_bound(s, tuning);
    bool useful = s->stratum.cofactor_count > 0 && lfsr_section_cheapest(s, &chosen, tuning);
    bool forced = useful && (tuning->zeros >= 0 || tuning->bound > 0);
    double section = useful ? lfsr_section_ns(s, chosen, tuning) : INFINITY;
    double candidates = forced ? INFINITY : candidates_ns(s, bound, 1);
    if (bound < s->stratum.states)
        candidates *= lfsr_missing_factor(s);
    double bitmap = s->stratum.states <= tuning->bitmap_states ? bitmap_ns(s) : INFINITY;
    if (bitmap <= section && bitmap <= candidates) {
        s->method = LFSR_BY_BITMAP;
        s->indices = s->per_task = 1;
        return bitmap;
    }
    if (section <= candidates) {
        lfsr_section_set(s, chosen, tuning);
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
    double pieces = fmax(1, fmin(wanted, floor(1e-9 * ns / lfsr_least_seconds(tuning))));
    s->per_task = (uint64_t)ceil((double)samples / pieces);
    if (s->per_task > tuning->record_limit)
        s->per_task = tuning->record_limit;
}

/* By how much the bound grows: if the cycles without a known state go on to get fewer as they did so far, by
 * a factor of expected states to missing ones, none is left but for a chance of e^-SPARE_SAMPLES. */
static double wider(const lfsr_stratum_plan *s, uint64_t missing)
{
    if (s->period == 0 || s->stratum.cofactor_count == 0)
        return WIDER;
    const double cycles = (double)s->expected / (double)s->period;
    const double found = log((double)s->expected / (double)missing);
    return fmax(LEAST_WIDER, fmin(WIDER, (log(cycles) + SPARE_SAMPLES) / found));
}

bool lfsr_stratum_plan_extend(lfsr_stratum_plan *s, uint64_t missing, const lfsr_plan_tuning *tuning)
{
    const uint64_t states = s->stratum.states;
    if (s->method == LFSR_BY_BITMAP)
        return false;
    uint64_t known = known_codes(s), bound = lfsr_candidate_bound(s, tuning);
    if (known >= states)
        return false;
    const double next_bound = ceil(wider(s, missing) * (double)known);
    if ((double)bound < next_bound)
        bound = next_bound < (double)states ? (uint64_t)next_bound : states;
    uint64_t samples = s->method == LFSR_BY_SAMPLES ? 0 : samples_needed(s, missing, tuning);
    double ns = samples_ns(s, samples, known, missing);
    double candidates = candidates_ns(s, bound, 1) - candidates_ns(s, known, 1);
    if (samples > 0 && ns <= tuning->sample_share * candidates)
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
