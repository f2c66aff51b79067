/* What the parent of very many workers does: a walk with its real plan, scheduler, contraction and
 * certificate, and simulated workers that answer at the rate of real ones. Their results are no walk but a
 * permutation of one cycle, so that the certificate of a primitive polynomial holds.
 *
 *     bench_cluster [--workers N] [--speed X] [--state-ns NS] [--checkpoint FILE] [-q ORDER] POLYNOMIAL
 *
 * speed: the workers are so many times as fast. state-ns: nanoseconds a state instead of the planner's. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "../open_register.h"
#include "clock.h"
#include "simulated_transport.h"
#include "split_mix.h"
#include "walk.h"

typedef struct settings {
    const char *order, *polynomial, *checkpoint;
    unsigned workers;
    double speed, state_ns;
} settings;

typedef struct bench {
    settings set;
    lfsr_register reg;
    lfsr_factorization factorization;
    lfsr_plan plan;
    double state_ns;
    uint64_t records, states; /* of the one stratum */
    uint64_t random;
} bench;

static void fail(const char *why)
{
    fprintf(stderr, "bench_cluster: %s\n", why);
    exit(1);
}

static void need(lfsr_status status, const lfsr_error *error)
{
    if (status != LFSR_OK)
        fail(error->message);
}

/* --- The workers --- */

static double task_seconds(void *self, const lfsr_task *task, double *states)
{
    bench *b = self;
    double jitter = 0.95 + 0.1 * (double)(lfsr_split_mix(&b->random) >> 11) * 0x1p-53;
    *states = (double)b->states * ((double)task->count / (double)b->records);
    return 1e-9 * b->state_ns * *states * jitter / b->set.speed;
}

/* From i to the record after the image of i - 1 ... under i -> step i + 1 modulo 2^k: one cycle. The other
 * sizes: i -> i + step, step coprime to the size. */
static uint64_t next_record(const bench *b, uint64_t i)
{
    const uint64_t step = UINT64_C(0x9e3779b97f4a7c15);
    if ((b->records & (b->records - 1)) == 0)
        return (i * (step * 4 + 1) + 12345) & (b->records - 1);
    return (i + 1) % b->records;
}

static lfsr_status answer(void *self, const lfsr_task *task, lfsr_task_result *result)
{
    const bench *b = self;
    result->next = malloc(task->count * sizeof *result->next);
    result->length = malloc(task->count * sizeof *result->length);
    result->count = task->count;
    result->kernel = lfsr_kernel_scalar.name;
    result->seconds = 1;
    if (result->next == NULL || result->length == NULL)
        return LFSR_SYSTEM;
    uint64_t mean = (b->states - 1) / b->records, more = (b->states - 1) % b->records;
    for (uint64_t i = 0; i < task->count; i++) {
        result->next[i] = next_record(b, task->lo + i);
        result->length[i] = mean + (task->lo + i < more);
    }
    return LFSR_OK;
}

/* --- The parent --- */

/* Processor seconds of this thread: its own, and those of the kernel for it (new pages, mostly). */
typedef struct used {
    double own, kernel;
} used;

static used used_so_far(void)
{
    struct rusage r;
    getrusage(RUSAGE_THREAD, &r);
    return (used){(double)r.ru_utime.tv_sec + 1e-6 * (double)r.ru_utime.tv_usec,
                  (double)r.ru_stime.tv_sec + 1e-6 * (double)r.ru_stime.tv_usec};
}

static double peak_megabytes(void)
{
    char line[128];
    long kilobytes = 0;
    FILE *file = fopen("/proc/self/status", "re");
    while (file != NULL && fgets(line, sizeof line, file) != NULL)
        if (sscanf(line, "VmHWM: %ld", &kilobytes) == 1)
            break;
    if (file != NULL)
        fclose(file);
    return (double)kilobytes / 1024;
}

static void make_plan(bench *b)
{
    lfsr_error error = {0};
    lfsr_plan_tuning tuning = lfsr_plan_default;
    tuning.workers = b->set.workers;
    need(open_register(&b->reg, &b->factorization, b->set.order, NULL, b->set.polynomial, &error), &error);
    need(lfsr_plan_init(&b->plan, &b->reg, &b->factorization, &tuning, &error), &error);
    const lfsr_stratum_plan *s = b->plan.strata;
    if (b->plan.length != 1 || s->method != LFSR_BY_SECTION || s->expected != s->stratum.states - 1)
        fail("not a primitive polynomial whose walk is by section");
    b->records = s->indices;
    b->states = s->stratum.states;
    b->state_ns = b->set.state_ns > 0 ? b->set.state_ns : b->plan.nanoseconds / (double)b->states;
}

static void report(const bench *b, const lfsr_pool *pool, double elapsed, used busy, double simulation,
                   uint64_t frames)
{
    const lfsr_stratum_plan *s = b->plan.strata;
    const lfsr_phases phases = lfsr_pool_phases(pool);
    printf("GF(%s) %s: %u workers, %.4g ns a state on one core%s\n", b->set.order, b->set.polynomial,
           b->set.workers, b->state_ns, b->set.speed > 1 ? ", faster" : "");
    printf("  section of %llu records (%u zeros), %llu tasks of %llu, %.3g s each\n",
           (unsigned long long)b->records, s->section.zeros, (unsigned long long)lfsr_stratum_plan_tasks(s),
           (unsigned long long)s->per_task,
           1e-9 * b->state_ns * (double)b->states * (double)s->per_task / (double)b->records);
    printf("  %.3f s, of which %.3f s of work for each worker; %llu frames\n", elapsed,
           1e-9 * b->state_ns * (double)b->states / b->set.workers / b->set.speed,
           (unsigned long long)frames);
    double all = busy.own + busy.kernel - simulation;
    printf("  parent busy %.3f s = %.2f %%: %.3f s, and %.3f s in the kernel, less %.3f s of simulation\n",
           all, 100 * all / elapsed, busy.own, busy.kernel, simulation);
    printf("  send %.3f, collect %.3f, merge %.3f s (elapsed, simulation included)\n", phases.send,
           phases.collect, phases.merge);
    printf("  peak memory %.1f MiB\n", peak_megabytes());
}

static void run(bench *b)
{
    lfsr_error error = {0};
    lfsr_pool *pool = NULL;
    lfsr_partition out;
    lfsr_walk_report done;
    lfsr_plan_tuning tuning = lfsr_plan_default;
    tuning.workers = b->set.workers; /* or the walk would cut the plan again */
    const lfsr_pool_options pool_options = {
        .size = sizeof pool_options, .workers = b->set.workers, .method = LFSR_START_FORK};
    const simulated_work work = {b, NULL, task_seconds, answer};
    lfsr_transport *transport = simulated_transport(b->set.workers, &work);
    need(lfsr_pool_start_with(&pool, &pool_options, transport, &error), &error);
    const lfsr_walk_options options = {.engine = "parallel",
                                       .tuning = &tuning,
                                       .plan = &b->plan,
                                       .pool = pool,
                                       .workers = b->set.workers,
                                       .checkpoint = b->set.checkpoint,
                                       .checkpoint_seconds = 10};
    lfsr_partition_init(&out);
    const used before = used_so_far();
    double began = lfsr_now();
    need(lfsr_walk(&out, &done, &b->reg, &b->factorization, &options, &error), &error);
    double elapsed = lfsr_now() - began;
    const used after = used_so_far();
    report(b, pool, elapsed, (used){after.own - before.own, after.kernel - before.kernel},
           simulated_seconds(transport), simulated_frames(transport));
    lfsr_partition_clear(&out);
    lfsr_pool_end(&pool);
}

static settings read_arguments(int argc, char **argv)
{
    settings set = {.order = "2", .workers = 1024, .speed = 1};
    int i = 1;
    for (; i + 1 < argc && argv[i][0] == '-'; i += 2) {
        if (strcmp(argv[i], "--workers") == 0)
            set.workers = (unsigned)strtoul(argv[i + 1], NULL, 10);
        else if (strcmp(argv[i], "--speed") == 0)
            set.speed = strtod(argv[i + 1], NULL);
        else if (strcmp(argv[i], "--state-ns") == 0)
            set.state_ns = strtod(argv[i + 1], NULL);
        else if (strcmp(argv[i], "--checkpoint") == 0)
            set.checkpoint = argv[i + 1];
        else if (strcmp(argv[i], "-q") == 0)
            set.order = argv[i + 1];
        else
            fail("unknown option");
    }
    if (i + 1 != argc || set.workers == 0 || !(set.speed > 0))
        fail("usage: bench_cluster [--workers N] [--speed X] [--state-ns NS] [--checkpoint FILE] [-q ORDER] "
             "POLYNOMIAL");
    set.polynomial = argv[i];
    return set;
}

int main(int argc, char **argv)
{
    bench b = {.set = read_arguments(argc, argv), .random = 1};
    make_plan(&b);
    run(&b);
    lfsr_plan_clear(&b.plan);
    close_register(&b.reg, &b.factorization);
    return 0;
}
