/* Checkpoints: the finished tasks of a walk in a file, from which the same command goes on.
 *
 * A file is replaced whole or not at all and ends with a checksum. It is bound to its register and to the
 * kind of answer; anything torn or foreign is refused with the reason. It holds the plan of its walk: a walk
 * that goes on from it, on whatever processor, follows that plan (docs/parallel.md). */
#ifndef LFSR_CHECKPOINT_H
#define LFSR_CHECKPOINT_H

#include "walk_state.h"

/* Resume from options->checkpoint if it is there (LFSR_BAD_INPUT, "checkpoint", where it is torn or foreign;
 * the walk must then be given up), and save once, so that a file that cannot be written is known at once. */
LFSR_MUST_CHECK lfsr_status lfsr_checkpoint_begin(lfsr_walk_state *w, lfsr_error *error);
/* Save now (LFSR_SYSTEM, "io"). */
LFSR_MUST_CHECK lfsr_status lfsr_checkpoint_save(lfsr_walk_state *w, lfsr_error *error);
/* Remove what is only half written. Async-signal-safe; for the end of the process. */
void lfsr_checkpoint_abandon(void);

#endif
