/* Checkpoints: the finished tasks of a walk in a file, from which the same command goes on.
 *
 * A file is replaced whole or not at all, ends with a checksum, and is bound to the program's version, the
 * register, the plan and the kind of answer: anything torn or foreign is refused with the reason
 * (docs/parallel.md). */
#ifndef LFSR_CHECKPOINT_H
#define LFSR_CHECKPOINT_H

#include <stdio.h>

#include "walk_state.h"

/* Resume from options->checkpoint if it is there (LFSR_BAD_INPUT, "checkpoint", where it is torn or foreign),
 * and save once, so that a file that cannot be written is known at once. */
LFSR_MUST_CHECK lfsr_status lfsr_checkpoint_begin(lfsr_walk_state *w, lfsr_error *error);
/* Save now (LFSR_SYSTEM, "io"). */
LFSR_MUST_CHECK lfsr_status lfsr_checkpoint_save(lfsr_walk_state *w, lfsr_error *error);
/* Remove what is only half written. Async-signal-safe; for the end of the process. */
void lfsr_checkpoint_abandon(void);
/* The walk is complete: the file has done its work. */
void lfsr_checkpoint_remove(const char *path);

/* The two halves, on an open file; name is for messages. After a failed read the walk must be given up. */
LFSR_MUST_CHECK lfsr_status lfsr_checkpoint_write(const lfsr_walk_state *w, FILE *file, const char *name,
                                                  lfsr_error *error);
LFSR_MUST_CHECK lfsr_status lfsr_checkpoint_read(lfsr_walk_state *w, FILE *file, const char *name,
                                                 lfsr_error *error);

#endif
