/* Moduli: the default one of GF(p^k), and the test of any. A modulus is k + 1 digits in 0..p-1, constant
 * first, monic; k > 1. */
#ifndef LFSR_MODULUS_H
#define LFSR_MODULUS_H

#include "lfsr/spec.h"

/* FLINT's Conway polynomial of GF(p^k); false if it has none. */
bool lfsr_modulus_conway(fmpz *modulus, const fmpz_t p, slong k);

/* How often the function below was called: for tests. */
extern unsigned long lfsr_modulus_proofs;
/* p is prime. */
bool lfsr_modulus_irreducible(const fmpz *modulus, const fmpz_t p, slong k);

/* The first irreducible polynomial x^k + sum of d_i x^i in the order of the code sum of d_i p^i. Fails with
 * LFSR_UNABLE, "modulus", where the search would be long. */
LFSR_MUST_CHECK lfsr_status lfsr_modulus_first(fmpz *modulus, const fmpz_t p, slong k, lfsr_error *error);

#endif
