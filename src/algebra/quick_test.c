/* A quick look at a polynomial, for lists in which few are irreducible: the packed test over GF(2), FLINT's
 * over other prime fields of one word, factors of low degree over all others. */
#include "factorization_data.h"

#include <flint/nmod_poly.h>
#include <stdlib.h>

#include "flint_compat.h"
#include "gf2_poly.h"
#include "gf2_word.h"

#define MOST_DEGREE 20000 /* above this degree only the analysis, with its time limits, decides */

static bool reducible_binary(const lfsr_spec *spec)
{
    size_t degree = (size_t)spec->degree;
    uint64_t *bits = calloc(degree / 64 + 1, sizeof *bits);
    bool irreducible = true;
    if (bits == NULL)
        return false;
    for (size_t i = 0; i <= degree; i++)
        bits[i / 64] |= (uint64_t)!fmpz_is_zero(spec->coefficients + i) << i % 64;
    if (degree < LFSR_GF2_WORD_DEGREE)
        irreducible =
            lfsr_gf2_word_irreducible((lfsr_gf2_word){bits[0] ^ UINT64_C(1) << degree, (unsigned)degree});
    else if (lfsr_gf2_is_irreducible(&irreducible, bits, degree, NULL, NULL) != LFSR_OK)
        irreducible = true;
    free(bits);
    return !irreducible;
}

static bool reducible_prime(const lfsr_spec *spec)
{
    nmod_poly_t poly;
    nmod_poly_init2(poly, fmpz_get_ui(spec->field.p), spec->degree + 1);
    for (slong i = 0; i <= spec->degree; i++)
        nmod_poly_set_coeff_ui(poly, i, fmpz_get_ui(spec->coefficients + i));
    bool irreducible = nmod_poly_is_irreducible(poly) != 0;
    nmod_poly_clear(poly);
    return !irreducible;
}

#define LOW_DEGREE 4 /* six of seven random polynomials have a factor of a degree up to this */

/* Has f a factor of low degree? x^(q^i) - x is the product of all irreducible polynomials whose degree
 * divides i. */
static bool has_low_factor(const fq_default_poly_t f, const lfsr_field *field)
{
    const fq_default_ctx_struct *context = field->context;
    fq_default_poly_t power, x, common;
    bool found = false;
    fq_default_poly_init(power, context);
    fq_default_poly_init(x, context);
    fq_default_poly_init(common, context);
    fq_default_poly_gen(x, context);
    fq_default_poly_rem(power, x, f, context);
    for (slong i = 1; !found && i <= LOW_DEGREE && 2 * i <= fq_default_poly_degree(f, context); i++) {
        lfsr_flint_poly_powmod(power, power, field->order, f, context);
        fq_default_poly_sub(common, power, x, context);
        fq_default_poly_gcd(common, common, f, context);
        found = fq_default_poly_degree(common, context) > 0;
    }
    fq_default_poly_clear(power, context);
    fq_default_poly_clear(x, context);
    fq_default_poly_clear(common, context);
    return found;
}

static bool reducible_any(const lfsr_spec *spec)
{
    lfsr_field field;
    fq_default_poly_t f;
    if (lfsr_field_init(&field, &spec->field, NULL) != LFSR_OK)
        return false;
    fq_default_poly_init(f, field.context);
    lfsr_spec_to_poly(f, spec, &field);
    bool found = has_low_factor(f, &field);
    fq_default_poly_clear(f, field.context);
    lfsr_field_clear(&field);
    return found;
}

bool lfsr_spec_surely_reducible(const lfsr_spec *spec)
{
    if (spec->degree > MOST_DEGREE || fmpz_bits(spec->field.p) > 64)
        return false;
    if (spec->field.k > 1 || !fmpz_abs_fits_ui(spec->field.p))
        return reducible_any(spec);
    return fmpz_equal_ui(spec->field.p, 2) ? reducible_binary(spec) : reducible_prime(spec);
}
