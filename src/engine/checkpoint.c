/* Checkpoints: what a walk has, word by word. */
#include "checkpoint.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "text.h"
#include "word_stream.h"

#define MAGIC      UINT64_C(0x54504b435253464c) /* "LFSRCKPT" */
#define FORMAT     1
#define NAME_LIMIT (UINT64_C(1) << 24) /* bytes of the identity */

enum { UNTOUCHED, PARTIAL, COMPLETE };

/* --- Identity: what a checkpoint belongs to --- */

/* One line: version, register and kind of answer. NULL when out of memory. */
static char *identity(const lfsr_walk_state *w)
{
    lfsr_text text = LFSR_TEXT_EMPTY;
    const lfsr_spec *spec = &w->reg->spec;
    char *order = lfsr_field_spec_order_text(&spec->field), *polynomial = lfsr_spec_polynomial_text(spec);
    char *modulus = spec->field.k > 1 ? lfsr_field_spec_modulus_text(&spec->field) : strdup("none");
    if (order == NULL || polynomial == NULL || modulus == NULL)
        text.failed = true;
    else
        lfsr_text_addf(&text, "lfsr-analyze %s, GF(%s), modulus %s, %s, %s", LFSR_VERSION_TEXT, order,
                       modulus, polynomial, w->options->list ? "with leaders" : "structure only");
    free(order);
    free(polynomial);
    free(modulus);
    return lfsr_text_take(&text);
}

static void put_text(lfsr_words *words, const char *text)
{
    size_t length = strlen(text);
    lfsr_words_put(words, length);
    for (size_t at = 0; at < length; at += sizeof(uint64_t)) {
        uint64_t word = 0;
        memcpy(&word, text + at, length - at < sizeof word ? length - at : sizeof word);
        lfsr_words_put(words, word);
    }
}

static char *get_text(lfsr_words *words)
{
    uint64_t length = lfsr_words_get(words);
    if (words->failed || length > NAME_LIMIT)
        return NULL;
    char *text = calloc(length + 2 * sizeof(uint64_t), 1); /* whole words are read */
    for (size_t at = 0; text != NULL && at < length; at += sizeof(uint64_t)) {
        uint64_t word = lfsr_words_get(words);
        memcpy(text + at, &word, sizeof word);
    }
    if (text != NULL)
        text[length] = '\0';
    return text;
}

/* --- Writing --- */

static void put_partition(lfsr_words *words, const lfsr_partition *p)
{
    lfsr_words_put(words, p->length);
    for (size_t i = 0; i < p->length; i++) {
        lfsr_words_put(words, fmpz_get_ui(p->classes[i].period));
        lfsr_words_put(words, fmpz_get_ui(p->classes[i].count));
    }
    lfsr_words_put(words, p->leader_count);
    for (size_t i = 0; i < p->leader_count; i++) {
        lfsr_words_put(words, p->leaders[i].state);
        lfsr_words_put(words, p->leaders[i].period);
    }
}

static bool task_done(const lfsr_gathering *g, uint64_t task)
{
    return g->done[task / 64] >> task % 64 & 1;
}

/* The indices of a task: from lo, so many. */
static uint64_t task_range(const lfsr_unit *u, uint64_t task, uint64_t *lo)
{
    *lo = task * u->per_task;
    return u->indices - *lo < u->per_task ? u->indices - *lo : u->per_task;
}

static void put_unit(lfsr_words *words, const lfsr_unit *u, const lfsr_gathering *g)
{
    uint64_t tasks = lfsr_unit_tasks(u), lo;
    uint64_t state = g->complete ? COMPLETE : g->back > 0 ? PARTIAL : UNTOUCHED;
    lfsr_words_put(words, g->lowered);
    lfsr_words_put(words, (uint64_t)u->method);
    lfsr_words_put(words, u->zeros);
    lfsr_words_put(words, u->indices);
    lfsr_words_put(words, u->per_task);
    lfsr_words_put(words, state);
    if (state != PARTIAL)
        return;
    lfsr_words_put_all(words, g->done, tasks / 64 + 1);
    if (u->method != LFSR_BY_SECTION)
        put_partition(words, &g->found);
    for (uint64_t t = 0; t < tasks && u->method == LFSR_BY_SECTION; t++)
        if (task_done(g, t)) {
            uint64_t count = task_range(u, t, &lo);
            lfsr_words_put_all(words, g->next + lo, count);
            lfsr_words_put_all(words, g->length + lo, count);
        }
}

lfsr_status lfsr_checkpoint_write(const lfsr_walk_state *w, FILE *file, const char *name, lfsr_error *error)
{
    lfsr_words words;
    uint64_t states;
    char *who = identity(w);
    if (who == NULL)
        return lfsr_fail_memory(error);
    memcpy(&states, &w->report->states, sizeof states);
    lfsr_words_begin(&words, file);
    lfsr_words_put(&words, MAGIC);
    lfsr_words_put(&words, FORMAT);
    put_text(&words, who);
    free(who);
    lfsr_words_put(&words, states);
    put_partition(&words, w->out);
    lfsr_words_put(&words, w->plan.length);
    for (size_t i = 0; i < w->plan.length; i++)
        put_unit(&words, &w->plan.units[i], &w->units[i]);
    lfsr_words_put(&words, words.checksum);
    if (words.failed)
        return lfsr_fail(error, LFSR_SYSTEM, "io", "cannot write checkpoint %s: %s", name, strerror(errno));
    return LFSR_OK;
}

/* --- Reading --- */

static lfsr_status refuse(lfsr_error *error, const char *name, const char *why)
{
    return lfsr_fail(error, LFSR_BAD_INPUT, "checkpoint", "%.200s cannot be resumed: %s", name, why);
}

/* False where the file holds what no walk could have saved. */
static bool get_partition(lfsr_words *words, lfsr_partition *p, uint64_t max_leaders)
{
    uint64_t left = lfsr_words_get(words);
    for (; left > 0 && !words->failed; left--) {
        uint64_t period = lfsr_words_get(words), count = lfsr_words_get(words);
        if (period == 0 || count == 0 || lfsr_partition_add_ui(p, period, count, NULL) != LFSR_OK)
            return false;
    }
    left = lfsr_words_get(words);
    if (left > 0 && (!p->has_leaders || left > max_leaders))
        return false;
    for (; left > 0 && !words->failed; left--) {
        uint64_t state = lfsr_words_get(words), period = lfsr_words_get(words);
        if (period == 0 || lfsr_partition_add_leader(p, state, period, NULL) != LFSR_OK)
            return false;
    }
    return !words->failed;
}

static bool get_records(lfsr_words *words, const lfsr_unit *u, lfsr_gathering *g)
{
    uint64_t lo;
    if (lfsr_gathering_room(g, u, NULL) != LFSR_OK)
        return false;
    for (uint64_t t = 0; t < lfsr_unit_tasks(u) && !words->failed; t++) {
        if (!task_done(g, t))
            continue;
        uint64_t count = task_range(u, t, &lo);
        lfsr_words_get_all(words, g->next + lo, count);
        lfsr_words_get_all(words, g->length + lo, count);
        g->back += count;
        for (uint64_t i = lo; i < lo + count; i++)
            if (g->next[i] >= u->indices || g->length[i] == 0)
                return false;
    }
    return !words->failed;
}

static bool get_partial(lfsr_words *words, const lfsr_unit *u, lfsr_gathering *g, uint64_t max_leaders)
{
    uint64_t tasks = lfsr_unit_tasks(u), lo;
    lfsr_words_get_all(words, g->done, tasks / 64 + 1);
    for (uint64_t t = tasks; t < (tasks / 64 + 1) * 64; t++)
        if (task_done(g, t))
            return false;
    if (u->method == LFSR_BY_SECTION)
        return get_records(words, u, g) && g->back < u->indices;
    for (uint64_t t = 0; t < tasks; t++)
        g->back += task_done(g, t) ? task_range(u, t, &lo) : 0;
    return g->back < u->indices && get_partition(words, &g->found, max_leaders);
}

/* One unit; the plan made anew must be the one that was saved. */
static bool get_unit(lfsr_walk_state *w, lfsr_words *words, size_t i)
{
    lfsr_unit *u = &w->plan.units[i];
    lfsr_gathering *g = &w->units[i];
    for (uint64_t lowered = lfsr_words_get(words); g->lowered < lowered; g->lowered++)
        if (!lfsr_unit_lower(u, &w->tuning))
            return false;
    if (g->lowered > 0 && lfsr_gathering_reset(g, u, w->options->list, NULL) != LFSR_OK)
        return false;
    bool same = lfsr_words_get(words) == (uint64_t)u->method;
    same = lfsr_words_get(words) == u->zeros && same;
    same = lfsr_words_get(words) == u->indices && same;
    same = lfsr_words_get(words) == u->per_task && same;
    uint64_t state = lfsr_words_get(words);
    if (words->failed || !same || state > COMPLETE)
        return false;
    g->complete = state == COMPLETE;
    w->completed += g->complete;
    return state != PARTIAL || get_partial(words, u, g, w->options->max_leaders);
}

static lfsr_status read_head(lfsr_walk_state *w, lfsr_words *words, const char *name, lfsr_error *error)
{
    if (lfsr_words_get(words) != MAGIC)
        return refuse(error, name, "it is not a checkpoint");
    if (lfsr_words_get(words) != FORMAT)
        return refuse(error, name, "its format is another");
    char *expected = identity(w), *found = get_text(words);
    lfsr_status status = LFSR_OK;
    if (expected == NULL)
        status = lfsr_fail_memory(error);
    else if (found == NULL)
        status = refuse(error, name, "it is damaged");
    else if (strcmp(expected, found) != 0) {
        lfsr_text text = LFSR_TEXT_EMPTY;
        lfsr_text_add(&text, "it belongs to another run: ");
        lfsr_text_add_safe(&text, found, strlen(found), 120);
        status = refuse(error, name, lfsr_text_ok(&text) ? text.data : "it belongs to another run");
        lfsr_text_clear(&text);
    }
    free(expected);
    free(found);
    return status;
}

lfsr_status lfsr_checkpoint_read(lfsr_walk_state *w, FILE *file, const char *name, lfsr_error *error)
{
    lfsr_words words;
    if (!lfsr_words_whole(file))
        return refuse(error, name, "it is torn, or not a checkpoint (its checksum does not fit)");
    lfsr_words_begin(&words, file);
    lfsr_status status = read_head(w, &words, name, error);
    if (status != LFSR_OK)
        return status;
    uint64_t states = lfsr_words_get(&words);
    memcpy(&w->report->states, &states, sizeof states);
    lfsr_partition_clear(w->out); /* it holds the zero state; the saved one does too */
    lfsr_partition_init(w->out);
    w->out->has_leaders = w->options->list;
    w->out->max_tail = w->reg->tail;
    lfsr_register_states(w->out->states, w->reg);
    bool good =
        get_partition(&words, w->out, w->options->max_leaders) && lfsr_words_get(&words) == w->plan.length;
    for (size_t i = 0; good && i < w->plan.length; i++)
        good = get_unit(w, &words, i);
    uint32_t checksum = words.checksum;
    if (!good || lfsr_words_get(&words) != checksum || words.failed)
        return refuse(error, name, "its plan is another, or it is damaged");
    w->report->resumed = true;
    return LFSR_OK;
}

/* --- Files --- */

/* The temporary file of a save under way, and the process that makes it: workers forked meanwhile inherit the
 * name. */
static const char *volatile half_written;
static volatile pid_t writer;

void lfsr_checkpoint_abandon(void)
{
    if (half_written != NULL && writer == getpid())
        unlink(half_written);
}

/* The whole file under its temporary name, safe on disk. */
static lfsr_status write_temporary(const lfsr_walk_state *w, const char *temporary, lfsr_error *error)
{
    const char *path = w->options->checkpoint;
    FILE *file = fopen(temporary, "wbxe");
    if (file == NULL)
        return lfsr_fail(error, LFSR_SYSTEM, "io", "cannot write checkpoint %.200s: %s", path,
                         strerror(errno));
    lfsr_status status = lfsr_checkpoint_write(w, file, path, error);
    bool written = fflush(file) == 0 && fsync(fileno(file)) == 0;
    written = fclose(file) == 0 && written;
    if (status == LFSR_OK && (!written || rename(temporary, path) != 0))
        status =
            lfsr_fail(error, LFSR_SYSTEM, "io", "cannot write checkpoint %.200s: %s", path, strerror(errno));
    if (status != LFSR_OK)
        unlink(temporary);
    return status;
}

lfsr_status lfsr_checkpoint_save(lfsr_walk_state *w, lfsr_error *error)
{
    lfsr_text temporary = LFSR_TEXT_EMPTY;
    lfsr_text_addf(&temporary, "%s.%ld.tmp", w->options->checkpoint, (long)getpid());
    if (!lfsr_text_ok(&temporary))
        return lfsr_fail_memory(error);
    writer = getpid();
    half_written = temporary.data;
    lfsr_status status = write_temporary(w, temporary.data, error);
    half_written = NULL;
    lfsr_text_clear(&temporary);
    w->saved = lfsr_now();
    return status;
}

lfsr_status lfsr_checkpoint_begin(lfsr_walk_state *w, lfsr_error *error)
{
    const char *path = w->options->checkpoint;
    FILE *file = fopen(path, "rbe");
    if (file == NULL && errno != ENOENT)
        return lfsr_fail(error, LFSR_BAD_INPUT, "checkpoint", "cannot read checkpoint %.200s: %s", path,
                         strerror(errno));
    if (file != NULL) {
        lfsr_status status = lfsr_checkpoint_read(w, file, path, error);
        fclose(file);
        if (status != LFSR_OK)
            return status;
    }
    return lfsr_checkpoint_save(w, error);
}

void lfsr_checkpoint_remove(const char *path)
{
    unlink(path);
}
