/* A quick test for reducible polynomials, for lists in which few are irreducible: the packed test over GF(2),
 * FLINT's over other prime fields of one word. */
#include "factorization_data.h"

#include <flint/nmod_poly.h>
#include <stdlib.h>

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

bool lfsr_spec_surely_reducible(const lfsr_spec *spec)
{
    if (spec->field.k > 1 || spec->degree > MOST_DEGREE || !fmpz_abs_fits_ui(spec->field.p))
        return false;
    return fmpz_equal_ui(spec->field.p, 2) ? reducible_binary(spec) : reducible_prime(spec);
}
