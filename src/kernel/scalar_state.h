/* The scalar kernel's state and its arithmetic.
 *
 * Symbols inside the kernel are in the arithmetic's own form: the residue (prime q), the discrete logarithm
 * (small extensions), the code (any other). A window is a ring of 64 symbols (m <= 63). Over GF(2) a state is
 * also stepped as one word. */
#ifndef LFSR_SCALAR_STATE_H
#define LFSR_SCALAR_STATE_H

#include <flint/nmod_vec.h>

#include "kernel_progress.h"
#include "scalar.h"

#define LFSR_RING  64u /* symbols; a power of two, at least the largest degree + 1 */
#define LFSR_AT(i) ((i) & (LFSR_RING - 1))

/* coefficient * s_{base + offset} */
typedef struct lfsr_term {
    unsigned offset;
    uint64_t coefficient; /* internal form, never zero */
} lfsr_term;

/* A linear form in consecutive symbols. */
typedef struct lfsr_form {
    unsigned count;
    lfsr_term *terms;
} lfsr_form;

#define LFSR_LOGARITHM_LIMIT (UINT64_C(1) << 20) /* tables of 24 MB */

typedef enum lfsr_arithmetic { LFSR_BITS, LFSR_RESIDUES, LFSR_LOGARITHMS, LFSR_GENERIC } lfsr_arithmetic;

struct lfsr_scalar {
    const lfsr_stratum *stratum;
    unsigned degree;     /* m */
    uint64_t top_weight; /* q^(m-1), of s_0 in a code */
    uint64_t zero;       /* internal form of 0 */
    lfsr_arithmetic arithmetic;
    lfsr_form feedback;   /* c_j s_j */
    unsigned check_count; /* one a cofactor: h s_t, checked for t = 0 .. m - deg h - 1 */
    lfsr_form *checks;
    uint64_t feedback_mask;  /* LFSR_BITS: the code bits that are tapped */
    nmod_t mod;              /* LFSR_BITS, LFSR_RESIDUES */
    uint64_t *logarithm;     /* LFSR_LOGARITHMS: of a code (q entries; of 0: q - 1) */
    uint64_t *antilogarithm; /* code of a logarithm (q entries) */
    uint64_t *zech;          /* zech[d] = log(1 + w^d), q - 1 entries; q - 1 for zero */
    lfsr_field *field;       /* LFSR_GENERIC */
};

/* Prepare and release the tables that the arithmetic needs. */
LFSR_MUST_CHECK lfsr_status lfsr_arithmetic_open(lfsr_scalar *k, lfsr_error *error);
void lfsr_arithmetic_close(lfsr_scalar *k);

/* Between codes and the internal form. */
uint64_t lfsr_symbol_from_code(const lfsr_scalar *k, uint64_t code);
uint64_t lfsr_symbol_to_code(const lfsr_scalar *k, uint64_t symbol);

/* The internal form of the negative of an element given by its code. */
uint64_t lfsr_symbol_negative(const lfsr_scalar *k, uint64_t code);

#define LFSR_INLINED static inline __attribute__((always_inline))

/* A linear form's value by FLINT elements. */
uint64_t lfsr_form_generic(const lfsr_scalar *k, const lfsr_form *form, const uint64_t *ring, unsigned base);

LFSR_INLINED uint64_t lfsr_form_residues(const lfsr_scalar *k, const lfsr_form *form, const uint64_t *ring,
                                         unsigned base)
{
    uint64_t sum = 0;
    for (unsigned i = 0; i < form->count; i++)
        NMOD_ADDMUL(sum, form->terms[i].coefficient, ring[LFSR_AT(base + form->terms[i].offset)], k->mod);
    return sum;
}

LFSR_INLINED uint64_t lfsr_form_logarithms(const lfsr_scalar *k, const lfsr_form *form, const uint64_t *ring,
                                           unsigned base)
{
    const uint64_t units = k->stratum->q - 1, zero = units;
    uint64_t sum = zero;
    for (unsigned i = 0; i < form->count; i++) {
        uint64_t symbol = ring[LFSR_AT(base + form->terms[i].offset)];
        if (symbol == zero)
            continue;
        uint64_t product = symbol + form->terms[i].coefficient;
        product -= product >= units ? units : 0;
        if (sum == zero) {
            sum = product;
            continue;
        }
        uint64_t z = k->zech[product >= sum ? product - sum : product + units - sum];
        sum = z == zero ? zero : sum + z >= units ? sum + z - units : sum + z;
    }
    return sum;
}

/* The form evaluated at s_base, s_{base+1}, ... of a ring. Loops pass a constant arithmetic, so that each is
 * compiled for each arithmetic. */
LFSR_INLINED uint64_t lfsr_form_by(lfsr_arithmetic arithmetic, const lfsr_scalar *k, const lfsr_form *form,
                                   const uint64_t *ring, unsigned base)
{
    switch (arithmetic) {
    case LFSR_BITS:
    case LFSR_RESIDUES:
        return lfsr_form_residues(k, form, ring, base);
    case LFSR_LOGARITHMS:
        return lfsr_form_logarithms(k, form, ring, base);
    case LFSR_GENERIC:
        break;
    }
    return lfsr_form_generic(k, form, ring, base);
}

/* GF(2): the successor of a state, by codes. */
LFSR_INLINED uint64_t lfsr_bits_step(const lfsr_scalar *k, uint64_t code)
{
    return (code << 1 & (k->stratum->states - 1)) | (uint64_t)__builtin_parityll(code & k->feedback_mask);
}

/* The window of a state, s_0 at ring[0]. */
void lfsr_window_set(const lfsr_scalar *k, uint64_t *ring, uint64_t code);

/* The kernel's operations (kernel.h); state is a lfsr_scalar. */
lfsr_status lfsr_scalar_first_return(void *state, lfsr_section section, uint64_t lo, uint64_t count,
                                     uint64_t *next, uint64_t *length, const lfsr_tick *tick,
                                     lfsr_error *error);
lfsr_status lfsr_scalar_short_cycles(void *state, uint64_t lo, uint64_t hi, lfsr_partition *found,
                                     const lfsr_tick *tick, lfsr_error *error);
lfsr_status lfsr_scalar_bitmap(void *state, lfsr_partition *found, const lfsr_tick *tick, lfsr_error *error);
lfsr_status lfsr_scalar_samples(void *state, const lfsr_samples *samples, uint64_t *leader, uint64_t *period,
                                const lfsr_tick *tick, lfsr_error *error);

#endif
