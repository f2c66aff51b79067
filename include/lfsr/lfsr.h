/* The library of lfsr-analyze: the cycles of a linear feedback shift register over GF(q), their periods and
 * their number.
 *
 *     lfsr_field_spec, lfsr_spec        a field, a polynomial; from text   (lfsr/spec.h, lfsr/notation.h)
 *     lfsr_analyze, lfsr_analysis       run the engines, compare them      (lfsr/analysis.h)
 *     lfsr_factorization                factors and orders                 (lfsr/factorization.h)
 *     lfsr_partition                    cycles and leaders                 (lfsr/partition.h)
 *     lfsr_states, lfsr_state           questions about single states      (lfsr/state.h)
 *     lfsr_spec_of_period               from a period to a register        (lfsr/period.h)
 *     lfsr_spec_from_sequence           from a sequence to a register      (lfsr/sequence.h)
 *     lfsr_pool_answer                  a list, by worker processes        (lfsr/lines.h)
 *
 * Threads: use the library from one thread. FLINT's caches and the library's cache of factors belong to that
 * thread, and the system kills workers when the thread that started them ends.
 *
 * Processes: the parallel engine forks workers, or starts options.worker_program. A long factorization runs
 * in a forked child. Every child is reaped before the call returns, except the workers of a pool that the
 * caller keeps. The caller must not reap children that it did not start.
 *
 * Descriptors: pipes to children are close-on-exec. A forked worker closes every descriptor that it inherits;
 * a spawned one gets none but its pipes.
 *
 * Signals: the library installs no handlers. It blocks SIGPIPE while it writes to a pipe. A handler that only
 * notes the signal lets options.progress stop the call; a handler that ends the process calls
 * lfsr_emergency_cleanup first.
 *
 * Aborts: no function exits, prints or aborts. But FLINT and GMP abort the process when memory runs out;
 * lfsr_flint_guard replaces that abort by a function of the caller. */
#ifndef LFSR_LFSR_H
#define LFSR_LFSR_H

#include "lfsr/analysis.h"
#include "lfsr/emit.h"
#include "lfsr/factorization.h"
#include "lfsr/lines.h"
#include "lfsr/notation.h"
#include "lfsr/partition.h"
#include "lfsr/period.h"
#include "lfsr/register.h"
#include "lfsr/sequence.h"
#include "lfsr/spec.h"
#include "lfsr/state.h"
#include "lfsr/status.h"
#include "lfsr/version.h"
#include "lfsr/worker.h"

#endif
