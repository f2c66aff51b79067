/* Word-sized polynomials over GF(2), every instruction set that this processor has, against FLINT. */
#include "test_gf2_support.h"

#include <flint/nmod_poly_factor.h>
#include <flint/ulong_extras.h>

#include "gf2_ops.h"

static uint64_t state;

static uint64_t random_word(void)
{
    return test_random(&state, 0);
}

static unsigned below(unsigned bound)
{
    return (unsigned)test_random(&state, bound);
}

static lfsr_gf2_word random_poly(unsigned degree)
{
    return (lfsr_gf2_word){degree > 0 ? random_word() >> (64 - degree) : 0, degree};
}

static void to_flint(nmod_poly_t out, lfsr_gf2_word f)
{
    uint64_t bits[2] = {f.low, 0};
    bits[f.degree / 64] |= UINT64_C(1) << f.degree % 64;
    test_gf2_to_flint(out, bits, 2);
}

static lfsr_gf2_word from_flint(const nmod_poly_t f)
{
    uint64_t bits[2];
    test_gf2_from_flint(bits, 2, f);
    unsigned degree = (unsigned)nmod_poly_degree(f);
    bits[degree / 64] ^= UINT64_C(1) << degree % 64;
    return (lfsr_gf2_word){bits[0], degree};
}

/* Half of them random, the others products with repeated, equal-degree and small factors. */
static lfsr_gf2_word random_product(unsigned limit)
{
    nmod_poly_t product, factor;
    nmod_poly_init(product, 2);
    nmod_poly_init(factor, 2);
    nmod_poly_one(product);
    while (true) {
        unsigned left = limit - (unsigned)nmod_poly_degree(product), degree = 1 + below(12);
        unsigned times = 1 + below(3);
        if (degree * times > left)
            break;
        to_flint(factor, random_poly(degree));
        nmod_poly_pow(factor, factor, times);
        nmod_poly_mul(product, product, factor);
    }
    lfsr_gf2_word result = from_flint(product);
    nmod_poly_clear(product);
    nmod_poly_clear(factor);
    return result;
}

static void check_factors(const lfsr_gf2_ops *ops, lfsr_gf2_word f)
{
    lfsr_gf2_word_factor list[LFSR_GF2_WORD_FACTORS];
    nmod_poly_t poly, product, factor;
    nmod_poly_init(poly, 2);
    nmod_poly_init(product, 2);
    nmod_poly_init(factor, 2);
    to_flint(poly, f);
    nmod_poly_one(product);
    unsigned length = ops->factor(list, f);
    for (unsigned i = 0; i < length; i++) {
        lfsr_gf2_word g = list[i].poly;
        to_flint(factor, g);
        ck_assert(nmod_poly_is_irreducible(factor));
        ck_assert(ops->irreducible(g));
        if (i > 0)
            ck_assert(list[i - 1].poly.degree < g.degree ||
                      (list[i - 1].poly.degree == g.degree && list[i - 1].poly.low < g.low));
        nmod_poly_pow(factor, factor, list[i].multiplicity);
        nmod_poly_mul(product, product, factor);
    }
    ck_assert(nmod_poly_equal(poly, product));
    bool irreducible = length == 1 && list[0].multiplicity == 1;
    ck_assert(ops->irreducible(f) == irreducible);
    nmod_poly_clear(poly);
    nmod_poly_clear(product);
    nmod_poly_clear(factor);
}

START_TEST(factors)
{
    for (unsigned i = 0; lfsr_gf2_ops_at(i) != NULL; i++)
        for (long trial = 0; trial < test_scaled(4000); trial++) {
            check_factors(lfsr_gf2_ops_at(i), random_poly((unsigned)trial % 65));
            check_factors(lfsr_gf2_ops_at(i), random_product((unsigned)trial % 65));
        }
}
END_TEST

/* Every polynomial of degree up to 13: the number of irreducible ones of each degree is Gauss's. */
START_TEST(all_of_small_degree)
{
    static const unsigned irreducible[] = {0, 2, 1, 2, 3, 6, 9, 18, 30, 56, 99, 186, 335, 630};
    for (unsigned i = 0; lfsr_gf2_ops_at(i) != NULL; i++)
        for (unsigned degree = 0; degree < sizeof irreducible / sizeof irreducible[0]; degree++) {
            unsigned count = 0;
            for (uint64_t low = 0; low < UINT64_C(1) << degree; low++) {
                lfsr_gf2_word_factor list[LFSR_GF2_WORD_FACTORS];
                unsigned length = lfsr_gf2_ops_at(i)->factor(list, (lfsr_gf2_word){low, degree});
                count += length == 1 && list[0].multiplicity == 1;
            }
            ck_assert_uint_eq(count, irreducible[degree]);
        }
}
END_TEST

START_TEST(arithmetic)
{
    nmod_poly_t f, a, b, c;
    nmod_poly_init(f, 2);
    nmod_poly_init(a, 2);
    nmod_poly_init(b, 2);
    nmod_poly_init(c, 2);
    for (unsigned i = 0; lfsr_gf2_ops_at(i) != NULL; i++) {
        const lfsr_gf2_ops *ops = lfsr_gf2_ops_at(i);
        for (long trial = 0; trial < test_scaled(2000); trial++) {
            unsigned degree = 1 + (unsigned)trial % 64;
            lfsr_gf2_word g = trial % 3 == 0 ? random_product(degree) : random_poly(degree);
            if (g.degree == 0)
                continue;
            uint64_t x = random_word() >> (64 - g.degree), y = random_word() >> (64 - g.degree);
            uint64_t any = random_word() >> below(64), e = random_word() >> below(64);
            if (trial % 16 == 0)
                any <<= 20;
            to_flint(f, g);
            test_gf2_to_flint(a, &x, 1);
            test_gf2_to_flint(b, &y, 1);
            nmod_poly_mulmod(c, a, b, f);
            test_gf2_check_equal(c, (const uint64_t[]){ops->mul(x, y, g)}, 1);
            nmod_poly_zero(a);
            nmod_poly_set_coeff_ui(a, 1, 1);
            nmod_poly_rem(a, a, f);
            nmod_poly_powmod_ui_binexp(c, a, e, f);
            test_gf2_check_equal(c, (const uint64_t[]){ops->pow_x(e, g)}, 1);
            test_gf2_to_flint(a, &any, 1);
            nmod_poly_gcd(c, f, a);
            lfsr_gf2_word common = ops->gcd(g, any), expected = from_flint(c);
            ck_assert_uint_eq(common.degree, expected.degree);
            ck_assert_uint_eq(common.low, expected.low);
        }
    }
    nmod_poly_clear(f);
    nmod_poly_clear(a);
    nmod_poly_clear(b);
    nmod_poly_clear(c);
}
END_TEST

/* Orders by stepping, for the irreducible factors of random polynomials of degree up to 18. */
START_TEST(orders)
{
    for (unsigned i = 0; lfsr_gf2_ops_at(i) != NULL; i++)
        for (long trial = 0; trial < test_scaled(60); trial++) {
            lfsr_gf2_word_factor list[LFSR_GF2_WORD_FACTORS];
            lfsr_gf2_word f = random_poly(1 + (unsigned)trial % 18);
            f.low |= 1;
            unsigned length = lfsr_gf2_ops_at(i)->factor(list, f);
            for (unsigned j = 0; j < length; j++) {
                lfsr_gf2_word g = list[j].poly;
                lfsr_gf2_word_primes primes = {0};
                n_factor_t found;
                n_factor_init(&found);
                if (g.degree > 1)
                    n_factor(&found, (UINT64_C(1) << g.degree) - 1, 1);
                for (int k = 0; k < found.num; k++) {
                    primes.primes[primes.length] = found.p[k];
                    primes.multiplicities[primes.length++] = (unsigned)found.exp[k];
                }
                uint64_t power = 1, steps = 0, bits = g.low | UINT64_C(1) << g.degree;
                do {
                    power <<= 1;
                    if ((power >> g.degree & 1) != 0)
                        power ^= bits;
                    steps++;
                } while (power != 1);
                ck_assert_uint_eq(lfsr_gf2_ops_at(i)->order(g, &primes), steps);
            }
        }
}
END_TEST

int main(void)
{
    state = test_seed();
    Suite *suite = suite_create("gf2_word");
    TCase *tcase = test_case(suite, "word", 300);
    tcase_add_test(tcase, factors);
    tcase_add_test(tcase, all_of_small_degree);
    tcase_add_test(tcase, arithmetic);
    tcase_add_test(tcase, orders);
    return test_main(suite);
}
