/* A computation that can be ended: a function run in a forked child, or in several, with a time limit.
 *
 * For library calls that cannot be interrupted and may abort (FLINT). The child closes all descriptors of the
 * parent except its end of one pipe, is killed when the parent ends, and ends where FLINT would abort. It
 * sends messages while it works, so that what it found before the limit is not lost. */
#ifndef LFSR_BOUNDED_CALL_H
#define LFSR_BOUNDED_CALL_H

#include <stdbool.h>
#include <stddef.h>

#include "lfsr/status.h"

typedef enum lfsr_bounded_end {
    LFSR_BOUNDED_FINISHED,    /* the work returned; its status is delivered */
    LFSR_BOUNDED_TIME,        /* the limit was reached, the child was killed */
    LFSR_BOUNDED_STOPPED,     /* proceed returned false, or receive failed; the child was killed */
    LFSR_BOUNDED_DIED,        /* the child crashed or ran out of memory */
    LFSR_BOUNDED_NOT_STARTED, /* the pipe or the process could not be created */
} lfsr_bounded_end;

typedef struct lfsr_bounded_call {
    double seconds; /* wall clock */
    /* In the child: the computation. out is for lfsr_bounded_send. child: 0, 1, 2, ... in the order of their
     * start. */
    lfsr_status (*work)(void *context, unsigned child, int out, lfsr_error *error);
    /* In the parent: one message. A failure ends the call with its status. */
    lfsr_status (*receive)(void *context, const void *bytes, size_t length, lfsr_error *error);
    /* In the parent, about twenty times a second; false ends the call. Or NULL. */
    bool (*proceed)(void *context, double elapsed);
    void *context;
} lfsr_bounded_call;

/* Run it. LFSR_OK or the status of work or receive; LFSR_UNABLE after LFSR_BOUNDED_TIME (code "time") and a
 * false proceed ("stopped"); LFSR_SYSTEM where the child died ("memory", "worker") or could not be started
 * ("worker"). In every case the messages that were sent before the end have been received. */
LFSR_MUST_CHECK lfsr_status lfsr_bounded_run(const lfsr_bounded_call *call, lfsr_bounded_end *end,
                                             lfsr_error *error);

/* Run it in `children` children at once, until one of them finishes: that one's status counts, and the others
 * are killed. A child that dies is replaced by another one, a few times; after that the rest go on, and the
 * last death is that of the call. */
LFSR_MUST_CHECK lfsr_status lfsr_bounded_run_many(const lfsr_bounded_call *call, unsigned children,
                                                  lfsr_bounded_end *end, lfsr_error *error);

/* In the child: send one message to the parent. False where the parent has gone. */
bool lfsr_bounded_send(int out, const void *bytes, size_t length);

#endif
