/* Between FLINT's polynomials over GF(2) and packed ones. Coefficients are read from the register's spec,
 * which has them as plain numbers; factors go to FLINT by way of an nmod_poly. */
#include "flint_compat.h"

#include "factor_gf2.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gf2_poly.h"
#include "gf2_word.h"
#include "integer_factor.h"

#define CACHE_SIZE 4096 /* orders: a power of two */

lfsr_status lfsr_factor_list_add_gf2(lfsr_factorization *list, const uint64_t *bits, slong d,
                                     slong multiplicity, bool irreducible, const lfsr_field *field,
                                     lfsr_error *error)
{
    fq_default_poly_t poly;
    fq_default_poly_init2(poly, d + 1, field->context);
    nmod_poly_struct *unpacked = poly->nmod;
    for (slong i = 0; i <= d; i++)
        unpacked->coeffs[i] = bits[i / 64] >> (i % 64) & 1;
    unpacked->length = d + 1;
    return lfsr_factor_list_take(list, poly, multiplicity, irreducible, field, error);
}

static lfsr_status factor_word(lfsr_factorization *list, const uint64_t *bits, slong degree,
                               const lfsr_field *field, lfsr_error *error)
{
    lfsr_gf2_word_factor found[LFSR_GF2_WORD_FACTORS];
    lfsr_gf2_word f = {degree < 64 ? bits[0] ^ UINT64_C(1) << degree : bits[0], (unsigned)degree};
    unsigned length = lfsr_gf2_word_factor_all(found, f);
    lfsr_status status = LFSR_OK;
    for (unsigned i = 0; i < length && status == LFSR_OK; i++) {
        uint64_t poly[2] = {found[i].poly.low, 0};
        poly[found[i].poly.degree / 64] |= UINT64_C(1) << found[i].poly.degree % 64;
        status = lfsr_factor_list_add_gf2(list, poly, (slong)found[i].poly.degree,
                                          (slong)found[i].multiplicity, true, field, error);
    }
    return status;
}

static lfsr_status factor_long(lfsr_factorization *list, const uint64_t *bits, slong degree,
                               const lfsr_field *field, lfsr_error *error)
{
    lfsr_gf2_factors found;
    lfsr_status status = lfsr_gf2_factor_all(&found, bits, (size_t)degree, NULL, error);
    if (status != LFSR_OK)
        return status;
    for (size_t i = 0; i < found.length && status == LFSR_OK; i++)
        status = lfsr_factor_list_add_gf2(list, found.list[i].bits, (slong)found.list[i].degree,
                                          (slong)found.list[i].multiplicity, true, field, error);
    lfsr_gf2_factors_clear(&found);
    return status;
}

void lfsr_gf2_pack(uint64_t *bits, const fq_default_poly_t poly)
{
    const nmod_poly_struct *unpacked = poly->nmod;
    memset(bits, 0, lfsr_gf2_words((size_t)unpacked->length - 1) * sizeof *bits);
    for (slong i = 0; i < unpacked->length; i++)
        bits[i / 64] |= (uint64_t)(unpacked->coeffs[i] & 1) << (i % 64);
}

uint64_t *lfsr_gf2_pack_register(const lfsr_register *reg, slong shift)
{
    slong degree = reg->degree - shift;
    uint64_t *bits = calloc(lfsr_gf2_words((size_t)degree), sizeof *bits);
    for (slong i = 0; i <= degree && bits != NULL; i++)
        bits[i / 64] |= (uint64_t)fmpz_is_one(reg->spec.coefficients + shift + i) << (i % 64);
    return bits;
}

lfsr_status lfsr_factor_gf2(lfsr_factorization *list, const lfsr_register *reg, lfsr_error *error)
{
    slong degree = reg->degree - reg->tail;
    uint64_t local[2] = {0}, *bits = local;
    if (degree > 64)
        bits = calloc(lfsr_gf2_words((size_t)degree), sizeof *bits);
    if (bits == NULL)
        return lfsr_fail_memory(error);
    for (slong i = 0; i <= degree; i++)
        bits[i / 64] |= (uint64_t)fmpz_is_one(reg->spec.coefficients + reg->tail + i) << (i % 64);
    lfsr_status status = degree <= 64 ? factor_word(list, bits, degree, &reg->field, error)
                                      : factor_long(list, bits, degree, &reg->field, error);
    if (bits != local)
        free(bits);
    return status;
}

/* Measured with PCLMULQDQ: 0.3 ms for degree 1,024, 110 ms for 9,689. */
double lfsr_factor_gf2_seconds(slong degree)
{
    if (degree <= LFSR_GF2_WORD_DEGREE)
        return 1e-6;
    return 6e-12 * pow((double)degree, 2.585);
}

/* --- Orders --- */

/* The prime powers of 2^d - 1, found once. */
static lfsr_status primes_of(const lfsr_gf2_word_primes **out, unsigned d, lfsr_error *error)
{
    static lfsr_gf2_word_primes known[LFSR_GF2_WORD_DEGREE + 1];
    lfsr_gf2_word_primes *primes = &known[d];
    *out = primes;
    if (primes->length > 0)
        return LFSR_OK;
    const lfsr_prime_set *set;
    fmpz_t two;
    fmpz_init_set_ui(two, 2);
    lfsr_status status = lfsr_factor_power_minus_one(&set, two, (slong)d, 0, error);
    fmpz_clear(two);
    if (status != LFSR_OK)
        return status;
    if (set->composite_count > 0 || set->length > LFSR_GF2_WORD_PRIMES)
        return lfsr_fail(error, LFSR_SYSTEM, "internal", "2^%u - 1 is not factored", d);
    uint64_t rest = UINT64_MAX >> (64 - d);
    for (slong i = 0; i < set->length; i++) {
        uint64_t prime = fmpz_get_ui(set->primes + i);
        primes->primes[i] = prime;
        primes->multiplicities[i] = 0;
        for (; rest % prime == 0; rest /= prime)
            primes->multiplicities[i]++;
    }
    primes->length = (unsigned)set->length;
    return LFSR_OK;
}

/* An entry of degree 0 is empty; a later factor with the same index replaces an earlier one. */
typedef struct cached_order {
    lfsr_gf2_word poly;
    uint64_t order;
} cached_order;

lfsr_status lfsr_order_gf2_word(lfsr_factor *factor, lfsr_error *error)
{
    static cached_order cache[CACHE_SIZE];
    lfsr_gf2_word poly = {factor->low, (unsigned)factor->degree};
    uint64_t hash = (poly.low + poly.degree) * UINT64_C(0x9e3779b97f4a7c15);
    cached_order *entry = &cache[hash >> 32 & (CACHE_SIZE - 1)];
    if (entry->poly.degree != poly.degree || entry->poly.low != poly.low) {
        const lfsr_gf2_word_primes *primes;
        lfsr_status status = primes_of(&primes, poly.degree, error);
        if (status != LFSR_OK)
            return status;
        *entry = (cached_order){poly, lfsr_gf2_word_order(poly, primes)};
    }
    fmpz_set_ui(factor->order, entry->order);
    fmpz_set_ui(factor->order_divides, entry->order);
    fmpz_set_ui(factor->order_multiple_of, entry->order);
    return LFSR_OK;
}
