/* Accessors of analyses and outcomes. */
#include "analysis_data.h"
#include "kernel.h"

const char *lfsr_engine_name(lfsr_engine engine)
{
    static const char *const names[LFSR_ENGINES] = {"algebraic", "sequential", "parallel", "reference"};
    return (unsigned)engine < LFSR_ENGINES ? names[engine] : "unknown";
}

const lfsr_register *lfsr_analysis_register(const lfsr_analysis *analysis)
{
    return &analysis->reg;
}

const lfsr_factorization *lfsr_analysis_factorization(const lfsr_analysis *analysis)
{
    return &analysis->factorization;
}

const lfsr_outcome *lfsr_analysis_outcome(const lfsr_analysis *analysis, lfsr_engine engine)
{
    return &analysis->outcomes[engine];
}

const lfsr_partition *lfsr_analysis_partition(const lfsr_analysis *analysis)
{
    for (lfsr_engine e = 0; e < LFSR_ENGINES; e++)
        if (analysis->outcomes[e].ran)
            return &analysis->outcomes[e].partition;
    return NULL;
}

bool lfsr_analysis_compared(const lfsr_analysis *analysis)
{
    return analysis->compared;
}

bool lfsr_analysis_agree(const lfsr_analysis *analysis)
{
    return analysis->agree;
}

const char *lfsr_analysis_disagreement(const lfsr_analysis *analysis)
{
    return analysis->disagreement;
}

const char *lfsr_analysis_no_leaders(const lfsr_analysis *analysis)
{
    return analysis->no_leaders;
}

const char *lfsr_analysis_constant(const lfsr_analysis *analysis)
{
    return analysis->constant;
}

const char *lfsr_analysis_lock_up(const lfsr_analysis *analysis)
{
    return analysis->lock_up;
}

void lfsr_analysis_set_seconds(lfsr_analysis *analysis, lfsr_engine engine, double seconds)
{
    analysis->outcomes[engine].seconds = seconds;
}

bool lfsr_outcome_ran(const lfsr_outcome *outcome)
{
    return outcome->ran;
}

const lfsr_partition *lfsr_outcome_partition(const lfsr_outcome *outcome)
{
    return &outcome->partition;
}

double lfsr_outcome_seconds(const lfsr_outcome *outcome)
{
    return outcome->seconds;
}

double lfsr_outcome_states_walked(const lfsr_outcome *outcome)
{
    return outcome->states_walked;
}

unsigned lfsr_outcome_workers(const lfsr_outcome *outcome)
{
    return outcome->workers;
}

lfsr_start_method lfsr_outcome_start_method(const lfsr_outcome *outcome)
{
    return outcome->start_method;
}

const lfsr_phases *lfsr_outcome_phases(const lfsr_outcome *outcome)
{
    return &outcome->phases;
}

const char *lfsr_outcome_kernel(const lfsr_outcome *outcome)
{
    return outcome->kernel;
}

bool lfsr_outcome_checkpointed(const lfsr_outcome *outcome)
{
    return outcome->checkpointed;
}

lfsr_omission lfsr_outcome_omission(const lfsr_outcome *outcome)
{
    return outcome->omission;
}

const char *lfsr_outcome_left_out(const lfsr_outcome *outcome)
{
    return outcome->left_out;
}

const char *lfsr_kernel_name(size_t i)
{
    const lfsr_kernel *const *kernel = lfsr_kernel_all();
    for (; *kernel != NULL; kernel++)
        if ((*kernel)->runs() && i-- == 0)
            return (*kernel)->name;
    return NULL;
}
