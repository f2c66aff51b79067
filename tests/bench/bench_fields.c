/* Lane kernels beside a plain walk, one field after the other: nanoseconds a state, medians, in one run.
 *
 *     bench_fields [KERNEL|all [FIELD ORDER|0 [WORD]]]
 *
 * WORD, part of a case's name, runs those cases only, without the plain walk.
 *
 * The plain walk is what a competent user writes in an afternoon: the next unvisited state of a bitmap, then
 * its cycle, one symbol at a time in a ring, products from a table (log tables in large fields), the state's
 * code kept up to date for the bitmap. It is timed on its first 2^25 states of a bitmap of about 2^30. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "kernel.h"
#include "lane_kernels.h"
#include "plain_walk.h"

static const lfsr_kernel *const kernels[] = {LFSR_LANE_KERNEL_LIST};

typedef struct bench_case {
    const char *name;
    uint64_t p;
    unsigned k;
    uint64_t modulus[17];
    unsigned degree, zeros;
    uint64_t coefficients[32]; /* of 1, x, ...; the leading 1 left out */
} bench_case;

static const bench_case cases[] = {
    {"GF(3) 3^22, 2 taps", 3, 1, {0}, 22, 11, {[0] = 2, [5] = 1}},
    {"GF(3) 3^22, 3 taps", 3, 1, {0}, 22, 11, {[0] = 2, [1] = 1, [15] = 1}},
    {"GF(3) 3^22, 3 taps, gap 1", 3, 1, {0}, 22, 11, {[0] = 2, [7] = 2, [21] = 2}},
    {"GF(3) 3^25, 3 taps", 3, 1, {0}, 25, 13, {[0] = 1, [1] = 1, [6] = 2}},
    {"GF(3) 3^22, 17 taps", 3, 1, {0}, 22, 11, {2, 2, 2, 1, 0, 0, 0, 1, 0, 2, 2,
                                                1, 2, 1, 0, 0, 1, 1, 2, 1, 2, 2}},
    {"GF(5) 5^15, 3 taps", 5, 1, {0}, 15, 7, {2, 4, 2}},
    {"GF(5) 5^15, 13 taps", 5, 1, {0}, 15, 7, {3, 4, 3, 2, 4, 4, 2, 4, 0, 1, 4, 3, 0, 4, 3}},
    {"GF(7) 7^12, 3 taps", 7, 1, {0}, 12, 5, {3, 1, 5}},
    {"GF(7) 7^12, 11 taps", 7, 1, {0}, 12, 5, {3, 1, 4, 2, 1, 1, 0, 5, 5, 2, 2, 0}},
    {"GF(13) 13^9, 3 taps", 13, 1, {0}, 9, 4, {2, 4, 5}},
    {"GF(31) 31^7, 7 taps", 31, 1, {0}, 7, 3, {20, 8, 16, 18, 11, 12, 13}},
    {"GF(251) 251^4, 2 taps", 251, 1, {0}, 4, 2, {6, 6}},
    {"GF(251) 251^4, 4 taps", 251, 1, {0}, 4, 2, {62, 145, 78, 242}},
    {"GF(65537) 65537^2", 65537, 1, {0}, 2, 1, {3, 1}},
    {"GF(4) 4^17, 3 taps", 2, 2, {1, 1, 1}, 17, 8, {[0] = 2, [3] = 1, [7] = 3}},
    {"GF(4) 4^17, 17 taps", 2, 2, {1, 1, 1}, 17, 8, {2, 1, 3, 3, 2, 1, 2, 2, 3, 1, 1, 2, 3, 1, 2, 3, 1}},
    {"GF(16) 16^8, 4 taps", 2, 4, {1, 1, 0, 0, 1}, 8, 4, {[0] = 2, [1] = 7, [4] = 11, [6] = 1}},
    {"GF(256) 256^4, 4 taps", 2, 8, {1, 1, 0, 1, 1, 0, 0, 0, 1}, 4, 2, {2, 177, 91, 13}},
    {"GF(65536) 65536^2", 2, 16, {1, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 2, 1, {2, 54321}},
    {"GF(9) 9^11, 3 taps", 3, 2, {1, 0, 1}, 11, 5, {[0] = 4, [2] = 1, [5] = 7}},
    {"GF(9) 9^11, 11 taps", 3, 2, {1, 0, 1}, 11, 5, {4, 2, 6, 8, 1, 3, 5, 7, 4, 2, 8}},
    {"GF(27) 27^7, 4 taps", 3, 3, {1, 2, 0, 1}, 7, 3, {[0] = 4, [1] = 22, [2] = 1, [5] = 17}},
    {"GF(25) 25^7, 4 taps", 5, 2, {2, 0, 1}, 7, 3, {[0] = 4, [1] = 22, [2] = 1, [5] = 17}},
    {"GF(49) 49^6, 4 taps", 7, 2, {1, 0, 1}, 6, 2, {[0] = 4, [1] = 22, [2] = 1, [5] = 17}},
    {"GF(243) 243^4, 4 taps", 3, 5, {1, 2, 0, 0, 0, 1}, 4, 2, {4, 122, 221, 17}},
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* --- Kernels --- */

static int by_value(const void *a, const void *b)
{
    return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b);
}

static double median(double *values, unsigned n)
{
    qsort(values, n, sizeof *values, by_value);
    return values[n / 2];
}

/* ns a state over `count` walks from section index lo on. */
static double kernel_walk(const lfsr_kernel *kernel, const lfsr_stratum *s, unsigned zeros, uint64_t lo,
                          uint64_t count)
{
    void *state = NULL;
    uint64_t *next = malloc(count * 16), *length = next + count;
    double states = 0, start;
    if (kernel->open(&state, s, NULL) != LFSR_OK)
        return NAN;
    start = now();
    if (kernel->first_return(state, (lfsr_section){.zeros = zeros}, lo, count, next, length, NULL, NULL) !=
        LFSR_OK)
        return NAN;
    double ns = now() - start;
    for (uint64_t i = 0; i < count; i++)
        states += (double)length[i];
    kernel->close(state);
    free(next);
    return ns / states;
}

static void bench(const bench_case *c, const char *only, bool with_plain)
{
    uint64_t codes[33];
    lfsr_stratum s = {
        .p = c->p, .k = c->k, .q = 1, .degree = c->degree, .states = 1, .poly = {c->degree, codes}};
    double plain[3];
    memcpy(codes, c->coefficients, c->degree * sizeof *codes);
    codes[c->degree] = 1;
    for (unsigned i = 0; i < c->k; i++)
        s.q *= c->p;
    for (unsigned i = 0; i < c->degree; i++)
        s.states *= s.q;
    s.modulus = c->k > 1 ? (uint64_t *)(uintptr_t)c->modulus : NULL;
    for (unsigned i = 0; i < 3; i++)
        plain[i] = with_plain ? lfsr_plain_walk(&s, UINT64_C(1) << 30, UINT64_C(1) << 25) : NAN;
    double base = median(plain, 3);
    printf("%-27s plain %7.2f ns\n", c->name, base);
    for (size_t n = 0; n < sizeof kernels / sizeof kernels[0]; n++) {
        if ((only != NULL && strcmp(only, kernels[n]->name) != 0) || !kernels[n]->supports(&s))
            continue;
        /* The whole section, or about as many walks as take 0.3 s by the kernel's own estimate. */
        double cost = kernels[n]->cost(&s, (lfsr_section){.zeros = c->zeros},
                                       (double)lfsr_section_size(&s, (lfsr_section){.zeros = c->zeros})),
               mean = pow((double)s.q, c->zeros + 1.0) / ((double)s.q - 1.0);
        double size = (double)s.states / mean, walks = 3e8 / cost / mean, ns[3];
        walks = walks > size ? size : walks;
        for (unsigned i = 0; i < 3; i++)
            ns[i] = kernel_walk(kernels[n], &s, c->zeros, (uint64_t)((size - walks) / 2), (uint64_t)walks);
        double result = median(ns, 3);
        printf("    %-14s L = %2u %9.0f of %9.0f walks %9.5f ns %8.0f times plain (estimate %.5f)\n",
               kernels[n]->name, c->zeros, walks, size, result, base / result, cost);
        fflush(stdout);
    }
}

int main(int argc, char **argv)
{
    uint64_t order = argc > 2 ? strtoull(argv[2], NULL, 0) : 0;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint64_t q = 1;
        for (unsigned d = 0; d < cases[i].k; d++)
            q *= cases[i].p;
        if ((order == 0 || q == order) && (argc < 4 || strstr(cases[i].name, argv[3]) != NULL))
            bench(&cases[i], argc > 1 && strcmp(argv[1], "all") != 0 ? argv[1] : NULL, argc < 4);
    }
    return 0;
}
