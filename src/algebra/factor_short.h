/* Factors of short polynomials over prime fields whose sums of products fit a word. */
#ifndef LFSR_FACTOR_SHORT_H
#define LFSR_FACTOR_SHORT_H

#include <flint/nmod_poly.h>
#include <stdbool.h>

#include "lfsr/status.h"

bool lfsr_factor_short_fits(const nmod_poly_t f);
/* found: initialized; the monic irreducible factors of f, of degree at least 1, with multiplicities are
 * appended. */
LFSR_MUST_CHECK lfsr_status lfsr_factor_short(nmod_poly_factor_t found, const nmod_poly_t f,
                                              lfsr_error *error);

#endif
