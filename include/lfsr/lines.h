/* Lists: lines of text as jobs of the pool.
 *
 * To this module a line and its answer are byte strings. The application makes the lines, answers them
 * through a handler in the workers, and receives the answers in the order of the lines, each exactly once.
 *
 * When a worker dies, the lines of its chunk without an answer go to another worker, one by one. A line on
 * which three workers died is answered by the application (give_up). */
#ifndef LFSR_LINES_H
#define LFSR_LINES_H

#include <stddef.h>

#include "lfsr/worker.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes being collected. */
struct lfsr_string;
LFSR_API void lfsr_line_append(struct lfsr_string *to, const void *bytes, size_t length);

/* --- In the worker --- */

/* Callbacks for the handler while it computes. */
typedef struct lfsr_line_port {
    void *context;
    /* To be called regularly; sends a heartbeat when one is due. */
    void (*alive)(void *context);
    /* To be called before work that may take long or crash: sends the answers to earlier lines first. */
    void (*slow)(void *context);
} lfsr_line_port;

typedef struct lfsr_line_handler {
    size_t size; /* sizeof(lfsr_line_handler) as the program knows it */
    /* Receive the settings of a list, before its first line. */
    lfsr_status (*set_up)(const unsigned char *settings, size_t length, lfsr_error *error);
    /* Append the answer to a line. A failure means that the worker cannot go on. */
    lfsr_status (*answer)(struct lfsr_string *answer, const unsigned char *line, size_t length,
                          const lfsr_line_port *port, lfsr_error *error);
} lfsr_line_handler;

/* Register a handler (it is copied), before workers are started and, in a program that is its own worker,
 * before lfsr_worker_serve. LFSR_USAGE where its size is none. */
LFSR_API lfsr_status lfsr_handle_lines(const lfsr_line_handler *handler, lfsr_error *error);

/* --- In the parent --- */

typedef enum lfsr_supply {
    LFSR_SUPPLY_LINE, /* a line was appended */
    LFSR_SUPPLY_WAIT, /* none yet: wait until the descriptor is readable */
    LFSR_SUPPLY_END
} lfsr_supply;

/* Written by the application. Calls come from one thread. Members may be added at the end in later versions;
 * those that are not set are zero. */
typedef struct lfsr_list {
    size_t size; /* sizeof(lfsr_list) as the program knows it */
    void *self;
    const void *settings; /* for the handler */
    size_t settings_length;
    /* Append the next line to *line, without waiting for it. */
    lfsr_status (*next)(void *self, struct lfsr_string *line, lfsr_supply *supply, int *descriptor,
                        lfsr_error *error);
    /* The next answer, in the order of the lines. */
    lfsr_status (*deliver)(void *self, const unsigned char *answer, size_t length, lfsr_error *error);
    /* Append the answer to a line that no worker could answer. */
    lfsr_status (*give_up)(void *self, struct lfsr_string *answer, const unsigned char *line, size_t length,
                           const lfsr_error *why, lfsr_error *error);
    /* Called before the parent waits: flush what was delivered. May be NULL. */
    lfsr_status (*flush)(void *self, lfsr_error *error);
    /* At least four times a second: for progress. False: stop. May be NULL. */
    bool (*progress)(void *self);
    /* Limit for one line, in seconds without a call of alive() while the worker runs; then the line is given
     * up. */
    double patience;
} lfsr_list;

/* Have every line of the list answered by the workers of the pool. After a failure the pool can only be
 * ended. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_pool_answer(lfsr_pool *pool, const lfsr_list *list,
                                                      lfsr_error *error);

#ifdef __cplusplus
}
#endif

#endif
