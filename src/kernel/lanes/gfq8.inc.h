/* GF(q), q up to 128, in bytes: a symbol is one byte, its code. AVX-512 looks up bytes in a register of 64
 * (vpermb) or in two of them (vpermi2b), so a digit of the product with a constant is one instruction,
 * whatever the field. Digits of products are added up as bytes, and reduced by min(x, x - p) after each
 * addition where the sum might be 64 or more; at the end each sum is looked up as its residue times a power
 * of p, and these make the code. */
#define LANE_PLANES 1
#define LANE_WHOLE
#include "lanes/rows.inc.h"

#define TABLE_BYTES  64 /* of a register */
#define TABLE_DIGITS 3  /* 5^2, 5^3, 7^2, 11^2 */

typedef struct lane_program {
    lane_bytes residue[TABLE_DIGITS]; /* x mod p, times p^digit */
    lane_bytes prime;                 /* p in every byte */
    lane_bytes *product;              /* of each tap: a digit of its products by codes, each digit */
    ptrdiff_t *offset;                /* of each tap: bytes from the row's first word */
    unsigned taps, k;
    bool few;      /* all sums are below 64 */
    bool wide;     /* more than 64 codes: tables of two registers */
    uint8_t below; /* lane_rows looks for codes up to this one */
    size_t stride;
} lane_program;

#define LANE_BOUNDED(stratum, bound) ((bound) <= (stratum)->q)

static void lane_program_watch(lane_program *program, const lfsr_lane_field *field, lfsr_section section)
{
    const uint64_t bound = section.bound;
    (void)field;
    program->below = (uint8_t)(bound == 0 ? 0 : bound - 1);
}

static void lane_program_close(lane_program *program)
{
    free(program->product);
    free(program->offset);
}

/* A table is one register, or two where it is wide. */
static void table_products(lane_program *program, const lfsr_lane_field *field, unsigned t)
{
    const lfsr_lane_tap *tap = &field->taps[t];
    const uint64_t mask = (UINT64_C(1) << field->spread) - 1;
    uint8_t *product = (uint8_t *)program->product + ((size_t)t * field->k * TABLE_BYTES << program->wide);
    for (unsigned x = 0; x < field->q; x++)
        for (unsigned d = 0; d < field->k; d++)
            product[(d * TABLE_BYTES << program->wide) + x] =
                (uint8_t)((field->k == 1 ? tap->code * x : tap->product[x] >> (d * field->spread) & mask) %
                          field->p);
}

static lfsr_status lane_program_open(lane_program *program, const lfsr_lane_field *field, lfsr_error *error)
{
    const unsigned p = (unsigned)field->p, taps = field->tap_count;
    program->taps = taps;
    program->k = field->k;
    program->wide = field->q > TABLE_BYTES;
    program->few = field->k > 1 && taps * (p - 1) < TABLE_BYTES;
    program->prime = (uint8_t)p - (lane_bytes){0};
    const size_t bytes = (size_t)taps * field->k * TABLE_BYTES << program->wide;
    program->offset = malloc(taps * sizeof *program->offset);
    program->product = aligned_alloc(64, bytes);
    if (program->offset == NULL || program->product == NULL)
        return lfsr_fail_memory(error);
    memset(program->product, 0, bytes);
    for (unsigned i = 0; i < TABLE_BYTES; i++)
        for (unsigned d = 0, power = 1; d < field->k; d++, power *= p)
            program->residue[d][i] = (uint8_t)(i % p * power);
    for (unsigned t = 0; t < taps; t++)
        table_products(program, field, t);
    return LFSR_OK;
}

static void lane_program_bind(lane_program *program, const lfsr_lane_field *field, unsigned groups)
{
    program->stride = lane_row_words(field, groups);
    for (unsigned t = 0; t < program->taps; t++)
        program->offset[t] =
            -(ptrdiff_t)(field->degree - field->taps[t].at) * (ptrdiff_t)program->stride * LANE_BYTES;
}

/* --- Rows --- */

LANE_INLINE lane_bytes table_at(lane_bytes table, lane_bytes code)
{
    return (lane_bytes)_mm512_permutexvar_epi8((__m512i)code, (__m512i)table);
}

LANE_INLINE lane_bytes table_wide_at(const lane_bytes *table, lane_bytes code)
{
    return (lane_bytes)_mm512_permutex2var_epi8((__m512i)table[0], (__m512i)code, (__m512i)table[1]);
}

/* Add the digits of the products of all taps. few: without reductions. */
LANE_INLINE void table_sums(const lane_program *p, const lane_word *row, lane_bytes x[][LANE_MOST],
                            const unsigned k, const bool few, const bool wide, const unsigned groups)
{
    const lane_bytes prime = p->prime, *product = p->product;
    for (unsigned t = 0; t < p->taps; t++, product += wide ? 2 * k : k) {
        const lane_bytes *code = (const lane_bytes *)lane_at(row, p->offset[t]);
        for (unsigned g = 0; g < groups; g++)
            for (unsigned d = 0; d < k; d++) {
                lane_bytes sum = x[d][g] + (wide ? table_wide_at(product + 2 * d, code[g])
                                                 : table_at(product[d], code[g]));
                x[d][g] = few ? sum : (lane_bytes)_mm512_min_epu8((__m512i)sum, (__m512i)(sum - prime));
            }
    }
}

LANE_INLINE void table_rows(const lane_program *p, lane_word *row, unsigned count, lane_word *nonzero,
                            const unsigned k, const bool few, const bool wide, const unsigned groups)
{
    const lane_bytes below = p->below - (lane_bytes){0};
    const size_t stride = p->stride;
    for (; count > 0; count--, row += stride) {
        lane_bytes x[TABLE_DIGITS][LANE_MOST];
        for (unsigned d = 0; d < k; d++)
            for (unsigned g = 0; g < groups; g++)
                x[d][g] = (lane_bytes){0};
        table_sums(p, row, x, k, few, wide, groups);
        for (unsigned g = 0; g < groups; g++) {
            lane_bytes code = k == 1 ? x[0][g] : table_at(p->residue[0], x[0][g]);
            for (unsigned d = 1; d < k; d++)
                code += table_at(p->residue[d], x[d][g]);
            row[g] = (lane_word)code;
            nonzero[g] |= (lane_word)_mm512_subs_epu8((__m512i)code, (__m512i)below);
        }
    }
}

/* Loops of their own for each k, for 64 codes or more, and for few taps. */
LANE_INLINE void lane_rows(const lane_program *p, lane_word *row, unsigned count, lane_word *nonzero,
                           const unsigned groups, const unsigned shape)
{
    const bool few = p->few;
    (void)shape;
    if (p->k == 3) /* GF(125) */
        few ? table_rows(p, row, count, nonzero, 3, true, true, groups)
            : table_rows(p, row, count, nonzero, 3, false, true, groups);
    else if (p->k == 2 && p->wide) /* GF(121) */
        few ? table_rows(p, row, count, nonzero, 2, true, true, groups)
            : table_rows(p, row, count, nonzero, 2, false, true, groups);
    else if (p->k == 2)
        few ? table_rows(p, row, count, nonzero, 2, true, false, groups)
            : table_rows(p, row, count, nonzero, 2, false, false, groups);
    else if (p->wide)
        table_rows(p, row, count, nonzero, 1, false, true, groups);
    else
        table_rows(p, row, count, nonzero, 1, false, false, groups);
}

#include "lanes/bytes.inc.h"
#include "lanes/driver.inc.h"

/* Prime fields up to 13 have cheaper constants in gfp8. */
static LANE_NOINLINE bool lane_supports(const lfsr_stratum *stratum)
{
    return stratum->q <= 2 * TABLE_BYTES && stratum->p >= 5 && (stratum->k > 1 || stratum->p > 13);
}

static double lane_row_ns(const lfsr_stratum *stratum)
{
    double taps = 0;
    for (unsigned j = 0; j < stratum->degree; j++)
        taps += stratum->poly.codes[j] != 0;
    /* A lookup in two registers takes twice as long. */
    return stratum->k * (0.6 + (stratum->q <= TABLE_BYTES ? 0.55 : 1.0) * taps);
}

/* The words of a row hide the wait for the row before, but not that for lookups in two registers. */
#define LANE_STEP_NS(stratum, nearest, words_ns)                                                             \
    ((stratum)->q > TABLE_BYTES ? 23.0 / (nearest) + (words_ns) : fmax(23.0 / (nearest), words_ns))
#define LANE_COMPARE_NS 0.9 /* masks stay masks */
#include "lanes/kernel.inc.h"

LANE_KERNEL(gfq8);
