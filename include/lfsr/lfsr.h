/* lfsr-analyze: into which cycles a linear feedback shift register over GF(q) splits its state space.
 *
 *     lfsr_field_spec field;            a field order, parsed            (lfsr/spec.h, lfsr/notation.h)
 *     lfsr_spec spec;                   a characteristic polynomial, parsed
 *     lfsr_analysis analysis;           engines run and compared         (lfsr/analysis.h)
 *     lfsr_analysis_partition(...)      the answer                       (lfsr/partition.h)
 *     lfsr_states, lfsr_state           questions about single states    (lfsr/state.h)
 *
 * Threads: use the library from one thread; FLINT's caches and the cache of factors belong to it, and workers
 * are killed when the thread that started them ends. Processes: the parallel engine forks workers, or starts
 * options.worker_program; long factorizations run in a forked child. A forked worker closes every descriptor
 * that it inherits, a spawned one gets none; all are reaped before the call returns, except those of a pool
 * that the caller keeps, and their pipes are close-on-exec. The caller must not reap children that it did not
 * start. Signals: the library installs no handler and ignores none in the calling process, writes to pipes
 * with SIGPIPE blocked, and is interrupted through options.progress; a handler that ends the process calls
 * lfsr_abandon. Aborts: no function exits, prints or aborts, but FLINT and GMP abort the process where memory
 * runs out; lfsr_flint_guard puts a function of the caller in the place of that abort. */
#ifndef LFSR_LFSR_H
#define LFSR_LFSR_H

#include "lfsr/analysis.h"
#include "lfsr/factorization.h"
#include "lfsr/lines.h"
#include "lfsr/notation.h"
#include "lfsr/partition.h"
#include "lfsr/register.h"
#include "lfsr/sequence.h"
#include "lfsr/spec.h"
#include "lfsr/state.h"
#include "lfsr/status.h"
#include "lfsr/version.h"
#include "lfsr/worker.h"

#endif
