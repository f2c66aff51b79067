/* Lists: a pool of workers answers lines.
 *
 * Lines and answers are byte strings. The application supplies the lines (lfsr_list), answers them in the
 * workers (lfsr_line_handler), and receives the answers in the order of the lines, each exactly once.
 *
 * When a worker dies, the unanswered lines of its chunk are given to another worker, one by one. A line on
 * which three workers died is answered by the application in the parent (give_up). */
#ifndef LFSR_LINES_H
#define LFSR_LINES_H

#include <stddef.h>

#include "lfsr/worker.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A growing string of bytes. */
struct lfsr_string;
LFSR_API void lfsr_line_append(struct lfsr_string *to, const void *bytes, size_t length);

/* --- In the worker --- */

/* Callbacks for the handler while it computes. */
typedef struct lfsr_line_callbacks {
    void *context;
    /* Call this regularly; it sends a heartbeat when one is due. */
    void (*alive)(void *context);
    /* Call this before work that may take long or crash; it sends the answers to earlier lines. */
    void (*slow)(void *context);
} lfsr_line_callbacks;

typedef struct lfsr_line_handler {
    size_t size; /* sizeof(lfsr_line_handler) as the program knows it */
    /* Receive the settings of a list, before its first line. */
    lfsr_status (*set_up)(const unsigned char *settings, size_t length, lfsr_error *error);
    /* Append the answer to a line. A failure ends the worker. */
    lfsr_status (*answer)(struct lfsr_string *answer, const unsigned char *line, size_t length,
                          const lfsr_line_callbacks *callbacks, lfsr_error *error);
} lfsr_line_handler;

/* Register a handler; it is copied. Call this before workers are started and, in a program that is its own
 * worker, before lfsr_worker_serve. LFSR_USAGE if the size is invalid. */
LFSR_API lfsr_status lfsr_handle_lines(const lfsr_line_handler *handler, lfsr_error *error);

/* --- In the parent --- */

typedef enum lfsr_supply {
    LFSR_SUPPLY_LINE, /* a line was appended */
    LFSR_SUPPLY_WAIT, /* no line yet: call again when *descriptor is readable */
    LFSR_SUPPLY_END   /* no more lines */
} lfsr_supply;

/* The callbacks of the application, called from the thread that called lfsr_pool_answer. Zero all members
 * that are not set; later versions may add members at the end. */
typedef struct lfsr_list {
    size_t size; /* sizeof(lfsr_list) as the program knows it */
    void *self;
    const void *settings; /* for the handler */
    size_t settings_length;
    /* Append the next line to *line. Must not block. */
    lfsr_status (*next)(void *self, struct lfsr_string *line, lfsr_supply *supply, int *descriptor,
                        lfsr_error *error);
    /* Take the next answer; they come in the order of the lines. */
    lfsr_status (*deliver)(void *self, const unsigned char *answer, size_t length, lfsr_error *error);
    /* Append an answer to a line that no worker could answer. */
    lfsr_status (*give_up)(void *self, struct lfsr_string *answer, const unsigned char *line, size_t length,
                           const lfsr_error *why, lfsr_error *error);
    /* Write out what was delivered; called before the parent waits. May be NULL. */
    lfsr_status (*flush)(void *self, lfsr_error *error);
    /* Called at least four times a second. Return false to cancel. May be NULL. */
    bool (*progress)(void *self);
    /* A worker that runs but does not call alive() for that many seconds is ended, and its line is given up.
     */
    double silence_seconds;
} lfsr_list;

/* Answer all lines of a list. After a failure the only call allowed for the pool is lfsr_pool_end. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_pool_answer(lfsr_pool *pool, const lfsr_list *list,
                                                      lfsr_error *error);

#ifdef __cplusplus
}
#endif

#endif
