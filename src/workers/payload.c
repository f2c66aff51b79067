/* Payloads: strata, tasks, results, progress and errors as words. */
#include "wire.h"

#include <stdlib.h>
#include <string.h>

#include "code_arithmetic.h"
#include "partition_words.h"
#include "reader.h"

/* A new array of count words; NULL if count is 0, or larger than what is left. */
static uint64_t *read_words(lfsr_reader *r, uint64_t count)
{
    if (r->bad || count == 0 || count > r->left) {
        r->bad = r->bad || count > r->left;
        return NULL;
    }
    uint64_t *words = calloc((size_t)count, sizeof *words);
    if (words == NULL) {
        r->bad = true;
        return NULL;
    }
    for (uint64_t i = 0; i < count; i++)
        words[i] = lfsr_read_word(r);
    return words;
}

/* --- Strata --- */

static void pack_code_poly(lfsr_frame *frame, const lfsr_code_poly *poly)
{
    lfsr_frame_word(frame, poly->degree);
    lfsr_frame_words(frame, poly->codes, poly->degree + 1u);
}

bool lfsr_pack_stratum(lfsr_frame *frame, uint32_t index, const lfsr_stratum *s)
{
    lfsr_frame_begin(frame, LFSR_FRAME_STRATUM);
    lfsr_frame_word(frame, index);
    lfsr_frame_word(frame, s->p);
    lfsr_frame_word(frame, s->k);
    if (s->k > 1)
        lfsr_frame_words(frame, s->modulus, s->k + 1u);
    pack_code_poly(frame, &s->poly);
    lfsr_frame_word(frame, s->cofactor_count);
    for (unsigned i = 0; i < s->cofactor_count; i++)
        pack_code_poly(frame, &s->cofactors[i]);
    lfsr_frame_word(frame, s->share);
    return lfsr_frame_end(frame);
}

static void unpack_code_poly(lfsr_reader *r, uint64_t max_degree, uint64_t q, lfsr_code_poly *poly)
{
    poly->degree = (unsigned)lfsr_read_at_most(r, max_degree);
    poly->codes = read_words(r, poly->degree + UINT64_C(1));
    for (unsigned i = 0; poly->codes != NULL && i <= poly->degree; i++)
        r->bad = r->bad || poly->codes[i] >= q;
    r->bad = r->bad || poly->codes == NULL || poly->codes[poly->degree] != 1;
}

static void unpack_stratum_words(lfsr_reader *r, lfsr_stratum *s)
{
    s->p = lfsr_read_word(r);
    s->k = (unsigned)lfsr_read_at_most(r, 63);
    s->q = s->p >= 2 && s->k >= 1 ? lfsr_bounded_power(s->p, s->k) : 0;
    r->bad = r->bad || s->q == 0;
    if (s->k > 1)
        s->modulus = read_words(r, s->k + UINT64_C(1));
    for (unsigned i = 0; s->modulus != NULL && i <= s->k; i++)
        r->bad = r->bad || s->modulus[i] >= s->p;
    unpack_code_poly(r, 63, s->q, &s->poly);
    s->degree = s->poly.degree;
    s->states = r->bad ? 0 : lfsr_bounded_power(s->q, s->degree);
    r->bad = r->bad || s->degree == 0 || s->states == 0 || s->poly.codes[0] == 0;
    uint64_t cofactors = lfsr_read_at_most(r, 63);
    if (!r->bad && cofactors > 0) {
        s->cofactors = calloc((size_t)cofactors, sizeof *s->cofactors);
        r->bad = s->cofactors == NULL;
    }
    for (; !r->bad && s->cofactor_count < cofactors; s->cofactor_count++)
        unpack_code_poly(r, s->degree - 1u, s->q, &s->cofactors[s->cofactor_count]);
    s->share = lfsr_read_at_most(r, s->states);
}

bool lfsr_unpack_stratum(const unsigned char *payload, uint32_t length, uint32_t *index, lfsr_stratum *out)
{
    lfsr_reader r = lfsr_reader_of(payload, length);
    *out = (lfsr_stratum){0};
    *index = (uint32_t)lfsr_read_at_most(&r, UINT32_MAX);
    if (!r.bad)
        unpack_stratum_words(&r, out);
    if (lfsr_reader_done(&r))
        return true;
    lfsr_stratum_clear(out);
    return false;
}

/* --- Tasks --- */

static void pack_task_words(lfsr_frame *frame, const lfsr_task *task)
{
    lfsr_frame_word(frame, task->stratum);
    lfsr_frame_word(frame, (uint64_t)task->method);
    lfsr_frame_word(frame, task->section.zeros);
    lfsr_frame_word(frame, task->section.bound);
    lfsr_frame_word(frame, task->period);
    lfsr_frame_word(frame, task->known);
    lfsr_frame_word(frame, task->want_leaders);
    lfsr_frame_word(frame, task->lo);
    lfsr_frame_word(frame, task->count);
}

static void unpack_task_words(lfsr_reader *r, lfsr_task *task)
{
    task->stratum = (uint32_t)lfsr_read_at_most(r, UINT32_MAX);
    task->method = (lfsr_method)lfsr_read_at_most(r, LFSR_BY_SAMPLES);
    task->section.zeros = (unsigned)lfsr_read_at_most(r, 63);
    task->section.bound = lfsr_read_word(r);
    task->period = lfsr_read_word(r);
    task->known = lfsr_read_word(r);
    task->want_leaders = lfsr_read_at_most(r, 1) != 0;
    task->lo = lfsr_read_word(r);
    task->count = lfsr_read_word(r);
    r->bad = r->bad || task->method < LFSR_BY_SECTION;
}

bool lfsr_pack_task(lfsr_frame *frame, const lfsr_task *task, double heartbeat)
{
    lfsr_frame_begin(frame, LFSR_FRAME_TASK);
    pack_task_words(frame, task);
    lfsr_frame_word(frame, lfsr_double_bits(heartbeat));
    return lfsr_frame_end(frame);
}

bool lfsr_unpack_task(const unsigned char *payload, uint32_t length, lfsr_task *out, double *heartbeat)
{
    lfsr_reader r = lfsr_reader_of(payload, length);
    unpack_task_words(&r, out);
    *heartbeat = lfsr_read_seconds(&r, LFSR_SLOWEST_BEAT);
    return lfsr_reader_done(&r);
}

/* --- Results --- */

/* Kernels travel by their place in the list that parent and worker share. */
static uint64_t kernel_number(const char *name)
{
    uint64_t number = 0;
    for (const lfsr_kernel *const *k = lfsr_kernel_all(); k[number] != NULL; number++)
        if (k[number]->name == name)
            return number;
    return 0;
}

static const char *kernel_name(uint64_t number)
{
    const lfsr_kernel *const *k = lfsr_kernel_all();
    for (uint64_t i = 0; k[i] != NULL; i++)
        if (i == number)
            return k[i]->name;
    return NULL;
}

static void put_word(void *to, uint64_t word)
{
    lfsr_frame *frame = to;
    lfsr_frame_word(frame, word);
}

bool lfsr_pack_result(lfsr_frame *frame, const lfsr_task *task, const lfsr_task_result *result)
{
    lfsr_frame_begin(frame, LFSR_FRAME_RESULT);
    pack_task_words(frame, task);
    lfsr_frame_word(frame, lfsr_double_bits(result->seconds));
    lfsr_frame_word(frame, kernel_number(result->kernel));
    lfsr_frame_word(frame, result->count);
    lfsr_frame_words(frame, result->next, result->count);
    lfsr_frame_words(frame, result->length, result->count);
    lfsr_partition_put(&result->found, put_word, frame);
    return lfsr_frame_end(frame);
}

static bool same_task(const lfsr_task *a, const lfsr_task *b)
{
    return a->stratum == b->stratum && a->method == b->method && a->section.zeros == b->section.zeros &&
           a->section.bound == b->section.bound && a->period == b->period && a->known == b->known &&
           a->want_leaders == b->want_leaders && a->lo == b->lo && a->count == b->count;
}

static bool get_word(void *from, uint64_t *word)
{
    lfsr_reader *r = from;
    *word = lfsr_read_word(r);
    return !r->bad;
}

bool lfsr_unpack_result(const unsigned char *payload, uint32_t length, const lfsr_task *task,
                        lfsr_task_result *out)
{
    lfsr_reader r = lfsr_reader_of(payload, length);
    lfsr_task echoed = {0};
    unpack_task_words(&r, &echoed);
    out->seconds = lfsr_read_seconds(&r, 1e9);
    out->kernel = kernel_name(lfsr_read_word(&r));
    out->count = lfsr_read_word(&r);
    uint64_t expected = lfsr_method_has_records(task->method) ? task->count : 0;
    if (r.bad || !same_task(&echoed, task) || out->kernel == NULL || out->count != expected)
        return false;
    out->next = read_words(&r, out->count);
    out->length = read_words(&r, out->count);
    out->found.has_leaders = task->want_leaders;
    return lfsr_partition_get(&out->found, task->want_leaders ? UINT64_MAX : 0, get_word, &r) &&
           lfsr_reader_done(&r);
}

/* --- Progress and errors --- */

bool lfsr_pack_progress(lfsr_frame *frame, double states)
{
    lfsr_frame_begin(frame, LFSR_FRAME_PROGRESS);
    lfsr_frame_word(frame, lfsr_double_bits(states));
    return lfsr_frame_end(frame);
}

bool lfsr_unpack_progress(const unsigned char *payload, uint32_t length, double *states)
{
    lfsr_reader r = lfsr_reader_of(payload, length);
    *states = lfsr_bits_double(lfsr_read_word(&r));
    return lfsr_reader_done(&r) && *states >= 0 && *states < 1e30;
}

bool lfsr_pack_error(lfsr_frame *frame, const lfsr_error *error)
{
    uint64_t words[sizeof error->code / 8 + sizeof error->message / 8];
    memcpy(words, error->code, sizeof error->code);
    memcpy(words + sizeof error->code / 8, error->message, sizeof error->message);
    lfsr_frame_begin(frame, LFSR_FRAME_ERROR);
    lfsr_frame_word(frame, (uint64_t)error->status);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        lfsr_frame_word(frame, le64toh(words[i]));
    return lfsr_frame_end(frame);
}

bool lfsr_unpack_error(const unsigned char *payload, uint32_t length, lfsr_error *error)
{
    lfsr_reader r = lfsr_reader_of(payload, length);
    *error = (lfsr_error){0};
    uint64_t status = lfsr_read_at_most(&r, LFSR_DISAGREE);
    if (r.bad || status == LFSR_OK || r.left * 8 != sizeof error->code + sizeof error->message)
        return false;
    error->status = (lfsr_status)status;
    memcpy(error->code, r.at, sizeof error->code);
    memcpy(error->message, r.at + sizeof error->code, sizeof error->message);
    error->code[sizeof error->code - 1] = '\0';
    error->message[sizeof error->message - 1] = '\0';
    return true;
}
