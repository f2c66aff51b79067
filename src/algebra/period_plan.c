#include "period_plan.h"

#include <stdlib.h>

#include "split.h"

/* The prime powers of m, and for every set of them (bit i: power i) the degree of an irreducible polynomial
 * whose order is their product: over limit where it is larger than that. */
typedef struct prime_powers {
    fmpz powers[LFSR_PERIOD_PRIMES];
    size_t count;
    slong limit;
    slong *degrees;
} prime_powers;

static void clear_powers(prime_powers *s)
{
    for (size_t i = 0; i < LFSR_PERIOD_PRIMES; i++)
        fmpz_clear(s->powers + i);
    free(s->degrees);
}

/* The order of q modulo m, prime to q; limit + 1 where it is more than limit. */
static slong order_of_q(const fmpz_t q, const fmpz_t m, slong limit)
{
    fmpz_t power;
    slong order = 1;
    fmpz_init(power);
    fmpz_mod(power, q, m);
    while (order <= limit && !fmpz_is_one(power) && !fmpz_is_one(m)) {
        fmpz_mul(power, power, q);
        fmpz_mod(power, power, m);
        order++;
    }
    fmpz_clear(power);
    return order;
}

static slong bounded_lcm(slong a, slong b, slong limit)
{
    slong x = a, y = b;
    while (y != 0) {
        slong rest = x % y;
        x = y;
        y = rest;
    }
    if (a > limit || b > limit || a / x > limit / b)
        return limit + 1;
    return a / x * b;
}

static lfsr_status none(lfsr_error *error, slong limit)
{
    return lfsr_fail(error, LFSR_UNABLE, "none", "no register of at most %lld stages has exactly this period",
                     (long long)limit);
}

/* Split m into its prime powers. */
static lfsr_status split_powers(prime_powers *s, lfsr_period_plan *plan, const fmpz_t m, double seconds,
                                lfsr_error *error)
{
    lfsr_prime_set set;
    lfsr_prime_set_init(&set);
    lfsr_status status =
        fmpz_bits(m) > LFSR_SPLIT_BITS
            ? lfsr_fail(error, LFSR_UNABLE, "too-large", "the period has more than %d bits", LFSR_SPLIT_BITS)
            : lfsr_split(&set, m, 1, seconds, error);
    if (status == LFSR_OK && set.composite_count > 0)
        status = lfsr_fail(error, LFSR_UNABLE, "factorization",
                           "the period has a divisor of %llu digits that was not factored in time",
                           (unsigned long long)fmpz_sizeinbase(set.composites, 10));
    if (status == LFSR_OK && set.length > LFSR_PERIOD_PRIMES)
        status = lfsr_fail(error, LFSR_UNABLE, "too-large", "the period has more than %d prime factors",
                           LFSR_PERIOD_PRIMES);
    fmpz_t rest;
    fmpz_init(rest);
    for (slong i = 0; status == LFSR_OK && i < set.length; i++) {
        fmpz_set(rest, m);
        fmpz_remove(rest, rest, set.primes + i);
        fmpz_divexact(s->powers + s->count++, m, rest);
        fmpz_set(plan->primes + plan->prime_count++, set.primes + i);
    }
    fmpz_clear(rest);
    lfsr_prime_set_clear(&set);
    return status;
}

static lfsr_status init_powers(prime_powers *s, lfsr_period_plan *plan, const fmpz_t m, const fmpz_t q,
                               const lfsr_period_request *request, lfsr_error *error)
{
    *s = (prime_powers){.limit = request->max_degree};
    lfsr_status status = split_powers(s, plan, m, request->factor_seconds, error);
    if (status != LFSR_OK)
        return status;
    s->degrees = malloc(sizeof(slong) << s->count);
    if (s->degrees == NULL)
        return lfsr_fail_memory(error);
    s->degrees[0] = 1; /* x - 1 */
    for (size_t i = 0; i < s->count; i++) {
        slong alone = order_of_q(q, s->powers + i, s->limit);
        for (size_t set = 0; set < (size_t)1 << i; set++)
            s->degrees[set | (size_t)1 << i] = bounded_lcm(s->degrees[set], alone, s->limit);
    }
    return LFSR_OK;
}

static void add_factor(lfsr_period_plan *plan, const prime_powers *s, size_t set, slong multiplicity)
{
    size_t at = plan->count++;
    fmpz_one(plan->orders + at);
    for (size_t i = 0; i < s->count; i++)
        if (set >> i & 1)
            fmpz_mul(plan->orders + at, plan->orders + at, s->powers + i);
    plan->degrees[at] = s->degrees[set];
    plan->multiplicities[at] = multiplicity;
}

/* least[set]: the smallest sum of degrees of factors that share out the set; chosen[set]: the factor with the
 * lowest prime power in it. */
static void share_out(slong *least, size_t *chosen, const prime_powers *s)
{
    least[0] = 0;
    for (size_t set = 1; set < (size_t)1 << s->count; set++) {
        size_t lowest = set & (~set + 1), others = set ^ lowest;
        least[set] = s->limit + 1;
        for (size_t more = others;; more = (more - 1) & others) {
            slong sum = s->degrees[lowest | more] + least[others ^ more];
            if (sum < least[set]) {
                least[set] = sum;
                chosen[set] = lowest | more;
            }
            if (more == 0)
                break;
        }
    }
}

/* The fewest stages. multiplicity: that of one of the factors, which may be x - 1 (the empty set). */
static lfsr_status plan_fewest(lfsr_period_plan *plan, const prime_powers *s, slong multiplicity,
                               lfsr_error *error)
{
    size_t all = ((size_t)1 << s->count) - 1, repeated = 0;
    slong *least = malloc((all + 1) * sizeof *least), best = s->limit + 1;
    size_t *chosen = calloc(all + 1, sizeof *chosen);
    lfsr_status status = least == NULL || chosen == NULL ? lfsr_fail_memory(error) : LFSR_OK;
    if (status == LFSR_OK) {
        share_out(least, chosen, s);
        bool needs_one = multiplicity > 1 || all == 0; /* a factor that is chosen for itself */
        for (size_t set = 0; needs_one && set <= all; set++) {
            slong degree = s->degrees[set];
            if (degree > s->limit / multiplicity || degree * multiplicity + least[all ^ set] >= best)
                continue;
            best = degree * multiplicity + least[all ^ set];
            repeated = set;
        }
        best = needs_one ? best : least[all];
        if (best > s->limit)
            status = none(error, s->limit);
        else if (needs_one)
            add_factor(plan, s, repeated, multiplicity);
    }
    for (size_t set = all ^ repeated; status == LFSR_OK && set != 0; set ^= chosen[set])
        add_factor(plan, s, chosen[set], 1);
    free(least);
    free(chosen);
    return status;
}

static lfsr_status make_plan(lfsr_period_plan *plan, const prime_powers *s, slong t, const fmpz_t p,
                             const lfsr_period_request *request, lfsr_error *error)
{
    size_t all = ((size_t)1 << s->count) - 1;
    if (request->irreducible && t == 0 && s->degrees[all] <= s->limit) {
        add_factor(plan, s, all, 1);
        return LFSR_OK;
    }
    if (request->irreducible && !request->fewest_otherwise)
        return none(error, s->limit);
    fmpz_t multiplicity;
    fmpz_init_set_ui(multiplicity, 1);
    if (t > 0) { /* the least that needs p^t: p^(t-1) + 1 */
        fmpz_pow_ui(multiplicity, p, (ulong)t - 1);
        fmpz_add_ui(multiplicity, multiplicity, 1);
    }
    lfsr_status status = fmpz_cmp_si(multiplicity, s->limit) > 0
                             ? none(error, s->limit)
                             : plan_fewest(plan, s, fmpz_get_si(multiplicity), error);
    fmpz_clear(multiplicity);
    return status;
}

lfsr_status lfsr_period_plan_init(lfsr_period_plan *plan, const fmpz_t period, const fmpz_t p, const fmpz_t q,
                                  const lfsr_period_request *request, lfsr_error *error)
{
    *plan = (lfsr_period_plan){.count = 0};
    if (fmpz_sgn(period) <= 0)
        return lfsr_fail(error, LFSR_BAD_INPUT, "period", "a period is at least 1");
    prime_powers s = {.count = 0};
    fmpz_t m;
    fmpz_init(m);
    slong t = fmpz_remove(m, period, p);
    lfsr_status status = LFSR_OK;
    if (t > 0 && request->irreducible && !request->fewest_otherwise)
        status =
            lfsr_fail(error, LFSR_UNABLE, "none",
                      "no irreducible polynomial has this order: the characteristic of the field divides it");
    if (status == LFSR_OK)
        status = init_powers(&s, plan, m, q, request, error);
    if (status == LFSR_OK)
        status = make_plan(plan, &s, t, p, request, error);
    clear_powers(&s);
    fmpz_clear(m);
    if (status != LFSR_OK)
        lfsr_period_plan_clear(plan);
    return status;
}

void lfsr_period_plan_clear(lfsr_period_plan *plan)
{
    for (size_t i = 0; i <= LFSR_PERIOD_PRIMES; i++)
        fmpz_clear(plan->orders + i);
    for (size_t i = 0; i < LFSR_PERIOD_PRIMES; i++)
        fmpz_clear(plan->primes + i);
    *plan = (lfsr_period_plan){.count = 0};
}
