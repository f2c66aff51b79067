/* Progress and stopping: the one way in which every kernel reports to its caller.
 *
 * A kernel counts its work in small units (a scalar step, a row of lanes: 2 to 100 ns). Every 4096 units the
 * clock is read, and the caller's function is called once LFSR_TICK_SECONDS have passed. So a kernel stops
 * within a few hundredths of a second, whatever its speed. */
#ifndef LFSR_KERNEL_PROGRESS_H
#define LFSR_KERNEL_PROGRESS_H

#include "kernel.h"

#define LFSR_TICK_SECONDS 0.01
#define LFSR_TICK_WORK    4096

typedef struct lfsr_ticker {
    const lfsr_tick *tick; /* NULL, or with fn == NULL: no reports */
    double states;         /* walked and not yet reported */
    uint64_t work;         /* units since the clock was last read */
    double reported_at;    /* time of the last report, or of the beginning */
    bool stopped;          /* the caller's function returned false */
} lfsr_ticker;

void lfsr_ticker_init(lfsr_ticker *ticker, const lfsr_tick *tick);

/* Report now. False: stop. */
bool lfsr_tick_now(lfsr_ticker *ticker);
/* Read the clock and report if it is time. False: stop. Use lfsr_tick_add. */
bool lfsr_tick_if_due(lfsr_ticker *ticker);

/* Add walked states and units of work. False: stop. */
static inline bool lfsr_tick_add(lfsr_ticker *ticker, double states, uint64_t work)
{
    ticker->states += states;
    ticker->work += work;
    return __builtin_expect(ticker->work < LFSR_TICK_WORK, 1) ? !ticker->stopped : lfsr_tick_if_due(ticker);
}

/* The end of a call: report what is left. Fails with "stopped" where the caller said stop. */
LFSR_MUST_CHECK lfsr_status lfsr_tick_end(lfsr_ticker *ticker, lfsr_error *error);
/* The error of a call that was stopped. */
LFSR_MUST_CHECK lfsr_status lfsr_tick_stopped(lfsr_error *error);

#endif
