/* sequential and parallel beside the plain bitmap walk, in one run, interleaved, medians.
 *
 *     bench_walk TOOL [ROUNDS [JSON FILE [WORD]]]
 *
 * Each round times, for every field, the plain walk (a bitmap of about 2^30 states, its first steps) and, for
 * every family, sequential and parallel with two workers on the whole state space; then whole processes of
 * the tool. WORD, part of a family's name, runs those alone. Every walk's certificate is checked as always: a
 * time is that of an answer. */
#include <math.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <jansson.h>

#include "../open_register.h"
#include "clock.h"
#include "plain_walk.h"
#include "walk.h"

#define MAX_ROUNDS 32

typedef struct family {
    const char *name, *order, *polynomial;
    double aim; /* times the plain walk, per core; 0: none was set */
} family;

static const family families[] = {
    {"GF(2) sparse primitive 2^36", "2", "x^36+x^6+x^5+x^4+x^2+x+1", 2500},
    {"GF(2) trinomial 2^36", "2", "x^36+x^25+1", 2500},
    {"GF(2) sparse primitive 2^40", "2", "x^40+x^38+x^21+x^19+1", 2500},
    {"GF(2) dense primitive 2^36", "2",
     "x^36+x^34+x^33+x^25+x^23+x^20+x^19+x^14+x^13+x^12+x^11+x^10+x^9+x^6+x^5+x^3+x^2+x+1", 1000},
    {"GF(2) (x+1) times primitive 2^36", "2", "(x+1)(x^35+x^2+1)", 500},
    {"GF(2) two primitives 2^36", "2", "(x^17+x^3+1)(x^19+x^5+x^2+x+1)", 500},
    {"GF(2) random 2^36", "2",
     "x^36+x^35+x^33+x^30+x^29+x^27+x^24+x^22+x^20+x^19+x^17+x^14+x^12+x^11+x^8+x^6+x^5+x^2+1", 500},
    {"GF(2) x^32-1", "2", "x^32+1", 30},
    {"GF(2) all-one 2^36", "2", "hex:1FFFFFFFFF", 30},
    {"GF(3) sparse primitive 3^22", "3", "x^22+x^5+2", 1000},
    {"GF(5) 5^15", "5", "x^15+x^10+x+3", 50},
    {"GF(7) 7^12", "7", "x^12+x^6+4*x+5", 50},
    {"GF(4) 4^17", "4", "x^17+a*x^13+(a+1)*x+(a+1)", 50},
    {"GF(9) 9^11", "9", "x^11+2*x^8+x+a", 50},
    {"GF(101) order 1700 101^4", "101", "(x^2+x+30)*(x^2+2*x+13)", 0},
    {"GF(251) 251^4", "251", "x^4+120*x+159", 5},
    {"GF(256) 256^4", "256", "x^4+(a^6+1)*x^2+(a^6+a^3+a^2+a)*x+a", 5},
    {"GF(65537) 65537^2", "65537", "x^2+44198*x+17536", 5},
};
#define FAMILIES (sizeof families / sizeof *families)

typedef struct timing {
    double plain, sequential, parallel; /* plain: ns a state; else seconds */
} timing;

static double states_of[FAMILIES];
static const char *kernel_of[FAMILIES];

static void fail(const lfsr_error *error)
{
    fprintf(stderr, "bench_walk: %s\n", error->message);
    exit(1);
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(const double *values, unsigned count)
{
    double sorted[MAX_ROUNDS];
    memcpy(sorted, values, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, ascending);
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
}

/* --- One family --- */

static void open_family(const family *f, lfsr_register *reg, lfsr_factorization *factorization)
{
    lfsr_error error = {0};
    if (open_register(reg, factorization, f->order, NULL, f->polynomial, &error) != LFSR_OK)
        fail(&error);
}

/* Seconds of the whole engine; workers: 0 in this process, else starting and ending them is part of it. */
static double walk(size_t i, const lfsr_register *reg, const lfsr_factorization *factorization,
                   unsigned workers)
{
    lfsr_error error = {0};
    lfsr_partition out;
    lfsr_walk_report report;
    lfsr_pool *pool = NULL;
    lfsr_pool_options pool_options = {
        .size = sizeof pool_options, .workers = workers, .method = LFSR_START_FORK};
    double began = lfsr_now();
    if (workers > 0 && lfsr_pool_start(&pool, &pool_options, &error) != LFSR_OK)
        fail(&error);
    lfsr_walk_options options = {.engine = "bench",
                                 .max_leaders = UINT64_MAX,
                                 .tuning = &lfsr_plan_default,
                                 .pool = pool,
                                 .workers = workers};
    lfsr_partition_init(&out);
    if (lfsr_walk(&out, &report, reg, factorization, &options, &error) != LFSR_OK)
        fail(&error);
    lfsr_pool_end(&pool);
    double seconds = lfsr_now() - began;
    states_of[i] = fmpz_get_d(out.states);
    kernel_of[i] = report.kernel;
    lfsr_partition_clear(&out);
    return seconds;
}

static double plain_ns(const lfsr_register *reg)
{
    lfsr_error error = {0};
    lfsr_stratum stratum;
    if (lfsr_stratum_init(&stratum, reg->g, NULL, 0, &reg->field, &error) != LFSR_OK)
        fail(&error);
    double ns = lfsr_plain_walk(&stratum, UINT64_C(1) << 30, UINT64_C(1) << 26);
    lfsr_stratum_clear(&stratum);
    return ns;
}

static void time_family(size_t i, timing *t)
{
    lfsr_register reg;
    lfsr_factorization factorization;
    open_family(&families[i], &reg, &factorization);
    t->plain = plain_ns(&reg);
    t->sequential = walk(i, &reg, &factorization, 0);
    t->parallel = walk(i, &reg, &factorization, 2);
    close_register(&reg, &factorization);
}

static void report_family(size_t i, timing (*times)[FAMILIES], unsigned rounds, json_t *rows)
{
    double plain[MAX_ROUNDS], sequential[MAX_ROUNDS], parallel[MAX_ROUNDS], ratio[MAX_ROUNDS],
        gain[MAX_ROUNDS];
    for (unsigned r = 0; r < rounds; r++) {
        plain[r] = times[r][i].plain;
        sequential[r] = 1e9 * times[r][i].sequential / states_of[i];
        parallel[r] = 1e9 * times[r][i].parallel / states_of[i];
        ratio[r] = plain[r] / sequential[r];
        gain[r] = times[r][i].sequential / times[r][i].parallel;
    }
    printf("%-34s %-12s %8.2f %10.5f %10.5f %8.0f %6.0f %7.2f\n", families[i].name, kernel_of[i],
           median(plain, rounds), median(sequential, rounds), median(parallel, rounds), median(ratio, rounds),
           families[i].aim, median(gain, rounds));
    json_array_append_new(
        rows, json_pack("{s:s,s:s,s:s,s:s,s:f,s:f,s:f,s:f,s:f,s:f,s:f}", "family", families[i].name, "order",
                        families[i].order, "polynomial", families[i].polynomial, "kernel", kernel_of[i],
                        "states", states_of[i], "plain_ns", median(plain, rounds), "sequential_ns",
                        median(sequential, rounds), "parallel_ns", median(parallel, rounds), "ratio",
                        median(ratio, rounds), "aim", families[i].aim, "speedup", median(gain, rounds)));
}

/* --- Whole processes --- */

/* registers: a polynomial, or the option that names some. */
static double process_seconds(const char *tool, const char *engines, const char *registers)
{
    extern char **environ;
    char *const arguments[] = {(char *)(uintptr_t)tool,
                               "--quiet",
                               "-f",
                               "csv",
                               "-o",
                               "/dev/null",
                               "-e",
                               (char *)(uintptr_t)engines,
                               (char *)(uintptr_t)registers,
                               NULL};
    pid_t pid;
    int status = 1;
    double began = lfsr_now();
    if (posix_spawn(&pid, tool, NULL, NULL, arguments, environ) != 0 || waitpid(pid, &status, 0) < 0 ||
        status != 0) {
        fprintf(stderr, "bench_walk: %s failed\n", tool);
        exit(1);
    }
    return lfsr_now() - began;
}

static void time_processes(const char *tool, json_t *root)
{
    static const char *const cases[][3] = {
        {"2^10 states, auto", "auto", "x^10+x^3+1"},
        {"2^10 states, all engines", "all", "x^10+x^3+1"},
        {"2^15 states, auto", "auto", "x^15+x+1"},
        {"2^15 states, all engines", "all", "x^15+x+1"},
        {"every register of 2^14 states", "algebraic,sequential", "--all=14"}};
    json_t *rows = json_array();
    printf("%-34s %10s\n", "whole process", "ms");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double seconds[MAX_ROUNDS];
        for (unsigned r = 0; r < 21; r++)
            seconds[r] = process_seconds(tool, cases[i][1], cases[i][2]);
        printf("%-34s %10.2f\n", cases[i][0], 1e3 * median(seconds, 21));
        json_array_append_new(rows,
                              json_pack("{s:s,s:f}", "case", cases[i][0], "seconds", median(seconds, 21)));
    }
    json_object_set_new(root, "processes", rows);
}

/* Forking, sending, merging and reaping without the walk itself: the smallest possible walk, on four workers.
 */
static void time_overhead(json_t *root)
{
    static const family least = {"least", "2", "x^4+x+1", 0};
    double seconds[MAX_ROUNDS];
    lfsr_register reg;
    lfsr_factorization factorization;
    open_family(&least, &reg, &factorization);
    for (unsigned r = 0; r < 21; r++)
        seconds[r] = walk(0, &reg, &factorization, 4) - walk(0, &reg, &factorization, 0);
    printf("%-34s %10.2f\n", "four workers beyond the walk", 1e3 * median(seconds, 21));
    json_object_set_new(root, "four_workers_seconds", json_real(median(seconds, 21)));
    close_register(&reg, &factorization);
}

int main(int argc, char **argv)
{
    static timing times[MAX_ROUNDS][FAMILIES];
    unsigned rounds = argc > 2 ? (unsigned)atoi(argv[2]) : 3;
    const char *wanted = argc > 4 ? argv[4] : "";
    if (argc < 2 || rounds < 1 || rounds > MAX_ROUNDS) {
        fprintf(stderr, "usage: bench_walk TOOL [ROUNDS [JSON FILE [WORD]]]\n");
        return 1;
    }
    json_t *root = json_object(), *rows = json_array();
    time_overhead(root); /* first: a fork costs what this process has in memory */
    time_processes(argv[1], root);
    for (unsigned r = 0; r < rounds; r++)
        for (size_t i = 0; i < FAMILIES; i++)
            if (strstr(families[i].name, wanted) != NULL)
                time_family(i, &times[r][i]);
    printf("\n%-34s %-12s %8s %10s %10s %8s %6s %7s\n", "family", "kernel", "plain ns", "seq. ns",
           "2 work. ns", "ratio", "aim", "speedup");
    for (size_t i = 0; i < FAMILIES; i++)
        if (strstr(families[i].name, wanted) != NULL)
            report_family(i, times, rounds, rows);
    json_object_set_new(root, "rounds", json_integer((json_int_t)rounds));
    json_object_set_new(root, "walks", rows);
    if (argc > 3 && json_dump_file(root, argv[3], JSON_INDENT(1) | JSON_REAL_PRECISION(5)) != 0) {
        fprintf(stderr, "bench_walk: cannot write %s\n", argv[3]);
        return 1;
    }
    json_decref(root);
    return 0;
}
