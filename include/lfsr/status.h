/* Status codes and error descriptions.
 *
 * No library function exits, prints or aborts, with one exception: FLINT and GMP abort the calling process
 * when they run out of memory, see lfsr_flint_guard. A function that can fail returns an lfsr_status and
 * describes the failure in its lfsr_error argument, which may be NULL. There are two kinds of failure: the
 * question has no answer (LFSR_BAD_INPUT), or the answer cannot be computed here (LFSR_UNABLE). */
#ifndef LFSR_STATUS_H
#define LFSR_STATUS_H

#include <stdbool.h>
#include <stddef.h>

#include "lfsr/export.h"
#include "lfsr/version.h"

#ifdef __cplusplus
extern "C" {
#endif

/* These are not exit statuses of programs. */
typedef enum lfsr_status {
    LFSR_OK = 0,
    LFSR_USAGE = 1,     /* the call itself is wrong (contradictory options) */
    LFSR_BAD_INPUT = 2, /* the input is invalid: there is no answer */
    LFSR_UNABLE = 3,    /* the answer cannot be computed here (too large, factors not found in time) */
    LFSR_SYSTEM = 4,    /* memory, processes, files */
    LFSR_DISAGREE = 5   /* two engines gave different answers */
} lfsr_status;

/* What went wrong. code is a short word for programs; docs/conventions.md lists all of them, and they do not
 * change. message is one line for people, without a full stop or newline at the end. column counts bytes from
 * 1 in the text that was parsed; 0: not applicable. The layout never changes, since programs pass errors that
 * they have not initialized. */
typedef struct lfsr_error {
    lfsr_status status;
    size_t column;
    char code[24];
    char message[488];
} lfsr_error;

/* Fill *error (which may be NULL) and return status. A message that does not fit is cut with "...". */
LFSR_API lfsr_status lfsr_fail(lfsr_error *error, lfsr_status status, const char *code, const char *format,
                               ...) LFSR_PRINTF(4, 5);

/* The same with a column. */
LFSR_API lfsr_status lfsr_fail_at(lfsr_error *error, size_t column, lfsr_status status, const char *code,
                                  const char *format, ...) LFSR_PRINTF(5, 6);

/* Out of memory: status LFSR_SYSTEM, code "memory". */
LFSR_API lfsr_status lfsr_fail_memory(lfsr_error *error);

/* A lower-case word for a status: "ok", "usage", "bad input", "unable", "system", "disagreement". */
LFSR_API const char *lfsr_status_name(lfsr_status status);

/* The more serious of two statuses, in the order LFSR_DISAGREE, LFSR_SYSTEM, LFSR_BAD_INPUT, LFSR_UNABLE,
 * LFSR_USAGE, LFSR_OK. */
LFSR_API lfsr_status lfsr_status_worse(lfsr_status a, lfsr_status b);

/* From now on FLINT and GMP call on_failure instead of aborting. It must not return, and may only do what a
 * signal handler may do: the data of FLINT and GMP is in an undefined state. memory: an allocation failed;
 * else a FLINT exception, which FLINT may have printed on standard output. Forked children inherit this. */
LFSR_API void lfsr_flint_guard(void (*on_failure)(bool memory));

#ifdef __cplusplus
}
#endif

#endif
