/* What workers cost: starting them, the first task, each further task, ending them, by fork and by spawn, for
 * a small parent and for one with 512 MB of memory; beside the same done in plain C. Medians of many
 * repetitions, as a table. Usage: bench_overhead [repeats, 41] */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "pool.h"

#define TASKS       200
#define BALLAST     (UINT64_C(512) << 20)
#define MOST_REPEAT 1001

static unsigned repeats = 41;
extern char **environ;

/* --- Samples --- */

typedef struct samples {
    double values[MOST_REPEAT];
} samples;

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median_ms(samples *s)
{
    qsort(s->values, repeats, sizeof s->values[0], ascending);
    return 1e3 * (s->values[(repeats - 1) / 2] + s->values[repeats / 2]) / 2;
}

static void give_up(const char *what)
{
    fprintf(stderr, "bench_overhead: %s failed\n", what);
    exit(1);
}

/* --- Tasks whose walks cost nothing: x^4 + x + 1, sixteen states a task --- */

typedef struct test_work {
    unsigned tasks, given, back;
} test_work;

static bool next(void *self, lfsr_task *task)
{
    test_work *e = self;
    if (e->given == e->tasks)
        return false;
    e->given++;
    *task = (lfsr_task){.method = LFSR_BY_BITMAP, .count = 1};
    return true;
}

static lfsr_status stratum(void *self, uint32_t index, lfsr_stratum *out, lfsr_error *error)
{
    (void)self;
    (void)index;
    *out = (lfsr_stratum){.p = 2, .k = 1, .q = 2, .degree = 4, .states = 16};
    out->poly = (lfsr_code_poly){4, calloc(5, sizeof(uint64_t))};
    if (out->poly.codes == NULL)
        return lfsr_fail_memory(error);
    out->poly.codes[0] = out->poly.codes[1] = out->poly.codes[4] = 1;
    return LFSR_OK;
}

static lfsr_status accept_result(void *self, const lfsr_task *task, lfsr_task_result *result,
                                 lfsr_error *error)
{
    test_work *e = self;
    (void)task;
    (void)result;
    (void)error;
    e->back++;
    return LFSR_OK;
}

static bool done(void *self)
{
    const test_work *e = self;
    return e->back == e->tasks;
}

static bool walked(void *self, double states)
{
    (void)self;
    (void)states;
    return true;
}

static double run(lfsr_pool *pool, unsigned tasks)
{
    test_work e = {.tasks = tasks};
    lfsr_work work = {&e, next, stratum, accept_result, done, walked};
    double began = lfsr_now();
    if (lfsr_pool_run(pool, &work, NULL) != LFSR_OK)
        give_up("a walk on workers");
    return lfsr_now() - began;
}

/* --- The workers of this project --- */

static void measure_pool(const char *parent, lfsr_start_method method, unsigned workers)
{
    static samples start, first, task, end, whole;
    const lfsr_pool_options options = {
        .size = sizeof options, .workers = workers, .method = method, .program = "/proc/self/exe"};
    for (unsigned i = 0; i < repeats; i++) {
        lfsr_pool *pool;
        double began = lfsr_now();
        if (lfsr_pool_start(&pool, &options, NULL) != LFSR_OK)
            give_up("starting workers");
        start.values[i] = lfsr_now() - began;
        first.values[i] = run(pool, workers); /* one each: it waits until all have started */
        whole.values[i] = lfsr_now() - began;
        task.values[i] = run(pool, TASKS * workers) / TASKS; /* a round: one task for each worker */
        double ending = lfsr_now();
        lfsr_pool_end(&pool);
        end.values[i] = lfsr_now() - ending;
        whole.values[i] += end.values[i];
    }
    printf("| %s | %s | %u | %.3f | %.3f | %.4f | %.3f | %.3f |\n", parent,
           method == LFSR_START_FORK ? "fork" : "spawn", workers, median_ms(&start), median_ms(&first),
           median_ms(&task), median_ms(&end), median_ms(&whole));
    fflush(stdout);
}

/* --- Plain C --- */

static double fork_exit_wait(void)
{
    double began = lfsr_now();
    pid_t pid = fork();
    if (pid == 0)
        _exit(0);
    if (pid < 0 || waitpid(pid, NULL, 0) != pid)
        give_up("fork");
    return lfsr_now() - began;
}

static double spawn_small_program(void)
{
    char name[] = "true";
    char *const arguments[] = {name, NULL};
    pid_t pid;
    double began = lfsr_now();
    if (posix_spawn(&pid, "/bin/true", NULL, NULL, arguments, environ) != 0 || waitpid(pid, NULL, 0) != pid)
        give_up("posix_spawn");
    return lfsr_now() - began;
}

/* Four workers forked, 64 bytes from each, joined. */
static double four_workers(void)
{
    int ends[4][2];
    pid_t pids[4];
    char bytes[64] = {0};
    double began = lfsr_now();
    for (int i = 0; i < 4; i++) {
        if (pipe(ends[i]) != 0 || (pids[i] = fork()) < 0)
            give_up("fork");
        if (pids[i] == 0)
            _exit(write(ends[i][1], bytes, sizeof bytes) == (ssize_t)sizeof bytes ? 0 : 1);
        close(ends[i][1]);
    }
    for (int i = 0; i < 4; i++) {
        if (read(ends[i][0], bytes, sizeof bytes) != (ssize_t)sizeof bytes)
            give_up("read");
        close(ends[i][0]);
    }
    for (int i = 0; i < 4; i++)
        waitpid(pids[i], NULL, 0);
    return lfsr_now() - began;
}

static void measure_plain(const char *parent)
{
    static samples forked, spawned, four;
    for (unsigned i = 0; i < repeats; i++) {
        forked.values[i] = fork_exit_wait();
        spawned.values[i] = spawn_small_program();
        four.values[i] = four_workers();
    }
    printf("| %s | %.3f | %.3f | %.3f |\n", parent, median_ms(&forked), median_ms(&spawned),
           median_ms(&four));
    fflush(stdout);
}

/* --- Parents --- */

static void *ballast(int sharing)
{
    void *memory = mmap(NULL, BALLAST, PROT_READ | PROT_WRITE, sharing | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        give_up("512 MB");
    memset(memory, 1, BALLAST);
    return memory;
}

/* Both tables, for each parent in turn. */
static void for_each_parent(bool plain)
{
    static const char *const parents[] = {"small", "512 MB private", "512 MB shared"};
    static const int sharing[] = {0, MAP_PRIVATE, MAP_SHARED};
    for (int p = 0; p < 3; p++) {
        void *memory = p > 0 ? ballast(sharing[p]) : NULL;
        if (plain)
            measure_plain(parents[p]);
        for (unsigned workers = 1; workers <= 4 && !plain; workers *= 2) {
            measure_pool(parents[p], LFSR_START_FORK, workers);
            measure_pool(parents[p], LFSR_START_SPAWN, workers);
        }
        if (memory != NULL)
            munmap(memory, BALLAST);
    }
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], LFSR_WORKER_ARGUMENT) == 0)
        lfsr_worker_serve(argv[2]);
    if (argc > 1)
        repeats = (unsigned)strtoul(argv[1], NULL, 10);
    if (repeats < 1 || repeats > MOST_REPEAT)
        give_up("reading the number of repeats (1 to 1001)");
    printf("Medians of %u, milliseconds.\n\n", repeats);
    printf("| parent | method | workers | start | first task each | further round | end | start to end, one "
           "task each |\n"
           "| --- | --- | --- | --- | --- | --- | --- | --- |\n");
    for_each_parent(false);
    printf("\n| parent | fork, exit, wait | posix_spawn of true | four forked, 64 bytes each, joined |\n"
           "| --- | --- | --- | --- |\n");
    for_each_parent(true);
    return 0;
}
