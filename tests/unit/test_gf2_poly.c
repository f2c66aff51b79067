/* Long packed polynomials over GF(2) against FLINT: random degrees, degrees around the edges of words, sparse
 * and dense moduli, repeated factors. The instruction set is the one of the run; LFSR_GF2=base runs the
 * portable one. */
#include "test_gf2_support.h"

#include <flint/fmpz.h>
#include <flint/nmod_poly_factor.h>
#include <string.h>

#include "gf2_ops.h"
#include "gf2_poly.h"

enum { WORDS = 40 };

static uint64_t state;
static const unsigned edges[] = {1,   2,   62,  63,  64,  65,  66,  126, 127, 128,  129,  191,
                                 192, 193, 255, 256, 257, 511, 512, 513, 639, 1023, 1024, 1025};
#define EDGES (sizeof edges / sizeof edges[0])

static size_t below(size_t bound)
{
    return (size_t)test_random(&state, bound);
}

static size_t degree_of_trial(long trial)
{
    return trial % 2 == 0 ? edges[(size_t)trial / 2 % EDGES] : 1 + below(900);
}

/* Of exactly this degree, in WORDS words. */
static void random_bits(uint64_t *bits, size_t degree)
{
    memset(bits, 0, WORDS * sizeof *bits);
    for (size_t i = 0; i <= degree / 64; i++)
        bits[i] = test_random(&state, 0);
    bits[degree / 64] &= UINT64_MAX >> (63 - degree % 64);
    bits[degree / 64] |= UINT64_C(1) << degree % 64;
}

static void random_sparse(uint64_t *bits, size_t degree)
{
    memset(bits, 0, WORDS * sizeof *bits);
    bits[degree / 64] |= UINT64_C(1) << degree % 64;
    bits[0] |= 1;
    for (size_t i = below(5); i > 0; i--) {
        size_t exponent = degree > 64 ? below(degree - 63) : below(degree);
        bits[exponent / 64] |= UINT64_C(1) << exponent % 64;
    }
}

static void random_modulus(uint64_t *bits, size_t degree)
{
    if (below(2) == 0)
        random_bits(bits, degree);
    else
        random_sparse(bits, degree);
}

typedef struct polys {
    nmod_poly_t f, a, b, c;
} polys;

static void polys_init(polys *p)
{
    nmod_poly_init(p->f, 2);
    nmod_poly_init(p->a, 2);
    nmod_poly_init(p->b, 2);
    nmod_poly_init(p->c, 2);
}

static void polys_clear(polys *p)
{
    nmod_poly_clear(p->f);
    nmod_poly_clear(p->a);
    nmod_poly_clear(p->b);
    nmod_poly_clear(p->c);
}

START_TEST(products)
{
    polys p;
    polys_init(&p);
    for (long trial = 0; trial < test_scaled(400); trial++) {
        size_t na = 1 + below(trial % 8 == 0 ? 300 : 40), nb = trial % 3 == 0 ? na : 1 + below(na);
        uint64_t *a = malloc(na * sizeof *a), *b = malloc(nb * sizeof *b), *c = malloc((na + nb) * sizeof *c);
        uint64_t *scratch = malloc(lfsr_gf2_product_scratch(nb) * sizeof *scratch);
        for (size_t i = 0; i < na; i++)
            a[i] = test_random(&state, 0);
        for (size_t i = 0; i < nb; i++)
            b[i] = test_random(&state, 0);
        test_gf2_to_flint(p.a, a, na);
        test_gf2_to_flint(p.b, b, nb);
        nmod_poly_mul(p.c, p.a, p.b);
        if (trial % 2 == 0)
            lfsr_gf2_product(c, a, na, b, nb, scratch);
        else
            lfsr_gf2_product(c, b, nb, a, na, scratch);
        test_gf2_check_equal(p.c, c, na + nb);
        free(a);
        free(b);
        free(c);
        free(scratch);
    }
    polys_clear(&p);
}
END_TEST

/* Every instruction set against the portable one. */
START_TEST(inner_loops)
{
    for (unsigned i = 1; lfsr_gf2_ops_at(i) != NULL; i++)
        for (long trial = 0; trial < test_scaled(2000); trial++) {
            const lfsr_gf2_ops *base = lfsr_gf2_ops_at(0), *ops = lfsr_gf2_ops_at(i);
            uint64_t a[2][WORDS], b[2][WORDS], out[2][2 * WORDS];
            size_t na = 1 + below(LFSR_GF2_BASECASE), nb = 1 + below(LFSR_GF2_BASECASE);
            unsigned shift = (unsigned)below(64);
            random_bits(a[0], 64 * na - 1 - below(63));
            random_bits(b[0], 64 * nb - 1 - below(63));
            base->multiply(out[0], a[0], na, b[0], nb);
            ops->multiply(out[1], a[0], na, b[0], nb);
            ck_assert_mem_eq(out[0], out[1], (na + nb) * sizeof **out);
            base->square(out[0], a[0], na);
            ops->square(out[1], a[0], na);
            ck_assert_mem_eq(out[0], out[1], 2 * na * sizeof **out);
            base->add_shifted(out[0], b[0], nb, shift);
            ops->add_shifted(out[1], b[0], nb, shift);
            ck_assert_mem_eq(out[0], out[1], (nb + 1 < 2 * na ? nb + 1 : 2 * na) * sizeof **out);
            lfsr_gf2_matrix matrix = {a[0][0], b[0][0], a[0][1], b[0][1]};
            memcpy(a[1], a[0], sizeof a[0]);
            memcpy(b[1], b[0], sizeof b[0]);
            base->apply(a[0], b[0], na, &matrix);
            ops->apply(a[1], b[1], na, &matrix);
            ck_assert_mem_eq(a[0], a[1], sizeof a[0]);
            ck_assert_mem_eq(b[0], b[1], sizeof b[0]);
        }
}
END_TEST

/* A random exponent of up to three words; its value for FLINT. */
static size_t random_exponent(uint64_t e[3], fmpz_t value)
{
    size_t n = 1 + below(3);
    for (size_t i = 0; i < n; i++)
        e[i] = below(6) == 0 ? below(40) : test_random(&state, 0);
    fmpz_set_ui_array(value, (const ulong *)e, (slong)n);
    return n;
}

START_TEST(residues)
{
    polys p;
    fmpz_t exponent;
    lfsr_error error = {0};
    polys_init(&p);
    fmpz_init(exponent);
    for (long trial = 0; trial < test_scaled(300); trial++) {
        uint64_t f[WORDS], a[WORDS], b[WORDS], out[WORDS], e[3];
        size_t degree = degree_of_trial(trial);
        lfsr_gf2_ring ring;
        random_modulus(f, degree);
        ck_assert_ok(lfsr_gf2_ring_init(&ring, f, degree, &error), error);
        size_t long_words = 1 + below(WORDS);
        random_bits(a, 64 * long_words - 1);
        random_bits(b, 64 * WORDS - 1);
        test_gf2_to_flint(p.f, f, WORDS);
        test_gf2_to_flint(p.a, a, WORDS);
        test_gf2_to_flint(p.b, b, WORDS);
        nmod_poly_rem(p.a, p.a, p.f);
        nmod_poly_rem(p.b, p.b, p.f);
        lfsr_gf2_ring_reduce(a, a, long_words, &ring);
        lfsr_gf2_ring_reduce(b, b, WORDS, &ring);
        test_gf2_check_equal(p.a, a, ring.words);
        test_gf2_check_equal(p.b, b, ring.words);
        nmod_poly_mulmod(p.c, p.a, p.b, p.f);
        lfsr_gf2_ring_mul(out, a, b, &ring);
        test_gf2_check_equal(p.c, out, ring.words);
        nmod_poly_mulmod(p.c, p.a, p.a, p.f);
        lfsr_gf2_ring_square(out, a, &ring);
        test_gf2_check_equal(p.c, out, ring.words);
        size_t n = random_exponent(e, exponent);
        nmod_poly_powmod_fmpz_binexp(p.c, p.a, exponent, p.f);
        ck_assert_ok(lfsr_gf2_ring_pow(out, a, e, n, &ring, NULL, &error), error);
        test_gf2_check_equal(p.c, out, ring.words);
        lfsr_gf2_ring_set_x(b, &ring);
        test_gf2_to_flint(p.b, b, ring.words);
        nmod_poly_powmod_fmpz_binexp(p.c, p.b, exponent, p.f);
        ck_assert_ok(lfsr_gf2_ring_pow_x(out, e, n, &ring, NULL, &error), error);
        test_gf2_check_equal(p.c, out, ring.words);
        lfsr_gf2_ring_clear(&ring);
    }
    fmpz_clear(exponent);
    polys_clear(&p);
}
END_TEST

/* Several products at once are those of one after the other. */
static void check_each(const lfsr_gf2_ops *ops, const uint64_t *a, const uint64_t *b,
                       const lfsr_gf2_ring *ring)
{
    uint64_t each[3 * LFSR_GF2_SHORT], expected[LFSR_GF2_SHORT];
    const uint64_t *const factors[3] = {b, a, b};
    for (size_t i = 0; i < 3; i++)
        memcpy(each + i * ring->words, i < 2 ? a : b, ring->words * sizeof *each);
    ops->short_mul_each(each, factors, 3, ring);
    for (size_t i = 0; i < 3; i++) {
        ops->short_mul(expected, i < 2 ? a : b, factors[i], ring);
        ck_assert_mem_eq(each + i * ring->words, expected, ring->words * sizeof *each);
    }
}

/* Every instruction set against FLINT, the result in the place of a factor. */
START_TEST(short_residues)
{
    polys p;
    lfsr_error error = {0};
    polys_init(&p);
    for (long trial = 0; trial < test_scaled(1000); trial++) {
        uint64_t f[WORDS], a[WORDS], b[WORDS], out[WORDS];
        size_t degree = 1 + (size_t)(trial % 7 == 0 ? trial / 7 * 64 + 63 : trial) % (64 * LFSR_GF2_SHORT);
        lfsr_gf2_ring ring;
        random_modulus(f, degree);
        ck_assert_ok(lfsr_gf2_ring_init(&ring, f, degree, &error), error);
        ck_assert(!ring.sparse);
        random_bits(a, 64 * ring.words - 1);
        random_bits(b, 64 * ring.words - 1);
        a[ring.words - 1] &= UINT64_MAX >> ring.raise;
        b[ring.words - 1] &= UINT64_MAX >> ring.raise;
        test_gf2_to_flint(p.f, f, WORDS);
        test_gf2_to_flint(p.a, a, ring.words);
        test_gf2_to_flint(p.b, b, ring.words);
        for (unsigned i = 0; lfsr_gf2_ops_at(i) != NULL; i++) {
            const lfsr_gf2_ops *ops = lfsr_gf2_ops_at(i);
            nmod_poly_mulmod(p.c, p.a, p.b, p.f);
            memcpy(out, i % 2 == 0 ? a : b, sizeof out);
            ops->short_mul(out, i % 2 == 0 ? out : a, i % 2 == 0 ? b : out, &ring);
            test_gf2_check_equal(p.c, out, ring.words);
            size_t squares = below(5);
            nmod_poly_set(p.c, p.a);
            for (size_t j = 0; j < squares; j++)
                nmod_poly_mulmod(p.c, p.c, p.c, p.f);
            memcpy(out, a, sizeof out);
            ops->short_squares(out, out, squares, &ring);
            test_gf2_check_equal(p.c, out, ring.words);
            check_each(ops, a, b, &ring);
        }
        lfsr_gf2_ring_clear(&ring);
    }
    polys_clear(&p);
}
END_TEST

START_TEST(common_divisors)
{
    polys p;
    lfsr_error error = {0};
    polys_init(&p);
    for (long trial = 0; trial < test_scaled(600); trial++) {
        uint64_t a[WORDS], b[WORDS], g[WORDS], out[WORDS];
        size_t degree, of_g = trial % 4 == 0 ? 0 : below(300);
        random_bits(a, degree_of_trial(trial));
        random_bits(b, degree_of_trial(trial + (long)below(40)));
        random_bits(g, of_g);
        test_gf2_to_flint(p.a, a, WORDS);
        test_gf2_to_flint(p.b, b, WORDS);
        test_gf2_to_flint(p.c, g, WORDS);
        nmod_poly_mul(p.a, p.a, p.c);
        nmod_poly_mul(p.b, p.b, p.c);
        test_gf2_from_flint(a, WORDS, p.a);
        test_gf2_from_flint(b, WORDS, p.b);
        nmod_poly_gcd(p.c, p.a, p.b);
        memset(out, 0, sizeof out);
        ck_assert_ok(lfsr_gf2_gcd(out, &degree, a, (size_t)nmod_poly_degree(p.a), b,
                                  (size_t)nmod_poly_degree(p.b), NULL, &error),
                     error);
        test_gf2_check_equal(p.c, out, WORDS);
        ck_assert_uint_eq(degree, (size_t)nmod_poly_degree(p.c));
        /* Exact division, by a divisor with a constant term. */
        g[0] |= 1;
        test_gf2_to_flint(p.c, g, WORDS);
        nmod_poly_mul(p.b, p.a, p.c);
        test_gf2_from_flint(b, WORDS, p.b);
        degree = (size_t)nmod_poly_degree(p.b);
        lfsr_gf2_divide(b, &degree, g, (size_t)nmod_poly_degree(p.c));
        test_gf2_check_equal(p.a, b, WORDS);
        ck_assert_uint_eq(degree, (size_t)nmod_poly_degree(p.a));
        lfsr_gf2_reverse(out, a, degree);
        nmod_poly_reverse(p.b, p.a, nmod_poly_length(p.a));
        test_gf2_check_equal(p.b, out, lfsr_gf2_words(degree));
    }
    polys_clear(&p);
}
END_TEST

static void check_factors(const uint64_t *f, size_t degree)
{
    polys p;
    lfsr_error error = {0};
    lfsr_gf2_factors factors;
    polys_init(&p);
    test_gf2_to_flint(p.f, f, lfsr_gf2_words(degree));
    nmod_poly_one(p.a);
    ck_assert_ok(lfsr_gf2_factor_all(&factors, f, degree, NULL, &error), error);
    for (size_t i = 0; i < factors.length; i++) {
        const lfsr_gf2_factor *factor = &factors.list[i];
        bool irreducible;
        test_gf2_to_flint(p.b, factor->bits, lfsr_gf2_words(factor->degree));
        ck_assert_int_eq(nmod_poly_degree(p.b), (slong)factor->degree);
        ck_assert(nmod_poly_is_irreducible(p.b));
        ck_assert_ok(lfsr_gf2_is_irreducible(&irreducible, factor->bits, factor->degree, NULL, &error),
                     error);
        ck_assert(irreducible);
        ck_assert(i == 0 || factors.list[i - 1].degree <= factor->degree);
        nmod_poly_pow(p.b, p.b, factor->multiplicity);
        nmod_poly_mul(p.a, p.a, p.b);
    }
    ck_assert(nmod_poly_equal(p.a, p.f));
    bool irreducible, expected = factors.length == 1 && factors.list[0].multiplicity == 1;
    ck_assert_ok(lfsr_gf2_is_irreducible(&irreducible, f, degree, NULL, &error), error);
    ck_assert(irreducible == expected);
    lfsr_gf2_factors_clear(&factors);
    polys_clear(&p);
}

START_TEST(factors_of_random_polynomials)
{
    for (long trial = 0; trial < test_scaled(120); trial++) {
        uint64_t f[WORDS];
        size_t degree = degree_of_trial(trial);
        random_modulus(f, degree);
        check_factors(f, degree);
        if (degree > 70) { /* a gap at the low end: the reciprocal is the sparse one */
            uint64_t reversed[WORDS] = {0};
            random_sparse(f, degree);
            lfsr_gf2_reverse(reversed, f, degree);
            check_factors(reversed, degree);
        }
    }
}
END_TEST

/* Products of powers of polynomials of like degree: repeated factors and several of one degree. */
START_TEST(factors_of_products)
{
    for (long trial = 0; trial < test_scaled(60); trial++) {
        uint64_t f[WORDS];
        size_t part = 1 + below(90), degree = 0;
        polys p;
        polys_init(&p);
        nmod_poly_one(p.f);
        while (nmod_poly_degree(p.f) < 500) {
            random_bits(f, part);
            test_gf2_to_flint(p.a, f, WORDS);
            if (below(2) == 0) { /* an irreducible one */
                do {
                    random_bits(f, part);
                    f[0] |= 1;
                    test_gf2_to_flint(p.a, f, WORDS);
                } while (!nmod_poly_is_irreducible(p.a));
            }
            nmod_poly_pow(p.a, p.a, 1 + below(5));
            nmod_poly_mul(p.f, p.f, p.a);
        }
        degree = (size_t)nmod_poly_degree(p.f);
        test_gf2_from_flint(f, WORDS, p.f);
        check_factors(f, degree);
        polys_clear(&p);
    }
}
END_TEST

/* x^n - 1: all factors known by cyclotomic cosets; many of one degree. */
START_TEST(factors_of_cyclotomic_polynomials)
{
    for (size_t n = 1; n < 600; n += 1 + below(20)) {
        uint64_t f[WORDS] = {1};
        f[n / 64] ^= UINT64_C(1) << n % 64;
        check_factors(f, n);
    }
}
END_TEST

typedef struct limit {
    long calls;
} limit;

static lfsr_status stop_at_once(void *context, double done, double total, lfsr_error *error)
{
    ((limit *)context)->calls++;
    ck_assert(done <= total);
    return lfsr_fail(error, LFSR_UNABLE, "stopped", "stopped");
}

/* A check that says no ends the work with its status. */
START_TEST(checks_end_the_work)
{
    uint64_t f[200] = {0};
    limit count = {0};
    lfsr_gf2_check check = {stop_at_once, &count};
    lfsr_gf2_factors factors;
    lfsr_error error = {0};
    bool irreducible;
    const size_t degree = 64 * 199 + 1;
    for (size_t i = 0; i < 199; i++)
        f[i] = test_random(&state, 0);
    f[199] = 2;
    f[0] |= 1;
    ck_assert_int_eq(lfsr_gf2_factor_all(&factors, f, degree, &check, &error), LFSR_UNABLE);
    ck_assert_int_eq(count.calls, 1);
    memset(f, 0, sizeof f);
    f[0] = 1;
    f[84 / 64] |= UINT64_C(1) << 84 % 64;
    f[9689 / 64] |= UINT64_C(1) << 9689 % 64;
    ck_assert_int_eq(lfsr_gf2_is_irreducible(&irreducible, f, 9689, &check, &error), LFSR_UNABLE);
    ck_assert_int_eq(count.calls, 2);
}
END_TEST

/* Published: J. Brillhart, N. Zierler, "On primitive trinomials (mod 2)", Inform. and Control 13 (1968), 14
 * (1969); R. P. Brent, S. Larvala, P. Zimmermann, Math. Comp. 72 (2003). */
START_TEST(published_trinomials)
{
    static const struct {
        size_t n, k;
    } primitive[] = {{607, 105}, {1279, 216}, {2281, 715}, {4423, 271}, {9689, 84}, {19937, 9842}};
    for (size_t i = 0; i < sizeof primitive / sizeof primitive[0]; i++)
        for (size_t off = 0; off < 2; off++) {
            uint64_t f[320] = {1};
            size_t n = primitive[i].n, k = primitive[i].k + off;
            bool irreducible;
            lfsr_error error = {0};
            f[n / 64] |= UINT64_C(1) << n % 64;
            f[k / 64] |= UINT64_C(1) << k % 64;
            ck_assert_ok(lfsr_gf2_is_irreducible(&irreducible, f, n, NULL, &error), error);
            ck_assert(irreducible == (off == 0));
        }
}
END_TEST

int main(void)
{
    state = test_seed();
    Suite *suite = suite_create("gf2_poly");
    TCase *tcase = test_case(suite, "poly", 300);
    tcase_add_test(tcase, products);
    tcase_add_test(tcase, inner_loops);
    tcase_add_test(tcase, residues);
    tcase_add_test(tcase, short_residues);
    tcase_add_test(tcase, common_divisors);
    tcase_add_test(tcase, factors_of_random_polynomials);
    tcase_add_test(tcase, factors_of_products);
    tcase_add_test(tcase, factors_of_cyclotomic_polynomials);
    tcase_add_test(tcase, checks_end_the_work);
    tcase_add_test(tcase, published_trinomials);
    return test_main(suite);
}
