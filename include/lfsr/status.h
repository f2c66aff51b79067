/* Status codes and error descriptions.
 *
 * No library function exits, prints or aborts, with one exception: FLINT and GMP abort the calling process
 * when they run out of memory (flint_set_abort and their memory functions can catch that; the tool does). A
 * fallible function returns an lfsr_status and, where it is given an lfsr_error, says there what went wrong.
 * Two kinds of failure are kept apart: the question has no answer (LFSR_BAD_INPUT) and the answer cannot be
 * computed here (LFSR_UNABLE). */
#ifndef LFSR_STATUS_H
#define LFSR_STATUS_H

#include <stdbool.h>
#include <stddef.h>

#include "lfsr/export.h"
#include "lfsr/version.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Only LFSR_OK is 0; programs choose their own exit statuses. */
typedef enum lfsr_status {
    LFSR_OK = 0,
    LFSR_USAGE = 1,     /* the call itself is wrong (contradictory options) */
    LFSR_BAD_INPUT = 2, /* the input is invalid: there is no answer */
    LFSR_UNABLE = 3,    /* there is an answer, it cannot be computed here (too large, factors not found) */
    LFSR_SYSTEM = 4,    /* memory, processes, files */
    LFSR_DISAGREE = 5   /* two engines gave different answers */
} lfsr_status;

/* What went wrong. code is a short stable word for programs ("syntax", "degree", "field", "modulus",
 * "too-large", "factorization", "memory", "worker", "io", "disagree"); message is one line for people,
 * without a final full stop or newline. column counts bytes from 1 in the text that was parsed; 0: not
 * applicable. */
typedef struct lfsr_error {
    lfsr_status status;
    size_t column;
    char code[24];
    char message[488];
} lfsr_error;

/* Fill *error (which may be NULL) and return status. A message that does not fit is cut with "...". */
LFSR_API lfsr_status lfsr_fail(lfsr_error *error, lfsr_status status, const char *code, const char *format,
                               ...) LFSR_PRINTF(4, 5);

/* The same, with the column in the parsed text. */
LFSR_API lfsr_status lfsr_fail_at(lfsr_error *error, size_t column, lfsr_status status, const char *code,
                                  const char *format, ...) LFSR_PRINTF(5, 6);

/* Out of memory: status LFSR_SYSTEM, code "memory". */
LFSR_API lfsr_status lfsr_fail_memory(lfsr_error *error);

/* A lower-case word for a status: "ok", "usage", "bad input", "unable", "system", "disagreement". */
LFSR_API const char *lfsr_status_name(lfsr_status status);

/* The more serious of two, in the order 5, 4, 2, 3, 1, 0. */
LFSR_API lfsr_status lfsr_status_worse(lfsr_status a, lfsr_status b);

/* From now on, instead of aborting, FLINT and GMP call on_failure, which must not return (it may only do what
 * a signal handler may do: their data is in an undefined state). memory: an allocation failed; else an
 * exception, which FLINT may have printed on standard output already. Forked children inherit this. */
LFSR_API void lfsr_flint_guard(void (*on_failure)(bool memory));

#ifdef __cplusplus
}
#endif

#endif
