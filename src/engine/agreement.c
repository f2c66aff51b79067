/* The check: structures and leaders of all engines, against each other and against the algebra. */
#include "agreement.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "string_builder.h"
#include "verify_leaders.h"

void (*lfsr_outcome_hook)(lfsr_engine engine, lfsr_partition *partition);

/* A number in full if it is short, else its length. */
static void add_number(lfsr_string *text, const fmpz_t number)
{
    size_t digits = fmpz_sizeinbase(number, 10);
    char *decimal = digits <= 40 ? fmpz_get_str(NULL, 10, number) : NULL;
    if (decimal != NULL)
        lfsr_string_add(text, decimal);
    else
        lfsr_string_addf(text, "(%zu digits)", digits);
    flint_free(decimal);
}

static void add_class(lfsr_string *text, const lfsr_partition *p, size_t i)
{
    if (i >= p->length) {
        lfsr_string_add(text, "nothing more");
        return;
    }
    add_number(text, p->classes[i].count);
    lfsr_string_add(text, " of period ");
    add_number(text, p->classes[i].period);
}

/* Where two structures first differ. */
static void describe_structures(lfsr_string *text, const lfsr_partition *a, const lfsr_partition *b)
{
    size_t i = 0;
    while (i < a->length && i < b->length && fmpz_equal(a->classes[i].period, b->classes[i].period) &&
           fmpz_equal(a->classes[i].count, b->classes[i].count))
        i++;
    if (i == a->length && i == b->length) {
        lfsr_string_addf(text, "same cycles, but other totals: transient states ");
        add_number(text, a->transient);
        lfsr_string_add(text, " against ");
        add_number(text, b->transient);
        lfsr_string_addf(text, ", longest tail %ld against %ld", (long)a->max_tail, (long)b->max_tail);
        return;
    }
    lfsr_string_add(text, "cycles ");
    add_class(text, a, i);
    lfsr_string_add(text, " against ");
    add_class(text, b, i);
}

static void describe_leaders(lfsr_string *text, const lfsr_partition *a, const lfsr_partition *b)
{
    size_t i = 0;
    while (i < a->leader_count && i < b->leader_count && a->leaders[i].state == b->leaders[i].state &&
           a->leaders[i].period == b->leaders[i].period)
        i++;
    if (i == a->leader_count || i == b->leader_count)
        lfsr_string_addf(text, "%zu leaders against %zu", a->leader_count, b->leader_count);
    else
        lfsr_string_addf(text,
                         "leader %zu: state %" PRIu64 " of period %" PRIu64 " against state %" PRIu64
                         " of period %" PRIu64,
                         i + 1, a->leaders[i].state, a->leaders[i].period, b->leaders[i].state,
                         b->leaders[i].period);
}

/* Record that two engines differ; only the first difference is recorded. */
static void disagree(lfsr_analysis *analysis, lfsr_engine a, lfsr_engine b, bool structures)
{
    const lfsr_partition *x = &analysis->outcomes[a].partition, *y = &analysis->outcomes[b].partition;
    lfsr_string text = LFSR_STRING_EMPTY;
    analysis->agree = false;
    if (analysis->disagreement[0] != '\0')
        return;
    lfsr_string_addf(&text, "%s and %s differ: ", lfsr_engine_name(a), lfsr_engine_name(b));
    if (structures)
        describe_structures(&text, x, y);
    else
        describe_leaders(&text, x, y);
    snprintf(analysis->disagreement, sizeof analysis->disagreement, "%s",
             lfsr_string_ok(&text) ? text.data : "engines differ");
    lfsr_string_clear(&text);
}

/* Compare leaders with the algebra, if both exist and the register is linear. */
static lfsr_status check_leaders(lfsr_analysis *analysis, lfsr_engine e, lfsr_error *error)
{
    bool fit = true;
    char why[256] = "";
    const lfsr_partition *p = &analysis->outcomes[e].partition;
    if (!analysis->outcomes[LFSR_ALGEBRAIC].ran || !p->has_leaders || analysis->constant != NULL)
        return LFSR_OK;
    lfsr_status status =
        lfsr_verify_leaders(&fit, why, sizeof why, p, &analysis->reg, &analysis->factorization, error);
    if (status == LFSR_OK && !fit) {
        analysis->agree = false;
        if (analysis->disagreement[0] == '\0')
            snprintf(analysis->disagreement, sizeof analysis->disagreement,
                     "%s lists leaders against the algebra: %s", lfsr_engine_name(e), why);
    }
    return status;
}

lfsr_status lfsr_check_agreement(lfsr_analysis *analysis, lfsr_error *error)
{
    int first = -1, listing = -1;
    analysis->agree = true;
    for (int e = 0; e < LFSR_ENGINES; e++) {
        const lfsr_outcome *outcome = &analysis->outcomes[e];
        if (!outcome->ran)
            continue;
        if (first >= 0) {
            analysis->compared = true;
            if (!lfsr_partition_same_structure(&analysis->outcomes[first].partition, &outcome->partition))
                disagree(analysis, (lfsr_engine)first, (lfsr_engine)e, true);
        } else {
            first = e;
        }
        if (!outcome->partition.has_leaders)
            continue;
        if (listing < 0) {
            listing = e;
            lfsr_status status = check_leaders(analysis, (lfsr_engine)e, error);
            if (status != LFSR_OK)
                return status;
        } else if (!lfsr_partition_same_leaders(&analysis->outcomes[listing].partition,
                                                &outcome->partition)) {
            disagree(analysis, (lfsr_engine)listing, (lfsr_engine)e, false);
        }
    }
    if (analysis->agree)
        return LFSR_OK;
    return lfsr_fail(error, LFSR_DISAGREE, "disagree", "the engines disagree: %s", analysis->disagreement);
}
