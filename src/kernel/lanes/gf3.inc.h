/* GF(3) and GF(3^k) in bit planes: a digit is two bits, n (is it nonzero?) and s (is it 2?), each in a word
 * of its own, one bit a lane. In this encoding one addition is three three-input gates (AVX-512; found by a
 * search over all circuits) or six two-input ones, a subtraction the same, and n alone says whether a symbol
 * is zero. */
#define LANE_PLANES 2
#include "lanes/rows.inc.h"

/* A digit is the sum of plus terms less minus terms. */
typedef struct trit_form {
    unsigned plus, minus;
    ptrdiff_t *offset; /* of each term's n from the row's first word, in bytes; s is one group further */
} trit_form;

typedef struct lane_program {
    trit_form digits[12]; /* 3^12 < LFSR_LANE_FIELD_LIMIT */
    ptrdiff_t *offset;
    unsigned k;
    size_t stride;
} lane_program;

static void lane_program_close(lane_program *program)
{
    free(program->offset);
}

static lfsr_status lane_program_open(lane_program *program, const lfsr_lane_field *field, lfsr_error *error)
{
    program->k = field->k;
    program->offset = malloc(field->first[field->k] * sizeof *program->offset);
    if (program->offset == NULL)
        return lfsr_fail_memory(error);
    for (unsigned i = 0; i < field->k; i++) {
        trit_form *digit = &program->digits[i];
        digit->offset = program->offset + field->first[i];
        for (size_t t = field->first[i]; t < field->first[i + 1]; t++)
            ++*(field->terms[t].coefficient == 1 ? &digit->plus : &digit->minus);
    }
    return LFSR_OK;
}

static void lane_program_bind(lane_program *program, const lfsr_lane_field *field, unsigned groups)
{
    program->stride = lane_row_words(field, groups);
    for (size_t t = 0; t < field->first[field->k]; t++)
        program->offset[t] = lane_term_offset(&field->terms[t], field, groups);
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

/* One digit: the sum of plus terms less the next minus terms into n and s. */
LANE_INLINE void trit_sum(const lane_word *row, const ptrdiff_t *offset, const unsigned plus,
                          const unsigned minus, lane_word *n, lane_word *s, const unsigned groups)
{
    const lane_word *at = lane_at(row, offset[0]);
    for (unsigned g = 0; g < groups; g++) {
        n[g] = at[g];
        s[g] = at[groups + g];
        LANE_KEEP(n[g]);
        LANE_KEEP(s[g]);
    }
    if (plus == 0)
        for (unsigned g = 0; g < groups; g++)
            s[g] ^= n[g];
    for (unsigned t = 1; t < plus; t++) {
        at = lane_at(row, offset[t]);
        for (unsigned g = 0; g < groups; g++) {
            lane_word yn = at[g];
            LANE_KEEP(yn);
            trit_add(&n[g], &s[g], yn, at[groups + g]);
        }
    }
    for (unsigned t = plus == 0 ? 1 : plus; t < plus + minus; t++) {
        at = lane_at(row, offset[t]);
        for (unsigned g = 0; g < groups; g++) {
            lane_word yn = at[g];
            LANE_KEEP(yn);
            trit_subtract(&n[g], &s[g], yn, at[groups + g]);
        }
    }
}

LANE_INLINE void trit_store(lane_word *to, const lane_word *n, const lane_word *s, lane_word *nonzero,
                            const unsigned groups)
{
    for (unsigned g = 0; g < groups; g++) {
        to[g] = n[g];
        to[groups + g] = s[g];
        nonzero[g] |= n[g];
    }
}

/* Shapes: 10 * plus + minus of one digit with few terms; 0 any. */
#define LANE_SHAPES(X) X(0) X(20) X(11) X(2) X(30) X(21) X(12) X(3) X(40) X(31) X(22) X(13) X(4)

static unsigned lane_shape(const lane_program *p)
{
    const unsigned terms = p->digits[0].plus + p->digits[0].minus;
    return p->k == 1 && terms >= 2 && terms <= 4 ? 10 * p->digits[0].plus + p->digits[0].minus : 0;
}

LANE_INLINE void lane_rows(const lane_program *p, lane_word *row, unsigned count, lane_word *nonzero,
                           const unsigned groups, const unsigned shape)
{
    const size_t stride = p->stride;
    lane_word n[LANE_MOST], s[LANE_MOST];
    if (shape != 0) {
        ptrdiff_t offset[4];
        for (unsigned t = 0; t < shape / 10 + shape % 10; t++)
            offset[t] = p->offset[t];
        for (; count > 0; count--, row += stride) {
            trit_sum(row, offset, shape / 10, shape % 10, n, s, groups);
            trit_store(row, n, s, nonzero, groups);
        }
        return;
    }
    const unsigned k = p->k;
    for (; count > 0; count--, row += stride) {
        lane_word *to = row;
        for (unsigned i = 0; i < k; i++, to += 2 * groups) {
            trit_sum(row, p->digits[i].offset, p->digits[i].plus, p->digits[i].minus, n, s, groups);
            trit_store(to, n, s, nonzero, groups);
        }
    }
}

LANE_INLINE lane_word lane_zero(lane_word x)
{
    return ~x;
}

LANE_INLINE unsigned lane_get(const lane_program *program, const lane_word *at, unsigned groups, size_t lane)
{
    (void)program;
    const lane_u64 *n = (const lane_u64 *)at + lane / 64, *s = (const lane_u64 *)(at + groups) + lane / 64;
    return (unsigned)((*n >> lane % 64 & 1) + (*s >> lane % 64 & 1));
}

LANE_INLINE bool lane_get_zero(const lane_program *program, const lane_word *at, size_t lane)
{
    (void)program;
    return !(((const lane_u64 *)at)[lane / 64] >> lane % 64 & 1);
}

LANE_INLINE void lane_put(const lane_program *program, lane_word *at, unsigned groups, size_t lane,
                          unsigned digit)
{
    (void)program;
    lane_u64 *n = (lane_u64 *)at + lane / 64, *s = (lane_u64 *)(at + groups) + lane / 64;
    const uint64_t mask = ~(UINT64_C(1) << lane % 64);
    *n = (*n & mask) | (uint64_t)(digit != 0) << lane % 64;
    *s = (*s & mask) | (uint64_t)(digit == 2) << lane % 64;
}

LANE_INLINE void lane_compare(lane_word first, lane_word later, lane_word *below, lane_word *equal)
{
    lane_compare_bits(first, later, below, equal);
}

#include "lanes/driver.inc.h"

static LANE_NOINLINE bool lane_supports(const lfsr_stratum *stratum)
{
    return stratum->p == 3 && stratum->q <= LFSR_LANE_FIELD_LIMIT;
}

static double lane_row_ns(const lfsr_stratum *stratum)
{
    double terms = lfsr_lane_terms_estimate(stratum);
    /* Several digits share what they load. */
    double term = LANE_BYTES == 64 ? 0.8 : LANE_BYTES == 32 ? 1.25 : 0.9;
    return 1.6 * stratum->k + (stratum->k > 1 ? 0.75 : 1) * term * terms;
}

#include "lanes/kernel.inc.h"

LANE_KERNEL(gf3);
