/* The recurrence that the lanes run. A step costs one load a tap and the loads are the limit, so the number
 * of taps is what counts, not where they are. Any multiple of the characteristic polynomial annihilates the
 * same sequences: powers g^(2^i) = g(x^(2^i)) have the weight of g and longer distances, and for dense g
 * there are multiples of weight 5 to 8 and degree at most 512, found as in decoding: hash the sums of two or
 * three powers of x modulo g, look up the sums of the remaining ones. */
#include "gf2_plan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gf2_bits.h"
#include "kernel_progress.h"

#define STEP_NS     0.0005 /* a tap, for one state: what fewer taps save */
#define INSERT_NS   15.0
#define LOOK_UP_NS  4.0
#define HASHED_MAX  (1u << 18)
#define FILTER_BITS 22
#define ATTEMPTS    3
#define LIKELY      3.0 /* solutions expected, to try */

uint64_t lfsr_gf2_poly_bits(const lfsr_code_poly *poly)
{
    uint64_t bits = 0;
    for (unsigned i = 0; i <= poly->degree; i++)
        bits |= (poly->codes[i] & 1) << i;
    return bits;
}

uint64_t lfsr_gf2_feedback(const lfsr_stratum *stratum)
{
    return lfsr_gf2_poly_bits(&stratum->poly) ^ UINT64_C(1) << stratum->degree;
}

void lfsr_gf2_plan_direct(lfsr_gf2_plan *plan, unsigned degree, uint64_t feedback)
{
    *plan = (lfsr_gf2_plan){0};
    unsigned spread = 1, nearest = degree - (63 - (unsigned)__builtin_clzll(feedback));
    while (spread * nearest < LFSR_GF2_BLOCK)
        spread *= 2;
    for (unsigned i = degree; i-- > 0;)
        if (feedback >> i & 1)
            plan->distance[plan->taps++] = (degree - i) * spread;
    plan->depth = degree * spread;
}

bool lfsr_gf2_plan_check(const lfsr_gf2_plan *plan, unsigned degree, uint64_t feedback)
{
    lfsr_gf2_register reg;
    lfsr_gf2_register_init(&reg, degree, feedback);
    uint64_t sum = lfsr_gf2_register_power(&reg, plan->depth);
    for (unsigned j = 0; j < plan->taps; j++)
        sum ^= lfsr_gf2_register_power(&reg, plan->depth - plan->distance[j]);
    return sum == 0 && plan->distance[0] >= LFSR_GF2_BLOCK && plan->depth <= LFSR_GF2_MAX_DEPTH;
}

/* --- The search --- */
typedef struct entry {
    uint64_t sum;
    uint32_t exponents; /* ten bits each, descending from the lowest bits; 0: free */
} entry;

typedef struct search {
    uint64_t power[LFSR_GF2_MAX_DEPTH + 1]; /* x^i modulo g */
    unsigned hashed, looked_up;             /* sizes of the two kinds of sums */
    unsigned hashed_top;                    /* hashed exponents are 1 .. hashed_top */
    entry *table;
    uint64_t slots;
    uint64_t *filter;
    double budget; /* look-ups left */
    lfsr_ticker *ticker;
    unsigned exponent[16];
    unsigned found; /* exponents in a solution, 0: none */
} search;

static uint64_t spread_bits(uint64_t sum)
{
    return sum * UINT64_C(0x9e3779b97f4a7c15);
}

static void insert(search *s, uint64_t sum, uint32_t exponents)
{
    uint64_t hash = spread_bits(sum), bit = hash >> (64 - FILTER_BITS);
    s->filter[bit / 64] |= UINT64_C(1) << (bit % 64);
    uint64_t slot = hash >> 20 & (s->slots - 1);
    while (s->table[slot].exponents != 0)
        slot = (slot + 1) & (s->slots - 1);
    s->table[slot] = (entry){sum, exponents};
}

static void insert_all(search *s)
{
    for (unsigned a = 2; a <= s->hashed_top; a++) {
        for (unsigned b = 1; b < a; b++) {
            uint64_t sum = s->power[a] ^ s->power[b];
            if (s->hashed == 2)
                insert(s, sum, a | b << 10);
            for (unsigned c = 1; s->hashed == 3 && c < b; c++)
                insert(s, sum ^ s->power[c], a | b << 10 | c << 20);
        }
    }
}

/* Distinct exponents, and the highest at least a block above the next? Sorts them, highest first. */
static bool usable(unsigned *exponent, unsigned count)
{
    for (unsigned i = 1; i < count; i++)
        for (unsigned j = i; j > 0 && exponent[j] > exponent[j - 1]; j--) {
            unsigned swap = exponent[j];
            exponent[j] = exponent[j - 1];
            exponent[j - 1] = swap;
        }
    for (unsigned i = 1; i < count; i++)
        if (exponent[i] == exponent[i - 1])
            return false;
    return exponent[0] >= exponent[1] + LFSR_GF2_BLOCK;
}

static void look_up(search *s, uint64_t sum)
{
    uint64_t hash = spread_bits(sum), bit = hash >> (64 - FILTER_BITS);
    if ((s->filter[bit / 64] >> (bit % 64) & 1) == 0)
        return;
    uint64_t slot = hash >> 20 & (s->slots - 1);
    for (; s->table[slot].exponents != 0; slot = (slot + 1) & (s->slots - 1)) {
        if (s->table[slot].sum != sum)
            continue;
        unsigned all[16], count = s->looked_up;
        memcpy(all, s->exponent, count * sizeof *all);
        for (uint32_t rest = s->table[slot].exponents; rest != 0; rest >>= 10)
            all[count++] = rest & 1023;
        if (usable(all, count)) {
            memcpy(s->exponent, all, count * sizeof *all);
            s->found = count;
            return;
        }
    }
}

/* Every sum of looked_up powers with exponents above the hashed ones (so that no solution is met twice) and
 * below `below`, from position `place` on. */
static void look_up_all(search *s, unsigned place, unsigned below, uint64_t sum)
{
    bool last = place + 1 == s->looked_up;
    for (unsigned a = s->hashed_top + s->looked_up - place;
         a < below && s->found == 0 && s->budget > 0 && !s->ticker->stopped; a++) {
        s->exponent[place] = a;
        if (last)
            look_up(s, sum ^ s->power[a]);
        else
            look_up_all(s, place + 1, a, sum ^ s->power[a]);
    }
    if (last) {
        s->budget -= below - s->hashed_top;
        (void)lfsr_tick_add(s->ticker, 0, below - s->hashed_top);
    }
}

static double choose(double n, unsigned k)
{
    double product = 1;
    for (unsigned i = 0; i < k; i++)
        product *= (n - i) / (i + 1);
    return product;
}

/* The cheapest search for a multiple with `taps` taps into s, its expected time into *ns. False where no such
 * multiple of degree <= 512 is likely. */
static bool shape_search(search *s, unsigned degree, unsigned taps, bool even_only, double *ns)
{
    double space = ldexp(1, (int)degree - (even_only ? 1 : 0));
    *ns = INFINITY;
    if (even_only && taps % 2 == 0)
        return false;
    for (unsigned hashed = 2; hashed <= 3 && hashed < taps; hashed++) {
        for (unsigned top = hashed + 4; top <= LFSR_GF2_MAX_DEPTH / 2; top += top / 8 + 1) {
            double size = choose(top, hashed), look_ups = space / size;
            double all = choose(LFSR_GF2_MAX_DEPTH - top, taps - hashed);
            double total = size * INSERT_NS + look_ups * LOOK_UP_NS;
            if (size > HASHED_MAX || all < LIKELY * look_ups || total >= *ns)
                continue;
            *ns = total;
            s->hashed = hashed;
            s->looked_up = taps - hashed;
            s->hashed_top = top;
            s->budget = 4 * look_ups;
        }
    }
    return *ns < INFINITY;
}

static bool run_search(search *s, lfsr_gf2_plan *plan, unsigned degree, uint64_t feedback,
                       lfsr_ticker *ticker)
{
    s->ticker = ticker;
    s->slots = 1;
    while ((double)s->slots < 2 * choose(s->hashed_top, s->hashed))
        s->slots *= 2;
    s->table = calloc(s->slots, sizeof *s->table);
    s->filter = calloc((UINT64_C(1) << FILTER_BITS) / 64, sizeof *s->filter);
    s->found = 0;
    if (s->table != NULL && s->filter != NULL) {
        s->power[0] = 1;
        for (unsigned i = 1; i <= LFSR_GF2_MAX_DEPTH; i++) {
            /* NOLINTNEXTLINE(clang-analyzer-core.*): 1 <= degree <= 63 */
            uint64_t carry = s->power[i - 1] >> (degree - 1) & 1;
            s->power[i] = (s->power[i - 1] << 1 & ((UINT64_C(1) << degree) - 1)) ^ (-carry & feedback);
        }
        insert_all(s);
        look_up_all(s, 0, LFSR_GF2_MAX_DEPTH + 1, 1);
    }
    free(s->table);
    free(s->filter);
    if (s->found == 0)
        return false;
    *plan = (lfsr_gf2_plan){.depth = s->exponent[0]};
    for (unsigned i = 1; i < s->found; i++)
        plan->distance[plan->taps++] = plan->depth - s->exponent[i];
    plan->distance[plan->taps++] = plan->depth;
    return true;
}

/* The search that saves most, leaving out numbers of taps that were tried; false where none repays itself. */
static bool best_search(search *best, unsigned degree, double states, const lfsr_gf2_plan *direct,
                        uint64_t tried)
{
    bool even_only = direct->taps % 2 == 1; /* x + 1 divides g */
    double best_gain = 0;
    search s;
    for (unsigned taps = 3; taps < direct->taps; taps++) {
        double ns;
        if ((tried >> taps & 1) || !shape_search(&s, degree, taps, even_only, &ns))
            continue;
        double gain = (direct->taps - taps) * STEP_NS * states - 2 * ns;
        if (gain > best_gain) {
            best_gain = gain;
            *best = s;
        }
    }
    return best_gain > 0;
}

lfsr_status lfsr_gf2_plan_make(lfsr_gf2_plan *plan, unsigned degree, uint64_t feedback, double states,
                               const lfsr_tick *tick, lfsr_error *error)
{
    uint64_t tried = 0;
    search best = {0};
    lfsr_gf2_plan direct;
    lfsr_ticker ticker;
    lfsr_ticker_init(&ticker, tick);
    lfsr_gf2_plan_direct(&direct, degree, feedback);
    *plan = direct;
    for (int attempt = 0; attempt < ATTEMPTS && best_search(&best, degree, states, &direct, tried);
         attempt++) {
        tried |= UINT64_C(1) << (best.hashed + best.looked_up);
        bool found = run_search(&best, plan, degree, feedback, &ticker);
        if (ticker.stopped)
            return lfsr_tick_stopped(error);
        if (found && lfsr_gf2_plan_check(plan, degree, feedback))
            break;
        *plan = direct;
    }
    return LFSR_OK;
}
