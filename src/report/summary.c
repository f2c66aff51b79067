/* Facts drawn from an analysis, and what the machine is called. */
#include "summary.h"

#include <stdio.h>
#include <string.h>

#include "number_format.h"

const lfsr_partition *lfsr_analysis_leaders(const lfsr_analysis *analysis)
{
    for (int e = 0; e < LFSR_ENGINES; e++)
        if (analysis->outcomes[e].ran && analysis->outcomes[e].partition.has_leaders)
            return &analysis->outcomes[e].partition;
    return NULL;
}

double lfsr_outcome_rate(const lfsr_outcome *outcome)
{
    return outcome->seconds > 0 && outcome->states_walked > 0 ? outcome->states_walked / outcome->seconds : 0;
}

double lfsr_analysis_speedup(const lfsr_analysis *analysis)
{
    const lfsr_outcome *sequential = &analysis->outcomes[LFSR_SEQUENTIAL];
    const lfsr_outcome *parallel = &analysis->outcomes[LFSR_PARALLEL];
    if (!sequential->ran || !parallel->ran || parallel->seconds <= 0)
        return 0;
    return sequential->seconds / parallel->seconds;
}

double lfsr_analysis_seconds(const lfsr_analysis *analysis)
{
    double seconds = 0;
    for (int e = 0; e < LFSR_ENGINES; e++)
        if (analysis->outcomes[e].ran)
            seconds += analysis->outcomes[e].seconds;
    return seconds;
}

void lfsr_analysis_add_limit_hint(lfsr_string *text, const lfsr_analysis *analysis)
{
    bool limited = false;
    uint64_t states = 0;
    for (int e = 0; e < LFSR_ENGINES; e++)
        limited |= analysis->outcomes[e].omission == LFSR_OMITTED_STATES;
    if (!limited || !lfsr_register_states_u64(&states, &analysis->reg))
        return;
    lfsr_string_add(text, " (--max-states ");
    lfsr_string_add_states(text, states, fmpz_get_ui(analysis->reg.field.order));
    lfsr_string_add(text, " allows it)");
}

const char *lfsr_analysis_gap(const lfsr_analysis *analysis)
{
    const lfsr_factorization *factorization = &analysis->factorization;
    if (fmpz_is_zero(factorization->order) || !factorization->primitive_known)
        return factorization->obstacle;
    if (lfsr_analysis_partition(analysis) != NULL)
        return NULL;
    for (int e = 0; e < LFSR_ENGINES; e++)
        if (analysis->outcomes[e].left_out[0] != '\0')
            return analysis->outcomes[e].left_out;
    return "no engine ran";
}

void lfsr_analysis_states(fmpz_t states, fmpz_t periodic, fmpz_t transient, const lfsr_analysis *analysis)
{
    const lfsr_register *reg = &analysis->reg;
    lfsr_register_states(states, reg);
    fmpz_pow_ui(periodic, reg->field.order, (ulong)(reg->degree - reg->tail));
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
