/* Cancelling through the public interface: whenever the callback says so, the call ends with "stopped" and
 * leaves no process, no descriptor and no temporary file; a checkpoint is whole, and the walk resumes from it
 * to the right answer. This program is a client: public headers and the library alone. */
#include "test_support.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lfsr/lfsr.h"

static char directory[64], saved[80];

static void set_up(void)
{
    snprintf(directory, sizeof directory, "%s/lfsr-cancel-XXXXXX",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(directory));
    snprintf(saved, sizeof saved, "%s/saved", directory);
}

static unsigned entries(const char *path)
{
    unsigned count = 0;
    DIR *dir = opendir(path);
    ck_assert_ptr_nonnull(dir);
    while (readdir(dir) != NULL)
        count++;
    closedir(dir);
    return count - 2;
}

static void tear_down(void)
{
    unlink(saved);
    ck_assert_int_eq(rmdir(directory), 0);
}

/* No child, running or not yet reaped. */
static void assert_childless(void)
{
    ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
    ck_assert_int_eq(errno, ECHILD);
}

/* --- The callbacks --- */

static long calls, stop_at; /* the call that says stop; 0: none */

static bool count_call(void)
{
    return ++calls != stop_at;
}

static bool on_progress(void *context, const lfsr_progress *progress)
{
    (void)context, (void)progress;
    return count_call();
}

static bool on_proceed(void *context)
{
    (void)context;
    return count_call();
}

static bool on_list(void *self)
{
    (void)self;
    return count_call();
}

/* --- Analyses --- */

typedef struct question {
    const char *order, *polynomial;
    bool list;
} question;

static const question questions[] = {
    {"2", "(x^13+x^4+x^3+x+1)(x^7+x+1)", true},
    {"2", "x^27+1", false},
    {"3", "x^13+2x^2+x+1", true},
    {"9", "(x^5+x+a)(x^3+1)", true},
    {"251", "x^3+x+3", false},
};

static void parse(lfsr_spec *spec, const question *q)
{
    lfsr_error error = {0};
    lfsr_field_spec field;
    lfsr_field_spec_init(&field);
    lfsr_spec_init(spec);
    ck_assert_ok(lfsr_field_spec_parse(&field, q->order, strlen(q->order), NULL, &error), error);
    ck_assert_ok(lfsr_spec_parse(spec, &field, q->polynomial, strlen(q->polynomial), false, &error), error);
    lfsr_field_spec_clear(&field);
}

static void set_options(lfsr_options *options, const question *q, lfsr_engine engine)
{
    lfsr_options_init(options);
    for (int e = 0; e < LFSR_ENGINES; e++)
        options->run[e] = e == (int)engine;
    options->automatic = false;
    options->list = q->list;
    options->workers = 2;
    options->worker_program = "/proc/self/exe";
    options->max_states = UINT64_C(1) << 62;
    options->progress = on_progress;
}

/* With stop_at set. The analysis that ran to its end, or NULL after a stop that left everything in order. */
static lfsr_analysis *run(const lfsr_spec *spec, const lfsr_options *options, lfsr_pool **pool)
{
    lfsr_error error = {0};
    lfsr_analysis *analysis = NULL;
    bool alone = pool == NULL || *pool == NULL; /* no workers before */
    unsigned descriptors = entries("/proc/self/fd");
    calls = 0;
    lfsr_status status = lfsr_analyze(&analysis, spec, options, pool, &error);
    bool over = stop_at > 0 && calls >= stop_at;
    if (status == LFSR_OK) {
        ck_assert_ptr_nonnull(analysis);
    } else {
        ck_assert_msg(over, "%s", error.message);
        ck_assert_int_eq(status, LFSR_SYSTEM);
        ck_assert_str_eq(error.code, "stopped");
        ck_assert_int_eq(calls, stop_at); /* it is not asked again */
        ck_assert_ptr_null(analysis);
        ck_assert_msg((options->checkpoint != NULL) == (strstr(error.message, "are saved in") != NULL), "%s",
                      error.message);
        if (pool != NULL)
            ck_assert_ptr_null(*pool);
    }
    if (pool == NULL || *pool == NULL) {
        assert_childless();
        ck_assert(!alone || entries("/proc/self/fd") == descriptors);
    }
    ck_assert_uint_eq(entries(directory), options->checkpoint != NULL ? 1 : 0);
    return analysis;
}

static void assert_same(const lfsr_analysis *a, const lfsr_analysis *b, bool list)
{
    const lfsr_partition *x = lfsr_analysis_partition(a), *y = lfsr_analysis_partition(b);
    ck_assert(lfsr_partition_same_structure(x, y));
    ck_assert(!list || lfsr_partition_same_leaders(x, y));
}

/* The next call to stop at: each of the first, then in growing steps, larger ones where a test is scaled
 * down. */
static long next_stop(long at)
{
    return at + 1 + at / test_scaled(8);
}

/* Stop, later each time, until a walk comes to its end; resume after each stop. */
START_TEST(walks_stop_at_any_call)
{
    const question *q = &questions[_i];
    lfsr_spec spec;
    lfsr_options options;
    long stops = 0;
    parse(&spec, q);
    set_options(&options, q, LFSR_SEQUENTIAL);
    options.checkpoint_seconds = 0;
    stop_at = 0;
    lfsr_analysis *answer = run(&spec, &options, NULL), *analysis = NULL;
    for (long at = 1; analysis == NULL; at = next_stop(at)) {
        options.checkpoint = saved;
        stop_at = at;
        analysis = run(&spec, &options, NULL);
        if (analysis != NULL)
            break;
        stops++;
        stop_at = 0;
        lfsr_analysis *resumed = run(&spec, &options, NULL);
        assert_same(answer, resumed, q->list);
        lfsr_analysis_free(resumed);
        lfsr_checkpoint_remove(saved);
        options.checkpoint = NULL;
        stop_at = at;
        analysis = run(&spec, &options, NULL);
    }
    assert_same(answer, analysis, q->list);
    ck_assert_int_gt(stops, 1); /* within the walk, and while its records are collected */
    lfsr_analysis_free(analysis);
    lfsr_analysis_free(answer);
    lfsr_spec_clear(&spec);
}
END_TEST

START_TEST(parallel_walks_stop_and_resume)
{
    const question *q = &questions[_i / 2];
    lfsr_spec spec;
    lfsr_options options;
    long stops = 0;
    parse(&spec, q);
    set_options(&options, q, LFSR_SEQUENTIAL);
    stop_at = 0;
    lfsr_analysis *answer = run(&spec, &options, NULL);
    set_options(&options, q, LFSR_PARALLEL);
    options.start_method = _i % 2 ? LFSR_START_SPAWN : LFSR_START_FORK;
    options.checkpoint = saved;
    options.checkpoint_seconds = 0;
    for (long at = 1; at <= 6; at++) {
        stop_at = at;
        lfsr_analysis *analysis = run(&spec, &options, NULL);
        stops += analysis == NULL;
        stop_at = 0;
        if (analysis == NULL)
            analysis = run(&spec, &options, NULL);
        assert_same(answer, analysis, q->list);
        lfsr_analysis_free(analysis);
        lfsr_checkpoint_remove(saved);
    }
    ck_assert_int_gt(stops, 0);
    lfsr_analysis_free(answer);
    lfsr_spec_clear(&spec);
}
END_TEST

/* A pool of the caller is ended by a stop, and made again by the next call. */
START_TEST(a_stop_ends_the_pool)
{
    lfsr_spec spec;
    lfsr_options options;
    lfsr_pool *pool = NULL;
    parse(&spec, &questions[0]);
    set_options(&options, &questions[0], LFSR_PARALLEL);
    for (int i = 0; i < 3; i++) {
        stop_at = 0;
        lfsr_analysis *analysis = run(&spec, &options, &pool);
        ck_assert_ptr_nonnull(analysis);
        ck_assert_ptr_nonnull(pool);
        lfsr_analysis_free(analysis);
        stop_at = 1;
        ck_assert_ptr_null(run(&spec, &options, &pool));
    }
    lfsr_spec_clear(&spec);
}
END_TEST

START_TEST(other_engines_stop)
{
    static const question long_ones[] = {
        {"2", "x^22+x+1", false},          /* reference */
        {"2^10", "x^2+x+a", true},         /* reference, elements */
        {"2", "x^60000+x^7+x+1", false},   /* factoring a polynomial, packed */
        {"1009", "x^3000+x^7+x+1", false}, /* with FLINT */
        {"1000000007", "x^97+x+5", false}  /* factoring a number */
    };
    const question *q = &long_ones[_i];
    lfsr_spec spec;
    lfsr_options options;
    parse(&spec, q);
    set_options(&options, q, _i < 2 ? LFSR_REFERENCE : LFSR_ALGEBRAIC);
    options.reference_named = true;
    for (stop_at = 1; stop_at <= 3; stop_at++)
        ck_assert_ptr_null(run(&spec, &options, NULL));
    lfsr_spec_clear(&spec);
}
END_TEST

/* --- Single states --- */

static lfsr_status ask(const lfsr_spec *spec, bool list, lfsr_error *error)
{
    static const char text[] = "0x1234";
    lfsr_states_options options;
    lfsr_states *states = NULL;
    lfsr_state *state = NULL;
    lfsr_cycle_list *cycles = NULL;
    lfsr_states_options_init(&options);
    options.proceed = on_proceed;
    calls = 0;
    lfsr_status status = lfsr_states_open(&states, spec, &options, error);
    if (status == LFSR_OK && list)
        status = lfsr_states_list_cycles(&cycles, states, error);
    if (status == LFSR_OK && !list)
        status = lfsr_state_parse(&state, states, text, sizeof text - 1, error);
    if (status == LFSR_OK && !list)
        status = lfsr_state_find_place(state, true, error);
    lfsr_cycle_list_free(cycles);
    lfsr_state_free(state);
    lfsr_states_close(states);
    return status;
}

START_TEST(questions_about_states_stop)
{
    static const question asked[] = {{"2", "x^60000+x^7+x+1", false},            /* factoring */
                                     {"2", "x^64+x^4+x^3+x+1", false},           /* logarithms by tables */
                                     {"2", "x^86+x^6+x^5+x^2+1", false},         /* and by rho */
                                     {"2", "(x^10+1)(x^7+x+1)(x^2+x+1)", true}}; /* a list */
    lfsr_spec spec;
    parse(&spec, &asked[_i]);
    unsigned descriptors = entries("/proc/self/fd");
    for (long at = 1; at <= (_i == 0 ? 4 : 4000); at = next_stop(at)) {
        lfsr_error error = {0};
        stop_at = at;
        lfsr_status status = ask(&spec, asked[_i].list, &error);
        if (calls < at) { /* it came to its end */
            ck_assert_int_gt(at, 1);
            break;
        }
        ck_assert_int_eq(status, LFSR_SYSTEM);
        ck_assert_str_eq(error.code, "stopped");
        assert_childless();
        ck_assert_uint_eq(entries("/proc/self/fd"), descriptors);
    }
    lfsr_spec_clear(&spec);
}
END_TEST

/* --- Lists --- */

static lfsr_status set_up_handler(const unsigned char *settings, size_t length, lfsr_error *error)
{
    (void)settings, (void)length, (void)error;
    return LFSR_OK;
}

static LFSR_NORETURN lfsr_status never_answer(struct lfsr_string *answer, const unsigned char *line,
                                              size_t length, const lfsr_line_callbacks *callbacks,
                                              lfsr_error *error)
{
    (void)answer, (void)line, (void)length, (void)error;
    for (;;) {
        usleep(10000);
        callbacks->alive(callbacks->context);
    }
}

static const lfsr_line_handler handler = {
    .size = sizeof handler, .set_up = set_up_handler, .answer = never_answer};

static lfsr_status next_line(void *self, struct lfsr_string *line, lfsr_supply *supply, int *descriptor,
                             lfsr_error *error)
{
    unsigned *lines = self;
    (void)descriptor, (void)error;
    *supply = *lines > 0 ? LFSR_SUPPLY_LINE : LFSR_SUPPLY_END;
    *lines -= *lines > 0;
    lfsr_line_append(line, "line", 4);
    return LFSR_OK;
}

static lfsr_status deliver(void *self, const unsigned char *answer, size_t length, lfsr_error *error)
{
    (void)self, (void)answer, (void)length;
    return lfsr_fail(error, LFSR_SYSTEM, "internal", "an unexpected answer");
}

static lfsr_status give_up(void *self, struct lfsr_string *answer, const unsigned char *line, size_t length,
                           const lfsr_error *why, lfsr_error *error)
{
    (void)self, (void)answer, (void)line, (void)length, (void)why;
    return lfsr_fail(error, LFSR_SYSTEM, "internal", "a line was given up");
}

START_TEST(lists_stop)
{
    unsigned descriptors = entries("/proc/self/fd");
    lfsr_error error = {0};
    ck_assert_ok(lfsr_handle_lines(&handler, &error), error);
    for (stop_at = 1; stop_at <= 4; stop_at++) {
        unsigned lines = 100;
        lfsr_pool *pool = NULL;
        const lfsr_pool_options options = {.size = sizeof options,
                                           .workers = 2,
                                           .method = _i ? LFSR_START_SPAWN : LFSR_START_FORK,
                                           .program = "/proc/self/exe"};
        const lfsr_list list = {.size = sizeof list,
                                .self = &lines,
                                .next = next_line,
                                .deliver = deliver,
                                .give_up = give_up,
                                .progress = on_list,
                                .silence_seconds = 600};
        calls = 0;
        ck_assert_ok(lfsr_pool_start(&pool, &options, &error), error);
        lfsr_status status = lfsr_pool_answer(pool, &list, &error);
        lfsr_pool_end(&pool);
        ck_assert_msg(status != LFSR_OK && strcmp(error.code, "stopped") == 0, "%s", error.message);
        assert_childless();
        ck_assert_uint_eq(entries("/proc/self/fd"), descriptors);
    }
}
END_TEST

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], LFSR_WORKER_ARGUMENT) == 0) {
        if (lfsr_handle_lines(&handler, NULL) != LFSR_OK)
            return 1;
        lfsr_worker_serve(argv[2]);
    }
    enum { QUESTIONS = sizeof questions / sizeof *questions };
    Suite *suite = suite_create("cancel");
    TCase *walks = test_case(suite, "walks", 600);
    tcase_add_checked_fixture(walks, set_up, tear_down);
    tcase_add_loop_test(walks, walks_stop_at_any_call, 0, QUESTIONS);
    tcase_add_loop_test(walks, parallel_walks_stop_and_resume, 0, 2 * QUESTIONS);
    tcase_add_test(walks, a_stop_ends_the_pool);
    tcase_add_loop_test(walks, other_engines_stop, 0, 5);
    TCase *others = test_case(suite, "states and lists", 600);
    tcase_add_loop_test(others, questions_about_states_stop, 0, 4);
    tcase_add_loop_test(others, lists_stop, 0, 2);
    return test_main(suite);
}
