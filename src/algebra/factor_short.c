/* By distinct degrees: x^(p^i) is found by the matrix of a -> a^p, made once for each square-free part, and
 * gcds with FLINT. Products of several factors of one degree are FLINT's. */
#include "factor_short.h"

#include "short_residue.h"

bool lfsr_factor_short_fits(const nmod_poly_t f)
{
    slong degree = nmod_poly_degree(f);
    return degree >= 1 && nmod_poly_modulus(f) > 2 &&
           lfsr_short_ring_fits(nmod_poly_modulus(f), (size_t)degree);
}

/* common = gcd(power - x, rest) */
static void gcd_with_power(nmod_poly_t common, const uint32_t *power, slong degree, const nmod_poly_t rest)
{
    ulong p = nmod_poly_modulus(rest);
    nmod_poly_zero(common);
    for (slong i = degree - 1; i >= 0; i--)
        nmod_poly_set_coeff_ui(common, i, i == 1 ? (power[i] + p - 1) % p : power[i]);
    if (degree == 1)
        nmod_poly_set_coeff_ui(common, 1, p - 1);
    nmod_poly_gcd(common, common, rest);
}

/* The factors of a product of irreducible polynomials of one degree. */
static void add_equal_degree(nmod_poly_factor_t found, const nmod_poly_t product, slong degree,
                             slong multiplicity)
{
    nmod_poly_factor_t factors;
    nmod_poly_factor_init(factors);
    if (nmod_poly_degree(product) == degree)
        nmod_poly_factor_insert(factors, product, 1);
    else
        nmod_poly_factor_equal_deg(factors, product, degree);
    for (slong i = 0; i < factors->num; i++)
        nmod_poly_factor_insert(found, factors->p + i, multiplicity);
    nmod_poly_factor_clear(factors);
}

/* part: square-free, monic. */
static void by_degrees(nmod_poly_factor_t found, const nmod_poly_t part, slong multiplicity,
                       const lfsr_short_frobenius *map)
{
    uint32_t power[LFSR_SHORT_RESIDUE_DEGREE];
    slong degree = nmod_poly_degree(part);
    nmod_poly_t rest, common;
    nmod_poly_init(rest, nmod_poly_modulus(part));
    nmod_poly_init(common, nmod_poly_modulus(part));
    nmod_poly_set(rest, part);
    lfsr_short_ring_set_x(power, map->ring);
    slong d = 1;
    for (; 2 * d <= nmod_poly_degree(rest); d++) {
        lfsr_short_frobenius_apply(power, power, map);
        gcd_with_power(common, power, degree, rest);
        if (nmod_poly_degree(common) == 0)
            continue;
        add_equal_degree(found, common, d, multiplicity);
        nmod_poly_div(rest, rest, common);
    }
    if (nmod_poly_degree(rest) > 0) /* no two factors of degree d or more */
        nmod_poly_factor_insert(found, rest, multiplicity);
    nmod_poly_clear(rest);
    nmod_poly_clear(common);
}

static lfsr_status add_part(nmod_poly_factor_t found, const nmod_poly_t part, slong multiplicity,
                            lfsr_error *error)
{
    uint32_t modulus[LFSR_SHORT_RESIDUE_DEGREE];
    slong degree = nmod_poly_degree(part);
    lfsr_short_ring ring;
    lfsr_short_frobenius map;
    if (degree <= 1) {
        if (degree == 1)
            nmod_poly_factor_insert(found, part, multiplicity);
        return LFSR_OK;
    }
    for (slong i = 0; i < degree; i++)
        modulus[i] = (uint32_t)nmod_poly_get_coeff_ui(part, i);
    ulong p = nmod_poly_modulus(part);
    lfsr_status status = lfsr_short_ring_init(&ring, modulus, (size_t)degree, p,
                                              lfsr_short_ring_is_narrow(p, (size_t)degree), error);
    if (status != LFSR_OK)
        return status;
    status = lfsr_short_frobenius_init(&map, &ring, error);
    if (status == LFSR_OK) {
        by_degrees(found, part, multiplicity, &map);
        lfsr_short_frobenius_clear(&map);
    }
    lfsr_short_ring_clear(&ring);
    return status;
}

lfsr_status lfsr_factor_short(nmod_poly_factor_t found, const nmod_poly_t f, lfsr_error *error)
{
    nmod_poly_factor_t parts;
    nmod_poly_t monic;
    nmod_poly_init(monic, nmod_poly_modulus(f));
    nmod_poly_make_monic(monic, f);
    nmod_poly_factor_init(parts);
    nmod_poly_factor_squarefree(parts, monic);
    lfsr_status status = LFSR_OK;
    for (slong i = 0; i < parts->num && status == LFSR_OK; i++)
        status = add_part(found, parts->p + i, parts->exp[i], error);
    nmod_poly_factor_clear(parts);
    nmod_poly_clear(monic);
    return status;
}
