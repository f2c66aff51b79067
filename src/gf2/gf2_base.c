/* Carry-less multiplication in portable C: a table of the 16 multiples of one factor, four bits of the other
 * at a time. It is the oracle of the other instruction sets. */
#include <stdint.h>

typedef struct pair {
    uint64_t lo, hi;
} pair;

static inline pair pair_of(uint64_t lo, uint64_t hi)
{
    return (pair){lo, hi};
}

static inline uint64_t low_of(pair a)
{
    return a.lo;
}

static inline uint64_t high_of(pair a)
{
    return a.hi;
}

static inline pair pair_xor(pair a, pair b)
{
    return (pair){a.lo ^ b.lo, a.hi ^ b.hi};
}

/* Each half shifted right by itself. */
static inline pair halves_right(pair a, unsigned count)
{
    return (pair){a.lo >> count, a.hi >> count};
}

static inline pair halves_left(pair a, unsigned count)
{
    return (pair){a.lo << count, a.hi << count};
}

/* Shifted right by 64 - count. */
static inline pair halves_right_64(pair a, unsigned count)
{
    return (pair){a.lo >> 1 >> (63 - count), a.hi >> 1 >> (63 - count)};
}

static inline pair pair_and(pair a, pair b)
{
    return (pair){a.lo & b.lo, a.hi & b.hi};
}

/* Moved up and down by a half; the half moved in is 0. */
static inline pair pair_up(pair a)
{
    return (pair){0, a.lo};
}

static inline pair pair_down(pair a)
{
    return (pair){a.hi, 0};
}

/* The high half of a and the low half of b, which follows it. */
static inline pair pair_middle(pair a, pair b)
{
    return (pair){a.hi, b.lo};
}

static inline pair pair_load(const uint64_t *from)
{
    return (pair){from[0], from[1]};
}

static inline void pair_store(uint64_t *to, pair a)
{
    to[0] = a.lo;
    to[1] = a.hi;
}

static pair product(uint64_t a, uint64_t b)
{
    uint64_t table[16] = {0, b & (UINT64_MAX >> 3)};
    for (unsigned v = 2; v < 16; v += 2) {
        table[v] = table[v / 2] << 1;
        table[v + 1] = table[v] ^ table[1];
    }
    uint64_t lo = table[a >> 60], hi = 0;
    for (unsigned shift = 60; shift > 0;) {
        shift -= 4;
        hi = hi << 4 | lo >> 60;
        lo = lo << 4 ^ table[a >> shift & 15];
    }
    /* The three highest bits of b did not fit the table. */
    for (unsigned bit = 61; bit < 64; bit++) {
        uint64_t mask = -(b >> bit & 1);
        lo ^= (a << bit) & mask;
        hi ^= (a >> (64 - bit)) & mask;
    }
    return (pair){lo, hi};
}

/* The products of the low halves, of the high halves, of the high half of a and the low half of b. */
static inline pair mul_ll(pair a, pair b)
{
    return product(a.lo, b.lo);
}

static inline pair mul_hh(pair a, pair b)
{
    return product(a.hi, b.hi);
}

static inline pair mul_hl(pair a, pair b)
{
    return product(a.hi, b.lo);
}

#include "gf2_word.inc.h"
#include "gf2_long.inc.h"
#include "gf2_short.inc.h"

const lfsr_gf2_ops lfsr_gf2_ops_base = {"base",
                                        8,
                                        16,
                                        word_factor,
                                        word_irreducible,
                                        word_gcd_all,
                                        word_mul,
                                        word_pow_x,
                                        word_order,
                                        long_multiply,
                                        long_square,
                                        long_apply,
                                        long_add_shifted,
                                        short_mul,
                                        short_mul_each,
                                        short_squares};
