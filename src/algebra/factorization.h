/* Factorization of the characteristic polynomial and the orders of its factors, within a time budget. */
#ifndef LFSR_ALGEBRA_FACTORIZATION_H
#define LFSR_ALGEBRA_FACTORIZATION_H

#include "factorization_data.h"

typedef struct lfsr_factor_limits {
    double seconds; /* for the polynomial and for numbers together; 0: the default (LFSR_FACTOR_SECONDS) */
    /* About twenty times a second during a long factorization; false ends it. Or NULL. */
    bool (*proceed)(void *context, double elapsed);
    void *context;
} lfsr_factor_limits;

/* Factor f over its field and compute the order of each factor and of g. LFSR_OK also if something is not
 * found in time: see complete, irreducible_known and orders_known; reason says why, and what was
 * found is returned. Cheap factorizations have no limit: every one with q^n <= 2^63 is complete, with its
 * orders. Expensive ones run in a child process, which is killed at the limit; LFSR_SYSTEM ("memory",
 * "worker") where it dies. Deterministic order of the factors; the product is checked against f. */
LFSR_MUST_CHECK lfsr_status lfsr_factorization_within(lfsr_factorization *out, const lfsr_register *reg,
                                                      const lfsr_factor_limits *limits, lfsr_error *error);
/* The same, with that many seconds. */
LFSR_MUST_CHECK lfsr_status lfsr_factorization_init(lfsr_factorization *out, const lfsr_register *reg,
                                                    double seconds, lfsr_error *error);
/* A copy of the factorization of reg's f. LFSR_SYSTEM ("internal") where it is that of another polynomial. */
LFSR_MUST_CHECK lfsr_status lfsr_factorization_copy(lfsr_factorization *out, const lfsr_factorization *from,
                                                    const lfsr_register *reg, lfsr_error *error);
/* Fill in everything but the factors and the reason, from the factors and their orders. */
void lfsr_factorization_conclude(lfsr_factorization *out, const lfsr_register *reg);
/* Does nothing to an all-zero one. */
void lfsr_factorization_clear(lfsr_factorization *factorization, const lfsr_field *field);

#endif
