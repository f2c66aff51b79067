/* Affine registers: the recurrence of f with a constant b != 0 added, s_(i+n) = c_0 s_i + ... + c_(n-1)
 * s_(i+n-1) + b.
 *
 * Its sequences are those of the linear register of (x - 1) f, of degree n + 1, whose residue P has P(1) = b
 * (docs/states.md, "Affine registers"). */
#ifndef LFSR_AFFINE_H
#define LFSR_AFFINE_H

#include "factorization_data.h"
#include "partition_data.h"

/* All zero to begin with. */
typedef struct lfsr_affine {
    bool active;           /* the rest is set */
    fq_default_t constant; /* b, in the field of reg */
    fmpz *digits;          /* of b, k of them */
    lfsr_register reg;     /* of (x - 1) f */
    fq_default_poly_t f;   /* in the field of reg */
    char *constant_text;
    char *lock_up; /* the fixed point, as a state of n symbols; NULL where f(1) = 0: there is none */
} lfsr_affine;

/* text: the constant, an element. LFSR_BAD_INPUT ("constant") where it is 0 or cannot be read. */
LFSR_MUST_CHECK lfsr_status lfsr_affine_init(lfsr_affine *affine, const char *text, const lfsr_register *base,
                                             lfsr_error *error);
/* May be called again. */
void lfsr_affine_clear(lfsr_affine *affine);

/* symbols = s_0 + ... + s_(n-1) x^(n-1): append s_n x^n. */
void lfsr_affine_extend(fq_default_poly_t symbols, const lfsr_affine *affine);
/* Is this residue modulo (x - 1) f one of the affine register? */
bool lfsr_affine_holds(const fq_default_poly_t residue, const lfsr_affine *affine);

bool lfsr_factor_is_x_minus_one(const lfsr_factor *factor, const lfsr_field *field);

#endif
