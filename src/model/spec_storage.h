/* Storage of specs: only spec.c knows how their coefficient arrays are allocated. */
#ifndef LFSR_SPEC_STORAGE_H
#define LFSR_SPEC_STORAGE_H

#include "lfsr/spec.h"

/* Replace field, degree and coefficients; takes ownership of coefficients, (degree + 1) * field->k entries
 * from _fmpz_vec_init. field may be &spec->field. */
void lfsr_spec_replace(lfsr_spec *spec, const lfsr_field_spec *field, slong degree, fmpz *coefficients);

/* lfsr_spec_init and lfsr_spec_set in one. */
void lfsr_spec_init_set(lfsr_spec *spec, const lfsr_spec *source);

#endif
