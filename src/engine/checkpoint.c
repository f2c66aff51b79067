/* Checkpoints: the state of a walk as words. */
#include "checkpoint.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clock.h"
#include "lfsr/notation.h"
#include "string_builder.h"
#include "word_file.h"

#define MAGIC  UINT64_C(0x54504b435253464c) /* "LFSRCKPT" */
#define FORMAT 3
/* Suffix of the temporary file of a save. */
#define TEMPORARY      ".lfsr-tmp"
#define EXTENDED_LIMIT 128                 /* most times that a certificate can fall short */
#define NAME_LIMIT     (UINT64_C(1) << 24) /* bytes of the identity */

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

static void put_partition(lfsr_word_file *words, const lfsr_partition *p)
{
    lfsr_word_file_put(words, p->length);
    for (size_t i = 0; i < p->length; i++) {
        lfsr_word_file_put(words, fmpz_get_ui(p->classes[i].period));
        lfsr_word_file_put(words, fmpz_get_ui(p->classes[i].count));
    }
    lfsr_word_file_put(words, p->leader_count);
    for (size_t i = 0; i < p->leader_count; i++) {
        lfsr_word_file_put(words, p->leaders[i].state);
        lfsr_word_file_put(words, p->leaders[i].period);
    }
}

static bool task_done(const lfsr_collection *g, uint64_t task)
{
    return g->done[task / 64] >> task % 64 & 1;
}

/* The indices of a task: the first, and how many. */
static uint64_t task_range(const lfsr_stratum_plan *u, uint64_t task, uint64_t *lo)
{
    *lo = task * u->per_task;
    return u->indices - *lo < u->per_task ? u->indices - *lo : u->per_task;
}

static void put_stratum(lfsr_word_file *words, const lfsr_stratum_plan *u, const lfsr_collection *g)
{
    uint64_t tasks = lfsr_stratum_plan_tasks(u), lo;
    uint64_t state = g->complete ? COMPLETE : g->back > 0 ? PARTIAL : UNTOUCHED;
    lfsr_word_file_put(words, u->stratum.poly.degree);
    lfsr_word_file_put_all(words, u->stratum.poly.codes, u->stratum.poly.degree + (size_t)1);
    lfsr_word_file_put(words, g->extended);
    lfsr_word_file_put(words, (uint64_t)u->method);
    lfsr_word_file_put(words, u->zeros);
    lfsr_word_file_put(words, u->first);
    lfsr_word_file_put(words, u->indices);
    lfsr_word_file_put(words, u->per_task);
    lfsr_word_file_put(words, state);
    if (state != COMPLETE && u->method != LFSR_BY_SECTION)
        put_partition(words, &g->found); /* includes those of earlier methods */
    if (state != PARTIAL)
        return;
    lfsr_word_file_put_all(words, g->done, tasks / 64 + 1);
    for (uint64_t t = 0; t < tasks && u->method == LFSR_BY_SECTION; t++)
        if (task_done(g, t)) {
            uint64_t count = task_range(u, t, &lo);
            lfsr_word_file_put_all(words, g->next + lo, count);
            lfsr_word_file_put_all(words, g->length + lo, count);
        }
}

/* All of g in one piece, rather than its strata? */
static bool is_whole(const lfsr_plan *plan)
{
    return plan->length == 1 && plan->strata[0].stratum.cofactor_count == 0;
}

static lfsr_status write_walk(const lfsr_walk_state *w, FILE *file, const char *name, lfsr_error *error)
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
    put_partition(&words, w->out);
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

/* False if the content is impossible. */
static bool get_partition(lfsr_word_file *words, lfsr_partition *p, uint64_t max_leaders)
{
    uint64_t left = lfsr_word_file_get(words);
    for (; left > 0 && !words->failed; left--) {
        uint64_t period = lfsr_word_file_get(words), count = lfsr_word_file_get(words);
        if (period == 0 || count == 0 || lfsr_partition_add_ui(p, period, count, NULL) != LFSR_OK)
            return false;
    }
    left = lfsr_word_file_get(words);
    if (left > 0 && (!p->has_leaders || left > max_leaders))
        return false;
    for (; left > 0 && !words->failed; left--) {
        uint64_t state = lfsr_word_file_get(words), period = lfsr_word_file_get(words);
        if (period == 0 || lfsr_partition_add_leader(p, state, period, NULL) != LFSR_OK)
            return false;
    }
    return !words->failed;
}

static bool get_records(lfsr_word_file *words, const lfsr_stratum_plan *u, lfsr_collection *g)
{
    uint64_t lo;
    if (lfsr_collection_allocate(g, u, NULL) != LFSR_OK)
        return false;
    for (uint64_t t = 0; t < lfsr_stratum_plan_tasks(u) && !words->failed; t++) {
        if (!task_done(g, t))
            continue;
        uint64_t count = task_range(u, t, &lo);
        lfsr_word_file_get_all(words, g->next + lo, count);
        lfsr_word_file_get_all(words, g->length + lo, count);
        g->back += count;
        for (uint64_t i = lo; i < lo + count; i++) {
            if (g->next[i] >= u->indices || g->length[i] == 0)
                return false;
            g->steps += (double)g->length[i];
        }
    }
    return !words->failed;
}

static bool get_partial(lfsr_word_file *words, const lfsr_stratum_plan *u, lfsr_collection *g)
{
    uint64_t tasks = lfsr_stratum_plan_tasks(u), lo;
    lfsr_word_file_get_all(words, g->done, tasks / 64 + 1);
    for (uint64_t t = tasks; t < (tasks / 64 + 1) * 64; t++)
        if (task_done(g, t))
            return false;
    if (u->method == LFSR_BY_SECTION)
        return get_records(words, u, g) && g->back < u->indices;
    for (uint64_t t = 0; t < tasks; t++)
        g->back += task_done(g, t) ? task_range(u, t, &lo) : 0;
    return g->back < u->indices;
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
    lfsr_stratum_plan *u = &w->plan.strata[i];
    lfsr_collection *g = &w->collections[i];
    if (!find_stratum(&w->plan, words, i))
        return false;
    uint64_t extended = lfsr_word_file_get(words), method = lfsr_word_file_get(words),
             zeros = lfsr_word_file_get(words), first = lfsr_word_file_get(words),
             indices = lfsr_word_file_get(words);
    uint64_t per_task = lfsr_word_file_get(words), state = lfsr_word_file_get(words);
    if (words->failed || extended > EXTENDED_LIMIT || state > COMPLETE ||
        !lfsr_stratum_plan_adopt(u, method, zeros, first, indices, per_task, &w->tuning) ||
        lfsr_collection_reset(g, u, w->options->list, NULL) != LFSR_OK)
        return false;
    g->extended = (unsigned)extended;
    g->complete = state == COMPLETE;
    w->completed += g->complete;
    w->total += (double)extended * (double)u->stratum.states;
    if (state != COMPLETE && u->method != LFSR_BY_SECTION &&
        !get_partition(words, &g->found, w->options->max_leaders))
        return false;
    return state != PARTIAL || get_partial(words, u, g);
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

static lfsr_status read_walk(lfsr_walk_state *w, FILE *file, const char *name, lfsr_error *error)
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
    bool good = get_partition(&words, w->out, w->options->max_leaders);
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

static lfsr_status cannot_write(const char *path, int number, lfsr_error *error)
{
    return lfsr_fail(error, LFSR_SYSTEM, "io", "cannot write checkpoint %.200s: %s", path, strerror(number));
}

static char *temporary_name(const char *path)
{
    lfsr_string name = LFSR_STRING_EMPTY;
    lfsr_string_addf(&name, "%s" TEMPORARY, path);
    return lfsr_string_take(&name);
}

/* Open the temporary file for this process alone. Content left by an earlier process is overwritten; a
 * process that still writes holds a lock. -1 with errno: EWOULDBLOCK where another process is writing. */
static int open_locked(const char *temporary)
{
    for (;;) {
        struct stat opened, named;
        int fd = open(temporary, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
        if (fd < 0)
            return -1;
        bool locked =
            flock(fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK; /* some file systems have no locks */
        if (!locked) {
            close(fd);
            errno = EWOULDBLOCK;
            return -1;
        }
        /* Another process may have renamed it between the two calls. */
        if (fstat(fd, &opened) == 0 && stat(temporary, &named) == 0 && opened.st_dev == named.st_dev &&
            opened.st_ino == named.st_ino)
            return fd;
        close(fd);
    }
}

/* Write and sync the whole temporary file, then rename it. */
static lfsr_status write_temporary(const lfsr_walk_state *w, const char *temporary, lfsr_error *error)
{
    const char *path = w->options->checkpoint;
    int fd = open_locked(temporary);
    if (fd < 0 && errno == EWOULDBLOCK)
        return lfsr_fail(error, LFSR_SYSTEM, "io", "checkpoint %.200s is being written by another process",
                         path);
    if (fd < 0)
        return cannot_write(path, errno, error);
    half_written = temporary;
    FILE *file = ftruncate(fd, 0) == 0 ? fdopen(fd, "wb") : NULL;
    lfsr_status status = LFSR_OK;
    if (file == NULL) {
        status = cannot_write(path, errno, error);
        close(fd);
    } else {
        status = write_walk(w, file, path, error);
        if (status == LFSR_OK && (fflush(file) != 0 || fsync(fd) != 0 || rename(temporary, path) != 0))
            status = cannot_write(path, errno, error);
        fclose(file); /* this releases the lock */
    }
    if (status != LFSR_OK)
        unlink(temporary);
    half_written = NULL;
    return status;
}

lfsr_status lfsr_checkpoint_save(lfsr_walk_state *w, lfsr_error *error)
{
    double began = lfsr_now();
    char *temporary = temporary_name(w->options->checkpoint);
    if (temporary == NULL)
        return lfsr_fail_memory(error);
    writer = getpid();
    lfsr_status status = write_temporary(w, temporary, error);
    free(temporary);
    w->saved = lfsr_now();
    w->save_seconds = w->saved - began;
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
        lfsr_status status = read_walk(w, file, path, error);
        fclose(file);
        if (status != LFSR_OK)
            return status;
    }
    return lfsr_checkpoint_save(w, error);
}

void lfsr_checkpoint_remove(const char *path)
{
    char *temporary = temporary_name(path);
    int fd = temporary != NULL && access(temporary, F_OK) == 0 ? open_locked(temporary) : -1;
    if (fd >= 0) {
        unlink(temporary);
        close(fd);
    }
    unlink(path);
    free(temporary);
}
