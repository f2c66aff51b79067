/* What the loops of the scalar kernel share: inlining by arithmetic, and ticking. */
#ifndef LFSR_SCALAR_PULSE_H
#define LFSR_SCALAR_PULSE_H

#include "scalar.h"

#define TICK_STATES (UINT64_C(1) << 20)
#define INLINED     static inline __attribute__((always_inline))

typedef uint64_t (*form_fn)(const lfsr_scalar *, const lfsr_form *, const uint64_t *, unsigned);

/* --- Ticking --- */

typedef struct pulse {
    const lfsr_tick *tick;
    uint64_t states; /* walked and not yet reported */
} pulse;

/* Report now. False: stop. */
static inline bool beat_now(pulse *p)
{
    double states = (double)p->states;
    p->states = 0;
    return p->tick == NULL || p->tick->fn == NULL || p->tick->fn(p->tick->context, states);
}

/* Report where there is enough to say. False: stop. */
INLINED bool beat(pulse *p, uint64_t more)
{
    p->states += more;
    return __builtin_expect(p->states < TICK_STATES, 1) || beat_now(p);
}

static inline void last_beat(pulse *p)
{
    if (p->tick != NULL && p->tick->fn != NULL && p->states > 0)
        (void)p->tick->fn(p->tick->context, (double)p->states);
}

static inline lfsr_status stopped(lfsr_error *error)
{
    return lfsr_fail(error, LFSR_UNABLE, "stopped", "the walk was stopped");
}

#endif
