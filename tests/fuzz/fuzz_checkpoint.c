/* A saved walk with some of its words changed and its checksum made to fit again: it is refused, or the walk
 * goes on from it to an answer whose certificate holds or to a clear error. The first byte chooses register
 * and tuning; then records of 10 bytes follow, a place (2 bytes) and a word (8). What is changed is what the
 * register itself saves half way. */
#include "fuzz.h"

#include <unistd.h>

#include "checkpoint.h"
#include "factorization.h"
#include "lfsr/notation.h"
#include "walk.h"
#include "word_file.h"

#define CASES      6
#define MOST_BYTES (1u << 20)

typedef struct saved {
    lfsr_register reg;
    lfsr_factorization factorization;
    lfsr_plan_tuning tuning;
    bool list;
    uint8_t bytes[MOST_BYTES]; /* the file without its checksum */
    size_t length;
    fmpz_t periodic; /* states of the register on cycles */
} saved;

static const char *const registers[CASES][2] = {{"2", "x^14 + x^5 + x^3 + x + 1"},
                                                {"2", "(x^5+x^2+1)(x^4+x+1)^2 x^2"},
                                                {"2", "x^12 + 1"},
                                                {"3", "(x^3+2x+1)^2 (x+1)^3"},
                                                {"9", "x^4 + a*x + 1"},
                                                {"31", "x^2 + x + 3"}};

static void open_register(saved *s, const char *order, const char *text)
{
    lfsr_field_spec field;
    lfsr_spec spec;
    lfsr_field_spec_init(&field);
    lfsr_spec_init(&spec);
    FUZZ_REQUIRE(lfsr_field_spec_parse(&field, order, strlen(order), NULL, NULL) == LFSR_OK);
    FUZZ_REQUIRE(lfsr_spec_parse(&spec, &field, text, strlen(text), false, NULL) == LFSR_OK);
    FUZZ_REQUIRE(lfsr_register_init(&s->reg, &spec, NULL) == LFSR_OK);
    FUZZ_REQUIRE(lfsr_factorization_init(&s->factorization, &s->reg, 0, NULL) == LFSR_OK);
    lfsr_spec_clear(&spec);
    lfsr_field_spec_clear(&field);
}

static char path[64];

static lfsr_status walk(saved *s, double seconds, bool (*progress)(void *, const lfsr_progress *),
                        lfsr_partition *out)
{
    lfsr_walk_report report;
    lfsr_error error = {0};
    lfsr_walk_options options = {.engine = "sequential",
                                 .list = s->list,
                                 .max_leaders = 1 << 16,
                                 .tuning = &s->tuning,
                                 .workers = 1,
                                 .checkpoint = path,
                                 .checkpoint_seconds = seconds,
                                 .progress = progress,
                                 .progress_context = s};
    lfsr_partition_init(out);
    lfsr_status status = lfsr_walk(out, &report, &s->reg, &s->factorization, &options, &error);
    FUZZ_REQUIRE(status == LFSR_OK || error.message[0] != '\0');
    return status;
}

/* Keep what is in the file, unless more than half is walked. */
static bool keep(void *context, const lfsr_progress *progress)
{
    saved *s = context;
    if (s->length > 0 && progress->states_done > progress->states_total / 2)
        return true;
    FILE *file = fopen(path, "rb");
    FUZZ_REQUIRE(file != NULL);
    s->length = fread(s->bytes, 1, sizeof s->bytes, file);
    FUZZ_REQUIRE(s->length > 8 && s->length < sizeof s->bytes);
    s->length -= 8;
    fclose(file);
    return true;
}

static saved *prepare(unsigned choice)
{
    static saved all[2 * CASES];
    saved *s = &all[choice % (2 * CASES)];
    if (s->length > 0)
        return s;
    lfsr_partition out;
    open_register(s, registers[choice % CASES][0], registers[choice % CASES][1]);
    s->list = choice % (2 * CASES) < CASES;
    s->tuning = lfsr_plan_default;
    s->tuning.bitmap_states = 64;
    s->tuning.task_seconds = 1e-7;
    s->tuning.task_wait = 0;
    s->tuning.tasks = 20;
    s->tuning.candidates = 300;
    FUZZ_REQUIRE(walk(s, 0, keep, &out) == LFSR_OK && s->length > 0);
    fmpz_init_set(s->periodic, out.periodic);
    lfsr_partition_clear(&out);
    return s;
}

static void put_file(const uint8_t *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    lfsr_word_file words;
    FUZZ_REQUIRE(file != NULL);
    lfsr_word_file_begin(&words, file);
    for (size_t at = 0; at + 8 <= length; at += 8) {
        uint64_t word = 0;
        for (unsigned i = 0; i < 8; i++)
            word |= (uint64_t)bytes[at + i] << 8 * i;
        lfsr_word_file_put(&words, word);
    }
    lfsr_word_file_put(&words, words.checksum);
    FUZZ_REQUIRE(!words.failed && fclose(file) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static uint8_t bytes[MOST_BYTES];
    if (size == 0 || size > 400)
        return 0;
    if (path[0] == '\0')
        snprintf(path, sizeof path, "%s/lfsr-fuzz-%ld", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp",
                 (long)getpid());
    saved *s = prepare(data[0]);
    memcpy(bytes, s->bytes, s->length);
    for (size_t at = 1; at + 10 <= size; at += 10)
        memcpy(bytes + (data[at] + 256u * data[at + 1]) * 8 % s->length, data + at + 2, 8);
    put_file(bytes, s->length);
    lfsr_partition out;
    lfsr_status status = walk(s, 1e9, NULL, &out);
    /* Whatever was changed, no state is lost or counted twice. */
    FUZZ_REQUIRE(status != LFSR_OK || fmpz_equal(out.periodic, s->periodic));
    FUZZ_REQUIRE(size > 1 || status == LFSR_OK);
    lfsr_partition_clear(&out);
    unlink(path);
    return 0;
}
