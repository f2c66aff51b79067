/* Choosing: which of the engines asked for run. */
#ifndef LFSR_CHOOSE_H
#define LFSR_CHOOSE_H

#include "lfsr/analysis.h"

/* Set run from options->run. An engine that is left out says why in its outcome. Where one that was asked for
 * by name cannot run the whole question fails: LFSR_UNABLE ("too-large"), naming the engine that could
 * answer. */
LFSR_MUST_CHECK lfsr_status lfsr_choose_engines(bool run[LFSR_ENGINES], lfsr_analysis *analysis,
                                                const lfsr_options *options, lfsr_error *error);

#endif
