/* The content of a checkpoint: magic, format, register and kind of answer, the cycles of finished strata, the
 * plan with what is done of each stratum, checksum. */
#ifndef LFSR_CHECKPOINT_FORMAT_H
#define LFSR_CHECKPOINT_FORMAT_H

#include <stdio.h>

#include "walk_state.h"

/* name: of the file, for messages. LFSR_SYSTEM ("io"). */
LFSR_MUST_CHECK lfsr_status lfsr_checkpoint_write(const lfsr_walk_state *w, FILE *file, const char *name,
                                                  lfsr_error *error);
/* Replace the state of a walk by that of the file. LFSR_BAD_INPUT ("checkpoint") where the file is damaged or
 * belongs to another register; the walk must then end. */
LFSR_MUST_CHECK lfsr_status lfsr_checkpoint_read(lfsr_walk_state *w, FILE *file, const char *name,
                                                 lfsr_error *error);

#endif
