/* From a period to a register that has it. */
#ifndef LFSR_PERIOD_H
#define LFSR_PERIOD_H

#include <stdbool.h>

#include "lfsr/export.h"
#include "lfsr/spec.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Set up by lfsr_period_request_init, before any member is set. Members may be added at the end. */
typedef struct lfsr_period_request {
    size_t size;           /* of this structure, as the program knows it */
    bool irreducible;      /* an irreducible polynomial; else the one with the fewest stages */
    slong max_degree;      /* of the register */
    double factor_seconds; /* for splitting the period into primes */
    bool fewest_otherwise; /* with irreducible: where there is none, the one with the fewest stages */
} lfsr_period_request;

/* The fewest stages, up to 1000 of them, 20 seconds; in a structure of that many bytes. */
LFSR_API void lfsr_period_request_init_sized(lfsr_period_request *request, size_t size);
#define lfsr_period_request_init(request) lfsr_period_request_init_sized(request, sizeof *(request))

/* *spec (initialized) becomes a characteristic polynomial over the field whose order is exactly period, so
 * that its register has a cycle of that period and no longer one. The same arguments give the same
 * polynomial. q < 2^63. LFSR_USAGE ("options") where the request was not set up. LFSR_BAD_INPUT ("period")
 * for a period below 1. LFSR_UNABLE: "none" where no such polynomial of degree at most max_degree exists,
 * "factorization" where the period was not split into primes in time, "too-large" where it has more than 16
 * prime factors, "field" where q is too large. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_spec_of_period(lfsr_spec *spec, const lfsr_field_spec *field,
                                                         const fmpz_t period,
                                                         const lfsr_period_request *request,
                                                         lfsr_error *error);

#ifdef __cplusplus
}
#endif

#endif
