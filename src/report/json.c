/* JSON, schema lfsr-analyze/1, written value by value, so that millions of leaders need no second copy. */
#include "formats.h"

#include <stdlib.h>
#include <string.h>

#include "json_value.h"
#include "text_values.h"

static void put_header(lfsr_sink *sink, const lfsr_report_item *item)
{
    LFSR_PUT(sink, "{\"schema\":\"lfsr-analyze/1\",\"input\":");
    lfsr_json_string(sink, item->input, item->length);
    LFSR_PUT(sink, ",\"line\":");
    lfsr_sink_add_u64(sink, item->line);
}

static void put_field(lfsr_sink *sink, const lfsr_register *reg)
{
    const lfsr_field_spec *field = lfsr_register_field(reg);
    LFSR_PUT(sink, ",\"field\":{\"order\":");
    lfsr_json_number(sink, lfsr_register_field_order(reg));
    LFSR_PUT(sink, ",\"characteristic\":");
    lfsr_json_number(sink, field->p);
    LFSR_PUT(sink, ",\"degree\":");
    lfsr_sink_add_u64(sink, (uint64_t)field->k);
    LFSR_PUT(sink, ",\"modulus\":");
    if (field->k > 1) {
        LFSR_PUT(sink, "\"");
        lfsr_sink_add_owned(sink, lfsr_field_spec_modulus_text(field));
        LFSR_PUT(sink, "\"}");
    } else {
        LFSR_PUT(sink, "null}");
    }
}

/* Coefficients over GF(2). */
static void put_bits(lfsr_sink *sink, const fmpz *coefficients, slong degree)
{
    enum { BLOCK = 256 };
    for (slong i = 0; i <= degree;) {
        slong end = degree - i < BLOCK ? degree + 1 : i + BLOCK;
        char *to = lfsr_sink_reserve(sink, 4 * BLOCK), *from = to;
        for (; i < end; i++, to += 4)
            memcpy(to, fmpz_is_zero(coefficients + i) ? "\"0\"," : "\"1\",", 4);
        sink->used += (size_t)(to - from);
    }
    sink->used--; /* no comma behind the last */
}

static void put_coefficients(lfsr_sink *sink, const lfsr_spec *spec)
{
    for (slong i = 0; i <= spec->degree; i++) {
        LFSR_PUT(sink, "\"");
        if (spec->field.k == 1)
            lfsr_sink_add_integer(sink, spec->coefficients + i);
        else
            lfsr_sink_add_owned(sink, lfsr_spec_coefficient_text(spec, i));
        lfsr_sink_add(sink, i < spec->degree ? "\"," : "\"");
    }
}

static void put_polynomial(lfsr_sink *sink, const lfsr_spec *spec)
{
    LFSR_PUT(sink, ",\"polynomial\":\"");
    lfsr_sink_add_polynomial(sink, spec);
    LFSR_PUT(sink, "\",\"degree\":");
    lfsr_sink_add_u64(sink, (uint64_t)spec->degree);
    LFSR_PUT(sink, ",\"coefficients\":[");
    if (spec->field.k == 1 && fmpz_equal_ui(spec->field.p, 2))
        put_bits(sink, spec->coefficients, spec->degree);
    else
        put_coefficients(sink, spec);
    LFSR_PUT(sink, "]");
}

static void put_factor(lfsr_sink *sink, const lfsr_factor *factor, const lfsr_register *reg)
{
    LFSR_PUT(sink, "{\"polynomial\":\"");
    lfsr_sink_add_factor(sink, factor, reg);
    LFSR_PUT(sink, "\",\"degree\":");
    lfsr_sink_add_u64(sink, (uint64_t)lfsr_factor_degree(factor));
    LFSR_PUT(sink, ",\"multiplicity\":");
    lfsr_sink_add_u64(sink, (uint64_t)lfsr_factor_multiplicity(factor));
    if (lfsr_factor_irreducible(factor)) {
        LFSR_PUT(sink, ",\"order\":");
        lfsr_json_known_number(sink, lfsr_factor_order(factor));
    }
    LFSR_PUT(sink, "}");
}

/* The irreducible factors, or the parts that were not factored. */
static void put_factors(lfsr_sink *sink, const lfsr_analysis *analysis, bool irreducible)
{
    const lfsr_factorization *factorization = lfsr_analysis_factorization(analysis);
    const char *separator = "";
    lfsr_sink_add(sink, "[");
    for (slong i = 0; i < lfsr_factorization_length(factorization); i++)
        if (lfsr_factor_irreducible(lfsr_factorization_factor(factorization, i)) == irreducible) {
            lfsr_sink_add(sink, separator);
            separator = ",";
            put_factor(sink, lfsr_factorization_factor(factorization, i), lfsr_analysis_register(analysis));
        }
    lfsr_sink_add(sink, "]");
}

/* Results of the algebra about f. */
static void put_algebra(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    const lfsr_factorization *factorization = lfsr_analysis_factorization(analysis);
    LFSR_PUT(sink, ",\"irreducible\":");
    lfsr_json_boolean(sink, lfsr_factorization_irreducible_known(factorization),
                      lfsr_factorization_irreducible(factorization));
    LFSR_PUT(sink, ",\"primitive\":");
    lfsr_json_boolean(sink, lfsr_factorization_primitive_known(factorization),
                      lfsr_factorization_primitive(factorization));
    LFSR_PUT(sink, ",\"order\":");
    lfsr_json_known_number(sink, lfsr_factorization_order(factorization));
    LFSR_PUT(sink, ",\"factors\":");
    put_factors(sink, analysis, true);
}

/* What is known about unknown values. */
static void put_partial(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    const lfsr_factorization *factorization = lfsr_analysis_factorization(analysis);
    const char *reason = lfsr_missing_reason(analysis);
    if (reason == NULL)
        return;
    LFSR_PUT(sink, ",\"partial\":{\"reason\":");
    lfsr_json_string(sink, reason, strlen(reason));
    LFSR_PUT(sink, ",\"order_divides\":");
    lfsr_json_known_number(sink, lfsr_factorization_order_divides(factorization));
    LFSR_PUT(sink, ",\"order_multiple_of\":");
    lfsr_json_number(sink, lfsr_factorization_order_multiple_of(factorization));
    if (!lfsr_factorization_complete(factorization)) {
        LFSR_PUT(sink, ",\"unfactored\":");
        put_factors(sink, analysis, false);
    }
    LFSR_PUT(sink, "}");
}

static void put_cycles(lfsr_sink *sink, const lfsr_partition *partition)
{
    LFSR_PUT(sink, "\"cycles\":[");
    for (size_t i = 0; i < lfsr_partition_length(partition); i++) {
        lfsr_sink_add(sink, i > 0 ? ",{\"period\":" : "{\"period\":");
        lfsr_json_number(sink, lfsr_partition_period(partition, i));
        LFSR_PUT(sink, ",\"count\":");
        lfsr_json_number(sink, lfsr_partition_count(partition, i));
        LFSR_PUT(sink, "}");
    }
    LFSR_PUT(sink, "]");
}

static void put_leaders(lfsr_sink *sink, const lfsr_partition *partition, const lfsr_register *reg)
{
    LFSR_PUT(sink, ",\"leaders\":[");
    for (size_t i = 0; i < lfsr_partition_leader_count(partition); i++) {
        const lfsr_leader leader = lfsr_partition_leader(partition, i);
        lfsr_sink_add(sink, i > 0 ? ",{\"leader\":\"" : "{\"leader\":\"");
        lfsr_sink_add_owned(
            sink, lfsr_state_text(leader.state, lfsr_register_degree(reg), lfsr_register_field(reg)));
        LFSR_PUT(sink, "\",\"period\":\"");
        lfsr_sink_add_u64(sink, leader.period);
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
    const char *constant = lfsr_analysis_constant(analysis), *lock_up = lfsr_analysis_lock_up(analysis);
    if (constant != NULL) {
        LFSR_PUT(sink, ",\"constant\":");
        lfsr_json_string(sink, constant, strlen(constant));
        LFSR_PUT(sink, ",\"lock_up\":");
        if (lock_up != NULL)
            lfsr_json_string(sink, lock_up, strlen(lock_up));
        else
            LFSR_PUT(sink, "null");
    }
    LFSR_PUT(sink, ",\"states\":");
    lfsr_json_number(sink, states);
    LFSR_PUT(sink, ",\"periodic_states\":");
    lfsr_json_number(sink, periodic);
    LFSR_PUT(sink, ",\"transient_states\":");
    lfsr_json_number(sink, transient);
    LFSR_PUT(sink, ",\"max_tail\":");
    lfsr_sink_add_u64(sink, (uint64_t)lfsr_register_tail(lfsr_analysis_register(analysis)));
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
    const lfsr_outcome *outcome = lfsr_analysis_outcome(analysis, engine);
    const lfsr_comparison *compared = item->comparison;
    double speedup = compared != NULL ? lfsr_comparison_speedup(compared, compared->rows - 1)
                                      : lfsr_analysis_speedup(analysis);
    LFSR_PUT(sink, "{\"seconds\":");
    lfsr_json_real(sink, lfsr_outcome_seconds(outcome));
    if (engine == LFSR_SEQUENTIAL || engine == LFSR_REFERENCE) {
        LFSR_PUT(sink, ",\"states_per_second\":");
        lfsr_json_real(sink, lfsr_outcome_rate(outcome));
    }
    if (engine == LFSR_PARALLEL) {
        LFSR_PUT(sink, ",\"workers\":");
        lfsr_sink_add_u64(sink, lfsr_outcome_workers(outcome));
        LFSR_PUT(sink, ",\"start_method\":\"");
        lfsr_sink_add(sink, lfsr_start_method_name(lfsr_outcome_start_method(outcome)));
        LFSR_PUT(sink, "\"");
    }
    if (engine == LFSR_PARALLEL && (speedup > 0 || compared != NULL)) {
        LFSR_PUT(sink, ",\"speedup\":");
        if (speedup > 0)
            lfsr_json_real(sink, speedup);
        else
            LFSR_PUT(sink, "null"); /* within noise */
    }
    if (lfsr_outcome_kernel(outcome) != NULL) {
        LFSR_PUT(sink, ",\"kernel\":");
        lfsr_json_string(sink, lfsr_outcome_kernel(outcome), strlen(lfsr_outcome_kernel(outcome)));
    }
    LFSR_PUT(sink, "}");
}

/* Why engines have no answer, and leaders are not listed. */
static void put_left_out(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis)
{
    const char *separator = ",\"left_out\":{\"";
    bool any = false;
    for (lfsr_engine e = 0; e <= LFSR_ENGINES; e++) {
        const char *why =
            e < LFSR_ENGINES ? lfsr_outcome_left_out(lfsr_analysis_outcome(analysis, e)) : item->no_leaders;
        if (why == NULL || why[0] == '\0')
            continue;
        lfsr_sink_add(sink, separator);
        lfsr_sink_add(sink, e < LFSR_ENGINES ? lfsr_engine_name(e) : "leaders");
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
    for (lfsr_engine e = 0; e < LFSR_ENGINES; e++) {
        if (!lfsr_outcome_ran(lfsr_analysis_outcome(analysis, e)))
            continue;
        lfsr_sink_add(sink, separator);
        lfsr_sink_add(sink, lfsr_engine_name(e));
        LFSR_PUT(sink, "\":");
        put_engine(sink, item, analysis, e);
        separator = ",\"";
    }
    LFSR_PUT(sink, "}");
    put_left_out(sink, item, analysis);
    LFSR_PUT(sink, ",\"agree\":");
    lfsr_json_boolean(sink, lfsr_analysis_compared(analysis), lfsr_analysis_agree(analysis));
}

/* The structure every engine found, and where they first differ. */
static void put_disagreement(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    LFSR_PUT(sink, ",\"disagreement\":{\"message\":");
    lfsr_json_string(sink, lfsr_analysis_disagreement(analysis),
                     strlen(lfsr_analysis_disagreement(analysis)));
    for (lfsr_engine e = 0; e < LFSR_ENGINES; e++) {
        const lfsr_outcome *outcome = lfsr_analysis_outcome(analysis, e);
        const lfsr_partition *partition = lfsr_outcome_partition(outcome);
        if (!lfsr_outcome_ran(outcome))
            continue;
        lfsr_sink_addf(sink, ",\"%s\":{", lfsr_engine_name(e));
        put_cycles(sink, partition);
        if (lfsr_partition_has_leaders(partition))
            put_leaders(sink, partition, lfsr_analysis_register(analysis));
        lfsr_sink_add(sink, "}");
    }
    lfsr_sink_add(sink, "}");
}

void lfsr_json_result(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis)
{
    const lfsr_register *reg = lfsr_analysis_register(analysis);
    put_header(sink, item);
    put_field(sink, reg);
    put_polynomial(sink, lfsr_register_spec(reg));
    lfsr_json_forms(sink, analysis);
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
    if (lfsr_analysis_compared(analysis) && !lfsr_analysis_agree(analysis))
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
