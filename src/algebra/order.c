/* The order of x modulo an irreducible polynomial of degree d (docs/mathematics.md, "Orders").
 *
 * It divides N = q^d - 1. Rather than one power for each prime of N, a binary tree over the prime powers: a
 * node holds y = x^(N / product of its prime powers), its children are two powers of y, a leaf raises y to
 * its prime until it is 1. Each level costs one exponent of the length of N in all. Where N has an unsplit
 * part C, prime to the rest S, the order is known exactly if x^S = 1 and not otherwise. */
#include "order.h"

#include "cyclotomic.h"
#include "factor_gf2.h"
#include "gf2_word.h"

#include <flint/fmpz_vec.h>
#include <math.h>
#include <stdio.h>

#include "residue.h"

#define QUICK_SECONDS 0.02 /* for each hard number: often the unsplit part of N does not matter */

/* The tree's fixed data: the primes of the exponent with their multiplicities and powers. */
typedef struct order_tree {
    const lfsr_residue_ring *ring;
    const lfsr_prime_set *set;
    fmpz *powers; /* r^a */
    ulong *multiplicities;
    fmpz *order; /* multiplied by every prime that divides the order */
} order_tree;

/* y^(r^a) = 1: multiply the order by the least power of r that does it. */
static lfsr_status leaf(const order_tree *tree, const lfsr_residue *y, slong at, lfsr_error *error)
{
    const fmpz *prime = tree->set->primes + at;
    const lfsr_residue *now = y;
    lfsr_residue kept, next;
    lfsr_status status = LFSR_OK;
    for (ulong i = 1; !lfsr_residue_is_one(now, tree->ring); i++) {
        fmpz_mul(tree->order, tree->order, prime);
        if (i == tree->multiplicities[at])
            break;
        status = lfsr_residue_init_pow(&next, now, prime, tree->ring, error);
        if (status != LFSR_OK)
            break;
        if (now == &kept)
            lfsr_residue_clear(&kept, tree->ring);
        kept = next;
        now = &kept;
    }
    if (now == &kept)
        lfsr_residue_clear(&kept, tree->ring);
    return status;
}

/* The cut of low..high - 1 into two nonempty parts of about equal length in bits. */
static slong balanced_cut(const order_tree *tree, slong low, slong high)
{
    ulong total = 0, left = 0;
    for (slong i = low; i < high; i++)
        total += fmpz_bits(tree->powers + i);
    slong cut = low;
    do
        left += fmpz_bits(tree->powers + cut++);
    while (cut < high - 1 && 2 * left + fmpz_bits(tree->powers + cut) <= total);
    return cut;
}

/* y^(product of powers low..high - 1) = 1. */
static lfsr_status walk_tree(const order_tree *tree, const lfsr_residue *y, slong low, slong high,
                             lfsr_error *error)
{
    if (low == high || lfsr_residue_is_one(y, tree->ring))
        return LFSR_OK;
    if (high - low == 1)
        return leaf(tree, y, low, error);
    slong cut = balanced_cut(tree, low, high);
    const slong parts[2][4] = {{cut, high, low, cut},
                               {low, cut, cut, high}}; /* raise to one, walk the other */
    lfsr_status status = LFSR_OK;
    fmpz_t exponent;
    fmpz_init(exponent);
    for (int part = 0; part < 2 && status == LFSR_OK; part++) {
        lfsr_residue child;
        _fmpz_vec_prod(exponent, tree->powers + parts[part][0], parts[part][1] - parts[part][0]);
        status = lfsr_residue_init_pow(&child, y, exponent, tree->ring, error);
        if (status == LFSR_OK) {
            status = walk_tree(tree, &child, parts[part][2], parts[part][3], error);
            lfsr_residue_clear(&child, tree->ring);
        }
    }
    fmpz_clear(exponent);
    return status;
}

/* N = q^d - 1 as known: the tree over its primes, and the unsplit rest of it, which is prime to them. */
typedef struct split_number {
    order_tree tree;
    fmpz_t smooth, rest; /* N = smooth * rest */
} split_number;

static void split_number_init(split_number *n, const lfsr_prime_set *set, const fmpz_t number,
                              const lfsr_residue_ring *ring, fmpz *order)
{
    n->tree = (order_tree){ring, set, _fmpz_vec_init(set->length),
                           flint_malloc(sizeof(ulong) * (size_t)(set->length + 1)), order};
    fmpz_init_set_ui(n->smooth, 1);
    fmpz_init_set(n->rest, number);
    for (slong i = 0; i < set->length; i++) {
        n->tree.multiplicities[i] = (ulong)fmpz_remove(n->rest, n->rest, set->primes + i);
        fmpz_pow_ui(n->tree.powers + i, set->primes + i, n->tree.multiplicities[i]);
        fmpz_mul(n->smooth, n->smooth, n->tree.powers + i);
    }
}

static void split_number_clear(split_number *n)
{
    _fmpz_vec_clear(n->tree.powers, n->tree.set->length);
    flint_free(n->tree.multiplicities);
    fmpz_clear(n->smooth);
    fmpz_clear(n->rest);
}

/* *known: x^smooth = 1, so that the rest does not matter. */
static lfsr_status rest_is_irrelevant(bool *known, const split_number *n, const lfsr_residue *x,
                                      lfsr_error *error)
{
    lfsr_residue power;
    *known = fmpz_is_one(n->rest);
    if (*known)
        return LFSR_OK;
    lfsr_status status = lfsr_residue_init_pow(&power, x, n->smooth, n->tree.ring, error);
    if (status == LFSR_OK) {
        *known = lfsr_residue_is_one(&power, n->tree.ring);
        lfsr_residue_clear(&power, n->tree.ring);
    }
    return status;
}

/* The order of x^rest: the part of the order of x at the known primes. */
static lfsr_status known_part(const split_number *n, const lfsr_residue *x, lfsr_error *error)
{
    lfsr_residue power;
    lfsr_status status = lfsr_residue_init_pow(&power, x, n->rest, n->tree.ring, error);
    if (status == LFSR_OK) {
        status = walk_tree(&n->tree, &power, 0, n->tree.set->length, error);
        lfsr_residue_clear(&power, n->tree.ring);
    }
    return status;
}

/* With the primes known so far: the order, or 0 where the unsplit rest of N matters; then, where bounds is
 * set, the order is known up to a divisor of the rest. */
static lfsr_status order_from_primes(lfsr_factor *factor, bool bounds, const lfsr_prime_set *set,
                                     const fmpz_t number, const lfsr_residue_ring *ring, lfsr_error *error)
{
    fmpz_t order;
    split_number n;
    lfsr_residue x;
    bool known = false;
    fmpz_init_set_ui(order, 1);
    split_number_init(&n, set, number, ring, order);
    lfsr_status status = lfsr_residue_init_x(&x, ring, error);
    if (status == LFSR_OK) {
        status = rest_is_irrelevant(&known, &n, &x, error);
        if (status == LFSR_OK && known)
            status = walk_tree(&n.tree, &x, 0, set->length, error);
        else if (status == LFSR_OK && bounds)
            status = known_part(&n, &x, error);
        lfsr_residue_clear(&x, ring);
    }
    if (status == LFSR_OK && known) {
        fmpz_set(factor->order, order);
        fmpz_set(factor->order_divides, order);
        fmpz_set(factor->order_multiple_of, order);
    } else if (status == LFSR_OK && bounds) {
        fmpz_set(factor->order_multiple_of, order);
        fmpz_mul(factor->order_divides, order, n.rest);
    }
    split_number_clear(&n);
    fmpz_clear(order);
    return status;
}

static void describe_reason(char *reason, size_t size, const lfsr_field *field, slong m,
                            const lfsr_prime_set *set)
{
    char base[64] = "p";
    if (fmpz_sizeinbase(field->spec.p, 10) + 2 <= sizeof base)
        fmpz_get_str(base, 10, field->spec.p);
    if (set == NULL) {
        snprintf(reason, size, "%s^%ld - 1 is too large a number to factor", base, (long)m);
        return;
    }
    const fmpz *largest = set->composites + set->composite_count - 1;
    size_t digits = fmpz_sizeinbase(largest, 10); /* exact or one too many */
    fmpz_t power;
    fmpz_init(power);
    fmpz_set_ui(power, 10);
    fmpz_pow_ui(power, power, digits - 1);
    if (fmpz_cmp(largest, power) < 0)
        digits--;
    fmpz_clear(power);
    snprintf(reason, size, "%s^%ld - 1 has an unfactored %zu-digit divisor", base, (long)m, digits);
}

/* q^degree - 1 is prime, and x is not 1. */
static void set_full_order(lfsr_factor *factor, const lfsr_field *field)
{
    fmpz_pow_ui(factor->order, field->order, (ulong)factor->degree);
    fmpz_sub_ui(factor->order, factor->order, 1);
    fmpz_set(factor->order_divides, factor->order);
    fmpz_set(factor->order_multiple_of, factor->order);
}

lfsr_status lfsr_order_find(lfsr_factor *factor, char *reason, size_t size, lfsr_order_try how,
                            const lfsr_field *field, const lfsr_factor_effort *effort, lfsr_error *error)
{
    if (fmpz_equal_ui(field->order, 2) && factor->degree <= LFSR_GF2_WORD_DEGREE)
        return lfsr_order_gf2_word(factor, error);
    if (fmpz_equal_ui(field->order, 2) && lfsr_is_mersenne_exponent(factor->degree)) {
        set_full_order(factor, field);
        return LFSR_OK;
    }
    slong m = field->spec.k * factor->degree;
    bool thorough = how == LFSR_ORDER_THOROUGH;
    const lfsr_prime_set *set = NULL;
    lfsr_factor_effort quick = lfsr_factor_effort_of(QUICK_SECONDS);
    lfsr_error trouble = {0};
    quick.until = INFINITY; /* limit for each hard number */
    lfsr_status status =
        lfsr_factor_power_minus_one_within(&set, field->spec.p, m, thorough ? effort : &quick, &trouble);
    if (status == LFSR_UNABLE) {
        describe_reason(reason, size, field, m, NULL);
        return LFSR_OK;
    }
    if (status != LFSR_OK) {
        if (error != NULL)
            *error = trouble;
        return status;
    }
    lfsr_residue_ring ring;
    status = lfsr_residue_ring_init(&ring, factor->poly, field, error);
    if (status != LFSR_OK)
        return status;
    fmpz_t number;
    fmpz_init(number);
    fmpz_pow_ui(number, field->spec.p, (ulong)m);
    fmpz_sub_ui(number, number, 1);
    status = order_from_primes(factor, thorough, set, number, &ring, error);
    if (status == LFSR_OK && fmpz_is_zero(factor->order) && thorough)
        describe_reason(reason, size, field, m, set);
    fmpz_clear(number);
    lfsr_residue_ring_clear(&ring);
    return status;
}

void lfsr_multiplicity_factor(fmpz_t out, const fmpz_t p, slong j)
{
    fmpz_one(out);
    while (fmpz_cmp_si(out, j) < 0)
        fmpz_mul(out, out, p);
}
