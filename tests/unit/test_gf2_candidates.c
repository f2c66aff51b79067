/* Short cycles by the GF(2) lanes, against all cycles of the register found with a mark for each state. */
#include "test_support.h"

#include <string.h>

#include "gf2_kernel.h"
#include "gf2_lanes.h"

static const lfsr_kernel *const kernels[] = {LFSR_GF2_KERNEL_LIST};
#define KERNELS (sizeof kernels / sizeof *kernels)

typedef struct sample {
    lfsr_stratum stratum;
    uint64_t codes[64], cofactor_codes[16][64];
    lfsr_code_poly cofactors[16];
    uint64_t poly; /* bit i = coefficient of x^i */
} sample;

static unsigned degree_of(uint64_t poly)
{
    return 63 - (unsigned)__builtin_clzll(poly);
}

/* Remainder; the quotient into *quotient. */
static uint64_t divide(uint64_t a, uint64_t b, uint64_t *quotient)
{
    *quotient = 0;
    while (a != 0 && degree_of(a) >= degree_of(b)) {
        unsigned shift = degree_of(a) - degree_of(b);
        *quotient |= UINT64_C(1) << shift;
        a ^= b << shift;
    }
    return a;
}

static void add_cofactor(sample *s, uint64_t factor)
{
    unsigned i = s->stratum.cofactor_count++;
    uint64_t cofactor;
    ck_assert_uint_eq(divide(s->poly, factor, &cofactor), 0);
    s->cofactors[i] = (lfsr_code_poly){degree_of(cofactor), s->cofactor_codes[i]};
    for (unsigned j = 0; j <= degree_of(cofactor); j++)
        s->cofactor_codes[i][j] = cofactor >> j & 1;
}

/* By trial division. */
static void add_cofactors(sample *s)
{
    uint64_t rest = s->poly, quotient;
    for (uint64_t d = 2; rest != 1; d++) {
        if (2 * degree_of(d) > degree_of(rest))
            d = rest; /* irreducible */
        if (divide(rest, d, &quotient) != 0)
            continue;
        add_cofactor(s, d);
        while (rest != 1 && divide(rest, d, &quotient) == 0)
            rest = quotient;
        if (rest == 1)
            break;
    }
    s->stratum.cofactors = s->cofactors;
}

static void make_sample(sample *s, uint64_t poly, bool exact)
{
    unsigned degree = degree_of(poly);
    memset(s, 0, sizeof *s);
    s->poly = poly;
    s->stratum = (lfsr_stratum){.p = 2, .k = 1, .q = 2, .degree = degree, .states = UINT64_C(1) << degree};
    s->stratum.poly = (lfsr_code_poly){degree, s->codes};
    for (unsigned i = 0; i <= degree; i++)
        s->codes[i] = poly >> i & 1;
    if (exact)
        add_cofactors(s);
}

static uint64_t step(const sample *s, uint64_t code)
{
    unsigned degree = s->stratum.degree;
    uint64_t symbol = 0;
    for (unsigned i = 0; i < degree; i++)
        symbol ^= (s->poly >> i & 1) & code >> (degree - 1 - i);
    return (code << 1 & (s->stratum.states - 1)) | (symbol & 1);
}

/* Some state on the way shows that the cofactor does not annihilate the sequence. */
static bool annihilated(const sample *s, const lfsr_code_poly *cofactor, uint64_t code)
{
    for (unsigned t = 0; t < s->stratum.degree; t++, code = step(s, code)) {
        uint64_t sum = 0, state = code;
        for (unsigned i = 0; i <= cofactor->degree; i++, state = step(s, state))
            sum ^= cofactor->codes[i] & state >> (s->stratum.degree - 1);
        if (sum != 0)
            return false;
    }
    return true;
}

static bool is_exact(const sample *s, uint64_t code)
{
    for (unsigned i = 0; i < s->stratum.cofactor_count; i++)
        if (annihilated(s, &s->cofactors[i], code))
            return false;
    return true;
}

/* period[c] of every leader c of exact polynomial, else 0. */
static uint64_t *all_leaders(const sample *s)
{
    uint64_t *period = calloc(s->stratum.states, sizeof *period);
    unsigned char *seen = calloc(s->stratum.states, 1);
    for (uint64_t c = 0; c < s->stratum.states; c++) {
        uint64_t length = 0, state = c;
        for (; !seen[state]; state = step(s, state), length++)
            seen[state] = 1;
        if (length > 0 && is_exact(s, c))
            period[c] = length;
    }
    free(seen);
    return period;
}

static bool add_up(void *context, double states)
{
    *(double *)context += states;
    return true;
}

/* Leaders in lo .. hi - 1, in any order, each once; and the classes are theirs. By bitmap: of all codes. */
static void check_range(const sample *s, const lfsr_kernel *kernel, void *state, const uint64_t *period,
                        uint64_t lo, uint64_t hi, bool by_bitmap)
{
    lfsr_error error;
    for (int leaders = 0; leaders < 2; leaders++) {
        lfsr_partition found;
        double ticked = 0;
        lfsr_tick tick = {add_up, &ticked};
        uint64_t expected = 0, states = 0, cycles = 0, size = 0;
        lfsr_partition_init(&found);
        found.has_leaders = leaders;
        ck_assert_ok(by_bitmap ? kernel->bitmap(state, &found, &tick, &error)
                               : kernel->short_cycles(state, lo, hi, &found, &tick, &error),
                     error);
        for (uint64_t c = lo; c < hi; c++) {
            expected += period[c] != 0;
            states += period[c];
        }
        lfsr_partition_finish(&found);
        for (size_t i = 0; i < found.length; i++) {
            uint64_t class_period = fmpz_get_ui(found.classes[i].period), count = 0;
            for (uint64_t c = lo; c < hi; c++)
                count += period[c] == class_period;
            ck_assert_uint_eq(fmpz_get_ui(found.classes[i].count), count);
            cycles += count;
            size += count * class_period;
        }
        ck_assert_msg(cycles == expected && size == states, "%s, %llx, %llu .. %llu: %llu cycles, not %llu",
                      kernel->name, (unsigned long long)s->poly, (unsigned long long)lo,
                      (unsigned long long)hi, (unsigned long long)cycles, (unsigned long long)expected);
        ck_assert_uint_eq(found.leader_count, leaders ? expected : 0);
        for (size_t i = 0; i < found.leader_count; i++) {
            const lfsr_leader *leader = &found.leaders[i];
            ck_assert(leader->state >= lo && leader->state < hi && period[leader->state] == leader->period);
            ck_assert(i == 0 || leader->state > leader[-1].state);
        }
        ck_assert_msg(ticked == (double)(hi - lo), "ticked %.0f", ticked);
        lfsr_partition_clear(&found);
    }
}

/* By bitmap, the scalar kernel's and the others'. */
static void check_bitmaps(const sample *s, const uint64_t *period)
{
    lfsr_error error;
    for (const lfsr_kernel *const *k = lfsr_kernel_all(); *k != NULL; k++) {
        if ((*k)->bitmap == NULL || !(*k)->supports(&s->stratum))
            continue;
        void *state;
        ck_assert_ok((*k)->open(&state, &s->stratum, &error), error);
        check_range(s, *k, state, period, 0, s->stratum.states, true);
        (*k)->close(state);
    }
}

static void check_all(const sample *s, uint64_t *seed)
{
    uint64_t *period = all_leaders(s);
    lfsr_error error;
    for (size_t k = 0; k < KERNELS; k++) {
        if (!kernels[k]->supports(&s->stratum))
            continue;
        void *state;
        ck_assert_ok(kernels[k]->open(&state, &s->stratum, &error), error);
        uint64_t cut = test_random(seed, s->stratum.states + 1),
                 other = test_random(seed, s->stratum.states + 1);
        uint64_t a = cut < other ? cut : other, b = cut < other ? other : cut;
        check_range(s, kernels[k], state, period, 0, a, false);
        check_range(s, kernels[k], state, period, a, b, false);
        check_range(s, kernels[k], state, period, b, s->stratum.states, false);
        kernels[k]->close(state);
    }
    check_bitmaps(s, period);
    free(period);
}

START_TEST(random_polynomials)
{
    uint64_t seed = test_seed();
    for (long i = test_scaled(400); i > 0; i--) {
        sample s;
        unsigned degree = 2 + (unsigned)test_random(&seed, 14);
        uint64_t poly = UINT64_C(1) << degree | test_random(&seed, UINT64_C(1) << degree) | 1;
        make_sample(&s, poly, i % 2 == 0);
        check_all(&s, &seed);
    }
}
END_TEST

START_TEST(short_periods)
{
    uint64_t seed = test_seed() + 1;
    for (unsigned degree = 2; degree <= 16; degree++) {
        uint64_t top = UINT64_C(1) << degree, powers = 1;
        sample s;
        make_sample(&s, top | 1, degree % 2 == 0); /* x^n - 1 */
        check_all(&s, &seed);
        make_sample(&s, 2 * top - 1, degree % 2 != 0); /* all one */
        check_all(&s, &seed);
        for (unsigned i = 0; i < degree; i++)
            powers ^= powers << 1;
        make_sample(&s, powers, true); /* (x + 1)^n */
        check_all(&s, &seed);
    }
}
END_TEST

/* Order 25 in degree 20, powers of all-one polynomials, and long periods: lanes that go on in the pool. */
START_TEST(small_orders)
{
    static const uint64_t polys[] = {0x108421, 0x11111, 0x49249, 0x1002d, 0x8003, 0x80003};
    uint64_t seed = test_seed() + 2;
    for (size_t i = 0; i < sizeof polys / sizeof *polys; i++)
        for (size_t exact = 0; exact < 2; exact++) {
            sample s;
            make_sample(&s, polys[i], exact != 0);
            check_all(&s, &seed);
        }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("gf2 short cycles");
    TCase *cycles = test_case(suite, "cycles", 250);
    tcase_add_test(cycles, random_polynomials);
    tcase_add_test(cycles, short_periods);
    tcase_add_test(cycles, small_orders);
    return test_main(suite);
}
