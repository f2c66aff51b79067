/* Inside a worker process: shared by its two kinds of work. Every failure to write ends the process. */
#ifndef LFSR_WORKERS_WORKER_H
#define LFSR_WORKERS_WORKER_H

#include "lfsr/lines.h"
#include "process.h"

typedef struct lfsr_worker {
    lfsr_executor *executor;
    lfsr_frame frame;
    double reported;  /* time of the last frame sent */
    double heartbeat; /* seconds from one report to the next */
    double states;    /* walked and not yet reported */
    double loading;   /* seconds spent on loading strata, not yet reported */
    /* A list: */
    bool set_up;
    uint64_t number;     /* of the chunk */
    bool announced;      /* the parent was told that the current line begins */
    lfsr_string answers; /* not yet sent */
} lfsr_worker;

/* Call the hook of the tests. */
void lfsr_worker_at(lfsr_worker *w, lfsr_worker_moment moment);
/* Send w->frame, if it was packed. */
void lfsr_worker_send(lfsr_worker *w, bool packed);
void lfsr_worker_send_error(lfsr_worker *w, const lfsr_error *error);

/* Frames of a list (line_worker.c). */
void lfsr_worker_set_up(lfsr_worker *w, const unsigned char *payload, uint32_t length);
void lfsr_worker_answer(lfsr_worker *w, const unsigned char *payload, uint32_t length);

#endif
