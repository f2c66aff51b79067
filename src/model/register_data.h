/* Fields and registers from the inside: FLINT's contexts, opaque to clients of the library. */
#ifndef LFSR_REGISTER_DATA_H
#define LFSR_REGISTER_DATA_H

#include <flint/fq_default.h>
#include <flint/fq_default_mat.h>
#include <flint/fq_default_poly.h>

#include "lfsr/register.h"

/* A field with its FLINT context, which fields of the same spec share. FLINT is used from one thread only. */
typedef struct lfsr_field {
    lfsr_field_spec spec;
    fq_default_ctx_struct *context;
    struct lfsr_shared_context *shared; /* holds the context; NULL: there is none to clear */
    fmpz_t order;                       /* q */
} lfsr_field;

/* Build the context, or take that of the last field where it is the same; the spec is checked first. On
 * failure *field needs no clearing (clearing is harmless). */
LFSR_MUST_CHECK lfsr_status lfsr_field_init(lfsr_field *field, const lfsr_field_spec *spec,
                                            lfsr_error *error);
/* Does nothing to NULL and to an all-zero one; may be called again. */
void lfsr_field_clear(lfsr_field *field);
/* The next field builds its own context: before FLINT's caches are cleared, and in a worker, which takes
 * nothing from its parent. */
void lfsr_field_forget(void);

/* Elements as k digits base p, constant first (coordinates with respect to 1, a, a^2, ...). */
void lfsr_field_set_digits(fq_default_t out, const fmpz *digits, const lfsr_field *field);
void lfsr_field_get_digits(fmpz *digits, const fq_default_t element, const lfsr_field *field);

/* The base-p code of an element, sum of d_i p^i, and back; only where q fits in 64 bits, code < q. */
uint64_t lfsr_field_get_code(const fq_default_t element, const lfsr_field *field);
void lfsr_field_set_code(fq_default_t out, uint64_t code, const lfsr_field *field);

/* f = x^tail g with g(0) != 0. */
struct lfsr_register {
    lfsr_spec spec;
    lfsr_field field;
    fq_default_poly_t f;
    fq_default_poly_t g; /* where tail is 0, f itself: the same memory */
    slong degree;        /* n, of f */
    slong tail;          /* 0..n */
};

/* On failure *reg needs no clearing (clearing is harmless). */
LFSR_MUST_CHECK lfsr_status lfsr_register_init(lfsr_register *reg, const lfsr_spec *spec, lfsr_error *error);
/* Does nothing to NULL and to an all-zero one; may be called again. */
void lfsr_register_clear(lfsr_register *reg);

/* The spec of any monic polynomial of degree >= 1 over the field (a factor, a divisor of f). */
LFSR_MUST_CHECK lfsr_status lfsr_spec_from_poly(lfsr_spec *spec, const fq_default_poly_t poly,
                                                const lfsr_field *field, lfsr_error *error);
/* Its polynomial: poly is initialized by the caller. */
void lfsr_spec_to_poly(fq_default_poly_t poly, const lfsr_spec *spec, const lfsr_field *field);

/* The companion matrix of f: n x n, acts on column states (s_0, ..., s_{n-1}); ones on the superdiagonal,
 * last row c_0, ..., c_{n-1} with c_j = -f_j. Its characteristic polynomial is f. matrix is initialized here;
 * the caller clears it with fq_default_mat_clear. Meant for n up to a few thousand. */
void lfsr_companion_init(fq_default_mat_t matrix, const lfsr_register *reg);

#endif
