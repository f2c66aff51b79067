/* The timings of --compare in JSON. They are few, so jansson builds them. */
#include "formats.h"

#include <jansson.h>

#define FLAGS (JSON_COMPACT | JSON_REAL_PRECISION(3))

static int to_sink(const char *bytes, size_t length, void *sink)
{
    lfsr_sink_add_bytes(sink, bytes, length);
    return 0;
}

/* Write a value and release it; NULL (out of memory) is recorded by the sink. */
static void put(lfsr_sink *sink, json_t *value)
{
    if (value == NULL || json_dump_callback(value, to_sink, sink, FLAGS) != 0)
        lfsr_sink_add_owned(sink, NULL);
    json_decref(value);
}

static json_t *timing_object(const lfsr_timing *timing)
{
    return json_pack("{s:f,s:f,s:f,s:[f,f]}", "median", timing->median, "least", timing->least, "most",
                     timing->most, "spread", timing->low, timing->high);
}

/* The speed-up is null where it is within noise. */
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

void lfsr_json_comparison(lfsr_sink *sink, const lfsr_comparison *comparison)
{
    lfsr_sink_addf(sink, ",\"compare\":{\"runs\":%u,\"sequential\":", comparison->runs);
    put(sink, timing_object(&comparison->sequential));
    lfsr_sink_add(sink, ",\"parallel\":[");
    for (size_t row = 0; row < comparison->rows; row++) {
        lfsr_sink_add(sink, row > 0 ? "," : "");
        put(sink, parallel_timing_object(comparison, row));
    }
    lfsr_sink_add(sink, "]}");
}
