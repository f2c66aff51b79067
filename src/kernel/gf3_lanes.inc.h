/* GF(3) and GF(3^k) in bit planes: a digit is two bits, n (is it nonzero?) and s (is it 2?), each in a word of its
 * own, one bit a lane. In this encoding one addition is three three-input gates (AVX-512; found by a search over all
 * circuits) or six two-input ones, a subtraction the same, and n alone says whether a symbol is zero. */
#include "lane_vector.inc.h"
#include "lane_field.h"

#define LANE_BITS   1
#define LANE_PLANES 2

typedef struct lane_program {
    size_t *first, *minus; /* terms of digit i: first[i] .. minus[i] - 1 are added, minus[i] .. first[i + 1] - 1 taken away */
    ptrdiff_t *offset;     /* of a term's n from the row's first word; s is one group further */
    unsigned k;
    size_t stride;
} lane_program;

static void lane_program_close(lane_program *program)
{
    free(program->first);
    free(program->minus);
    free(program->offset);
}

static lfsr_status lane_program_open(lane_program *program, const lfsr_lane_field *field, lfsr_error *error)
{
    const size_t k = field->k, terms = field->first[k];
    program->k = field->k;
    program->first = malloc((k + 1) * sizeof *program->first);
    program->minus = malloc(k * sizeof *program->minus);
    program->offset = malloc((terms + 1) * sizeof *program->offset);
    if (program->first == NULL || program->minus == NULL || program->offset == NULL)
        return lfsr_fail_memory(error);
    memcpy(program->first, field->first, (k + 1) * sizeof *program->first);
    for (size_t i = 0; i < k; i++)
        for (program->minus[i] = field->first[i];
             program->minus[i] < field->first[i + 1] && field->terms[program->minus[i]].coefficient == 1;)
            program->minus[i]++;
    return LFSR_OK;
}

static void lane_program_bind(lane_program *program, const lfsr_lane_field *field, unsigned groups)
{
    program->stride = (size_t)field->k * LANE_PLANES * groups;
    for (size_t t = 0; t < field->first[field->k]; t++)
        program->offset[t] = (ptrdiff_t)(field->terms[t].digit * LANE_PLANES * groups) -
                             (ptrdiff_t)(field->terms[t].back * program->stride);
}

LANE_INLINE void trit_add(lane_word *n, lane_word *s, lane_word yn, lane_word ys)
{
#if LANE_BYTES == 64
    __m512i xn = (__m512i)*n, xs = (__m512i)*s, t = _mm512_ternarylogic_epi64(xn, xs, (__m512i)ys, 0x96);
    *n = (lane_word)_mm512_ternarylogic_epi64(xn, (__m512i)yn, t, 0xbc);
    *s = (lane_word)_mm512_ternarylogic_epi64(xs, (__m512i)yn, t, 0x18);
#else
    lane_word a = *n ^ ys, b = *s ^ yn;
    *n = (a ^ *s) | (b ^ ys);
    *s = a & b;
#endif
}

LANE_INLINE void trit_subtract(lane_word *n, lane_word *s, lane_word yn, lane_word ys)
{
#if LANE_BYTES == 64
    __m512i xn = (__m512i)*n, xs = (__m512i)*s, t = _mm512_ternarylogic_epi64(xn, xs, (__m512i)ys, 0x96);
    *n = (lane_word)_mm512_ternarylogic_epi64(xn, (__m512i)yn, t, 0x7c);
    *s = (lane_word)_mm512_ternarylogic_epi64(xs, (__m512i)yn, t, 0x14);
#else
    lane_word a = *n ^ yn, b = *s ^ yn;
    *n = a | (*s ^ ys);
    *s = (a ^ ys) & b;
#endif
}

/* One digit: the sum of its terms into n and s. */
LANE_INLINE void trit_sum(const lane_program *p, const lane_word *row, unsigned digit, lane_word *n, lane_word *s,
                          const unsigned groups)
{
    size_t t = p->first[digit];
    const size_t plus = p->minus[digit], end = p->first[digit + 1];
    const lane_word *at = row + p->offset[t];
    for (unsigned g = 0; g < groups; g++) {
        n[g] = at[g];
        s[g] = at[groups + g];
    }
    if (t >= plus)
        for (unsigned g = 0; g < groups; g++)
            s[g] ^= n[g];
    for (t++; t < plus; t++) {
        at = row + p->offset[t];
        for (unsigned g = 0; g < groups; g++)
            trit_add(&n[g], &s[g], at[g], at[groups + g]);
    }
    for (; t < end; t++) {
        at = row + p->offset[t];
        for (unsigned g = 0; g < groups; g++)
            trit_subtract(&n[g], &s[g], at[g], at[groups + g]);
    }
}

LANE_INLINE void lane_rows(const lane_program *p, lane_word *row, unsigned count, lane_word *nonzero,
                           const unsigned groups)
{
    for (; count > 0; count--, row += p->stride)
        for (unsigned i = 0; i < p->k; i++) {
            lane_word n[LANE_MOST], s[LANE_MOST], *to = row + 2 * i * groups;
            trit_sum(p, row, i, n, s, groups);
            for (unsigned g = 0; g < groups; g++) {
                to[g] = n[g];
                to[groups + g] = s[g];
                nonzero[g] |= n[g];
            }
        }
}

LANE_INLINE lane_word lane_zero(lane_word x)
{
    return ~x;
}

static unsigned lane_get(const lane_word *at, unsigned groups, size_t lane)
{
    const lane_u64 *n = (const lane_u64 *)at + lane / 64, *s = (const lane_u64 *)(at + groups) + lane / 64;
    return (unsigned)((*n >> lane % 64 & 1) + (*s >> lane % 64 & 1));
}

static void lane_put(lane_word *at, unsigned groups, size_t lane, unsigned digit)
{
    lane_u64 *n = (lane_u64 *)at + lane / 64, *s = (lane_u64 *)(at + groups) + lane / 64;
    const uint64_t mask = ~(UINT64_C(1) << lane % 64);
    *n = (*n & mask) | (uint64_t)(digit != 0) << lane % 64;
    *s = (*s & mask) | (uint64_t)(digit == 2) << lane % 64;
}

#include "lane_driver.inc.h"

static bool lane_supports(const lfsr_stratum *stratum)
{
    return stratum->p == 3 && stratum->q <= 65536 && lane_processor();
}

/* Nanoseconds a row, for each word of it: measured at 2 to 8 terms (tests/bench/bench_fields.c). */
static double lane_row_ns(const lfsr_stratum *stratum)
{
    double terms = lfsr_lane_terms_estimate(stratum), word = LANE_BYTES == 64 ? 0.35 : LANE_BYTES == 32 ? 0.6 : 0.8;
    return 0.5 * stratum->k + word * terms;
}

#define LANE_KERNEL(object, text)                                                                                \
    const lfsr_kernel object = {.name = text,                                                                    \
                                .supports = lane_supports,                                                       \
                                .cost = lane_cost,                                                               \
                                .open = lane_open,                                                               \
                                .close = lane_close,                                                             \
                                .first_return = lane_first_return}
