/* Nanoseconds a state of the GF(2) lane kernels beside a plain walk with a visited bitmap, in one run,
 * medians. Usage: bench_gf2 [log2 of the states, 36] [log2 of the plain walk's, 30] [repeats, 5] */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "gf2_kernel.h"
#include "gf2_lanes.h"
#include "plain_walk.h"

static const lfsr_kernel *const kernels[] = {LFSR_GF2_KERNEL_LIST};

/* Seconds of this process: other programs on the machine do not count. */
static double processor_time(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* The plain walk in a register of 2^degree states. */
static double plain_walk(unsigned degree, uint64_t taps)
{
    uint64_t codes[64] = {0};
    lfsr_stratum stratum = {.p = 2, .k = 1, .q = 2, .degree = degree, .states = UINT64_C(1) << degree};
    stratum.poly = (lfsr_code_poly){degree, codes};
    for (unsigned i = 0; i < degree; i++)
        codes[i] = taps >> i & 1;
    codes[degree] = 1;
    return lfsr_plain_walk(&stratum, stratum.states, UINT64_C(1) << 26);
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, ascending);
    return values[count / 2];
}

/* One pass over the whole section in `chunks` chunks. */
static double pass(const lfsr_kernel *kernel, const lfsr_stratum *stratum, unsigned zeros, unsigned chunks)
{
    uint64_t size = UINT64_C(1) << (stratum->degree - 1 - zeros);
    uint64_t *next = malloc(size * sizeof *next), *length = malloc(size * sizeof *length);
    void *state;
    lfsr_error error;
    double start = processor_time(), total = 0;
    if (next == NULL || length == NULL || kernel->open(&state, stratum, &error) != LFSR_OK)
        exit(1);
    for (unsigned c = 0; c < chunks; c++) {
        uint64_t lo = size * c / chunks, hi = size * (c + 1) / chunks;
        if (kernel->first_return(state, (lfsr_section){.zeros = zeros}, lo, hi - lo, next + lo, length + lo,
                                 NULL, &error) != LFSR_OK)
            exit(1);
    }
    double seconds = processor_time() - start;
    for (uint64_t i = 0; i < size; i++)
        total += (double)length[i];
    kernel->close(state);
    free(next);
    free(length);
    return seconds / total * 1e9;
}

/* Every cycle of x^degree + 1 or of the all-one polynomial, by candidates, counted. */
static double pass_short(const lfsr_kernel *kernel, const lfsr_stratum *stratum)
{
    void *state;
    lfsr_error error;
    lfsr_partition found;
    double start = processor_time();
    lfsr_partition_init(&found);
    if (kernel->open(&state, stratum, &error) != LFSR_OK ||
        kernel->short_cycles(state, 0, stratum->states, &found, NULL, &error) != LFSR_OK)
        exit(1);
    double seconds = processor_time() - start;
    kernel->close(state);
    lfsr_partition_finish(&found);
    if (fmpz_get_ui(found.periodic) != stratum->states)
        exit(1);
    lfsr_partition_clear(&found);
    return seconds / (double)stratum->states * 1e9;
}

typedef struct family {
    const char *name;
    unsigned degree;
    uint64_t taps; /* bit i: coefficient of x^i; primitive, but for those of small order */
    bool small_order;
} family;

static const family families[] = {
    {"sparse 32", 32, 0xc5, false},
    {"dense 32", 32, 0x7ad161a9, false},
    {"sparse 36", 36, 0x183, false},
    {"near 36", 36, 0x830000001, false}, /* the reciprocal of the last one */
    {"dense 36", 36, 0xaa9e49d19, false},
    {"sparse 40", 40, 0x39, false},
    {"dense 40", 40, 0xadad2d335, false},
    {"x^32 + 1", 32, 1, true},
    {"all one 36", 36, 0xfffffffff, true},
};

int main(int argc, char **argv)
{
    const char *wanted = argc > 1 ? argv[1] : "36";
    unsigned plain = argc > 2 ? (unsigned)atoi(argv[2]) : 30;
    int repeats = argc > 3 ? atoi(argv[3]) : 5, zeros = argc > 4 ? atoi(argv[4]) : -1;
    unsigned chunks = argc > 5 ? (unsigned)atoi(argv[5]) : 1;
    double base = plain > 0 ? plain_walk(plain, UINT64_C(0x53)) : 0;
    printf("plain walk, 2^%u states: %.2f ns a state\n", plain, base);
    repeats = repeats < 64 ? repeats : 64;
    for (size_t f = 0; f < sizeof families / sizeof *families; f++) {
        const family *it = &families[f];
        if (strstr(it->name, wanted) == NULL)
            continue;
        unsigned degree = it->degree;
        uint64_t codes[64] = {0};
        lfsr_stratum stratum = {.p = 2, .k = 1, .q = 2, .degree = degree, .states = UINT64_C(1) << degree};
        stratum.poly = (lfsr_code_poly){degree, codes};
        for (unsigned i = 0; i < degree; i++)
            codes[i] = it->taps >> i & 1;
        codes[degree] = 1;
        lfsr_gf2_plan plan;
        double start = processor_time();
        if (lfsr_gf2_plan_make(&plan, degree, it->taps, ldexp(1, (int)degree), NULL, NULL) != LFSR_OK)
            return 1;
        printf("%-10s %u taps, depth %u, planned in %.1f ms\n", it->name, plan.taps, plan.depth,
               (processor_time() - start) * 1e3);
        for (unsigned k = 0; k < sizeof kernels / sizeof *kernels; k++) {
            double ns[64];
            if (!kernels[k]->supports(&stratum))
                continue;
            unsigned best = zeros >= 0 ? (unsigned)zeros : degree > 36 ? degree - 18 : 19;
            for (int r = 0; r < repeats; r++)
                ns[r] = it->small_order ? pass_short(kernels[k], &stratum)
                                        : pass(kernels[k], &stratum, best, chunks);
            double middle = median(ns, repeats);
            printf("  %-12s %.5f ns a state (least %.5f), %.0f times the plain walk\n", kernels[k]->name,
                   middle, ns[0], base / middle);
        }
    }
    return 0;
}
