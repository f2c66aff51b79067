/* The state of a walk as words. */
#include "checkpoint_format.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lfsr/notation.h"
#include "partition_words.h"
#include "string_builder.h"
#include "word_file.h"

#define MAGIC          UINT64_C(0x54504b435253464c) /* "LFSRCKPT" */
#define FORMAT         5
#define EXTENDED_LIMIT 128                 /* most times that a certificate can fall short */
#define NAME_LIMIT     (UINT64_C(1) << 24) /* bytes of the identity */

#define RECORD_WORDS (sizeof(lfsr_record) / sizeof(uint64_t))

enum { UNTOUCHED, PARTIAL, COMPLETE };

/* --- Identity: register and kind of answer --- */

/* One line: register and kind of answer. NULL when out of memory. */
static char *identity(const lfsr_walk_state *w)
{
    lfsr_string text = LFSR_STRING_EMPTY;
    const lfsr_spec *spec = &w->reg->spec;
    char *order = lfsr_field_spec_order_text(&spec->field), *polynomial = lfsr_spec_polynomial_text(spec);
    char *modulus = spec->field.k > 1 ? lfsr_field_spec_modulus_text(&spec->field) : strdup("none");
    if (order == NULL || polynomial == NULL || modulus == NULL)
        text.failed = true;
    else
        lfsr_string_addf(&text, "GF(%s), modulus %s, %s, %s", order, modulus, polynomial,
                         w->options->list ? "with leaders" : "without leaders");
    free(order);
    free(polynomial);
    free(modulus);
    return lfsr_string_take(&text);
}

static void put_text(lfsr_word_file *words, const char *text)
{
    size_t length = strlen(text);
    lfsr_word_file_put(words, length);
    for (size_t at = 0; at < length; at += sizeof(uint64_t)) {
        uint64_t word = 0;
        memcpy(&word, text + at, length - at < sizeof word ? length - at : sizeof word);
        lfsr_word_file_put(words, word);
    }
}

static char *get_text(lfsr_word_file *words)
{
    uint64_t length = lfsr_word_file_get(words);
    if (words->failed || length > NAME_LIMIT)
        return NULL;
    char *text = calloc(length + 2 * sizeof(uint64_t), 1); /* whole words are read */
    for (size_t at = 0; text != NULL && at < length; at += sizeof(uint64_t)) {
        uint64_t word = lfsr_word_file_get(words);
        memcpy(text + at, &word, sizeof word);
    }
    if (text != NULL)
        text[length] = '\0';
    return text;
}

/* --- Writing --- */

static void put_word(void *to, uint64_t word)
{
    lfsr_word_file *words = to;
    lfsr_word_file_put(words, word);
}

static bool task_done(const lfsr_collection *g, uint64_t task)
{
    return g->done[task / 64] >> task % 64 & 1;
}

/* The indices of a task: the first, and how many. */
static uint64_t task_range(const lfsr_stratum_plan *s, uint64_t task, uint64_t *lo)
{
    *lo = task * s->per_task;
    return s->indices - *lo < s->per_task ? s->indices - *lo : s->per_task;
}

static void put_stratum(lfsr_word_file *words, const lfsr_stratum_plan *s, const lfsr_collection *g)
{
    uint64_t tasks = lfsr_stratum_plan_tasks(s), lo;
    uint64_t state = g->complete ? COMPLETE : g->back > 0 ? PARTIAL : UNTOUCHED;
    lfsr_word_file_put(words, s->stratum.poly.degree);
    lfsr_word_file_put_all(words, s->stratum.poly.codes, s->stratum.poly.degree + (size_t)1);
    lfsr_word_file_put(words, g->extended);
    lfsr_word_file_put(words, (uint64_t)s->method);
    lfsr_word_file_put(words, s->section.zeros);
    lfsr_word_file_put(words, s->section.bound);
    lfsr_word_file_put(words, s->first);
    lfsr_word_file_put(words, s->indices);
    lfsr_word_file_put(words, s->per_task);
    lfsr_word_file_put(words, state);
    if (state != COMPLETE && s->method != LFSR_BY_SECTION)
        lfsr_partition_put(&g->found, put_word, words); /* includes those of earlier methods */
    if (state != PARTIAL)
        return;
    lfsr_word_file_put_all(words, g->done, tasks / 64 + 1);
    for (uint64_t t = 0; t < tasks && lfsr_method_has_records(s->method); t++)
        if (task_done(g, t)) {
            uint64_t count = task_range(s, t, &lo);
            lfsr_word_file_put_all(words, (const uint64_t *)(g->map + lo), RECORD_WORDS * count);
        }
}

/* All of g in one piece, rather than its strata? */
static bool is_whole(const lfsr_plan *plan)
{
    return plan->length == 1 && plan->strata[0].stratum.cofactor_count == 0;
}

lfsr_status lfsr_checkpoint_write(const lfsr_walk_state *w, FILE *file, const char *name, lfsr_error *error)
{
    lfsr_word_file words;
    char *who = identity(w);
    if (who == NULL)
        return lfsr_fail_memory(error);
    lfsr_word_file_begin(&words, file);
    lfsr_word_file_put(&words, MAGIC);
    lfsr_word_file_put(&words, FORMAT);
    put_text(&words, who);
    free(who);
    lfsr_partition_put(w->out, put_word, &words);
    lfsr_word_file_put(&words, is_whole(&w->plan));
    lfsr_word_file_put(&words, w->plan.length);
    for (size_t i = 0; i < w->plan.length; i++)
        put_stratum(&words, &w->plan.strata[i], &w->collections[i]);
    lfsr_word_file_put(&words, words.checksum);
    if (words.failed)
        return lfsr_fail(error, LFSR_SYSTEM, "io", "cannot write checkpoint %s: %s", name, strerror(errno));
    return LFSR_OK;
}

/* --- Reading --- */

static lfsr_status refuse(lfsr_error *error, const char *name, const char *why)
{
    return lfsr_fail(error, LFSR_BAD_INPUT, "checkpoint", "checkpoint %.200s cannot be resumed: %s", name,
                     why);
}

static bool get_word(void *from, uint64_t *word)
{
    lfsr_word_file *words = from;
    *word = lfsr_word_file_get(words);
    return !words->failed;
}

/* False if the content is impossible. */
static bool get_partition(lfsr_word_file *words, lfsr_partition *p, const lfsr_walk_state *w)
{
    return lfsr_partition_get(p, w->options->list ? w->options->max_leaders : 0, get_word, words);
}

static bool possible_record(const lfsr_stratum_plan *s, uint64_t next, uint64_t length)
{
    if (s->method == LFSR_BY_SECTION)
        return next < s->indices && length > 0;
    return length == 0 ? next == 0 : next >= s->first && next < s->stratum.states;
}

static bool get_records(lfsr_word_file *words, const lfsr_stratum_plan *s, lfsr_collection *g)
{
    uint64_t lo;
    if (lfsr_collection_allocate(g, s, NULL) != LFSR_OK)
        return false;
    for (uint64_t t = 0; t < lfsr_stratum_plan_tasks(s) && !words->failed; t++) {
        if (!task_done(g, t))
            continue;
        uint64_t count = task_range(s, t, &lo);
        lfsr_word_file_get_all(words, (uint64_t *)(g->map + lo), RECORD_WORDS * count);
        g->back += count;
        for (uint64_t i = lo; i < lo + count; i++) {
            if (!possible_record(s, g->map[i].next, g->map[i].length))
                return false;
            if (s->method == LFSR_BY_SECTION)
                g->steps += (double)g->map[i].length;
        }
    }
    return !words->failed;
}

static bool get_partial(lfsr_word_file *words, const lfsr_stratum_plan *s, lfsr_collection *g)
{
    uint64_t tasks = lfsr_stratum_plan_tasks(s), lo;
    lfsr_word_file_get_all(words, g->done, tasks / 64 + 1);
    for (uint64_t t = tasks; t < (tasks / 64 + 1) * 64; t++)
        if (task_done(g, t))
            return false;
    if (lfsr_method_has_records(s->method))
        return get_records(words, s, g);
    for (uint64_t t = 0; t < tasks; t++)
        g->back += task_done(g, t) ? task_range(s, t, &lo) : 0;
    return true;
}

/* Move the next stratum of the file to index i of the plan. */
static bool find_stratum(lfsr_plan *plan, lfsr_word_file *words, size_t i)
{
    uint64_t codes[64], degree = lfsr_word_file_get(words);
    if (words->failed || degree >= sizeof codes / sizeof *codes)
        return false;
    lfsr_word_file_get_all(words, codes, (size_t)degree + 1);
    for (size_t j = i; j < plan->length; j++) {
        const lfsr_code_poly *poly = &plan->strata[j].stratum.poly;
        if (poly->degree == degree && memcmp(poly->codes, codes, ((size_t)degree + 1) * sizeof *codes) == 0) {
            lfsr_stratum_plan found = plan->strata[j];
            plan->strata[j] = plan->strata[i];
            plan->strata[i] = found;
            return true;
        }
    }
    return false;
}

/* One stratum: its part of the plan, and what is done of it. */
static bool get_stratum(lfsr_walk_state *w, lfsr_word_file *words, size_t i)
{
    lfsr_stratum_plan *s = &w->plan.strata[i];
    lfsr_collection *g = &w->collections[i];
    if (!find_stratum(&w->plan, words, i))
        return false;
    uint64_t extended = lfsr_word_file_get(words), method = lfsr_word_file_get(words),
             zeros = lfsr_word_file_get(words), bound = lfsr_word_file_get(words),
             first = lfsr_word_file_get(words), indices = lfsr_word_file_get(words);
    uint64_t per_task = lfsr_word_file_get(words), state = lfsr_word_file_get(words);
    const lfsr_section section = {(unsigned)zeros, bound};
    if (words->failed || extended > EXTENDED_LIMIT || state > COMPLETE || zeros >= s->stratum.degree ||
        !lfsr_stratum_plan_adopt(s, method, section, first, indices, per_task, &w->tuning) ||
        lfsr_collection_reset(g, s, w->options->list, NULL) != LFSR_OK)
        return false;
    g->extended = (unsigned)extended;
    g->complete = state == COMPLETE;
    w->completed += g->complete;
    w->total += (double)extended * (double)s->stratum.states;
    if (state != COMPLETE && s->method != LFSR_BY_SECTION && !get_partition(words, &g->found, w))
        return false;
    return state != PARTIAL || get_partial(words, s, g);
}

/* The file determines the plan: all of g in one piece, or its strata. */
static lfsr_status get_plan(lfsr_walk_state *w, lfsr_word_file *words, bool *good, lfsr_error *error)
{
    uint64_t whole = lfsr_word_file_get(words), length = lfsr_word_file_get(words);
    *good = !words->failed && whole <= 1;
    if (*good && (whole == 1) != is_whole(&w->plan)) {
        lfsr_plan_tuning tuning = w->tuning;
        tuning.form = whole == 1 ? LFSR_PLAN_WHOLE : LFSR_PLAN_STRATA;
        lfsr_status status = lfsr_walk_replan(w, &tuning, error);
        if (status != LFSR_OK)
            return status;
    }
    *good = *good && length == w->plan.length;
    for (size_t i = 0; *good && i < w->plan.length; i++)
        *good = get_stratum(w, words, i);
    return LFSR_OK;
}

static lfsr_status read_head(lfsr_walk_state *w, lfsr_word_file *words, const char *name, lfsr_error *error)
{
    if (lfsr_word_file_get(words) != MAGIC)
        return refuse(error, name, "it is not a checkpoint");
    if (lfsr_word_file_get(words) != FORMAT)
        return refuse(error, name, "its format is not supported by this version");
    char *expected = identity(w), *found = get_text(words);
    lfsr_status status = LFSR_OK;
    if (expected == NULL)
        status = lfsr_fail_memory(error);
    else if (found == NULL)
        status = refuse(error, name, "it is damaged");
    else if (strcmp(expected, found) != 0) {
        lfsr_string text = LFSR_STRING_EMPTY;
        lfsr_string_add(&text, "it belongs to another run: ");
        lfsr_string_add_safe(&text, found, strlen(found), 120);
        status = refuse(error, name, lfsr_string_ok(&text) ? text.data : "it belongs to another run");
        lfsr_string_clear(&text);
    }
    free(expected);
    free(found);
    return status;
}

lfsr_status lfsr_checkpoint_read(lfsr_walk_state *w, FILE *file, const char *name, lfsr_error *error)
{
    lfsr_word_file words;
    if (!lfsr_word_file_whole(file))
        return refuse(error, name, "it is incomplete or damaged, or not a checkpoint (wrong checksum)");
    lfsr_word_file_begin(&words, file);
    lfsr_status status = read_head(w, &words, name, error);
    if (status != LFSR_OK)
        return status;
    lfsr_partition_clear(w->out); /* drop the zero state: the saved partition includes it */
    lfsr_partition_init(w->out);
    w->out->has_leaders = w->options->list;
    w->out->max_tail = w->reg->tail;
    lfsr_register_states(w->out->states, w->reg);
    bool good = get_partition(&words, w->out, w);
    if (good)
        status = get_plan(w, &words, &good, error);
    if (status != LFSR_OK)
        return status;
    uint32_t checksum = words.checksum;
    if (!good || lfsr_word_file_get(&words) != checksum || words.failed)
        return refuse(error, name, "its content does not fit this register");
    w->report->resumed = true;
    return LFSR_OK;
}
