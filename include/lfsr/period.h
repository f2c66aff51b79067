/* A register with a given period. */
#ifndef LFSR_PERIOD_H
#define LFSR_PERIOD_H

#include <stdbool.h>

#include "lfsr/export.h"
#include "lfsr/spec.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Call lfsr_period_request_init before setting members. Later versions may add members at the end. */
typedef struct lfsr_period_request {
    size_t size;           /* of this structure, as the program knows it */
    bool irreducible;      /* look for an irreducible polynomial; else for the lowest degree */
    slong max_degree;      /* of the polynomial */
    double factor_seconds; /* time limit for factoring the period */
    bool fewest_otherwise; /* with irreducible: if none has this period, look for the lowest degree instead */
} lfsr_period_request;

/* Set the defaults in a structure of `size` bytes: lowest degree, at most 1000, 20 seconds. Use the macro. */
LFSR_API void lfsr_period_request_init_sized(lfsr_period_request *request, size_t size);
#define lfsr_period_request_init(request) lfsr_period_request_init_sized(request, sizeof *(request))

/* Set *spec (initialized) to a polynomial over the field whose order is exactly `period`: the longest cycle
 * of its register has this period. The same arguments give the same polynomial. LFSR_USAGE ("options"): the
 * request was not initialized. LFSR_BAD_INPUT ("period"): the period is below 1. LFSR_UNABLE: "none", no such
 * polynomial of degree at most max_degree exists; "factorization", the period was not factored in time;
 * "too-large", the period has more than 16 prime factors; "field", q is 2^63 or more. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_spec_of_period(lfsr_spec *spec, const lfsr_field_spec *field,
                                                         const fmpz_t period,
                                                         const lfsr_period_request *request,
                                                         lfsr_error *error);

#ifdef __cplusplus
}
#endif

#endif
