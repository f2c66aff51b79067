/* Lists on a pool: every answer comes once and in order, whatever the workers suffer and however large lines
 * and answers are. The handler of this test answers a line with what the line asks for. */
#include "test_support.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "child_setup.h"
#include "flint_compat.h"
#include "lfsr/lines.h"
#include "process.h"
#include "test_work.h"

typedef struct plan {
    int deaths; /* still to happen at lines that begin with "dies now and then" */
} plan;

static plan *shared;
static char prefix[16]; /* the settings, in the worker */

/* FLINT's memory runs out. Sanitizers do not let an allocation fail: then as if it had. */
static void exhaust(void)
{
#ifndef __SANITIZE_ADDRESS__
    (void)flint_malloc((size_t)-1 / 2);
#endif
    _exit(LFSR_CHILD_NO_MEMORY);
}

/* What a line asks for: "crash", "slow", "slow crash", "exhaust", "abort", "hang", "now and then", "refuse",
 * "bytes N". Its answer ends with the line. */
static lfsr_status handler_set_up(const unsigned char *settings, size_t length, lfsr_error *error)
{
    if (length >= sizeof prefix) /* no ck_assert in a worker: it has no pipe to the test runner */
        return lfsr_fail(error, LFSR_SYSTEM, "internal", "settings of %zu bytes", length);
    memcpy(prefix, settings, length);
    prefix[length] = '\0';
    return LFSR_OK;
}

static lfsr_status handler_answer(lfsr_string *answer, const unsigned char *line, size_t length,
                                  const lfsr_line_callbacks *callbacks, lfsr_error *error)
{
    char text[64] = "";
    unsigned long size = 0;
    memcpy(text, line, length < sizeof text - 1 ? length : sizeof text - 1);
    if (strncmp(text, "slow", 4) == 0)
        callbacks->slow(callbacks->context);
    if (strstr(text, "crash") != NULL)
        raise(SIGSEGV);
    if (strstr(text, "exhaust") != NULL)
        exhaust();
    if (strstr(text, "abort") != NULL)
        flint_abort();
    if (strncmp(text, "hang", 4) == 0)
        for (;;)
            ;
    if (strncmp(text, "now and then", 12) == 0 &&
        __atomic_fetch_sub(&shared->deaths, 1, __ATOMIC_SEQ_CST) > 0)
        raise(SIGKILL);
    if (strncmp(text, "refuse", 6) == 0)
        return lfsr_fail(error, LFSR_SYSTEM, "memory", "refused");
    if (sscanf(text, "bytes %lu", &size) == 1)
        for (; size > 0; size--)
            lfsr_string_add_bytes(answer, "b", 1);
    lfsr_string_add(answer, prefix);
    lfsr_string_add_bytes(answer, line, length < 100 ? length : 100);
    callbacks->alive(callbacks->context);
    return LFSR_OK;
}

static const lfsr_line_handler handler = {sizeof handler, handler_set_up, handler_answer};

typedef struct script {
    lfsr_list list;
    uint64_t lines, sent, delivered, given_up;
    void (*write)(lfsr_string *line, uint64_t index);
    bool (*hopeless)(uint64_t index);
    size_t most_bytes; /* of one answer */
} script;

static lfsr_status script_next(void *self, lfsr_string *line, lfsr_supply *supply, int *descriptor,
                               lfsr_error *error)
{
    script *s = self;
    (void)error;
    (void)descriptor;
    *supply = s->sent == s->lines ? LFSR_SUPPLY_END : LFSR_SUPPLY_LINE;
    if (s->sent < s->lines)
        s->write(line, s->sent++);
    return LFSR_OK;
}

static lfsr_status script_deliver(void *self, const unsigned char *answer, size_t length, lfsr_error *error)
{
    script *s = self;
    lfsr_string line = LFSR_STRING_EMPTY;
    (void)error;
    s->write(&line, s->delivered);
    bool given_up = length > 9 && memcmp(answer, "given up ", 9) == 0;
    ck_assert_int_eq(given_up, s->hopeless != NULL && s->hopeless(s->delivered));
    unsigned long size = 0;
    if (!given_up && sscanf(line.data, "bytes %lu", &size) == 1) {
        ck_assert_uint_ge(length, size);
        answer += size;
        length -= size;
    }
    size_t shown = line.length < 100 ? line.length : 100;
    ck_assert_uint_eq(length, shown + (given_up ? 9 : 2));
    ck_assert_mem_eq(answer + length - shown, line.data, shown);
    lfsr_string_clear(&line);
    s->delivered++;
    return LFSR_OK;
}

static lfsr_status script_give_up(void *self, lfsr_string *answer, const unsigned char *line, size_t length,
                                  const lfsr_error *why, lfsr_error *error)
{
    script *s = self;
    (void)error;
    ck_assert(strcmp(why->code, "crash") == 0 || strcmp(why->code, "time") == 0);
    lfsr_string_add(answer, "given up ");
    lfsr_string_add_bytes(answer, line, length < 100 ? length : 100);
    if (strncmp((const char *)line, "exhaust", 7) == 0)
        ck_assert_str_eq(why->message, "3 worker processes failed on it; the last one ran out of memory");
    if (strncmp((const char *)line, "abort", 5) == 0)
        ck_assert_str_eq(why->message, "3 worker processes failed on it; the last one ended with status 1");
    s->given_up++;
    return LFSR_OK;
}

static unsigned run(script *s, unsigned workers, double silence_seconds)
{
    lfsr_error error = {0};
    lfsr_pool *pool = NULL;
    lfsr_pool_options options = {.size = sizeof options, .workers = workers, .method = LFSR_START_FORK};
    s->sent = s->delivered = s->given_up = 0;
    s->list = (lfsr_list){.size = sizeof(lfsr_list),
                          .self = s,
                          .settings = "> ",
                          .settings_length = 2,
                          .next = script_next,
                          .deliver = script_deliver,
                          .give_up = script_give_up,
                          .silence_seconds = silence_seconds};
    ck_assert_ok(lfsr_pool_start(&pool, &options, &error), error);
    ck_assert_ok(lfsr_pool_answer(pool, &s->list, &error), error);
    unsigned replaced = lfsr_pool_replaced(pool);
    lfsr_pool_end(&pool);
    ck_assert_uint_eq(s->delivered, s->lines);
    return replaced;
}

static void plain(lfsr_string *line, uint64_t index)
{
    lfsr_string_addf(line, "line %llu", (unsigned long long)index);
}

START_TEST(answers_come_in_order)
{
    static const uint64_t lengths[] = {0, 1, 7, 1000, 100000};
    unsigned descriptors = open_descriptors();
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        for (unsigned workers = 1; workers <= 5; workers += 2) {
            script s = {.lines = lengths[i], .write = plain};
            ck_assert_uint_eq(run(&s, workers, 60), 0);
        }
    assert_nothing_left(descriptors);
}
END_TEST

/* Answers of 0 bytes to 3 MB, lines of 9 bytes to 500 kB. */
static void large(lfsr_string *line, uint64_t index)
{
    lfsr_string_addf(line, "bytes %llu ", (unsigned long long)(index % 7 == 3 ? index * 30000 : index % 11));
    for (uint64_t i = 0; i < (index % 13 == 5 ? UINT64_C(500000) : index % 17); i++)
        lfsr_string_add(line, ".");
}

START_TEST(sizes_do_not_matter)
{
    script s = {.lines = 100, .write = large};
    ck_assert_uint_eq(run(&s, 1, 60), 0);
    ck_assert_uint_eq(run(&s, 3, 60), 0);
}
END_TEST

static bool is_bad(uint64_t index)
{
    return index % 1000 == 500 || (index % 1000 > 900 && index % 1000 < 904);
}

static void with_crashes(lfsr_string *line, uint64_t index)
{
    if (is_bad(index))
        lfsr_string_add(line, index % 1000 == 901   ? "slow crash "
                              : index % 1000 == 902 ? "exhaust "
                              : index % 1000 == 903 ? "abort "
                                                    : "crash ");
    plain(line, index);
}

/* Three workers for each bad line, and no other line is lost. */
START_TEST(a_line_that_kills_costs_that_line)
{
    unsigned descriptors = open_descriptors();
    for (unsigned workers = 1; workers <= 4; workers += 3) {
        script s = {.lines = 5000, .write = with_crashes, .hopeless = is_bad};
        ck_assert_uint_eq(run(&s, workers, 60), 3 * 4 * 5);
        ck_assert_uint_eq(s.given_up, 4 * 5);
    }
    assert_nothing_left(descriptors);
}
END_TEST

static void now_and_then(lfsr_string *line, uint64_t index)
{
    lfsr_string_add(line, index % 10 == 7 ? "now and then " : "");
    plain(line, index);
}

/* A line on which two workers died is still answered. */
START_TEST(a_worker_that_dies_costs_nothing)
{
    for (unsigned workers = 1; workers <= 3; workers += 2) {
        script s = {.lines = 1000, .write = now_and_then};
        shared->deaths = 2;
        ck_assert_uint_eq(run(&s, workers, 60), 2);
    }
}
END_TEST

static bool hangs(uint64_t index)
{
    return index == 70;
}

static void with_a_hang(lfsr_string *line, uint64_t index)
{
    lfsr_string_add(line, hangs(index) ? "hang " : hangs(index + 1) ? "slow " : "");
    plain(line, index);
}

/* At first the line is one of several; then it is known, and given up at once. */
START_TEST(a_line_that_hangs_is_given_up)
{
    script s = {.lines = 200, .write = with_a_hang, .hopeless = hangs};
    ck_assert_uint_le(run(&s, 2, 0.5), 2);
    ck_assert_uint_eq(s.given_up, 1);
}
END_TEST

static bool is_refused(uint64_t index)
{
    return index == 3;
}

static void with_a_refusal(lfsr_string *line, uint64_t index)
{
    lfsr_string_add(line, is_refused(index) ? "refuse " : "");
    plain(line, index);
}

START_TEST(a_worker_that_cannot_go_on_is_replaced)
{
    script s = {.lines = 20, .write = with_a_refusal, .hopeless = is_refused};
    ck_assert_uint_eq(run(&s, 2, 60), 3);
}
END_TEST

static void set_up(void)
{
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    ck_assert_int_eq(lfsr_handle_lines(&handler, NULL), LFSR_OK);
}

int main(void)
{
    Suite *suite = suite_create("lines");
    TCase *tcase = test_case(suite, "lines", 600);
    tcase_add_checked_fixture(tcase, set_up, NULL);
    tcase_add_test(tcase, answers_come_in_order);
    tcase_add_test(tcase, sizes_do_not_matter);
    tcase_add_test(tcase, a_line_that_kills_costs_that_line);
    tcase_add_test(tcase, a_worker_that_dies_costs_nothing);
    tcase_add_test(tcase, a_line_that_hangs_is_given_up);
    tcase_add_test(tcase, a_worker_that_cannot_go_on_is_replaced);
    return test_main(suite);
}
