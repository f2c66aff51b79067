/* JSON, schema lfsr-analyze/1. jansson builds and quotes every value; the long arrays (coefficients, factors,
 * cycles, leaders) are passed on element by element, so that a list of millions is never held twice. */
#include "formats.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "words.h"

#define FLAGS (JSON_COMPACT | JSON_REAL_PRECISION(3))

static int to_sink(const char *bytes, size_t length, void *sink)
{
    lfsr_sink_add_bytes(sink, bytes, length);
    return 0;
}

/* Write a value and release it; NULL, an allocation that failed, is remembered by the sink. */
static void put(lfsr_sink *sink, json_t *value, size_t flags)
{
    if (value == NULL || json_dump_callback(value, to_sink, sink, FLAGS | flags) != 0)
        lfsr_sink_add_owned(sink, NULL);
    json_decref(value);
}

/* A string of our own making, freed here; NULL stays NULL. */
static json_t *own_string(char *string)
{
    json_t *value = string != NULL ? json_string(string) : NULL;
    free(string);
    return value;
}

static json_t *number(const fmpz_t n)
{
    return own_string(lfsr_number_full(n));
}

static json_t *known_number(const fmpz_t n)
{
    return fmpz_is_zero(n) ? json_null() : number(n);
}

/* Hostile bytes as a string. */
static json_t *safe_string(const char *bytes, size_t length)
{
    lfsr_string text = LFSR_STRING_EMPTY;
    lfsr_string_add_utf8(&text, bytes, length);
    lfsr_string_add_bytes(&text, "", 0);
    json_t *value = lfsr_string_ok(&text) ? json_stringn(text.data, text.length) : NULL;
    lfsr_string_clear(&text);
    return value;
}

static json_t *header(const lfsr_report_item *item)
{
    json_t *object = json_pack("{s:s}", "schema", "lfsr-analyze/1");
    if (json_object_set_new(object, "input", safe_string(item->input, item->length)) != 0 ||
        json_object_set_new(object, "line", json_integer((json_int_t)item->line)) != 0) {
        json_decref(object);
        return NULL;
    }
    return object;
}

static json_t *field_object(const lfsr_field *field)
{
    char *modulus = lfsr_field_spec_modulus_text(&field->spec);
    return json_pack("{s:o,s:o,s:I,s:o}", "order", number(field->order), "characteristic",
                     number(field->spec.p), "degree", (json_int_t)field->spec.k, "modulus",
                     field->spec.k > 1 ? own_string(modulus) : json_null());
}

static void put_coefficients(lfsr_sink *sink, const lfsr_spec *spec)
{
    lfsr_sink_add(sink, ",\"coefficients\":[");
    for (slong i = 0; i <= spec->degree; i++) {
        lfsr_sink_add(sink, i > 0 ? "," : "");
        put(sink, own_string(lfsr_spec_coefficient_text(spec, i)), JSON_ENCODE_ANY);
    }
    lfsr_sink_add(sink, "]");
}

static json_t *known_boolean(bool known, bool value)
{
    return known ? json_boolean(value) : json_null();
}

static json_t *factor_object(const lfsr_factor *factor, const lfsr_field *field)
{
    json_t *object =
        json_pack("{s:o,s:I,s:I}", "polynomial", own_string(lfsr_poly_text(factor->poly, field)), "degree",
                  (json_int_t)factor->degree, "multiplicity", (json_int_t)factor->multiplicity);
    if (factor->irreducible && json_object_set_new(object, "order", known_number(factor->order)) != 0) {
        json_decref(object);
        return NULL;
    }
    return object;
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
            put(sink, factor_object(&factorization->factors[i], &analysis->reg.field), 0);
        }
    lfsr_sink_add(sink, "]");
}

/* What the algebra says of f. */
static void put_algebra(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    const lfsr_factorization *factorization = &analysis->factorization;
    lfsr_sink_add(sink, ",");
    put(sink,
        json_pack("{s:o,s:o,s:o}", "irreducible",
                  known_boolean(factorization->irreducible_known, factorization->irreducible), "primitive",
                  known_boolean(factorization->primitive_known, factorization->primitive), "order",
                  known_number(factorization->order)),
        JSON_EMBED);
    lfsr_sink_add(sink, ",\"factors\":");
    put_factors(sink, analysis, true);
}

/* What can be said of what is not known. */
static void put_partial(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    const lfsr_factorization *factorization = &analysis->factorization;
    const char *reason = lfsr_analysis_gap(analysis);
    if (reason == NULL)
        return;
    lfsr_sink_add(sink, ",\"partial\":{");
    put(sink,
        json_pack("{s:o,s:o,s:o}", "reason", safe_string(reason, strlen(reason)), "order_divides",
                  known_number(factorization->order_divides), "order_multiple_of",
                  number(factorization->order_multiple_of)),
        JSON_EMBED);
    if (!factorization->complete) {
        lfsr_sink_add(sink, ",\"unfactored\":");
        put_factors(sink, analysis, false);
    }
    lfsr_sink_add(sink, "}");
}

static void put_cycles(lfsr_sink *sink, const lfsr_partition *partition)
{
    lfsr_sink_add(sink, "\"cycles\":[");
    for (size_t i = 0; i < partition->length; i++) {
        lfsr_sink_add(sink, i > 0 ? "," : "");
        put(sink,
            json_pack("{s:o,s:o}", "period", number(partition->classes[i].period), "count",
                      number(partition->classes[i].count)),
            0);
    }
    lfsr_sink_add(sink, "]");
}

static void put_leaders(lfsr_sink *sink, const lfsr_partition *partition, const lfsr_register *reg)
{
    lfsr_sink_add(sink, ",\"leaders\":[");
    for (size_t i = 0; i < partition->leader_count; i++) {
        const lfsr_leader *leader = &partition->leaders[i];
        lfsr_sink_add(sink, i > 0 ? "," : "");
        lfsr_sink_add(sink, "{\"leader\":");
        put(sink, own_string(lfsr_state_text(leader->state, reg->degree, &reg->field)), JSON_ENCODE_ANY);
        lfsr_sink_addf(sink, ",\"period\":\"%llu\"}", (unsigned long long)leader->period);
    }
    lfsr_sink_add(sink, "]");
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
    lfsr_sink_add(sink, ",");
    put(sink,
        json_pack("{s:o,s:o,s:o,s:I}", "states", number(states), "periodic_states", number(periodic),
                  "transient_states", number(transient), "max_tail", (json_int_t)analysis->reg.tail),
        JSON_EMBED);
    fmpz_clear(states);
    fmpz_clear(periodic);
    fmpz_clear(transient);
    lfsr_sink_add(sink, ",");
    if (partition != NULL)
        put_cycles(sink, partition);
    else
        lfsr_sink_add(sink, "\"cycles\":null");
}

static json_t *engine_object(const lfsr_report_item *item, const lfsr_analysis *analysis, lfsr_engine engine)
{
    const lfsr_outcome *outcome = &analysis->outcomes[engine];
    json_t *object = json_pack("{s:f}", "seconds", outcome->seconds);
    const lfsr_comparison *compared = item->comparison;
    double rate = lfsr_outcome_rate(outcome);
    double speedup = compared != NULL ? lfsr_comparison_speedup(compared, compared->rows - 1)
                                      : lfsr_analysis_speedup(analysis);
    bool failed = false;
    if (engine == LFSR_SEQUENTIAL || engine == LFSR_REFERENCE)
        failed |= json_object_set_new(object, "states_per_second", json_real(rate)) != 0;
    if (engine == LFSR_PARALLEL) {
        const char *method = lfsr_start_method_name(outcome->start_method);
        failed |= json_object_set_new(object, "workers", json_integer((json_int_t)outcome->workers)) != 0;
        failed |= json_object_set_new(object, "start_method", json_string(method)) != 0;
        if (speedup > 0)
            failed |= json_object_set_new(object, "speedup", json_real(speedup)) != 0;
        else if (compared != NULL) /* within noise */
            failed |= json_object_set_new(object, "speedup", json_null()) != 0;
    }
    if (outcome->kernel != NULL)
        failed |= json_object_set_new(object, "kernel", json_string(outcome->kernel)) != 0;
    if (failed) {
        json_decref(object);
        return NULL;
    }
    return object;
}

/* Why engines have no answer, and leaders are not listed. */
static void put_left_out(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    const char *separator = ",\"left_out\":{";
    for (int e = 0; e <= LFSR_ENGINES; e++) {
        const char *why = e < LFSR_ENGINES ? analysis->outcomes[e].left_out : analysis->no_leaders;
        if (why[0] == '\0')
            continue;
        lfsr_sink_addf(sink, "%s\"%s\":", separator,
                       e < LFSR_ENGINES ? lfsr_engine_name((lfsr_engine)e) : "leaders");
        put(sink, safe_string(why, strlen(why)), JSON_ENCODE_ANY);
        separator = ",";
    }
    lfsr_sink_add(sink, separator[1] == '\0' ? "}" : "");
}

static void put_program(lfsr_sink *sink)
{
    const char *processor = lfsr_processor_name();
    lfsr_sink_add(sink, ",\"program\":");
    put(sink,
        json_pack("{s:s,s:s,s:o}", "version", LFSR_VERSION_TEXT, "flint", FLINT_VERSION, "processor",
                  safe_string(processor, strlen(processor))),
        0);
}

/* Several structures stand side by side only where engines disagree. */
static void put_engines(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis)
{
    json_t *engines = json_object();
    for (int e = 0; e < LFSR_ENGINES; e++)
        if (analysis->outcomes[e].ran &&
            json_object_set_new(engines, lfsr_engine_name((lfsr_engine)e),
                                engine_object(item, analysis, (lfsr_engine)e)) != 0) {
            json_decref(engines);
            engines = NULL;
            break;
        }
    lfsr_sink_add(sink, ",\"engines\":");
    put(sink, engines, 0);
    put_left_out(sink, analysis);
    lfsr_sink_addf(sink, ",\"agree\":%s", !analysis->compared ? "null" : analysis->agree ? "true" : "false");
}

static json_t *timing_object(const lfsr_timing *timing)
{
    return json_pack("{s:f,s:f,s:f,s:[f,f]}", "median", timing->median, "least", timing->least, "most",
                     timing->most, "spread", timing->low, timing->high);
}

/* A speed-up that the spread does not carry is null. */
static json_t *parallel_timing_object(const lfsr_comparison *comparison, size_t row)
{
    const lfsr_parallel_timing *parallel = &comparison->parallel[row];
    double speedup = lfsr_comparison_speedup(comparison, row);
    lfsr_phases phases = parallel->phases;
    json_t *object = timing_object(&parallel->timing), *parts = json_object();
    bool failed = false;
    for (int phase = 0; phase < LFSR_PHASES; phase++)
        failed |=
            json_object_set_new(parts, lfsr_phase_names[phase], json_real(*lfsr_phase(&phases, phase))) != 0;
    failed |= json_object_set_new(object, "workers", json_integer((json_int_t)parallel->workers)) != 0;
    failed |= json_object_set_new(object, "start_method",
                                  json_string(lfsr_start_method_name(parallel->start_method))) != 0;
    failed |= json_object_set_new(object, "within_noise",
                                  json_boolean(speedup == 0 && comparison->runs >= LFSR_TIMING_FEWEST)) != 0;
    failed |=
        json_object_set_new(object, "too_few_runs", json_boolean(comparison->runs < LFSR_TIMING_FEWEST)) != 0;
    failed |= json_object_set_new(object, "speedup", speedup > 0 ? json_real(speedup) : json_null()) != 0;
    failed |= json_object_set_new(object, "efficiency",
                                  speedup > 0 ? json_real(speedup / parallel->workers) : json_null()) != 0;
    failed |= json_object_set_new(object, "phases", parts) != 0;
    if (!failed)
        return object;
    json_decref(object);
    return NULL;
}

static void put_comparison(lfsr_sink *sink, const lfsr_comparison *comparison)
{
    lfsr_sink_addf(sink, ",\"compare\":{\"runs\":%u,\"sequential\":", comparison->runs);
    put(sink, timing_object(&comparison->sequential), 0);
    lfsr_sink_add(sink, ",\"parallel\":[");
    for (size_t row = 0; row < comparison->rows; row++) {
        lfsr_sink_add(sink, row > 0 ? "," : "");
        put(sink, parallel_timing_object(comparison, row), 0);
    }
    lfsr_sink_add(sink, "]}");
}

/* The structure every engine found, and where they first differ. */
static void put_disagreement(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    lfsr_sink_add(sink, ",\"disagreement\":{\"message\":");
    put(sink, json_string(analysis->disagreement), JSON_ENCODE_ANY);
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
    lfsr_sink_add(sink, "{");
    put(sink, header(item), JSON_EMBED);
    lfsr_sink_add(sink, ",");
    put(sink,
        json_pack("{s:o,s:o,s:I}", "field", field_object(&reg->field), "polynomial",
                  own_string(lfsr_spec_polynomial_text(&reg->spec)), "degree", (json_int_t)reg->degree),
        JSON_EMBED);
    put_coefficients(sink, &reg->spec);
    put_algebra(sink, analysis);
    put_structure(sink, analysis);
    if (lfsr_analysis_leaders(analysis) != NULL)
        put_leaders(sink, lfsr_analysis_leaders(analysis), reg);
    else if (item->list)
        lfsr_sink_add(sink, ",\"leaders\":null");
    put_partial(sink, analysis);
    if (item->state != NULL)
        lfsr_json_state(sink, item->state);
    put_engines(sink, item, analysis);
    put_program(sink);
    if (item->comparison != NULL)
        put_comparison(sink, item->comparison);
    if (analysis->compared && !analysis->agree)
        put_disagreement(sink, analysis);
    lfsr_sink_add(sink, "}");
}

void lfsr_json_failure(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_error *failure)
{
    lfsr_sink_add(sink, "{");
    put(sink, header(item), JSON_EMBED);
    lfsr_sink_add(sink, ",");
    put(sink,
        json_pack("{s:{s:s,s:o}}", "error", "code", failure->code, "message",
                  safe_string(failure->message, strlen(failure->message))),
        JSON_EMBED);
    lfsr_sink_add(sink, "}");
}
