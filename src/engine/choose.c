/* Choosing: which of the requested engines run, and the reasons of the others. */
#include "choose.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "cycle_set.h"
#include "number_format.h"
#include "pool.h"

#define QUICK_SECONDS   2.0 /* the longest walk that auto chooses */
#define QUICK_REFERENCE (UINT64_C(1) << 22)

/* What workers cost, measured on two busy cores (docs/parallel.md): starting and ending them, and sending a
 * task and its result. parallel must take less than MARGIN of the sequential time, because the estimate is
 * not exact.
 */
#define START_SECONDS  3e-3
#define WORKER_SECONDS 1e-3
#define TASK_SECONDS   0.2e-3
#define MARGIN         0.75

typedef struct deciding {
    lfsr_choice *choice;
    lfsr_analysis *analysis;
    const lfsr_affine_question *question;
    const lfsr_options *options;
} deciding;

/* The register that sequential and parallel walk. */
static const lfsr_register *walked_register(const deciding *d)
{
    return d->question->affine.active ? &d->question->affine.reg : &d->analysis->reg;
}

void lfsr_leave_out(lfsr_outcome *outcome, lfsr_omission omission, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(outcome->left_out, sizeof outcome->left_out, format, arguments);
    va_end(arguments);
    outcome->omission = omission;
}

/* A number of states; a long one as a power of q if it is one. */
static void state_text(char *text, size_t size, uint64_t states, uint64_t q)
{
    lfsr_string string = LFSR_STRING_EMPTY;
    lfsr_string_add_states(&string, states, q);
    snprintf(text, size, "%s", lfsr_string_ok(&string) ? string.data : "too many");
    lfsr_string_clear(&string);
}

/* States that the engine would walk; false if more than 2^63. */
static bool states_of(const deciding *d, lfsr_engine e, uint64_t *states)
{
    const lfsr_register *reg = e == LFSR_REFERENCE ? &d->analysis->reg : walked_register(d);
    if (!lfsr_register_states_u64(states, reg))
        return false;
    if (e != LFSR_REFERENCE)
        for (slong i = 0; i < reg->tail; i++)
            *states /= fmpz_get_ui(reg->field.order);
    return true;
}

/* Is the number of states within the limits? */
static void check_size(deciding *d, lfsr_engine e)
{
    lfsr_outcome *outcome = &d->analysis->outcomes[e];
    uint64_t states = 0;
    bool fits = states_of(d, e, &states);
    char size[32], limit[32];
    state_text(size, sizeof size, states, fits ? fmpz_get_ui(d->analysis->reg.field.order) : 2);
    state_text(limit, sizeof limit, d->options->max_states, 2);
    if (e == LFSR_REFERENCE && !d->options->reference_named && (!fits || states > QUICK_REFERENCE))
        lfsr_leave_out(outcome, LFSR_OMITTED_REFERENCE, "more than 2^22 states");
    else if (!fits)
        lfsr_leave_out(outcome, LFSR_OMITTED_SIZE, "the state space is too large to walk (more than 2^63)");
    else if (states > d->options->max_states)
        lfsr_leave_out(outcome, LFSR_OMITTED_STATES, "%s states are more than the limit of %s", size, limit);
    d->choice->run[e] = outcome->omission == LFSR_NOT_OMITTED;
}

unsigned lfsr_workers_of(const lfsr_options *options)
{
    return options->workers > 0 ? options->workers : lfsr_processors();
}

/* Seconds of the same walk on workers. */
static double parallel_seconds(double seconds, double tasks, double workers)
{
    double busy = tasks < workers ? fmax(tasks, 1) : workers;
    return START_SECONDS + WORKER_SECONDS * workers + TASK_SECONDS * tasks / workers + seconds / busy;
}

static lfsr_plan_tuning tuning_for(const deciding *d, unsigned workers)
{
    lfsr_plan_tuning tuning = lfsr_plan_tuning_for(&lfsr_plan_default, d->choice->list);
    tuning.affine = d->question->affine.active;
    tuning.workers = workers;
    return tuning;
}

static double count_tasks(const lfsr_plan *plan)
{
    double tasks = 0;
    for (size_t i = 0; i < plan->length; i++)
        tasks += (double)lfsr_stratum_plan_tasks(&plan->strata[i]);
    return tasks;
}

/* Leave parallel out unless it should be faster than sequential. The plan of one process is cut again for
 * workers only where that can change the answer: short walks must not wait for it. */
static void choose_parallel(deciding *d)
{
    lfsr_plan *plan = &d->choice->plan;
    const double alone = lfsr_plan_seconds(plan);
    unsigned workers = lfsr_workers_of(d->options);
    unsigned processors = lfsr_processors();
    double useful = workers < processors || d->options->start_method == LFSR_START_MPI ? workers : processors;
    double seconds = 0, tasks = count_tasks(plan);
    if (tasks < 2 || parallel_seconds(0, 0, useful) <= MARGIN * alone) {
        const lfsr_plan_tuning tuning = tuning_for(d, workers);
        lfsr_plan_recut(plan, &tuning);
        seconds = lfsr_plan_seconds(plan);
        tasks = count_tasks(plan);
    }
    if (parallel_seconds(seconds, tasks, useful) > MARGIN * alone) {
        lfsr_leave_out(&d->analysis->outcomes[LFSR_PARALLEL], LFSR_OMITTED_GAIN, "%s",
                       tasks < 2    ? "the walk is not divided into tasks"
                       : useful < 2 ? "there is one processor"
                                    : "starting workers would cost more than they save");
        d->choice->run[LFSR_PARALLEL] = false;
    }
}

/* auto: leave out walks that take long, and parallel unless it should be faster than sequential. */
static void choose_quick(deciding *d)
{
    lfsr_choice *c = d->choice;
    double seconds = lfsr_plan_seconds(&c->plan), tasks = count_tasks(&c->plan);
    char line[128];
    lfsr_string duration = LFSR_STRING_EMPTY;
    lfsr_string_add_duration(&duration, seconds);
    const char *text = lfsr_string_ok(&duration) ? duration.data : "?";
    if (d->options->note != NULL && (c->run[LFSR_SEQUENTIAL] || c->run[LFSR_PARALLEL])) {
        snprintf(line, sizeof line, "the walk should take about %s on one core, in %.0f %s", text, tasks,
                 tasks == 1 ? "task" : "tasks");
        d->options->note(d->options->note_context, line);
    }
    for (lfsr_engine e = LFSR_SEQUENTIAL; e <= LFSR_PARALLEL; e++)
        if (c->run[e] && seconds > QUICK_SECONDS) {
            lfsr_leave_out(&d->analysis->outcomes[e], LFSR_OMITTED_TIME, "the walk should take about %s",
                           text);
            c->run[e] = false;
        }
    if (c->run[LFSR_PARALLEL])
        choose_parallel(d);
    lfsr_string_clear(&duration);
}

/* The number of cycles, if the algebra knows it. */
static lfsr_status count_cycles(fmpz_t cycles, bool *known, const deciding *d, lfsr_error *error)
{
    const lfsr_analysis *analysis = d->analysis;
    const lfsr_outcome *algebraic = &analysis->outcomes[LFSR_ALGEBRAIC];
    *known = true;
    if (algebraic->ran) {
        lfsr_partition_cycles(cycles, &algebraic->partition);
        return LFSR_OK;
    }
    lfsr_partition structure;
    lfsr_partition_init(&structure);
    lfsr_status status =
        d->question->affine.active
            ? lfsr_affine_cycle_structure(&structure, &analysis->reg, &analysis->factorization, false, error)
            : lfsr_cycle_structure(&structure, &analysis->reg, &analysis->factorization, error);
    if (status == LFSR_OK)
        lfsr_partition_cycles(cycles, &structure);
    lfsr_partition_clear(&structure);
    *known = status == LFSR_OK;
    return status == LFSR_UNABLE ? LFSR_OK : status;
}

/* Leaders need an engine that walks, and must not be too many: checked before the walk. */
static lfsr_status choose_list(deciding *d, lfsr_error *error)
{
    lfsr_choice *c = d->choice;
    char *reason = d->analysis->no_leaders;
    size_t size = sizeof d->analysis->no_leaders;
    c->list =
        d->options->list && (c->run[LFSR_SEQUENTIAL] || c->run[LFSR_PARALLEL] || c->run[LFSR_REFERENCE]);
    if (!c->list) {
        if (d->options->list)
            snprintf(reason, size, "only an engine that walks can list them");
        return LFSR_OK;
    }
    fmpz_t cycles;
    bool known = false;
    fmpz_init(cycles);
    lfsr_status status = count_cycles(cycles, &known, d, error);
    if (status == LFSR_OK && known && fmpz_cmp_ui(cycles, d->options->max_leaders) > 0) {
        char limit[32], *digits = fmpz_get_str(NULL, 10, cycles);
        state_text(limit, sizeof limit, d->options->max_leaders, 2);
        snprintf(reason, size, "%.60s cycles are more than can be listed (%s)", digits, limit);
        flint_free(digits);
        c->list = false;
    }
    fmpz_clear(cycles);
    return status;
}

/* The plan of sequential and parallel, made once; each cuts it into tasks of its own. */
static lfsr_status make_plan(deciding *d, lfsr_error *error)
{
    lfsr_choice *c = d->choice;
    const lfsr_register *reg = walked_register(d);
    if (!(c->run[LFSR_SEQUENTIAL] || c->run[LFSR_PARALLEL]) || reg->tail == reg->degree)
        return LFSR_OK;
    const bool alone = c->run[LFSR_SEQUENTIAL] || d->options->automatic;
    const lfsr_plan_tuning tuning = tuning_for(d, alone ? 1 : lfsr_workers_of(d->options));
    lfsr_status status = lfsr_plan_init(
        &c->plan, reg, tuning.affine ? &d->question->factorization : &d->analysis->factorization, &tuning,
        error);
    c->planned = status == LFSR_OK;
    return status;
}

lfsr_status lfsr_choose(lfsr_choice *choice, lfsr_analysis *analysis, const lfsr_affine_question *question,
                        const lfsr_options *options, lfsr_error *error)
{
    deciding d = {choice, analysis, question, options};
    *choice = (lfsr_choice){.run[LFSR_ALGEBRAIC] = options->run[LFSR_ALGEBRAIC]};
    for (lfsr_engine e = LFSR_SEQUENTIAL; e < LFSR_ENGINES; e++)
        if (options->run[e])
            check_size(&d, e);
    lfsr_status status = choose_list(&d, error);
    if (status == LFSR_OK)
        status = make_plan(&d, error);
    if (status != LFSR_OK || !options->automatic)
        return status;
    choose_quick(&d);
    return choose_list(&d, error); /* the engines that remain */
}

void lfsr_choice_clear(lfsr_choice *choice)
{
    if (choice->planned)
        lfsr_plan_clear(&choice->plan);
    *choice = (lfsr_choice){0};
}
