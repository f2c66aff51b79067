/* The text report: polynomial, size, algebra with reasons, cycles, timings, one line of verdict. Long values
 * are shortened and marked; json has them in full. */
#include "formats.h"

#include <stdlib.h>
#include <string.h>

#include "text_values.h"

#define TITLE_BYTES 300 /* of a polynomial in the title: four lines */
#define INPUT_BYTES 61  /* of the input: one line */

void lfsr_text_add_order(lfsr_string *text, const lfsr_register *reg)
{
    char *order = lfsr_field_spec_order_text(lfsr_register_field(reg));
    if (order == NULL)
        text->failed = true;
    else if (strlen(order) <= LFSR_TEXT_DIGITS)
        lfsr_string_add(text, order);
    else
        lfsr_string_add_number(text, lfsr_register_field_order(reg), lfsr_register_field(reg)->p,
                               LFSR_TEXT_DIGITS);
    free(order);
}

/* Equal apart from blanks. */
static bool same_but_blanks(const char *bytes, size_t length, const char *string)
{
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == ' ' || bytes[i] == '\t')
            continue;
        while (*string == ' ')
            string++;
        if (bytes[i] != *string || *string == '\0')
            return false;
        string++;
    }
    return *string == '\0';
}

static void put_title(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_register *reg)
{
    char *polynomial = lfsr_spec_polynomial_text(lfsr_register_spec(reg));
    lfsr_string line = LFSR_STRING_EMPTY;
    if (polynomial == NULL)
        line.failed = true;
    else
        lfsr_string_add_polynomial(&line, polynomial, TITLE_BYTES);
    lfsr_string_add(&line, "~~over~GF(");
    lfsr_text_add_order(&line, reg);
    lfsr_string_add(&line, ")");
    lfsr_text_painted(sink, LFSR_BOLD);
    lfsr_text_flow(sink, &line, 0, 2);
    lfsr_sink_add(sink, "\n");
    if (polynomial != NULL && !same_but_blanks(item->input, item->length, polynomial)) {
        lfsr_text_label(sink, "input");
        lfsr_string_add_safe(&line, item->input, item->length, INPUT_BYTES);
        lfsr_string_add(&line, "\n");
        lfsr_sink_add_text(sink, &line);
    }
    free(polynomial);
}

static void put_modulus(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_field_spec *field)
{
    if (field->k == 1)
        return;
    lfsr_string line = LFSR_STRING_EMPTY;
    char *modulus = lfsr_field_spec_modulus_text(field);
    if (modulus == NULL)
        line.failed = true;
    else
        lfsr_string_add_polynomial(&line, modulus, TITLE_BYTES);
    free(modulus);
    lfsr_string_add(&line, field->conway ? ", the Conway polynomial"
                           : item->modulus_given
                               ? ", as given"
                               : ", the first irreducible one (no Conway polynomial is known)");
    lfsr_text_wrapped(sink, "modulus", &line);
}

/* What is added to the recurrence, and the state that is its own successor. */
static void put_constant(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    const char *constant = lfsr_analysis_constant(analysis), *lock_up = lfsr_analysis_lock_up(analysis);
    bool binary = fmpz_equal_ui(lfsr_register_field_order(lfsr_analysis_register(analysis)), 2) != 0;
    if (constant == NULL)
        return;
    lfsr_text_label(sink, "added");
    lfsr_sink_add(sink, constant);
    lfsr_sink_add(sink, binary ? ": XNOR feedback\n" : "\n");
    lfsr_text_label(sink, "lock-up");
    lfsr_sink_add(sink, lock_up != NULL ? lock_up : "none: f(1) = 0");
    lfsr_sink_add(sink, "\n");
}

static void put_size(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    const lfsr_register *reg = lfsr_analysis_register(analysis);
    const fmpz *p = lfsr_register_field_order(reg);
    lfsr_string line = LFSR_STRING_EMPTY;
    fmpz_t states, periodic, transient;
    fmpz_init(states);
    fmpz_init(periodic);
    fmpz_init(transient);
    lfsr_analysis_states(states, periodic, transient, analysis);
    lfsr_sink_addf(sink, "  %-14s%ld\n", "degree", (long)lfsr_register_degree(reg));
    put_constant(sink, analysis);
    lfsr_string_add_number(&line, states, p, LFSR_TEXT_DIGITS);
    if (lfsr_register_degree(reg) > 1 && fmpz_sizeinbase(states, 10) <= LFSR_TEXT_DIGITS) {
        lfsr_string_add(&line, " = ");
        lfsr_string_add_number(&line, p, p, LFSR_TEXT_DIGITS);
        lfsr_string_addf(&line, "^%ld", (long)lfsr_register_degree(reg));
    }
    lfsr_text_wrapped(sink, "states", &line);
    if (lfsr_register_tail(reg) > 0) {
        lfsr_string_add_number(&line, periodic, p, LFSR_TEXT_DIGITS);
        lfsr_string_add(&line, " on cycles, ");
        lfsr_string_add_number(&line, transient, p, LFSR_TEXT_DIGITS);
        lfsr_string_addf(&line, " transient, at most %ld %s before a cycle", (long)lfsr_register_tail(reg),
                         lfsr_register_tail(reg) == 1 ? "step" : "steps");
        lfsr_text_wrapped(sink, "", &line);
    }
    fmpz_clear(states);
    fmpz_clear(periodic);
    fmpz_clear(transient);
}

/* Both sides of a disagreement: the table of each engine. */
static void put_sides(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    const lfsr_register *reg = lfsr_analysis_register(analysis);
    for (lfsr_engine e = 0; e < LFSR_ENGINES; e++) {
        const lfsr_outcome *outcome = lfsr_analysis_outcome(analysis, e);
        if (!lfsr_outcome_ran(outcome))
            continue;
        lfsr_sink_addf(sink, "\n  %s says:\n", lfsr_engine_name(e));
        lfsr_text_cycles(sink, lfsr_outcome_partition(outcome), reg);
        lfsr_text_leaders(sink, lfsr_outcome_partition(outcome), reg);
    }
}

void lfsr_text_result(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis)
{
    const lfsr_partition *partition = lfsr_analysis_partition(analysis);
    put_title(sink, item, lfsr_analysis_register(analysis));
    put_modulus(sink, item, lfsr_register_field(lfsr_analysis_register(analysis)));
    put_size(sink, analysis);
    lfsr_text_algebra(sink, analysis);
    lfsr_text_forms(sink, analysis);
    if (item->explain)
        lfsr_text_explain(sink, analysis);
    if (lfsr_analysis_compared(analysis) && !lfsr_analysis_agree(analysis)) {
        put_sides(sink, analysis);
    } else if (partition != NULL) {
        lfsr_text_cycles(sink, partition, lfsr_analysis_register(analysis));
        if (lfsr_analysis_leaders(analysis) != NULL)
            lfsr_text_leaders(sink, lfsr_analysis_leaders(analysis), lfsr_analysis_register(analysis));
        else if (item->cycles != NULL)
            lfsr_text_cycle_list(sink, item->cycles);
    }
    if (item->state != NULL)
        lfsr_text_state(sink, item->state);
    lfsr_text_engines(sink, item, analysis);
}
