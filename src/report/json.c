/* JSON, schema lfsr-analyze/1, written value by value: a list of millions of leaders is never held twice. */
#include "formats.h"

#include <stdlib.h>
#include <string.h>

#include "json_value.h"
#include "words.h"

static void put_header(lfsr_sink *sink, const lfsr_report_item *item)
{
    LFSR_PUT(sink, "{\"schema\":\"lfsr-analyze/1\",\"input\":");
    lfsr_json_string(sink, item->input, item->length);
    LFSR_PUT(sink, ",\"line\":");
    lfsr_sink_add_u64(sink, item->line);
}

static void put_field(lfsr_sink *sink, const lfsr_field *field)
{
    LFSR_PUT(sink, ",\"field\":{\"order\":");
    lfsr_json_number(sink, field->order);
    LFSR_PUT(sink, ",\"characteristic\":");
    lfsr_json_number(sink, field->spec.p);
    LFSR_PUT(sink, ",\"degree\":");
    lfsr_sink_add_u64(sink, (uint64_t)field->spec.k);
    LFSR_PUT(sink, ",\"modulus\":");
    if (field->spec.k > 1) {
        LFSR_PUT(sink, "\"");
        lfsr_sink_add_owned(sink, lfsr_field_spec_modulus_text(&field->spec));
        LFSR_PUT(sink, "\"}");
    } else {
        LFSR_PUT(sink, "null}");
    }
}

static void put_polynomial(lfsr_sink *sink, const lfsr_spec *spec)
{
    LFSR_PUT(sink, ",\"polynomial\":\"");
    lfsr_sink_add_owned(sink, lfsr_spec_polynomial_text(spec));
    LFSR_PUT(sink, "\",\"degree\":");
    lfsr_sink_add_u64(sink, (uint64_t)spec->degree);
    LFSR_PUT(sink, ",\"coefficients\":[");
    for (slong i = 0; i <= spec->degree; i++) {
        if (fmpz_equal_ui(spec->field.p, 2) && spec->field.k == 1) {
            lfsr_sink_add_bytes(sink, fmpz_is_zero(spec->coefficients + i) ? "\"0\"," : "\"1\",",
                                i < spec->degree ? 4 : 3);
            continue;
        }
        LFSR_PUT(sink, "\"");
        if (spec->field.k == 1)
            lfsr_sink_add_integer(sink, spec->coefficients + i);
        else
            lfsr_sink_add_owned(sink, lfsr_spec_coefficient_text(spec, i));
        lfsr_sink_add(sink, i < spec->degree ? "\"," : "\"");
    }
    LFSR_PUT(sink, "]");
}

static void put_factor(lfsr_sink *sink, const lfsr_factor *factor, const lfsr_field *field)
{
    LFSR_PUT(sink, "{\"polynomial\":\"");
    lfsr_sink_add_owned(sink, lfsr_poly_text(factor->poly, field));
    LFSR_PUT(sink, "\",\"degree\":");
    lfsr_sink_add_u64(sink, (uint64_t)factor->degree);
    LFSR_PUT(sink, ",\"multiplicity\":");
    lfsr_sink_add_u64(sink, (uint64_t)factor->multiplicity);
    if (factor->irreducible) {
        LFSR_PUT(sink, ",\"order\":");
        lfsr_json_known_number(sink, factor->order);
    }
    LFSR_PUT(sink, "}");
}

/* The irreducible factors, or the parts that were not factored. */
static void put_factors(lfsr_sink *sink, const lfsr_analysis *analysis, bool irreducible)
{
    const lfsr_factorization *factorization = &analysis->factorization;
    const char *separator = "";
    lfsr_sink_add(sink, "[");
    for (slong i = 0; i < factorization->length; i++)
        if (factorization->factors[i].irreducible == irreducible) {
            lfsr_sink_add(sink, separator);
            separator = ",";
            put_factor(sink, &factorization->factors[i], &analysis->reg.field);
        }
    lfsr_sink_add(sink, "]");
}

/* What the algebra says of f. */
static void put_algebra(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    const lfsr_factorization *factorization = &analysis->factorization;
    LFSR_PUT(sink, ",\"irreducible\":");
    lfsr_json_boolean(sink, factorization->irreducible_known, factorization->irreducible);
    LFSR_PUT(sink, ",\"primitive\":");
    lfsr_json_boolean(sink, factorization->primitive_known, factorization->primitive);
    LFSR_PUT(sink, ",\"order\":");
    lfsr_json_known_number(sink, factorization->order);
    LFSR_PUT(sink, ",\"factors\":");
    put_factors(sink, analysis, true);
}

/* What can be said of what is not known. */
static void put_partial(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    const lfsr_factorization *factorization = &analysis->factorization;
    const char *reason = lfsr_analysis_gap(analysis);
    if (reason == NULL)
        return;
    LFSR_PUT(sink, ",\"partial\":{\"reason\":");
    lfsr_json_string(sink, reason, strlen(reason));
    LFSR_PUT(sink, ",\"order_divides\":");
    lfsr_json_known_number(sink, factorization->order_divides);
    LFSR_PUT(sink, ",\"order_multiple_of\":");
    lfsr_json_number(sink, factorization->order_multiple_of);
    if (!factorization->complete) {
        LFSR_PUT(sink, ",\"unfactored\":");
        put_factors(sink, analysis, false);
    }
    LFSR_PUT(sink, "}");
}

static void put_cycles(lfsr_sink *sink, const lfsr_partition *partition)
{
    LFSR_PUT(sink, "\"cycles\":[");
    for (size_t i = 0; i < partition->length; i++) {
        lfsr_sink_add(sink, i > 0 ? ",{\"period\":" : "{\"period\":");
        lfsr_json_number(sink, partition->classes[i].period);
        LFSR_PUT(sink, ",\"count\":");
        lfsr_json_number(sink, partition->classes[i].count);
        LFSR_PUT(sink, "}");
    }
    LFSR_PUT(sink, "]");
}

static void put_leaders(lfsr_sink *sink, const lfsr_partition *partition, const lfsr_register *reg)
{
    LFSR_PUT(sink, ",\"leaders\":[");
    for (size_t i = 0; i < partition->leader_count; i++) {
        const lfsr_leader *leader = &partition->leaders[i];
        lfsr_sink_add(sink, i > 0 ? ",{\"leader\":\"" : "{\"leader\":\"");
        lfsr_sink_add_owned(sink, lfsr_state_text(leader->state, reg->degree, &reg->field));
        LFSR_PUT(sink, "\",\"period\":\"");
        lfsr_sink_add_u64(sink, leader->period);
        LFSR_PUT(sink, "\"}");
    }
    LFSR_PUT(sink, "]");
}

/* States and cycles; cycles is null where no engine has an answer. */
static void put_structure(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    const lfsr_partition *partition = lfsr_analysis_partition(analysis);
    fmpz_t states, periodic, transient;
    fmpz_init(states);
    fmpz_init(periodic);
    fmpz_init(transient);
    lfsr_analysis_states(states, periodic, transient, analysis);
    LFSR_PUT(sink, ",\"states\":");
    lfsr_json_number(sink, states);
    LFSR_PUT(sink, ",\"periodic_states\":");
    lfsr_json_number(sink, periodic);
    LFSR_PUT(sink, ",\"transient_states\":");
    lfsr_json_number(sink, transient);
    LFSR_PUT(sink, ",\"max_tail\":");
    lfsr_sink_add_u64(sink, (uint64_t)analysis->reg.tail);
    LFSR_PUT(sink, ",");
    fmpz_clear(states);
    fmpz_clear(periodic);
    fmpz_clear(transient);
    if (partition != NULL)
        put_cycles(sink, partition);
    else
        LFSR_PUT(sink, "\"cycles\":null");
}

static void put_engine(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis,
                       lfsr_engine engine)
{
    const lfsr_outcome *outcome = &analysis->outcomes[engine];
    const lfsr_comparison *compared = item->comparison;
    double speedup = compared != NULL ? lfsr_comparison_speedup(compared, compared->rows - 1)
                                      : lfsr_analysis_speedup(analysis);
    LFSR_PUT(sink, "{\"seconds\":");
    lfsr_json_real(sink, outcome->seconds);
    if (engine == LFSR_SEQUENTIAL || engine == LFSR_REFERENCE) {
        LFSR_PUT(sink, ",\"states_per_second\":");
        lfsr_json_real(sink, lfsr_outcome_rate(outcome));
    }
    if (engine == LFSR_PARALLEL) {
        LFSR_PUT(sink, ",\"workers\":");
        lfsr_sink_add_u64(sink, outcome->workers);
        LFSR_PUT(sink, ",\"start_method\":\"");
        lfsr_sink_add(sink, lfsr_start_method_name(outcome->start_method));
        LFSR_PUT(sink, "\"");
    }
    if (engine == LFSR_PARALLEL && (speedup > 0 || compared != NULL)) {
        LFSR_PUT(sink, ",\"speedup\":");
        if (speedup > 0)
            lfsr_json_real(sink, speedup);
        else
            LFSR_PUT(sink, "null"); /* within noise */
    }
    if (outcome->kernel != NULL) {
        LFSR_PUT(sink, ",\"kernel\":");
        lfsr_json_string(sink, outcome->kernel, strlen(outcome->kernel));
    }
    LFSR_PUT(sink, "}");
}

/* Why engines have no answer, and leaders are not listed. */
static void put_left_out(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    const char *separator = ",\"left_out\":{\"";
    bool any = false;
    for (int e = 0; e <= LFSR_ENGINES; e++) {
        const char *why = e < LFSR_ENGINES ? analysis->outcomes[e].left_out : analysis->no_leaders;
        if (why[0] == '\0')
            continue;
        lfsr_sink_add(sink, separator);
        lfsr_sink_add(sink, e < LFSR_ENGINES ? lfsr_engine_name((lfsr_engine)e) : "leaders");
        LFSR_PUT(sink, "\":");
        lfsr_json_string(sink, why, strlen(why));
        separator = ",\"";
        any = true;
    }
    if (any)
        LFSR_PUT(sink, "}");
}

static void put_program(lfsr_sink *sink)
{
    const char *processor = lfsr_processor_name();
    LFSR_PUT(sink, ",\"program\":{\"version\":\"" LFSR_VERSION_TEXT "\",\"flint\":\"" FLINT_VERSION
                   "\",\"processor\":");
    lfsr_json_string(sink, processor, strlen(processor));
    LFSR_PUT(sink, "}");
}

/* Which engines ran, which did not and why, and whether those that did agree. */
static void put_engines(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis)
{
    const char *separator = "\"";
    LFSR_PUT(sink, ",\"engines\":{");
    for (int e = 0; e < LFSR_ENGINES; e++) {
        if (!analysis->outcomes[e].ran)
            continue;
        lfsr_sink_add(sink, separator);
        lfsr_sink_add(sink, lfsr_engine_name((lfsr_engine)e));
        LFSR_PUT(sink, "\":");
        put_engine(sink, item, analysis, (lfsr_engine)e);
        separator = ",\"";
    }
    LFSR_PUT(sink, "}");
    put_left_out(sink, analysis);
    LFSR_PUT(sink, ",\"agree\":");
    lfsr_json_boolean(sink, analysis->compared, analysis->agree);
}

/* The structure every engine found, and where they first differ. */
static void put_disagreement(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    LFSR_PUT(sink, ",\"disagreement\":{\"message\":");
    lfsr_json_string(sink, analysis->disagreement, strlen(analysis->disagreement));
    for (int e = 0; e < LFSR_ENGINES; e++) {
        if (!analysis->outcomes[e].ran)
            continue;
        lfsr_sink_addf(sink, ",\"%s\":{", lfsr_engine_name((lfsr_engine)e));
        put_cycles(sink, &analysis->outcomes[e].partition);
        if (analysis->outcomes[e].partition.has_leaders)
            put_leaders(sink, &analysis->outcomes[e].partition, &analysis->reg);
        lfsr_sink_add(sink, "}");
    }
    lfsr_sink_add(sink, "}");
}

void lfsr_json_result(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis)
{
    const lfsr_register *reg = &analysis->reg;
    put_header(sink, item);
    put_field(sink, &reg->field);
    put_polynomial(sink, &reg->spec);
    put_algebra(sink, analysis);
    put_structure(sink, analysis);
    if (lfsr_analysis_leaders(analysis) != NULL)
        put_leaders(sink, lfsr_analysis_leaders(analysis), reg);
    else if (item->cycles != NULL)
        lfsr_json_cycle_list(sink, item->cycles);
    else if (item->list)
        lfsr_sink_add(sink, ",\"leaders\":null");
    put_partial(sink, analysis);
    if (item->state != NULL)
        lfsr_json_state(sink, item->state);
    put_engines(sink, item, analysis);
    put_program(sink);
    if (item->comparison != NULL)
        lfsr_json_comparison(sink, item->comparison);
    if (analysis->compared && !analysis->agree)
        put_disagreement(sink, analysis);
    lfsr_sink_add(sink, "}");
}

void lfsr_json_failure(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_error *failure)
{
    put_header(sink, item);
    LFSR_PUT(sink, ",\"error\":{\"code\":");
    lfsr_json_string(sink, failure->code, strlen(failure->code));
    LFSR_PUT(sink, ",\"message\":");
    lfsr_json_string(sink, failure->message, strlen(failure->message));
    LFSR_PUT(sink, "}}");
}
