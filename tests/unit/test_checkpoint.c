/* Checkpoints: a walk killed anywhere and resumed ends with the answer of the uninterrupted one; anything
 * torn or foreign is refused. */
#include "test_support.h"

#include <glob.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "checkpoint.h"
#include "factorization.h"

static char
    path[64];     /* in memory where there is such a place: a disk waits tens of milliseconds for each save */
static bool slow; /* take half a millisecond over each tick, so that a kill finds the walk under way */

static void set_up(void)
{
    snprintf(path, sizeof path, "%s/lfsr-checkpoint-XXXXXX",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    close(fd);
    unlink(path);
}

/* A process killed while it saves leaves its temporary file. */
static void tear_down(void)
{
    char pattern[80];
    glob_t found;
    unlink(path);
    snprintf(pattern, sizeof pattern, "%s.*.tmp", path);
    if (glob(pattern, 0, NULL, &found) == 0)
        for (size_t i = 0; i < found.gl_pathc; i++)
            unlink(found.gl_pathv[i]);
    globfree(&found);
}

static void open_register(lfsr_register *reg, lfsr_factorization *factorization, const char *order,
                          const char *text)
{
    lfsr_error error = {0};
    lfsr_field_spec field;
    lfsr_spec spec;
    lfsr_field_spec_init(&field);
    lfsr_spec_init(&spec);
    ck_assert_ok(lfsr_field_spec_parse(&field, order, strlen(order), NULL, &error), error);
    ck_assert_ok(lfsr_spec_parse(&spec, &field, text, strlen(text), false, &error), error);
    ck_assert_ok(lfsr_register_init(reg, &spec, &error), error);
    ck_assert_ok(lfsr_factorization_init(factorization, reg, 0, &error), error);
    lfsr_spec_clear(&spec);
    lfsr_field_spec_clear(&field);
}

static void close_register(lfsr_register *reg, lfsr_factorization *factorization)
{
    lfsr_factorization_clear(factorization, &reg->field);
    lfsr_register_clear(reg);
}

/* Small tasks, a save after each; zeros by force at times, so that certificates fall short on the way. */
static lfsr_plan_tuning small_tasks(uint64_t *random)
{
    lfsr_plan_tuning t = lfsr_plan_default;
    t.bitmap_states = 64;
    t.task_seconds = 1e-7;
    t.tasks = 20;
    t.candidates = 300;
    t.candidate_tasks = 1e9;
    t.zeros = (int)test_random(random, 12) - 1;
    t.spare_hits = test_random(random, 2) ? -100 : 3;
    return t;
}

static double before; /* states that the checkpoint brought, as progress says */

static void on_progress(void *context, const lfsr_progress *progress)
{
    struct timespec half = {0, 500000};
    (void)context;
    if (slow)
        nanosleep(&half, NULL);
    before = progress->states_before;
    ck_assert_double_ge(progress->states_done, before);
}

static lfsr_status walk(lfsr_partition *out, lfsr_walk_report *report, const lfsr_register *reg,
                        const lfsr_factorization *factorization, const lfsr_plan_tuning *tuning,
                        const char *checkpoint, bool list, lfsr_pool *pool, lfsr_error *error)
{
    lfsr_walk_options options = {.engine = "sequential",
                                 .list = list,
                                 .max_leaders = 1 << 20,
                                 .tuning = tuning,
                                 .pool = pool,
                                 .workers = 1,
                                 .checkpoint = checkpoint,
                                 .checkpoint_seconds = 0, /* after every task */
                                 .progress = on_progress};
    before = 0;
    return lfsr_walk(out, report, reg, factorization, &options, error);
}

static const char *const registers[][2] = {{"2", "x^14 + x^5 + x^3 + x + 1"},
                                           {"2", "(x^5+x^2+1)(x^4+x+1)^2 x^2"},
                                           {"2", "x^12 + 1"},
                                           {"3", "(x^3+2x+1)^2 (x+1)^3"},
                                           {"9", "x^4 + a*x + 1"},
                                           {"257", "x^2 + x + 3"}};

/* Walk in a child that is killed at a random moment, again and again, until one comes to its end. */
static unsigned walk_under_fire(const lfsr_register *reg, const lfsr_factorization *factorization,
                                const lfsr_plan_tuning *tuning, bool list, uint64_t *random)
{
    for (unsigned kills = 0;; kills++) {
        pid_t child = fork();
        if (child == 0) {
            lfsr_partition out;
            lfsr_walk_report report;
            lfsr_error error = {0};
            lfsr_partition_init(&out);
            slow = true;
            _exit(walk(&out, &report, reg, factorization, tuning, path, list, NULL, &error) == LFSR_OK ? 0
                                                                                                       : 1);
        }
        struct timespec pause = {0, (long)(2000000 + test_random(random, 8000000))};
        nanosleep(&pause, NULL);
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        if (WIFEXITED(status)) {
            ck_assert_int_eq(WEXITSTATUS(status), 0);
            return kills;
        }
        ck_assert_uint_lt(kills, 3000);
    }
}

static void assert_same(const lfsr_partition *a, const lfsr_partition *b, bool list)
{
    ck_assert(lfsr_partition_same_structure(a, b));
    ck_assert(!list || lfsr_partition_same_leaders(a, b));
}

/* Kill a walk in a child, resume it here. */
START_TEST(killed_walks_end_alike)
{
    uint64_t random = test_seed();
    unsigned kills = 0, resumed = 0, brought = 0;
    for (long trial = test_scaled(20); trial > 0; trial--) {
        const char *const *r = registers[test_random(&random, sizeof registers / sizeof *registers)];
        lfsr_register reg;
        lfsr_factorization factorization;
        lfsr_partition expected, got;
        lfsr_walk_report report;
        lfsr_error error = {0};
        bool list = test_random(&random, 2) != 0;
        lfsr_plan_tuning tuning = small_tasks(&random);
        open_register(&reg, &factorization, r[0], r[1]);
        lfsr_partition_init(&expected);
        lfsr_partition_init(&got);
        ck_assert_ok(walk(&expected, &report, &reg, &factorization, &tuning, NULL, list, NULL, &error),
                     error);
        pid_t child = fork();
        if (child == 0) { /* killed in the middle, or, if it was quick, already done: then there is no file */
            slow = true;
            (void)!walk(&got, &report, &reg, &factorization, &tuning, path, list, NULL, &error);
            _exit(0);
        }
        struct timespec pause = {0, (long)test_random(&random, 30000000)};
        nanosleep(&pause, NULL);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        kills += access(path, F_OK) == 0;
        ck_assert_ok(walk(&got, &report, &reg, &factorization, &tuning, path, list, NULL, &error), error);
        resumed += report.resumed;
        /* The rate is of this life's states: those of the last one are in the report, but not in the rate. */
        ck_assert(report.resumed || before == 0);
        ck_assert_double_le(before, report.states);
        brought += before > 0;
        assert_same(&expected, &got, list);
        ck_assert_int_ne(access(path, F_OK), 0); /* a finished walk leaves none */
        lfsr_partition_clear(&expected);
        lfsr_partition_clear(&got);
        close_register(&reg, &factorization);
    }
    ck_assert_uint_eq(kills, resumed);
    printf("walks killed and resumed: %u, with states: %u\n", resumed, brought);
}
END_TEST

START_TEST(walks_killed_many_times_come_to_their_end)
{
    uint64_t random = test_seed();
    lfsr_register reg;
    lfsr_factorization factorization;
    lfsr_plan_tuning tuning = small_tasks(&random);
    open_register(&reg, &factorization, "2", "(x^5+x^2+1)(x^4+x+1)^2 x^2");
    unsigned kills = walk_under_fire(&reg, &factorization, &tuning, true, &random);
    printf("kills: %u\n", kills);
    close_register(&reg, &factorization);
}
END_TEST

/* --- Saved states by themselves: no process dies here --- */

/* Leave a checkpoint behind: walk again and again in a child, and kill it when a file is there. */
static void make_checkpoint(const lfsr_register *reg, const lfsr_factorization *factorization,
                            const lfsr_plan_tuning *tuning, bool list)
{
    pid_t child = fork();
    if (child == 0) {
        lfsr_partition out;
        lfsr_walk_report report;
        lfsr_partition_init(&out);
        for (;;) /* killed from outside once the file is there */
            (void)!walk(&out, &report, reg, factorization, tuning, path, list, NULL, NULL);
    }
    while (access(path, F_OK) != 0)
        ;
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
}

static char *contents(size_t *length)
{
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    char *bytes = malloc(1 << 22);
    *length = fread(bytes, 1, 1 << 22, file);
    fclose(file);
    return bytes;
}

static void put_contents(const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    fclose(file);
}

static void assert_refused(const lfsr_register *reg, const lfsr_factorization *factorization,
                           const lfsr_plan_tuning *tuning, bool list, const char *why)
{
    lfsr_partition out;
    lfsr_walk_report report;
    lfsr_error error = {0};
    lfsr_partition_init(&out);
    ck_assert_int_eq(walk(&out, &report, reg, factorization, tuning, path, list, NULL, &error),
                     LFSR_BAD_INPUT);
    ck_assert_str_eq(error.code, "checkpoint");
    ck_assert_msg(strstr(error.message, why) != NULL, "%s", error.message);
    lfsr_partition_clear(&out);
}

START_TEST(torn_and_foreign_files_are_refused)
{
    uint64_t random = test_seed();
    lfsr_register reg, other;
    lfsr_factorization factorization, other_factorization;
    lfsr_plan_tuning tuning = small_tasks(&random), another = tuning;
    size_t length;
    tuning.zeros = -1;
    another.bitmap_states = 0;
    another.candidates = 7;
    another.tasks = 3;
    open_register(&reg, &factorization, "2", "(x^5+x^2+1)(x^4+x+1)^2 x^2");
    open_register(&other, &other_factorization, "2", "(x^5+x^2+1)(x^4+x+1)^2 x");
    do
        make_checkpoint(&reg, &factorization, &tuning, true);
    while (access(path, F_OK) != 0);
    char *bytes = contents(&length);
    for (int i = 0; i < 300; i++) {
        size_t at = test_random(&random, length);
        bytes[at] ^= 0x10;
        put_contents(bytes, length);
        assert_refused(&reg, &factorization, &tuning, true, "checksum");
        bytes[at] ^= 0x10;
    }
    for (size_t cut = 0; cut < length; cut += 1 + test_random(&random, 40)) {
        put_contents(bytes, cut);
        assert_refused(&reg, &factorization, &tuning, true, "torn");
    }
    put_contents(bytes, length);
    assert_refused(&other, &other_factorization, &tuning, true, "another run");
    assert_refused(&reg, &factorization, &tuning, false, "another run");
    assert_refused(&reg, &factorization, &another, true, "its plan is another");
    free(bytes);
    close_register(&reg, &factorization);
    close_register(&other, &other_factorization);
}
END_TEST

START_TEST(unwritable_places_are_known_at_once)
{
    lfsr_register reg;
    lfsr_factorization factorization;
    lfsr_partition out;
    lfsr_walk_report report;
    lfsr_error error = {0};
    lfsr_walk_options options = {
        .engine = "sequential", .tuning = &lfsr_plan_default, .checkpoint = "/nowhere/at/all"};
    open_register(&reg, &factorization, "2", "x^18 + x^7 + 1");
    lfsr_partition_init(&out);
    ck_assert_int_eq(lfsr_walk(&out, &report, &reg, &factorization, &options, &error), LFSR_SYSTEM);
    ck_assert_str_eq(error.code, "io");
    ck_assert_double_eq(report.states, 0);
    lfsr_partition_clear(&out);
    close_register(&reg, &factorization);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("checkpoint");
    TCase *tcase = test_case(suite, "checkpoint", 600);
    TCase *killed = test_case(suite, "killed", 600);
    tcase_set_tags(killed, "hasty"); /* wants some milliseconds to get somewhere: not under valgrind */
    tcase_add_checked_fixture(killed, set_up, tear_down);
    tcase_add_test(killed, walks_killed_many_times_come_to_their_end);
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, killed_walks_end_alike);
    tcase_add_test(tcase, torn_and_foreign_files_are_refused);
    tcase_add_test(tcase, unwritable_places_are_known_at_once);
    return test_main(suite);
}
