/* Factors and orders of word-sized polynomials; compiled once for each instruction set. */
#include "gf2_word_ring.inc.h"

#include "gf2_small.inc.h"

/* --- Factoring --- */

typedef struct found {
    lfsr_gf2_word_factor *list;
    unsigned length;
    lfsr_gf2_word rest; /* what the factors found so far leave of f */
} found;

/* Insert an irreducible factor of rest with its multiplicity, and divide rest by it. */
static void take_factor(found *all, lfsr_gf2_word g)
{
    unsigned multiplicity = 0;
    if (g.degree == all->rest.degree) {
        all->rest = (lfsr_gf2_word){0, 0};
        multiplicity = 1;
    } else {
        while (divide_if_divisible(&all->rest, g))
            multiplicity++;
    }
    all->list[all->length++] = (lfsr_gf2_word_factor){g, multiplicity};
}

/* g is the product of two or more irreducible polynomials of degree d: split by the trace of random elements.
 */
static void split_equal_degree(found *all, lfsr_gf2_word g, unsigned d)
{
    uint64_t random = UINT64_C(0x9e3779b97f4a7c15);
    while (g.degree > d) {
        word_ring ring = word_ring_of(g);
        random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        uint64_t element = (random ^ random >> 29) >> (64 - g.degree);
        pair power = ring_raise(element, &ring), trace = power;
        for (unsigned i = 1; i < d; i++) {
            power = ring_square(power, &ring);
            trace = pair_xor(trace, power);
        }
        lfsr_gf2_word part = word_gcd(g, ring_lower(trace, &ring));
        if (part.degree == 0 || part.degree == g.degree)
            continue;
        lfsr_gf2_word other = divide_exactly(g, part);
        /* The smaller part first: the depth of the recursion stays below 3. */
        lfsr_gf2_word small = part.degree < other.degree ? part : other;
        g = part.degree < other.degree ? other : part;
        split_equal_degree(all, small, d);
    }
    take_factor(all, g);
}

/* g: the distinct irreducible factors of degree low to high, each at least once; powers[i] = x^(2^i) modulo a
 * multiple of g. */
static void split_block(found *all, lfsr_gf2_word g, unsigned low, const uint64_t *powers)
{
    for (unsigned d = low; g.degree > 0; d++) {
        if (g.degree < 2 * d) {
            take_factor(all, g);
            return;
        }
        lfsr_gf2_word part = word_gcd(g, powers[d] ^ 2);
        if (part.degree == 0)
            continue;
        g = divide_exactly(g, part);
        split_equal_degree(all, part, d);
    }
}

/* The factors of rest, all of degree SMALL_DEGREE + 1 or more: gcds with blocks of x^(2^i) - x. A gcd holds
 * each irreducible factor of these degrees once; take_factor finds the multiplicities. */
static void factor_rough(found *all)
{
    uint64_t powers[33];
    word_ring ring = {0};
    pair power = pair_of(0, 0);
    bool changed = true; /* rest has changed since the block before */
    for (unsigned d = SMALL_DEGREE + 1; all->rest.degree >= 2 * d;) {
        lfsr_gf2_word f = all->rest;
        unsigned end = f.degree / 2, block_end = d <= 16 ? 16 : 32;
        if (block_end > end)
            block_end = end;
        if (changed) {
            /* x^(2^i) needs no reduction while 2^i < degree. */
            unsigned known = f.degree > 32 ? 5 : 4;
            ring = word_ring_of(f);
            power = ring_raise(UINT64_C(1) << (1 << known), &ring);
            for (unsigned i = known + 1; i < d; i++)
                power = ring_square(power, &ring);
        }
        pair block = ring_raise(1, &ring);
        for (unsigned i = d; i <= block_end; i++) {
            power = ring_square(power, &ring);
            powers[i] = ring_lower(power, &ring);
            block = ring_mul(block, powers[i] ^ 2, &ring);
        }
        lfsr_gf2_word common = word_gcd(f, ring_lower(block, &ring));
        changed = common.degree > 0;
        if (changed)
            split_block(all, common, d, powers);
        d = block_end + 1;
    }
    if (all->rest.degree > 0)
        take_factor(all, all->rest);
}

static bool comes_before(lfsr_gf2_word a, lfsr_gf2_word b)
{
    return a.degree != b.degree ? a.degree < b.degree : a.low < b.low;
}

static void sort_factors(lfsr_gf2_word_factor *list, unsigned length)
{
    for (unsigned i = 1; i < length; i++) {
        lfsr_gf2_word_factor moved = list[i];
        unsigned at = i;
        for (; at > 0 && comes_before(moved.poly, list[at - 1].poly); at--)
            list[at] = list[at - 1];
        list[at] = moved;
    }
}

/* x and the factors of degree up to SMALL_DEGREE. */
static void factor_small(found *all)
{
    const small_table *table = small_table_get();
    unsigned char at[SMALL_COUNT]; /* place in the list plus 1 */
    bool first = true;
    small_residues residues;
    while (all->rest.degree > 0) {
        small_evaluate(&residues, all->rest, table);
        unsigned count = 0;
        for (unsigned w = 0; w < SMALL_WORDS; w++)
            for (uint64_t zeros = small_zeros(&residues, w, table); zeros != 0; zeros &= zeros - 1) {
                unsigned index = table->index[w][__builtin_ctzll(zeros)];
                if (first) {
                    at[index] = (unsigned char)all->length;
                    all->list[all->length++] = (lfsr_gf2_word_factor){table->factors[index], 0};
                }
                all->list[at[index]].multiplicity++;
                all->rest = all->rest.degree == table->factors[index].degree
                                ? (lfsr_gf2_word){0, 0}
                                : word_of(low_product(word_bits(all->rest), table->inverses[index]));
                count++;
            }
        if (count == 0)
            break;
        first = false;
    }
}

static unsigned word_factor(lfsr_gf2_word_factor *out, lfsr_gf2_word f)
{
    found all = {out, 0, f};
    unsigned tail = f.low != 0 ? (unsigned)__builtin_ctzll(f.low) : f.degree;
    if (tail > 0) {
        out[all.length++] = (lfsr_gf2_word_factor){{0, 1}, tail};
        all.rest = (lfsr_gf2_word){tail < 64 ? f.low >> tail : 0, f.degree - tail};
    }
    factor_small(&all);
    factor_rough(&all);
    sort_factors(out, all.length);
    return all.length;
}

/* x^(2^degree) = x, and x^(2^(degree / r)) - x prime to f for every prime r of the degree. Polynomials with a
 * small factor are rejected first. */
static bool word_irreducible(lfsr_gf2_word f)
{
    if (f.degree <= 1 || (f.low & 1) == 0)
        return f.degree == 1;
    const small_table *table = small_table_get();
    small_residues residues;
    small_evaluate(&residues, f, table);
    for (unsigned w = 0; w < SMALL_WORDS; w++) {
        uint64_t zeros = small_zeros(&residues, w, table);
        if (zeros != 0)
            return f.degree == table->factors[table->index[w][__builtin_ctzll(zeros)]].degree;
    }
    uint64_t powers[65];
    word_ring ring = word_ring_of(f);
    pair power = ring_raise(2, &ring);
    for (unsigned i = 1; i <= f.degree; i++) {
        power = ring_square(power, &ring);
        powers[i] = ring_lower(power, &ring);
    }
    if (powers[f.degree] != 2)
        return false;
    for (unsigned r = 2, rest = f.degree; rest > 1; r++) {
        if (rest % r != 0)
            continue;
        while (rest % r == 0)
            rest /= r;
        if (word_gcd(f, powers[f.degree / r] ^ 2).degree > 0)
            return false;
    }
    return true;
}

/* --- Orders --- */

typedef struct order_search {
    word_ring ring;
    uint64_t one; /* raised */
    const lfsr_gf2_word_primes *primes;
    uint64_t powers[LFSR_GF2_WORD_PRIMES]; /* prime^multiplicity */
    uint64_t order;
} order_search;

static uint64_t range_product(const order_search *search, unsigned low, unsigned high)
{
    uint64_t result = 1;
    for (unsigned i = low; i < high; i++)
        result *= search->powers[i];
    return result;
}

/* y^(product of powers low to high - 1) = 1. Every level of the tree costs one exponent of full length. */
static void search_order(order_search *search, pair y, unsigned low, unsigned high)
{
    if (low == high || low_of(y) == search->one)
        return;
    if (high - low == 1) {
        uint64_t prime = search->primes->primes[low];
        for (unsigned i = 1; low_of(y) != search->one; i++) {
            search->order *= prime;
            if (i == search->primes->multiplicities[low])
                break;
            y = ring_pow(y, prime, &search->ring);
        }
        return;
    }
    /* Parts of about equal length in bits. */
    uint64_t left = search->powers[low], total = range_product(search, low, high);
    unsigned cut = low + 1;
    while (cut < high - 1 && left < total / left / search->powers[cut])
        left *= search->powers[cut++];
    search_order(search, ring_pow(y, total / left, &search->ring), low, cut);
    search_order(search, ring_pow(y, left, &search->ring), cut, high);
}

static uint64_t word_order(lfsr_gf2_word f, const lfsr_gf2_word_primes *primes)
{
    order_search search = {.ring = word_ring_of(f), .primes = primes, .order = 1};
    search.one = UINT64_C(1) << search.ring.raise;
    for (unsigned i = 0; i < primes->length; i++) {
        search.powers[i] = 1;
        for (unsigned j = 0; j < primes->multiplicities[i]; j++)
            search.powers[i] *= primes->primes[i];
    }
    search_order(&search, ring_raise(x_mod(f), &search.ring), 0, primes->length);
    return search.order;
}
