/* Checkpoints: the finished tasks of a walk in a file, from which the same command resumes.
 *
 * A file is replaced atomically and ends with a checksum. It belongs to one register and one kind of answer;
 * a damaged or foreign file is refused with the reason. It holds the plan of its walk: a resumed walk follows
 * that plan on any processor (docs/parallel.md). */
#ifndef LFSR_CHECKPOINT_H
#define LFSR_CHECKPOINT_H

#include "walk_state.h"

/* Resume from options->checkpoint if it is there (LFSR_BAD_INPUT, "checkpoint", where it is damaged or
 * foreign; the walk must then end), and save once, so that a file that cannot be written is noticed at once.
 */
LFSR_MUST_CHECK lfsr_status lfsr_checkpoint_begin(lfsr_walk_state *w, lfsr_error *error);
/* Save now (LFSR_SYSTEM, "io"). */
LFSR_MUST_CHECK lfsr_status lfsr_checkpoint_save(lfsr_walk_state *w, lfsr_error *error);
/* Remove an incomplete temporary file. Async-signal-safe; for the end of the process. */
void lfsr_checkpoint_discard(void);

#endif
