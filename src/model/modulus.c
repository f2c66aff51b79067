/* Default moduli and irreducibility. Where FLINT has no Conway polynomial it would choose a random modulus;
 * here the first irreducible one in a stated order is taken instead, so that every machine has the same
 * field.
 *
 * The test is Rabin's: f of degree k is irreducible if x^(p^k) = x mod f and x^(p^(k/r)) - x is prime to f
 * for every prime r | k. Powers of Frobenius come from modular composition, x^(p^(i+j)) = x^(p^i) o
 * x^(p^j). */
#include "flint_compat.h"

#include "modulus.h"
#include "modulus_gf2.h"

#include <flint/fmpz_vec.h>
#include <flint/fq.h>
#include <flint/fq_default.h>
#include <flint/fq_default_poly.h>
#include <flint/ulong_extras.h>

/* The largest field orders, in bits, for which a modulus is searched: they keep a search below about ten
 * seconds. */
#define MAX_SEARCH_BITS   800
#define MAX_BINARY_SEARCH 8192
/* Candidates times degree; the first irreducible polynomial usually is among the first few k. */
#define MAX_SEARCH_STEPS 1000000

unsigned long lfsr_modulus_proofs;

bool lfsr_modulus_conway(fmpz *modulus, const fmpz_t p, slong k)
{
    fq_ctx_t context;
    if (fmpz_bits(p) > 17 || k < 2 || k > 1000 || !_fq_ctx_init_conway(context, p, k, "a"))
        return false;
    const fmpz_mod_poly_struct *poly = fq_ctx_modulus(context);
    _fmpz_vec_zero(modulus, k + 1);
    _fmpz_vec_set(modulus, poly->coeffs, poly->length);
    fq_ctx_clear(context);
    return true;
}

/* One polynomial under test over the prime field. */
typedef struct candidate {
    fq_default_ctx_t context;
    fq_default_poly_t f, x, frobenius, power, scratch;
    fmpz_t p;
    slong k;
} candidate;

static void candidate_init(candidate *c, const fmpz_t p, slong k)
{
    fmpz_init_set(c->p, p);
    c->k = k;
    lfsr_flint_prime_init(c->context, c->p);
    fq_default_poly_init(c->f, c->context);
    fq_default_poly_init(c->x, c->context);
    fq_default_poly_init(c->frobenius, c->context);
    fq_default_poly_init(c->power, c->context);
    fq_default_poly_init(c->scratch, c->context);
    fq_default_poly_gen(c->x, c->context);
}

static void candidate_clear(candidate *c)
{
    fq_default_poly_clear(c->f, c->context);
    fq_default_poly_clear(c->x, c->context);
    fq_default_poly_clear(c->frobenius, c->context);
    fq_default_poly_clear(c->power, c->context);
    fq_default_poly_clear(c->scratch, c->context);
    fq_default_ctx_clear(c->context);
    fmpz_clear(c->p);
}

/* gcd(power - x, f) = 1 */
static bool no_factor_fixed(candidate *c)
{
    fq_default_poly_sub(c->scratch, c->power, c->x, c->context);
    fq_default_poly_gcd(c->scratch, c->scratch, c->f, c->context);
    return fq_default_poly_is_one(c->scratch, c->context);
}

/* power = x^(p^i) mod f, by the binary digits of i from the top. */
static void frobenius_power(candidate *c, slong i)
{
    slong bit = 1;
    while (bit <= i / 2)
        bit *= 2;
    fq_default_poly_set(c->power, c->frobenius, c->context);
    for (bit /= 2; bit > 0; bit /= 2) {
        fq_default_poly_compose_mod(c->power, c->power, c->power, c->f, c->context);
        if ((i & bit) != 0)
            fq_default_poly_compose_mod(c->power, c->power, c->frobenius, c->f, c->context);
    }
}

/* Test for factors of small degree first, which rejects nearly all reducible candidates (Ben-Or). */
static bool no_small_factor(candidate *c)
{
    enum { SMALL = 8 };
    fq_default_poly_set(c->power, c->frobenius, c->context);
    for (slong d = 1; d <= SMALL && d <= c->k / 2; d++) {
        if (d > 1)
            fq_default_poly_compose_mod(c->power, c->power, c->frobenius, c->f, c->context);
        if (!no_factor_fixed(c))
            return false;
    }
    return true;
}

static bool candidate_irreducible(candidate *c, const fmpz *digits)
{
    if (fmpz_is_zero(digits))
        return false;
    for (slong i = c->k; i >= 0; i--)
        fq_default_poly_set_coeff_fmpz(c->f, i, digits + i, c->context);
    lfsr_flint_poly_powmod(c->frobenius, c->x, c->p, c->f, c->context);
    if (!no_small_factor(c))
        return false;
    frobenius_power(c, c->k);
    if (!fq_default_poly_equal(c->power, c->x, c->context))
        return false;
    n_factor_t primes;
    n_factor_init(&primes);
    n_factor(&primes, (ulong)c->k, 1);
    for (int i = 0; i < primes.num; i++) {
        frobenius_power(c, c->k / (slong)primes.p[i]);
        if (!no_factor_fixed(c))
            return false;
    }
    return true;
}

static lfsr_status too_long(slong k, lfsr_error *error)
{
    return lfsr_fail(
        error, LFSR_UNABLE, "modulus",
        "no Conway polynomial is known for this field and the search for a modulus would take too "
        "long; an irreducible polynomial of degree %lld must be given as the modulus",
        (long long)k);
}

bool lfsr_modulus_irreducible(const fmpz *modulus, const fmpz_t p, slong k)
{
    candidate c;
    bool irreducible;
    lfsr_modulus_proofs++;
    if (fmpz_is_zero(modulus))
        return false;
    if (fmpz_equal_ui(p, 2) && lfsr_modulus_gf2_irreducible(&irreducible, modulus, k, NULL) == LFSR_OK)
        return irreducible;
    candidate_init(&c, p, k);
    irreducible = candidate_irreducible(&c, modulus);
    candidate_clear(&c);
    return irreducible;
}

/* Whether some x^k + c is irreducible over GF(p): every prime r | k must divide p - 1, and 4 too if it
 * divides k (Lidl and Niederreiter, theorem 3.75). Otherwise all p codes below p can be skipped. */
static bool has_binomial(const fmpz_t p, slong k)
{
    n_factor_t primes;
    n_factor_init(&primes);
    n_factor(&primes, (ulong)k, 1);
    for (int i = 0; i < primes.num; i++)
        if (fmpz_fdiv_ui(p, primes.p[i]) != 1)
            return false;
    return k % 4 != 0 || fmpz_fdiv_ui(p, 4) == 1;
}

/* The digits of the next code. */
static void next_code(fmpz *digits, const fmpz_t p)
{
    fmpz_add_ui(digits, digits, 1);
    while (fmpz_equal(digits, p)) {
        fmpz_zero(digits++);
        fmpz_add_ui(digits, digits, 1);
    }
}

static lfsr_status first_binary(fmpz *modulus, slong k, lfsr_error *error)
{
    uint64_t tail;
    lfsr_status status = lfsr_modulus_gf2_first_tail(&tail, k, error);
    for (slong i = 0; status == LFSR_OK && i < LFSR_GF2_TAIL_BITS; i++)
        fmpz_set_ui(modulus + i, tail >> i & 1);
    return status == LFSR_OK && tail == 0 ? too_long(k, error) : status;
}

lfsr_status lfsr_modulus_first(fmpz *modulus, const fmpz_t p, slong k, lfsr_error *error)
{
    candidate c;
    bool found = false;
    _fmpz_vec_zero(modulus, k + 1);
    fmpz_one(modulus + k);
    if (fmpz_equal_ui(p, 2) && k >= LFSR_GF2_MIN_DEGREE && k <= MAX_BINARY_SEARCH)
        return first_binary(modulus, k, error);
    fmpz_one(modulus + (has_binomial(p, k) ? 0 : 1));
    if (fmpz_dlog(p) * (double)k < MAX_SEARCH_BITS * 0.6931471805599453) {
        candidate_init(&c, p, k);
        for (slong steps = 0; !found && steps < MAX_SEARCH_STEPS; steps += k) {
            found = candidate_irreducible(&c, modulus);
            if (!found)
                next_code(modulus, p);
        }
        candidate_clear(&c);
    }
    return found ? LFSR_OK : too_long(k, error);
}
