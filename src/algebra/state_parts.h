/* States by components: what locating a state and measuring a distance share. */
#ifndef LFSR_STATE_PARTS_H
#define LFSR_STATE_PARTS_H

#include "state_algebra.h"

/* The unit group modulo h^j, 1 <= j <= e; belongs to part. Only where the order of h is known. */
LFSR_MUST_CHECK lfsr_status lfsr_state_group(lfsr_unit_group **group, lfsr_state_factor *part, slong j,
                                             lfsr_error *error);

/* residue = h^(e-j) unit modulo h^e; unit is set modulo h^j. Returns j, the exponent of h in the minimal
 * polynomial; 0, and unit = 0, where the component is 0. */
slong lfsr_state_unit(fq_default_poly_t unit, const fq_default_poly_t residue, const lfsr_state_factor *part,
                      const lfsr_field *field);
/* The converse: add the element that is h^(e-j) unit modulo h^e and 0 modulo the rest of f. */
void lfsr_state_add_component(fq_default_poly_t residue, const fq_default_poly_t unit, slong j,
                              const lfsr_state_factor *part, const lfsr_state_algebra *algebra);

/* Only the exponents, the minimal polynomial and the tail of a place. */
LFSR_MUST_CHECK lfsr_status lfsr_state_exponents(lfsr_state_place *place, const fq_default_poly_t residue,
                                                 const lfsr_state_algebra *algebra, lfsr_error *error);

/* The lcm of the gcds of the period of component i with the periods of the others (exponents as in a place):
 * what its logarithm must be known for where only the cycle is asked for. */
LFSR_MUST_CHECK lfsr_status lfsr_state_shared_period(fmpz_t shared, slong i, const slong *exponents,
                                                     const lfsr_state_algebra *algebra, lfsr_error *error);

/* Join log (known modulo its modulus) with other, moduli not necessarily coprime. False: they are
 * inconsistent. */
bool lfsr_partial_log_join(lfsr_partial_log *log, const lfsr_partial_log *other);

#endif
