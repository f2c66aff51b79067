/* Factoring the characteristic polynomial. */
#ifndef LFSR_FACTOR_POLY_H
#define LFSR_FACTOR_POLY_H

#include "factor_list.h"

/* Factor f at once, without a time limit. list is empty. Sorted. */
LFSR_MUST_CHECK lfsr_status lfsr_factor_poly(lfsr_factorization *list, const lfsr_register *reg,
                                             lfsr_error *error);

/* For expensive polynomials: the square-free parts first, then factors of small degree (for at most
 * sieve_seconds), then the rest of each part. changed is called when something was split; its failure ends
 * the computation. */
typedef struct lfsr_factor_watch {
    lfsr_status (*changed)(void *context, const lfsr_factorization *list, lfsr_error *error);
    void *context;
    double sieve_seconds;
    double interval; /* least seconds between two calls for factors over GF(2), which come one by one */
} lfsr_factor_watch;
LFSR_MUST_CHECK lfsr_status lfsr_factor_poly_in_steps(lfsr_factorization *list, const lfsr_register *reg,
                                                      const lfsr_factor_watch *watch, lfsr_error *error);

/* About how many seconds that takes on one core, for a random polynomial. */
double lfsr_factor_poly_seconds(const lfsr_register *reg);

/* Append the factor x where f(0) = 0. */
LFSR_MUST_CHECK lfsr_status lfsr_factor_list_add_x(lfsr_factorization *list, const lfsr_register *reg,
                                                   lfsr_error *error);
/* lfsr_factor_poly_in_steps over GF(2); not sorted. */
LFSR_MUST_CHECK lfsr_status lfsr_factor_gf2_in_steps(lfsr_factorization *list, const lfsr_register *reg,
                                                     const lfsr_factor_watch *watch, lfsr_error *error);

#endif
