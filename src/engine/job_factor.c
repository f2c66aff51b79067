/* Factoring, with progress reports and a time that is worth reporting. */
#include "job.h"

#include "clock.h"
#include "cycle_set.h"
#include "factorization.h"
#include "integer_factor.h"

static bool show_factoring(void *context, double elapsed)
{
    lfsr_job *j = context;
    const lfsr_options *options = j->options;
    const lfsr_progress progress = {.activity = LFSR_FACTORING,
                                    .engine = lfsr_engine_name(LFSR_ALGEBRAIC),
                                    .seconds = elapsed,
                                    .seconds_limit = options->factor_seconds > 0 ? options->factor_seconds
                                                                                 : LFSR_FACTOR_SECONDS,
                                    .workers = 0};
    if (options->progress != NULL)
        j->stopped = j->stopped || !options->progress(options->progress_context, &progress);
    return !j->stopped;
}

static lfsr_status factor_once(lfsr_job *j, lfsr_error *error)
{
    const lfsr_factor_limits limits = {j->options->factor_seconds, show_factoring, j};
    double began = lfsr_now();
    lfsr_status status =
        lfsr_factorization_within(&j->analysis->factorization, &j->analysis->reg, &limits, error);
    j->factor_seconds = lfsr_now() - began;
    if (!j->stopped)
        return status;
    if (status == LFSR_OK)
        lfsr_factorization_clear(&j->analysis->factorization, &j->analysis->reg.field);
    return lfsr_fail(error, LFSR_SYSTEM, "stopped", "stopped");
}

/* The first factorization of a process includes loading code and FLINT's tables. Where that is most of its
 * time, the factorization is repeated from scratch and timed again. */
lfsr_status lfsr_job_factor(lfsr_job *j, lfsr_error *error)
{
    static bool warm;
    lfsr_status status = factor_once(j, error);
    if (status != LFSR_OK || warm || j->factor_seconds > 0.05)
        return status;
    lfsr_partition structure;
    lfsr_partition_init(&structure);
    warm = true;
    status = lfsr_cycle_structure(&structure, &j->analysis->reg, &j->analysis->factorization, NULL);
    lfsr_partition_clear(&structure);
    lfsr_factorization_clear(&j->analysis->factorization, &j->analysis->reg.field);
    lfsr_factor_cache_clear();
    return factor_once(j, error);
}
