/* Progress and stopping: the one way in which every kernel reports to its caller. */
#include "kernel_progress.h"

#include "clock.h"

void lfsr_ticker_init(lfsr_ticker *ticker, const lfsr_tick *tick)
{
    *ticker =
        (lfsr_ticker){.tick = tick != NULL && tick->fn != NULL ? tick : NULL, .reported_at = lfsr_now()};
}

bool lfsr_tick_now(lfsr_ticker *ticker)
{
    double states = ticker->states;
    ticker->states = 0;
    if (ticker->tick != NULL && !ticker->tick->fn(ticker->tick->context, states))
        ticker->stopped = true;
    return !ticker->stopped;
}

bool lfsr_tick_if_due(lfsr_ticker *ticker)
{
    ticker->work = 0;
    if (ticker->stopped || ticker->tick == NULL)
        return !ticker->stopped;
    double now = lfsr_now();
    if (now - ticker->reported_at < LFSR_TICK_SECONDS)
        return true;
    ticker->reported_at = now;
    return lfsr_tick_now(ticker);
}

lfsr_status lfsr_tick_end(lfsr_ticker *ticker, lfsr_error *error)
{
    if (!ticker->stopped && ticker->states > 0)
        (void)lfsr_tick_now(ticker);
    return ticker->stopped ? lfsr_tick_stopped(error) : LFSR_OK;
}

lfsr_status lfsr_tick_stopped(lfsr_error *error)
{
    return lfsr_fail(error, LFSR_UNABLE, "stopped", "the walk was stopped");
}
