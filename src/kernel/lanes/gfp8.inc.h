/* GF(p) and GF(p^k), p = 5, 7, 11, 13, in bytes. Coefficients are taken between -p/2 and p/2 and written in
 * binary: the sum of the terms with the highest bit, doubled, plus those with the next one, and so on, is all
 * additions and subtractions; the byte is reduced once at the end, or where it would overflow. AVX-512
 * reduces 0 .. 63 by one lookup in a register (vpermb); the others by min(x, x - 2^i p) for descending i. */
#define LANE_PLANES 1
#include "lanes/rows.inc.h"

#if LANE_BYTES == 64
#define BYTE_LIMIT 63
#else
#define BYTE_LIMIT 255
#endif

/* Reduce and double what there is, if so marked; add the bias, then plus words, and take away minus words. */
typedef struct byte_pass {
    unsigned reduce, twice; /* reduce: rounds of subtraction, 0 none */
    unsigned bias;          /* a multiple of p that keeps the difference from falling below zero */
    unsigned plus, minus;
    ptrdiff_t *offset;
} byte_pass;

typedef struct byte_form {
    unsigned count, reduce; /* passes; rounds of the last reduction */
    byte_pass *passes;
} byte_form;

typedef struct lane_program {
    lane_bytes residue;     /* of 0 .. 63 */
    lane_bytes multiple[6]; /* 2^i p in every byte */
    byte_form digits[8];    /* 5^8 < LFSR_LANE_FIELD_LIMIT */
    byte_pass *passes;
    ptrdiff_t *offset;
    uint32_t *source; /* the term behind each offset */
    size_t pass_count, offset_count;
    unsigned p, k;
    size_t stride;
} lane_program;

static void lane_program_close(lane_program *program)
{
    free(program->passes);
    free(program->offset);
    free(program->source);
}

/* How many rounds bring 0 .. most below p. */
static unsigned byte_rounds(unsigned most, unsigned p)
{
    unsigned rounds = 0;
    while ((p << rounds) <= most)
        rounds++;
    return rounds;
}

static int byte_coefficient(const lfsr_lane_term *term, unsigned p)
{
    return term->coefficient > p / 2 ? (int)term->coefficient - (int)p : (int)term->coefficient;
}

/* Begin a pass. most: the largest value so far, kept up to date. */
static byte_pass *byte_begin(lane_program *program, byte_form *form, bool reduce, bool twice, unsigned *most)
{
    byte_pass *pass = &program->passes[program->pass_count++];
    *pass = (byte_pass){.twice = twice, .offset = program->offset + program->offset_count};
    if (reduce) {
        pass->reduce = byte_rounds(*most, program->p);
        *most = program->p - 1;
    }
    if (twice)
        *most *= 2;
    form->count++;
    return pass;
}

/* The terms of one sign with one bit in their coefficients. Every term takes up at most p of the range. */
static void byte_terms(lane_program *program, const lfsr_lane_field *field, unsigned digit, unsigned bit,
                       bool minus, byte_pass **pass, unsigned *most)
{
    for (size_t t = field->first[digit]; t < field->first[digit + 1]; t++) {
        int c = byte_coefficient(&field->terms[t], program->p);
        if ((c < 0) != minus || !((unsigned)abs(c) >> bit & 1))
            continue;
        if (*most + program->p > BYTE_LIMIT)
            *pass = byte_begin(program, &program->digits[digit], true, false, most);
        program->source[program->offset_count++] = (uint32_t)t;
        (*pass)->plus += !minus;
        (*pass)->minus += minus;
        (*pass)->bias += minus ? program->p : 0;
        *most += minus ? program->p : program->p - 1;
    }
}

static void byte_form_set(lane_program *program, const lfsr_lane_field *field, unsigned digit)
{
    byte_form *form = &program->digits[digit];
    unsigned most = 0, top = 0;
    for (size_t t = field->first[digit]; t < field->first[digit + 1]; t++)
        while (abs(byte_coefficient(&field->terms[t], program->p)) >> top > 1)
            top++;
    form->passes = program->passes + program->pass_count;
    for (unsigned bit = top + 1; bit-- > 0;) {
        byte_pass *pass = byte_begin(program, form, bit < top && 2 * most > BYTE_LIMIT, bit < top, &most);
        byte_terms(program, field, digit, bit, false, &pass, &most);
        byte_terms(program, field, digit, bit, true, &pass, &most);
    }
    form->reduce = byte_rounds(most, program->p);
}

static lfsr_status lane_program_open(lane_program *program, const lfsr_lane_field *field, lfsr_error *error)
{
    const size_t terms = field->first[field->k];
    program->p = (unsigned)field->p;
    program->k = field->k;
    program->passes = malloc((3 * terms + 3 * field->k) * sizeof *program->passes);
    program->offset = malloc(3 * terms * sizeof *program->offset);
    program->source = malloc(3 * terms * sizeof *program->source);
    if (program->passes == NULL || program->offset == NULL || program->source == NULL)
        return lfsr_fail_memory(error);
    for (unsigned i = 0; i < LANE_BYTES; i++)
        program->residue[i] = (uint8_t)(i % program->p);
    for (unsigned i = 0; i < 6; i++)
        for (unsigned j = 0; j < LANE_BYTES; j++)
            program->multiple[i][j] = (uint8_t)(program->p << i);
    for (unsigned i = 0; i < field->k; i++)
        byte_form_set(program, field, i);
    return LFSR_OK;
}

static void lane_program_bind(lane_program *program, const lfsr_lane_field *field, unsigned groups)
{
    program->stride = lane_row_words(field, groups);
    for (size_t i = 0; i < program->offset_count; i++)
        program->offset[i] = lane_term_offset(&field->terms[program->source[i]], field, groups);
}

/* --- Rows --- */

LANE_INLINE lane_bytes byte_min(lane_bytes x, lane_bytes y)
{
#if LANE_BYTES == 32
    return (lane_bytes)_mm256_min_epu8((__m256i)x, (__m256i)y);
#elif LANE_BYTES == 16 && defined(__SSE2__)
    return (lane_bytes)_mm_min_epu8((__m128i)x, (__m128i)y);
#else
    lane_bytes less = (lane_bytes)(y < x);
    return (x & ~less) | (y & less);
#endif
}

LANE_INLINE void byte_reduce(const lane_program *p, lane_bytes *x, unsigned rounds, const unsigned groups)
{
#if LANE_BYTES == 64
    (void)rounds;
    for (unsigned g = 0; g < groups; g++)
        x[g] = (lane_bytes)_mm512_permutexvar_epi8((__m512i)x[g], (__m512i)p->residue);
#else
    while (rounds-- > 0)
        for (unsigned g = 0; g < groups; g++)
            x[g] = byte_min(x[g], x[g] - p->multiple[rounds]);
#endif
}

LANE_INLINE const lane_bytes *byte_at(const lane_word *row, ptrdiff_t offset)
{
    return (const lane_bytes *)lane_at(row, offset);
}

LANE_INLINE void byte_pass_run(const lane_program *p, const lane_word *row, const byte_pass *pass,
                               lane_bytes *x, const unsigned groups)
{
    const ptrdiff_t *offset = pass->offset;
    if (pass->reduce > 0)
        byte_reduce(p, x, pass->reduce, groups);
    if (pass->twice)
        for (unsigned g = 0; g < groups; g++)
            x[g] += x[g];
    if (pass->bias > 0)
        for (unsigned g = 0; g < groups; g++)
            x[g] += (uint8_t)pass->bias;
    for (unsigned t = pass->plus; t > 0; t--, offset++)
        for (unsigned g = 0; g < groups; g++)
            x[g] += byte_at(row, *offset)[g];
    for (unsigned t = pass->minus; t > 0; t--, offset++)
        for (unsigned g = 0; g < groups; g++)
            x[g] -= byte_at(row, *offset)[g];
}

LANE_INLINE void lane_rows(const lane_program *p, lane_word *row, unsigned count, lane_word *nonzero,
                           const unsigned groups, const unsigned shape)
{
    const size_t stride = p->stride;
    const unsigned k = p->k;
    (void)shape;
    for (; count > 0; count--, row += stride) {
        lane_word *to = row;
        for (unsigned i = 0; i < k; i++, to += groups) {
            const byte_form *form = &p->digits[i];
            lane_bytes x[LANE_MOST];
            for (unsigned g = 0; g < groups; g++)
                x[g] = (lane_bytes)(nonzero[g] ^ nonzero[g]);
            for (unsigned n = 0; n < form->count; n++)
                byte_pass_run(p, row, &form->passes[n], x, groups);
            byte_reduce(p, x, form->reduce, groups);
            for (unsigned g = 0; g < groups; g++) {
                to[g] = (lane_word)x[g];
                nonzero[g] |= (lane_word)x[g];
            }
        }
    }
}

#include "lanes/bytes.inc.h"
#include "lanes/driver.inc.h"

static LANE_NOINLINE bool lane_supports(const lfsr_stratum *stratum)
{
    return stratum->p >= 5 && stratum->p <= 13 && stratum->q <= LFSR_LANE_FIELD_LIMIT;
}

static double lane_row_ns(const lfsr_stratum *stratum)
{
    double bits = stratum->p <= 5 ? 1.5 : stratum->p <= 7 ? 2.0 : 2.5;
    return (LANE_BYTES == 64 ? 2.0 : 3.3) * stratum->k +
           (stratum->k > 1 ? 0.52 : 0.29) * bits * lfsr_lane_terms_estimate(stratum);
}

/* Loops of uneven lengths. */
#define LANE_STEP_NS(stratum, nearest, words_ns) ((void)(nearest), 20.0 * (stratum)->k - 10 + (words_ns))
#include "lanes/kernel.inc.h"

LANE_KERNEL(gfp8);
