/* The plain walk: the next unvisited state of a bitmap, then its cycle. GF(2): the state in a word, the new
 * bit a parity. Other fields: one symbol at a time in a ring, products from a table, sums from a table where
 * q is small, the state's code kept up to date for the bitmap. */
#include "plain_walk.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Processor time of this process: other programs on the machine do not count. */
static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* A bitmap whose pages are there. */
static uint64_t *bitmap(uint64_t states)
{
    size_t bytes = (size_t)(states / 512 + 1) * 64;
    uint64_t *bits = aligned_alloc(64, bytes);
    if (bits != NULL)
        memset(bits, 0, bytes);
    return bits;
}

/* --- GF(2) --- */

static double walk_bits(const lfsr_stratum *s, unsigned degree, uint64_t steps)
{
    uint64_t states = UINT64_C(1) << degree, taps = 1, walked = 0, *visited = bitmap(states);
    for (unsigned j = 1; j < s->degree; j++)
        taps |= (s->poly.codes[j] & 1) << (j < degree ? j : j % degree);
    if (visited == NULL)
        return -1;
    double start = now();
    for (uint64_t first = 0; first < states && walked < steps; first++) {
        if (visited[first / 64] >> (first % 64) & 1)
            continue;
        uint64_t state = first;
        do {
            visited[state / 64] |= UINT64_C(1) << (state % 64);
            state = state >> 1 | (uint64_t)__builtin_parityll(state & taps) << (degree - 1);
            walked++;
        } while (state != first && walked < steps);
    }
    double ns = (now() - start) / (double)walked;
    free(visited);
    return ns;
}

/* --- Any field --- */

static uint64_t digitwise(const lfsr_stratum *s, uint64_t x, uint64_t y, uint64_t factor)
{
    uint64_t sum = 0, weight = 1;
    for (unsigned i = 0; i < s->k; i++, x /= s->p, y /= s->p, weight *= s->p)
        sum += (x % s->p + factor * (y % s->p)) % s->p * weight;
    return sum;
}

static uint64_t multiply(const lfsr_stratum *s, uint64_t x, uint64_t y)
{
    uint64_t sum = 0;
    if (s->k == 1)
        return x * y % s->p;
    for (unsigned i = 0; i < s->k; i++, x /= s->p) {
        sum = digitwise(s, sum, y, x % s->p);
        uint64_t over = y / (s->q / s->p), weight = 1;
        y = y % (s->q / s->p) * s->p;
        for (unsigned d = 0; d < s->k; d++, weight *= s->p)
            y = digitwise(s, y, s->modulus[d] * weight, (s->p - over) % s->p);
    }
    return sum;
}

typedef struct plain {
    const lfsr_stratum *s;
    unsigned degree, taps;
    unsigned at[64];
    uint64_t *product[64]; /* of a tap, by the code of the symbol */
    uint16_t *sums;        /* of two codes, or NULL: digit by digit */
    uint64_t states, *visited;
} plain;

static bool plain_open(plain *w)
{
    const lfsr_stratum *s = w->s;
    for (unsigned j = 0; j < s->degree; j++) {
        if (s->poly.codes[j] == 0)
            continue;
        uint64_t *product = w->product[w->taps] = malloc(s->q * sizeof *product);
        w->at[w->taps++] = j % w->degree;
        for (uint64_t x = 0; product != NULL && x < s->q; x++)
            product[x] = digitwise(s, 0, multiply(s, s->poly.codes[j], x), s->p - 1);
        if (product == NULL)
            return false;
    }
    if (s->k > 1 && s->p > 2 && s->q <= 256) {
        w->sums = malloc(s->q * s->q * sizeof *w->sums);
        for (uint64_t x = 0; w->sums != NULL && x < s->q * s->q; x++)
            w->sums[x] = (uint16_t)digitwise(s, x / s->q, x % s->q, 1);
    }
    w->visited = bitmap(w->states);
    return w->visited != NULL;
}

static void plain_close(plain *w)
{
    for (unsigned t = 0; t < w->taps; t++)
        free(w->product[t]);
    free(w->sums);
    free(w->visited);
}

/* The sum of the taps' products. */
static inline uint64_t feedback(const plain *w, const uint64_t *ring, unsigned base)
{
    const lfsr_stratum *s = w->s;
    uint64_t sum = 0;
    for (unsigned t = 0; t < w->taps; t++) {
        unsigned i = base + w->at[t];
        uint64_t x = w->product[t][ring[i >= w->degree ? i - w->degree : i]];
        sum = s->p == 2         ? sum ^ x
              : s->k == 1       ? sum + x
              : w->sums != NULL ? w->sums[sum * s->q + x]
                                : digitwise(s, sum, x, 1);
    }
    return s->k == 1 ? sum % s->p : sum;
}

static double walk_symbols(plain *w, uint64_t steps)
{
    const lfsr_stratum *s = w->s;
    uint64_t top = w->states / s->q, walked = 0;
    double start = now();
    for (uint64_t seed = 1; walked < steps && seed < w->states; seed++) {
        uint64_t ring[64], code = seed, rest = seed;
        for (unsigned i = w->degree; i-- > 0; rest /= s->q)
            ring[i] = rest % s->q;
        for (unsigned base = 0; !(w->visited[code / 64] >> code % 64 & 1) && walked < steps; walked++) {
            w->visited[code / 64] |= UINT64_C(1) << code % 64;
            uint64_t sum = feedback(w, ring, base), first = ring[base];
            ring[base] = sum;
            base = base + 1 == w->degree ? 0 : base + 1;
            code = (code - first * top) * s->q + sum;
        }
    }
    return (now() - start) / (double)walked;
}

double lfsr_plain_walk(const lfsr_stratum *stratum, uint64_t states, uint64_t steps)
{
    plain w = {.s = stratum, .degree = 1, .states = stratum->q};
    while (w.states <= states / stratum->q && w.degree < 63) {
        w.states *= stratum->q;
        w.degree++;
    }
    if (stratum->q == 2)
        return walk_bits(stratum, w.degree, steps);
    double ns = plain_open(&w) ? walk_symbols(&w, steps) : -1;
    plain_close(&w);
    return ns;
}
