/* Signals that end the program. */
#ifndef LFSR_APP_INTERRUPT_H
#define LFSR_APP_INTERRUPT_H

#include <stdbool.h>

/* SIGINT, SIGTERM and SIGHUP end the program at once, without leaving a worker or a temporary file; SIGPIPE
 * and SIGXFSZ become errors of the write. Standard descriptors that are closed are opened, so that no file
 * takes their numbers. */
void lfsr_interrupt_prepare(void);

/* While deferred, the first of these signals is only remembered: the walk stops in order, and saves its
 * checkpoint. The second one ends the program at once. */
void lfsr_interrupt_defer(bool defer);
/* Signals stay deferred to the end of the program, whatever lfsr_interrupt_defer says: for a list, which ends
 * between two records. */
void lfsr_interrupt_hold(void);
/* The signal that came while deferred; 0: none. */
int lfsr_interrupted(void);
/* End the program by the signal that was remembered, if there was one. */
void lfsr_interrupt_raise(void);

#endif
