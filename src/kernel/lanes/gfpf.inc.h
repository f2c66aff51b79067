/* GF(p) and GF(p^k) in floating point, LANE_BITS 32 or 64. The digit d is the number d - h, h = (p - 1) / 2,
 * so numbers are ordered as digits are and lie between -h and h. A new digit is one fused multiply-add a term
 * and one reduction x - p round(x / p); the sum begins with the number that makes up for all the h. Floating
 * point because every processor multiplies, adds and rounds it in full width, which it does for no integers
 * of the size needed. All sums are exact and below 2^22 (2^50). round: adding and taking away 1.5 2^23 (1.5
 * 2^52) rounds x / p to the nearest integer: x is an integer and p is odd, so x / p is at least 1 / (2p) away
 * from where rounding changes, more than the error of x times the rounded 1 / p. */
#define LANE_PLANES     1
#define LANE_BLOCK_MOST 8 /* hides the latency of a row, which needs the one before */
#include "lanes/rows.inc.h"

#if LANE_BITS == 32
typedef float lane_real;
typedef uint32_t lane_pattern;
#define REAL_SUM   4194304.0  /* 2^22 */
#define REAL_EXACT 16777216.0 /* 2^24 */
#define REAL_ROUND 12582912.0f
#else
typedef double lane_real;
typedef uint64_t lane_pattern;
#define REAL_SUM   1125899906842624.0 /* 2^50 */
#define REAL_EXACT 9007199254740992.0 /* 2^53 */
#define REAL_ROUND 6755399441055744.0
#endif

typedef lane_real lane_reals __attribute__((vector_size(LANE_BYTES), may_alias));
typedef lane_pattern lane_patterns __attribute__((vector_size(LANE_BYTES), may_alias));

typedef struct real_term {
    ptrdiff_t offset; /* bytes from the row's first word */
    lane_real coefficient;
    const lfsr_lane_term *term;
} real_term;

typedef struct lane_program {
    real_term *terms;
    size_t first[9];    /* of each digit; 5^8 < LFSR_LANE_FIELD_LIMIT */
    lane_real start[8]; /* what the sum of each digit begins with */
    lane_real p, inverse, half, bound;
    unsigned k;
    unsigned watch; /* WATCH_ZERO, ... : which symbols lane_rows looks for */
    unsigned low;   /* WATCH_DIGITS: the digits below this one may be anything */
    size_t stride;
} lane_program;

enum {
    WATCH_ZERO,   /* zero */
    WATCH_LEAST,  /* k = 1, symbols one by one: digits below the bound, by the least of each lane */
    WATCH_DIGITS, /* k > 1: zero in every digit from `low` on, that is codes below p^low */
};
#define LANE_LEAST WATCH_LEAST

/* Which bounds can be watched for: any digit up to a quarter of p; powers of p. */
static bool real_bounded(const lfsr_stratum *stratum, uint64_t bound)
{
    uint64_t power = stratum->p;
    if (stratum->k == 1)
        return bound <= stratum->p / 4;
    while (power < bound)
        power *= stratum->p;
    return power == bound && bound < stratum->q;
}
#define LANE_BOUNDED(stratum, bound) real_bounded(stratum, bound)

static void lane_program_watch(lane_program *program, const lfsr_lane_field *field, lfsr_section section)
{
    uint64_t bound = section.bound;
    const bool one_zero = bound == 0 && section.zeros == 1;
    program->watch = field->k == 1 && (bound > 0 || one_zero) ? WATCH_LEAST
                     : bound == 0                             ? WATCH_ZERO
                                                              : WATCH_DIGITS;
    program->bound = (lane_real)(one_zero ? 1 : bound) - program->half;
    program->low = 0;
    for (; field->k > 1 && bound >= field->p; bound /= field->p)
        program->low++;
}

#define LANE_SHAPES(X) X(0) X(1) X(2)

static unsigned lane_shape(const lane_program *program)
{
    return program->watch;
}

static void lane_program_close(lane_program *program)
{
    free(program->terms);
}

static lane_real real_centred(uint64_t digit, uint64_t p)
{
    return digit > p / 2 ? -(lane_real)(p - digit) : (lane_real)digit;
}

/* The oldest first: ready soonest. */
static int real_by_age(const void *a, const void *b)
{
    const lfsr_lane_term *x = ((const real_term *)a)->term, *y = ((const real_term *)b)->term;
    if (x->back != y->back)
        return x->back < y->back ? 1 : -1;
    return x->digit < y->digit ? -1 : x->digit > y->digit;
}

static lfsr_status lane_program_open(lane_program *program, const lfsr_lane_field *field, lfsr_error *error)
{
    const size_t terms = field->first[field->k];
    program->p = (lane_real)field->p;
    program->inverse = 1 / (lane_real)field->p;
    program->half = (lane_real)(field->p / 2);
    program->k = field->k;
    program->terms = malloc(terms * sizeof *program->terms);
    if (program->terms == NULL)
        return lfsr_fail_memory(error);
    for (unsigned i = 0; i <= field->k; i++)
        program->first[i] = field->first[i];
    for (size_t t = 0; t < terms; t++)
        program->terms[t] = (real_term){.coefficient = real_centred(field->terms[t].coefficient, field->p),
                                        .term = &field->terms[t]};
    for (unsigned i = 0; i < field->k; i++) {
        uint64_t sum = field->p - 1; /* digits are h less: h (sum of the coefficients - 1) */
        for (size_t t = field->first[i]; t < field->first[i + 1]; t++)
            sum += field->terms[t].coefficient;
        program->start[i] = real_centred(sum % field->p * (field->p / 2) % field->p, field->p);
        qsort(program->terms + field->first[i], field->first[i + 1] - field->first[i], sizeof *program->terms,
              real_by_age);
    }
    return LFSR_OK;
}

static void lane_program_bind(lane_program *program, const lfsr_lane_field *field, unsigned groups)
{
    program->stride = lane_row_words(field, groups);
    for (size_t t = 0; t < field->first[field->k]; t++)
        program->terms[t].offset = lane_term_offset(program->terms[t].term, field, groups);
}

LANE_INLINE void real_sum(const lane_word *row, const real_term *term, size_t count, lane_real start,
                          lane_reals *x, const unsigned groups)
{
    for (unsigned g = 0; g < groups; g++)
        x[g] = start - (lane_reals){0};
    for (; count > 0; count--, term++) {
        const lane_reals *at = (const lane_reals *)lane_at(row, term->offset);
        const lane_reals c = term->coefficient - (lane_reals){0};
        for (unsigned g = 0; g < groups; g++)
            x[g] = x[g] + c * at[g];
    }
}

LANE_INLINE lane_reals real_least(lane_reals a, lane_reals b)
{
#if LANE_BYTES == 64 && LANE_BITS == 32
    return (lane_reals)_mm512_min_ps((__m512)a, (__m512)b);
#elif LANE_BYTES == 64
    return (lane_reals)_mm512_min_pd((__m512d)a, (__m512d)b);
#elif LANE_BYTES == 32 && LANE_BITS == 32
    return (lane_reals)_mm256_min_ps((__m256)a, (__m256)b);
#elif LANE_BYTES == 32
    return (lane_reals)_mm256_min_pd((__m256d)a, (__m256d)b);
#else
    const lane_patterns less = (lane_patterns)(a < b);
    return (lane_reals)((less & (lane_patterns)a) | (~less & (lane_patterns)b));
#endif
}

LANE_INLINE void lane_rows(const lane_program *p, lane_word *row, unsigned count, lane_word *nonzero,
                           const unsigned groups, const unsigned shape)
{
    const size_t stride = p->stride;
    const unsigned k = p->k;
    const lane_reals prime = p->p - (lane_reals){0}, inverse = p->inverse - (lane_reals){0};
    const lane_word zero = (lane_word)(-p->half - (lane_reals){0});
    for (; count > 0; count--, row += stride) {
        lane_word *to = row;
        for (unsigned i = 0; i < k; i++, to += groups) {
            lane_reals x[LANE_BLOCK_MOST];
            real_sum(row, p->terms + p->first[i], p->first[i + 1] - p->first[i], p->start[i], x, groups);
            for (unsigned g = 0; g < groups; g++) {
                lane_reals quotient = x[g] * inverse + REAL_ROUND;
                quotient = quotient - REAL_ROUND;
                x[g] = x[g] - quotient * prime;
                to[g] = (lane_word)x[g];
                if (shape == WATCH_LEAST)
                    nonzero[g] = (lane_word)real_least((lane_reals)nonzero[g], x[g]);
                else if (shape == WATCH_ZERO || i >= p->low)
                    nonzero[g] |= (lane_word)x[g] ^ zero;
            }
        }
    }
}

LANE_INLINE lane_word lane_zero(lane_word x)
{
    return (lane_word)((lane_patterns)x == 0);
}

LANE_INLINE lane_word lane_least_most(const lane_program *program)
{
    return (lane_word)(program->half - (lane_reals){0});
}

LANE_INLINE lane_word lane_least_hit(const lane_program *program, lane_word least)
{
    return (lane_word)((lane_reals)least < program->bound - (lane_reals){0});
}

LANE_INLINE unsigned lane_get(const lane_program *program, const lane_word *at, unsigned groups, size_t lane)
{
    (void)groups;
    return (unsigned)(int)(((const lane_real *)at)[lane] + program->half);
}

LANE_INLINE bool lane_get_zero(const lane_program *program, const lane_word *at, size_t lane)
{
    return ((const lane_real *)at)[lane] == -program->half;
}

LANE_INLINE void lane_put(const lane_program *program, lane_word *at, unsigned groups, size_t lane,
                          unsigned digit)
{
    (void)groups;
    ((lane_real *)at)[lane] = (lane_real)(int)digit - program->half;
}

LANE_INLINE void lane_compare(lane_word first, lane_word later, lane_word *below, lane_word *equal)
{
    *below |= *equal & (lane_word)((lane_reals)later < (lane_reals)first);
    *equal &= (lane_word)((lane_reals)later == (lane_reals)first);
}

/* Keys: the codes of a few consecutive symbols as one number, the first symbol the most significant. More
 * symbols than these would not make ties noticeably rarer. */
#define LANE_KEYS 4
typedef lane_reals lane_key;

static const lane_real lane_key_most = (lane_real)REAL_EXACT;

/* How many symbols a key may have. */
static unsigned lane_key_symbols(uint64_t q, unsigned degree)
{
    unsigned symbols = 1;
    for (double key = (double)q; symbols < LANE_KEYS && symbols < degree && key * (double)q <= REAL_EXACT;
         symbols++)
        key *= (double)q;
    return symbols;
}

/* The number of a symbol of `digits` digits, ordered as codes are. */
LANE_INLINE lane_key lane_symbol_key(const lane_program *program, const lane_word *symbol,
                                     const unsigned groups, const unsigned digits)
{
    lane_key key = (lane_key)symbol[(size_t)(digits - 1) * groups];
    for (unsigned d = digits - 1; d-- > 0;)
        key = key * program->p + (lane_key)symbol[(size_t)d * groups];
    return key;
}

LANE_INLINE lane_key lane_key_least(lane_key a, lane_key b)
{
    return real_least(a, b);
}

#include "lanes/driver.inc.h"

/* The largest sum is the most terms a digit can have, by the largest product. */
static LANE_NOINLINE bool lane_supports(const lfsr_stratum *stratum)
{
    double taps = 0, half = (double)stratum->p / 2 + 2;
    for (unsigned j = 0; j < stratum->degree; j++)
        taps += stratum->poly.codes[j] != 0;
    return stratum->p >= 5 && (stratum->k == 1 || stratum->q <= LFSR_LANE_FIELD_LIMIT) &&
           taps * stratum->k * half * half < REAL_SUM;
}

static double lane_row_ns(const lfsr_stratum *stratum)
{
    return (LANE_BYTES == 64 ? 1.8 : 1.2) * stratum->k + 0.35 * lfsr_lane_terms_estimate(stratum);
}

#include "lanes/kernel.inc.h"

#if LANE_BITS == 32
LANE_KERNEL(gfp32);
#else
LANE_KERNEL(gfp64);
#endif
