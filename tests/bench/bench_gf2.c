/* Nanoseconds a state of the GF(2) lane kernels beside a plain walk with a visited bitmap, in one run,
 * medians. Usage: bench_gf2 [log2 of the states, 36] [log2 of the plain walk's, 30] [repeats, 5] */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "gf2_kernel.h"
#include "gf2_lanes.h"

static const lfsr_kernel *const kernels[] = {&lfsr_kernel_gf2_avx512, &lfsr_kernel_gf2_avx2,
                                             &lfsr_kernel_gf2_base};

/* Seconds of this process: other programs on the machine do not count. */
static double processor_time(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* The walk a competent user would write: state in a word, one bit a state, every unvisited state walked
 * round. */
static double plain_walk(unsigned degree, uint64_t taps)
{
    uint64_t states = UINT64_C(1) << degree, cycles = 0;
    uint64_t *seen = calloc(states / 64, sizeof *seen);
    if (seen == NULL)
        return -1;
    double start = processor_time();
    for (uint64_t first = 0; first < states; first++) {
        if (seen[first / 64] >> (first % 64) & 1)
            continue;
        uint64_t state = first;
        do {
            seen[state / 64] |= UINT64_C(1) << (state % 64);
            state = state >> 1 | (uint64_t)__builtin_parityll(state & taps) << (degree - 1);
        } while (state != first);
        cycles++;
    }
    double ns = (processor_time() - start) / (double)states * 1e9;
    free(seen);
    return cycles > 0 ? ns : -1;
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
    uint64_t *next = malloc(2 * size * sizeof *next), *length = next + size;
    void *state;
    lfsr_error error;
    double start = processor_time(), total = 0;
    if (next == NULL || kernel->open(&state, stratum, &error) != LFSR_OK)
        exit(1);
    for (unsigned c = 0; c < chunks; c++) {
        uint64_t lo = size * c / chunks, hi = size * (c + 1) / chunks;
        if (kernel->first_return(state, zeros, lo, hi - lo, next + lo, length + lo, NULL, &error) != LFSR_OK)
            exit(1);
    }
    double seconds = processor_time() - start;
    for (uint64_t i = 0; i < size; i++)
        total += (double)length[i];
    kernel->close(state);
    free(next);
    return seconds / total * 1e9;
}

typedef struct family {
    const char *name;
    uint64_t taps;
} family;

/* Any polynomial costs the same; these are primitive for degree 36 only by accident of the table. */
static void families(family out[4], unsigned degree)
{
    uint64_t mask = (UINT64_C(1) << degree) - 1;
    out[0] = (family){"far taps", 1 | UINT64_C(0x70)};
    out[1] = (family){"near taps", 1 | UINT64_C(7) << (degree - 3)};
    out[2] = (family){"dense", 1 | (UINT64_C(0x9e3779b97f4a7c15) & mask)};
    out[3] = (family){"denser", 1 | (UINT64_C(0xdb6fb7eefdb6d7b5) & mask)};
}

int main(int argc, char **argv)
{
    unsigned degree = argc > 1 ? (unsigned)atoi(argv[1]) : 36,
             plain = argc > 2 ? (unsigned)atoi(argv[2]) : 30;
    int repeats = argc > 3 ? atoi(argv[3]) : 5;
    unsigned zeros = argc > 4 ? (unsigned)atoi(argv[4]) : 19, chunks = argc > 5 ? (unsigned)atoi(argv[5]) : 1;
    uint64_t codes[64] = {0};
    lfsr_stratum stratum = {.p = 2, .k = 1, .q = 2, .degree = degree, .states = UINT64_C(1) << degree};
    stratum.poly = (lfsr_code_poly){degree, codes};
    double base = plain > 0 ? plain_walk(plain, UINT64_C(0x53)) : 0;
    printf("plain walk, 2^%u states: %.2f ns a state\n", plain, base);
    family list[4];
    families(list, degree);
    for (unsigned f = 0; f < 4; f++) {
        for (unsigned i = 0; i < degree; i++)
            codes[i] = list[f].taps >> i & 1;
        codes[degree] = 1;
        lfsr_gf2_plan plan;
        double start = processor_time();
        lfsr_gf2_plan_make(&plan, degree, list[f].taps);
        printf("%-10s %u taps, depth %u, planned in %.1f ms\n", list[f].name, plan.taps, plan.depth,
               (processor_time() - start) * 1e3);
        for (unsigned k = 0; k < sizeof kernels / sizeof *kernels; k++) {
            double ns[64];
            if (!kernels[k]->supports(&stratum))
                continue;
            for (int r = 0; r < repeats && r < 64; r++)
                ns[r] = pass(kernels[k], &stratum, zeros, chunks);
            double middle = median(ns, repeats < 64 ? repeats : 64);
            printf("  %-12s %.5f ns a state (least %.5f), %.0f times the plain walk\n", kernels[k]->name,
                   middle, ns[0], base / middle);
        }
    }
    return 0;
}
