/* Facts derived from an analysis, and the name of the processor. */
#include "summary.h"

#include <stdio.h>
#include <string.h>

#include "number_format.h"

const lfsr_partition *lfsr_analysis_leaders(const lfsr_analysis *analysis)
{
    for (lfsr_engine e = 0; e < LFSR_ENGINES; e++) {
        const lfsr_outcome *outcome = lfsr_analysis_outcome(analysis, e);
        if (lfsr_outcome_ran(outcome) && lfsr_partition_has_leaders(lfsr_outcome_partition(outcome)))
            return lfsr_outcome_partition(outcome);
    }
    return NULL;
}

double lfsr_outcome_rate(const lfsr_outcome *outcome)
{
    return lfsr_outcome_seconds(outcome) > 0 && lfsr_outcome_states_walked(outcome) > 0
               ? lfsr_outcome_states_walked(outcome) / lfsr_outcome_seconds(outcome)
               : 0;
}

double lfsr_analysis_speedup(const lfsr_analysis *analysis)
{
    const lfsr_outcome *sequential = lfsr_analysis_outcome(analysis, LFSR_SEQUENTIAL);
    const lfsr_outcome *parallel = lfsr_analysis_outcome(analysis, LFSR_PARALLEL);
    if (!lfsr_outcome_ran(sequential) || !lfsr_outcome_ran(parallel) || lfsr_outcome_seconds(parallel) <= 0)
        return 0;
    return lfsr_outcome_seconds(sequential) / lfsr_outcome_seconds(parallel);
}

double lfsr_analysis_seconds(const lfsr_analysis *analysis)
{
    double seconds = 0;
    for (lfsr_engine e = 0; e < LFSR_ENGINES; e++)
        if (lfsr_outcome_ran(lfsr_analysis_outcome(analysis, e)))
            seconds += lfsr_outcome_seconds(lfsr_analysis_outcome(analysis, e));
    return seconds;
}

void lfsr_analysis_add_limit_hint(lfsr_string *text, const lfsr_analysis *analysis)
{
    bool limited = false;
    uint64_t states = 0;
    for (lfsr_engine e = 0; e < LFSR_ENGINES; e++)
        limited |= lfsr_outcome_omission(lfsr_analysis_outcome(analysis, e)) == LFSR_OMITTED_STATES;
    if (!limited || !lfsr_register_states_u64(&states, lfsr_analysis_register(analysis)))
        return;
    lfsr_string_add(text, " (--max-states ");
    lfsr_string_add_states(text, states,
                           fmpz_get_ui(lfsr_register_field_order(lfsr_analysis_register(analysis))));
    lfsr_string_add(text, " allows it)");
}

const char *lfsr_missing_reason(const lfsr_analysis *analysis)
{
    const lfsr_factorization *factorization = lfsr_analysis_factorization(analysis);
    if (fmpz_is_zero(lfsr_factorization_order(factorization)) ||
        !lfsr_factorization_primitive_known(factorization))
        return lfsr_factorization_reason(factorization);
    if (lfsr_analysis_partition(analysis) != NULL)
        return NULL;
    for (lfsr_engine e = 0; e < LFSR_ENGINES; e++)
        if (lfsr_outcome_left_out(lfsr_analysis_outcome(analysis, e))[0] != '\0')
            return lfsr_outcome_left_out(lfsr_analysis_outcome(analysis, e));
    return "no engine ran";
}

void lfsr_analysis_states(fmpz_t states, fmpz_t periodic, fmpz_t transient, const lfsr_analysis *analysis)
{
    const lfsr_register *reg = lfsr_analysis_register(analysis);
    lfsr_register_states(states, reg);
    fmpz_pow_ui(periodic, lfsr_register_field_order(reg),
                (ulong)(lfsr_register_degree(reg) - lfsr_register_tail(reg)));
    fmpz_sub(transient, states, periodic);
}

const char *lfsr_processor_name(void)
{
    static char name[96];
    char line[256];
    if (name[0] != '\0')
        return name;
    snprintf(name, sizeof name, "unknown");
    FILE *file = fopen("/proc/cpuinfo", "re");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        const char *colon = strchr(line, ':');
        if (strncmp(line, "model name", 10) != 0 || colon == NULL)
            continue;
        snprintf(name, sizeof name, "%.*s", (int)strcspn(colon + 1 + strspn(colon + 1, " "), "\n"),
                 colon + 1 + strspn(colon + 1, " "));
        break;
    }
    if (file != NULL)
        fclose(file);
    return name;
}
