/* One state in the reports. All text that comes from the library is printable ASCII without quotes. */
#include "state_report.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "text_layout.h"

static bool write_piece(void *context, const char *text, size_t length)
{
    lfsr_sink *sink = context;
    lfsr_sink_add_bytes(sink, text, length);
    return sink->failure == 0;
}

/* A sequence fails only for lack of memory. */
static void add_sequence(lfsr_sink *sink, const lfsr_state_report *report)
{
    if (lfsr_state_sequence(report->state, report->count, write_piece, sink, NULL) != LFSR_OK)
        lfsr_sink_add_owned(sink, NULL);
}

/* --- Text --- */

static void put_line(lfsr_sink *sink, const char *name, const char *value)
{
    lfsr_sink_addf(sink, "    %-18s  ", name);
    lfsr_sink_add(sink, value);
    lfsr_sink_add(sink, "\n");
}

static void put_tail(lfsr_sink *sink, uint64_t tail)
{
    if (tail == 0)
        put_line(sink, "tail", "0: the state is periodic");
    else
        lfsr_sink_addf(sink, "    %-18s  %" PRIu64 ": periodic after %" PRIu64 " %s\n", "tail", tail, tail,
                       tail == 1 ? "step" : "steps");
}

/* The state in one form: its symbols, and over GF(2) both words. */
static void put_form(lfsr_sink *sink, const char *name, lfsr_form form, const lfsr_state *state)
{
    char *low = lfsr_state_format(state, form, LFSR_STYLE_LOW_FIRST);
    char *high = lfsr_state_format(state, form, LFSR_STYLE_HIGH_FIRST);
    char *symbols = lfsr_state_format(state, form, LFSR_STYLE_SYMBOLS);
    if (symbols == NULL) /* an affine register has no Galois form */
        return;
    lfsr_sink_addf(sink, "    %-18s  ", name);
    lfsr_sink_add(sink, symbols);
    if (low != NULL && high != NULL)
        lfsr_sink_addf(sink, "\n%24sfirst symbol in bit 0: %s\n%24sin the highest bit:    %s", "", low, "",
                       high);
    lfsr_sink_add(sink, "\n");
    free(symbols);
    free(low);
    free(high);
}

static void put_place(lfsr_sink *sink, const lfsr_state *state)
{
    const char *leader = lfsr_state_leader(state), *representative = lfsr_state_representative(state);
    const char *period = lfsr_state_period(state), *index = lfsr_state_index(state);
    put_line(sink, "minimal polynomial", lfsr_state_minimal_polynomial(state));
    put_tail(sink, lfsr_state_tail(state));
    put_line(sink, "period", period != NULL ? period : "unknown");
    if (leader != NULL)
        put_line(sink, "leader", leader);
    else
        put_line(sink, "representative", representative != NULL ? representative : "unknown");
    lfsr_sink_addf(sink, "    %-18s  ", "index");
    if (index != NULL) {
        lfsr_sink_add(sink, index);
        lfsr_sink_addf(sink, ": steps from the %s%s\n", leader != NULL ? "leader" : "representative",
                       lfsr_state_tail(state) > 0 ? ", to the state after its tail" : "");
    } else {
        lfsr_sink_addf(sink, "unknown: %s\n",
                       lfsr_state_reason(state) != NULL ? lfsr_state_reason(state) : "");
    }
}

static void put_distance(lfsr_sink *sink, const lfsr_state_report *report)
{
    lfsr_sink_addf(sink, "    %-18s  ", "to");
    lfsr_sink_add(sink, lfsr_state_symbols(report->to));
    switch (report->distance) {
    case LFSR_DISTANCE_STEPS:
        lfsr_sink_add(sink, ": ");
        lfsr_sink_add(sink, report->steps);
        lfsr_sink_add(sink, strcmp(report->steps, "1") == 0 ? " step\n" : " steps\n");
        return;
    case LFSR_DISTANCE_OTHER_CYCLE:
        lfsr_sink_add(sink, ": never, it lies on another cycle\n");
        return;
    case LFSR_DISTANCE_TRANSIENT:
        lfsr_sink_add(sink, ": never, it is transient\n");
        return;
    case LFSR_DISTANCE_SAME_CYCLE:
        lfsr_sink_addf(sink, ": on the same cycle; the steps are unknown: %s\n", report->reason);
        return;
    case LFSR_DISTANCE_UNKNOWN:
        lfsr_sink_addf(sink, ": unknown: %s\n", report->reason);
        return;
    }
}

void lfsr_text_state(lfsr_sink *sink, const lfsr_state_report *report)
{
    lfsr_sink_add(sink, "\n    state               ");
    lfsr_sink_add(sink, lfsr_state_symbols(report->state));
    lfsr_sink_add(sink, "\n");
    put_form(sink, "as Fibonacci state", LFSR_FORM_FIBONACCI, report->state);
    put_form(sink, "as Galois state", LFSR_FORM_GALOIS, report->state);
    put_place(sink, report->state);
    if (report->to != NULL)
        put_distance(sink, report);
    if (report->jump != NULL) {
        lfsr_sink_add(sink, "    after steps         ");
        lfsr_sink_add(sink, report->jump_steps);
        lfsr_sink_add(sink, ": ");
        lfsr_sink_add(sink, lfsr_state_symbols(report->jump));
        lfsr_sink_add(sink, "\n");
    }
    if (report->sequence) {
        lfsr_sink_add(sink, "    sequence            ");
        add_sequence(sink, report);
        lfsr_sink_add(sink, "\n");
    }
}

/* --- JSON --- */

static void put_member(lfsr_sink *sink, const char *name, const char *value)
{
    lfsr_sink_addf(sink, "\"%s\":%s", name, value != NULL ? "\"" : "null");
    if (value != NULL) {
        lfsr_sink_add(sink, value);
        lfsr_sink_add(sink, "\"");
    }
}

static void put_forms(lfsr_sink *sink, const lfsr_state *state)
{
    static const char *const names[] = {"fibonacci", "galois"};
    for (lfsr_form form = LFSR_FORM_FIBONACCI; form <= LFSR_FORM_GALOIS; form++) {
        char *symbols = lfsr_state_format(state, form, LFSR_STYLE_SYMBOLS);
        if (symbols == NULL) /* an affine register has no Galois form */
            continue;
        char *low = lfsr_state_format(state, form, LFSR_STYLE_LOW_FIRST);
        char *high = lfsr_state_format(state, form, LFSR_STYLE_HIGH_FIRST);
        lfsr_sink_addf(sink, ",\"%s\":{\"symbols\":\"", names[form]);
        lfsr_sink_add_owned(sink, symbols);
        lfsr_sink_add(sink, "\"");
        if (low != NULL && high != NULL) {
            lfsr_sink_add(sink, ",");
            put_member(sink, "low_first", low);
            lfsr_sink_add(sink, ",");
            put_member(sink, "high_first", high);
        }
        lfsr_sink_add(sink, "}");
        free(low);
        free(high);
    }
}

void lfsr_json_state(lfsr_sink *sink, const lfsr_state_report *report)
{
    static const char *const relations[] = {"reached", "other cycle", "transient", "same cycle", "unknown"};
    const lfsr_state *state = report->state;
    lfsr_sink_add(sink, ",\"state\":{");
    put_member(sink, "symbols", lfsr_state_symbols(state));
    put_forms(sink, state);
    lfsr_sink_add(sink, ",");
    put_member(sink, "minimal_polynomial", lfsr_state_minimal_polynomial(state));
    lfsr_sink_addf(sink, ",\"tail\":%" PRIu64 ",", lfsr_state_tail(state));
    put_member(sink, "period", lfsr_state_period(state));
    lfsr_sink_add(sink, ",");
    put_member(sink, "leader", lfsr_state_leader(state));
    if (lfsr_state_leader(state) == NULL) {
        lfsr_sink_add(sink, ",");
        put_member(sink, "representative", lfsr_state_representative(state));
    }
    lfsr_sink_add(sink, ",");
    put_member(sink, "index", lfsr_state_index(state));
    if (lfsr_state_reason(state) != NULL) {
        lfsr_sink_add(sink, ",");
        put_member(sink, "reason", lfsr_state_reason(state));
    }
    if (report->to != NULL) {
        lfsr_sink_add(sink, ",\"to\":{");
        put_member(sink, "symbols", lfsr_state_symbols(report->to));
        lfsr_sink_add(sink, ",");
        put_member(sink, "steps", report->steps);
        lfsr_sink_add(sink, ",");
        put_member(sink, "relation", relations[report->distance]);
        if (report->reason != NULL && report->reason[0] != '\0') {
            lfsr_sink_add(sink, ",");
            put_member(sink, "reason", report->reason);
        }
        lfsr_sink_add(sink, "}");
    }
    if (report->jump != NULL) {
        lfsr_sink_add(sink, ",\"jump\":{");
        put_member(sink, "steps", report->jump_steps);
        lfsr_sink_add(sink, ",");
        put_member(sink, "symbols", lfsr_state_symbols(report->jump));
        lfsr_sink_add(sink, "}");
    }
    if (report->sequence) {
        lfsr_sink_add(sink, ",\"sequence\":\"");
        add_sequence(sink, report);
        lfsr_sink_add(sink, "\"");
    }
    lfsr_sink_add(sink, "}");
}

/* --- The list of cycles --- */

void lfsr_text_cycle_list(lfsr_sink *sink, const lfsr_cycle_list *list)
{
    size_t length = lfsr_cycle_list_length(list), width = strlen("period");
    for (size_t i = 0; i < length; i++) {
        size_t digits = strlen(lfsr_cycle_list_period(list, i));
        width = digits > width ? digits : width;
    }
    lfsr_sink_add(sink, "\n");
    lfsr_text_heading(sink, "    %*s  leader", (int)width, "period");
    for (size_t i = 0; i < length; i++) {
        const char *period = lfsr_cycle_list_period(list, i);
        lfsr_sink_add(sink, "    ");
        lfsr_sink_pad(sink, width - strlen(period));
        lfsr_sink_add(sink, period);
        lfsr_sink_add(sink, "  ");
        lfsr_sink_add_owned(sink, lfsr_cycle_list_state(list, i));
        lfsr_sink_add(sink, lfsr_cycle_list_is_leader(list, i) ? "\n" : "  (representative)\n");
    }
}

void lfsr_json_cycle_list(lfsr_sink *sink, const lfsr_cycle_list *list)
{
    lfsr_sink_add(sink, ",\"leaders\":[");
    for (size_t i = 0; i < lfsr_cycle_list_length(list); i++) {
        lfsr_sink_addf(sink, "%s{\"%s\":\"", i > 0 ? "," : "",
                       lfsr_cycle_list_is_leader(list, i) ? "leader" : "representative");
        lfsr_sink_add_owned(sink, lfsr_cycle_list_state(list, i));
        lfsr_sink_add(sink, "\",\"period\":\"");
        lfsr_sink_add(sink, lfsr_cycle_list_period(list, i));
        lfsr_sink_add(sink, "\"}");
    }
    lfsr_sink_add(sink, "]");
}
