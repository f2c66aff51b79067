/* GF(2^k) in bit planes: a symbol is k words, one bit a lane. Multiplication by a constant is a k by k matrix
 * over GF(2), so each plane of a new symbol is the XOR of some planes of old ones: for k <= 4 a handful of
 * loads for as many lanes as the word has bits. */
#define LANE_PLANES 1
#define LANE_BINARY /* a symbol's digits are the bits of its code */
#include "lanes/rows.inc.h"

/* A digit is the XOR of count words, offsets in bytes from the row's first word. */
typedef struct plane_form {
    size_t count;
    ptrdiff_t *offset;
} plane_form;

typedef struct lane_program {
    plane_form digits[20]; /* LFSR_LANE_FIELD_LIMIT */
    ptrdiff_t *offset;
    unsigned k;
    unsigned low; /* for more than 4 planes: lane_rows looks for zeros in the planes from this one on */
    size_t stride;
} lane_program;

/* Powers of 2, for more than 4 planes: a smaller field has little between one zero more and one less. */
static bool plane_bounded(const lfsr_stratum *stratum, uint64_t bound)
{
    return stratum->k > 4 && bound < stratum->q && (bound & (bound - 1)) == 0;
}
#define LANE_BOUNDED(stratum, bound) plane_bounded(stratum, bound)

static void lane_program_watch(lane_program *program, const lfsr_lane_field *field, lfsr_section section)
{
    const uint64_t bound = section.bound;
    (void)field;
    program->low = bound == 0 ? 0 : (unsigned)__builtin_ctzll(bound);
}

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
    for (unsigned i = 0; i < field->k; i++)
        program->digits[i] =
            (plane_form){field->first[i + 1] - field->first[i], program->offset + field->first[i]};
    return LFSR_OK;
}

static void lane_program_bind(lane_program *program, const lfsr_lane_field *field, unsigned groups)
{
    program->stride = lane_row_words(field, groups);
    for (size_t t = 0; t < field->first[field->k]; t++)
        program->offset[t] = lane_term_offset(&field->terms[t], field, groups);
}

/* Terms in pairs: with AVX-512 a three-input XOR is one instruction. */
LANE_INLINE void plane_sum(const lane_word *row, const plane_form *form, lane_word *x, const unsigned groups)
{
    const ptrdiff_t *offset = form->offset, *end = offset + form->count;
    const lane_word *at = lane_at(row, *offset++);
    for (unsigned g = 0; g < groups; g++)
        x[g] = at[g];
    for (; end - offset >= 2; offset += 2) {
        const lane_word *a = lane_at(row, offset[0]), *b = lane_at(row, offset[1]);
        for (unsigned g = 0; g < groups; g++)
#if LANE_BYTES == 64
            x[g] = (lane_word)_mm512_ternarylogic_epi64((__m512i)x[g], (__m512i)a[g], (__m512i)b[g], 0x96);
#else
            x[g] ^= a[g] ^ b[g];
#endif
    }
    if (offset < end) {
        at = lane_at(row, *offset);
        for (unsigned g = 0; g < groups; g++)
            x[g] ^= at[g];
    }
}

/* Shapes: k for the small fields; 0 any. */
#define LANE_SHAPES(X) X(0) X(2) X(3) X(4)

static unsigned lane_shape(const lane_program *program)
{
    return program->k <= 4 ? program->k : 0;
}

LANE_INLINE void lane_rows(const lane_program *p, lane_word *row, unsigned count, lane_word *nonzero,
                           const unsigned groups, const unsigned shape)
{
    const size_t stride = p->stride;
    const unsigned k = shape != 0 ? shape : p->k;
    lane_word x[LANE_MOST];
    for (; count > 0; count--, row += stride) {
        lane_word *to = row;
        for (unsigned i = 0; i < k; i++, to += groups) {
            plane_sum(row, &p->digits[i], x, groups);
            for (unsigned g = 0; g < groups; g++) {
                to[g] = x[g];
                if (shape != 0 || i >= p->low)
                    nonzero[g] |= x[g];
            }
        }
    }
}

LANE_INLINE lane_word lane_zero(lane_word x)
{
    return ~x;
}

LANE_INLINE unsigned lane_get(const lane_program *program, const lane_word *at, unsigned groups, size_t lane)
{
    (void)program, (void)groups;
    return (unsigned)(((const lane_u64 *)at)[lane / 64] >> lane % 64 & 1);
}

LANE_INLINE bool lane_get_zero(const lane_program *program, const lane_word *at, size_t lane)
{
    (void)program;
    return !(((const lane_u64 *)at)[lane / 64] >> lane % 64 & 1);
}

LANE_INLINE void lane_put(const lane_program *program, lane_word *at, unsigned groups, size_t lane,
                          unsigned digit)
{
    lane_u64 *to = (lane_u64 *)at + lane / 64;
    (void)program, (void)groups;
    *to = (*to & ~(UINT64_C(1) << lane % 64)) | (uint64_t)digit << lane % 64;
}

LANE_INLINE void lane_compare(lane_word first, lane_word later, lane_word *below, lane_word *equal)
{
    lane_compare_bits(first, later, below, equal);
}

#include "lanes/driver.inc.h"

static LANE_NOINLINE bool lane_supports(const lfsr_stratum *stratum)
{
    return stratum->p == 2 && stratum->k >= 2 && stratum->q <= LFSR_LANE_FIELD_LIMIT;
}

static double lane_row_ns(const lfsr_stratum *stratum)
{
    return 0.65 * stratum->k + (LANE_BYTES == 64 ? 0.37 : 0.33) * lfsr_lane_terms_estimate(stratum);
}

#include "lanes/kernel.inc.h"

LANE_KERNEL(gf2k);
