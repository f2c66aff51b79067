/* Signals that end the program. */
#ifndef LFSR_APP_INTERRUPT_H
#define LFSR_APP_INTERRUPT_H

#include <stdbool.h>

/* Install handlers: SIGINT, SIGTERM and SIGHUP end the workers, remove temporary files and end the program;
 * SIGPIPE and SIGXFSZ become write errors. Closed standard descriptors are opened, so that no file gets their
 * numbers. */
void lfsr_interrupt_prepare(void);

/* While deferred, the first of these signals is only recorded: the walk then stops and saves its checkpoint.
 * The second one ends the program at once. */
void lfsr_interrupt_defer(bool defer);
/* Signals stay deferred to the end of the program, whatever lfsr_interrupt_defer says: for a list, which ends
 * between two records. */
void lfsr_interrupt_hold(void);
/* The signal that came while deferred; 0: none. */
int lfsr_interrupted(void);
/* End the program by the recorded signal, if there was one. */
void lfsr_interrupt_raise(void);

#endif
