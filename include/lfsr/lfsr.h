/* lfsr-analyze: into which cycles a linear feedback shift register over GF(q) splits its state space.
 *
 *     lfsr_field_spec field;            a field order, parsed            (lfsr/spec.h, lfsr/notation.h)
 *     lfsr_spec spec;                   a characteristic polynomial, parsed
 *     lfsr_analysis analysis;           engines run and compared         (lfsr/analysis.h)
 *     lfsr_analysis_partition(...)      the answer                       (lfsr/partition.h)
 *     lfsr_states, lfsr_state           questions about single states    (lfsr/state.h) */
#ifndef LFSR_LFSR_H
#define LFSR_LFSR_H

#include "lfsr/analysis.h"
#include "lfsr/factorization.h"
#include "lfsr/lines.h"
#include "lfsr/notation.h"
#include "lfsr/partition.h"
#include "lfsr/register.h"
#include "lfsr/spec.h"
#include "lfsr/state.h"
#include "lfsr/status.h"
#include "lfsr/version.h"
#include "lfsr/worker.h"

#endif
