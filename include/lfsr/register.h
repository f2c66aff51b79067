/* Registers: the contexts rebuilt from a spec. */
#ifndef LFSR_REGISTER_H
#define LFSR_REGISTER_H

#include <flint/fq_default.h>
#include <flint/fq_default_mat.h>
#include <flint/fq_default_poly.h>

#include "lfsr/spec.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A field with its FLINT context. FLINT is used from one thread only. */
typedef struct lfsr_field {
    lfsr_field_spec spec;
    fq_default_ctx_t context;
    fmpz_t order; /* q */
} lfsr_field;

/* Build the context; the spec is checked first. On failure *field needs no clearing (clearing is harmless).
 */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_field_init(lfsr_field *field, const lfsr_field_spec *spec,
                                                     lfsr_error *error);
/* May be called again. */
LFSR_API void lfsr_field_clear(lfsr_field *field);

/* Elements as k digits base p, constant first (coordinates with respect to 1, a, a^2, ...). */
LFSR_API void lfsr_field_set_digits(fq_default_t out, const fmpz *digits, const lfsr_field *field);
LFSR_API void lfsr_field_get_digits(fmpz *digits, const fq_default_t element, const lfsr_field *field);

/* The base-p code of an element, sum of d_i p^i, and back; only where q fits in 64 bits, code < q. */
LFSR_API uint64_t lfsr_field_get_code(const fq_default_t element, const lfsr_field *field);
LFSR_API void lfsr_field_set_code(fq_default_t out, uint64_t code, const lfsr_field *field);

/* A register: f = x^tail g with g(0) != 0. */
typedef struct lfsr_register {
    lfsr_spec spec;
    lfsr_field field;
    fq_default_poly_t f;
    fq_default_poly_t g;
    slong degree; /* n, of f */
    slong tail;   /* 0..n */
} lfsr_register;

LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_register_init(lfsr_register *reg, const lfsr_spec *spec,
                                                        lfsr_error *error);
/* May be called again. */
LFSR_API void lfsr_register_clear(lfsr_register *reg);

/* q^n. */
LFSR_API void lfsr_register_states(fmpz_t states, const lfsr_register *reg);
/* True and *states = q^n if that is at most 2^63. */
LFSR_API bool lfsr_register_states_u64(uint64_t *states, const lfsr_register *reg);

/* The spec of any monic polynomial of degree >= 1 over the field (a factor, a divisor of f). */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_spec_from_poly(lfsr_spec *spec, const fq_default_poly_t poly,
                                                         const lfsr_field *field, lfsr_error *error);
/* Its polynomial: poly is initialized by the caller. */
LFSR_API void lfsr_spec_to_poly(fq_default_poly_t poly, const lfsr_spec *spec, const lfsr_field *field);

/* The companion matrix of f: n x n, acts on column states (s_0, ..., s_{n-1}); ones on the superdiagonal,
 * last row c_0, ..., c_{n-1} with c_j = -f_j. Its characteristic polynomial is f. matrix is initialized here;
 * the caller clears it with fq_default_mat_clear. Meant for n up to a few thousand. */
LFSR_API void lfsr_companion_init(fq_default_mat_t matrix, const lfsr_register *reg);
/* out = matrix^exponent, exponent >= 0; out is an initialized n x n matrix, not an alias of matrix. */
LFSR_API void lfsr_matrix_pow(fq_default_mat_t out, const fq_default_mat_t matrix, const fmpz_t exponent,
                              const lfsr_field *field);

#ifdef __cplusplus
}
#endif

#endif
