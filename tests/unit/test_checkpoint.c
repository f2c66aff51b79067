/* Checkpoints: a walk that is killed at any moment and resumed has the same answer as one that is not.
 * Damaged files and those of other walks are refused. */
#include "test_support.h"

#include <dirent.h>
#include <limits.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../open_register.h"
#include "checkpoint.h"
#include "walk.h"

/* A directory of its own, in memory where there is such a place: a disk waits tens of milliseconds for each
 * save. */
static char directory[64];
static char path[80];

static void set_up(void)
{
    snprintf(directory, sizeof directory, "%s/lfsr-checkpoint-XXXXXX",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(directory));
    snprintf(path, sizeof path, "%s/saved", directory);
}

/* A process killed while it saves leaves its temporary file. */
static void tear_down(void)
{
    DIR *dir = opendir(directory);
    ck_assert_ptr_nonnull(dir);
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;)
        (void)unlinkat(dirfd(dir), entry->d_name, 0);
    closedir(dir);
    rmdir(directory);
}

/* Small tasks, a save after each; in some trials a fixed number of zeros, so that certificates fall short. */
static lfsr_plan_tuning small_tasks(uint64_t *random)
{
    lfsr_plan_tuning t = lfsr_plan_default;
    t.bitmap_states = 64;
    t.workers = test_random(random, 2) ? 0 : 1u << test_random(random, 11);
    t.task_seconds = 1e-7;
    t.task_wait = 0;
    t.tasks = 20;
    t.candidates = t.candidates_limit = 300;
    t.candidate_tasks = 1e9;
    t.zeros = (int)test_random(random, 12) - 1;
    t.bound = test_random(random, 4) == 0 ? 1 + test_random(random, 3) : 0;
    t.spare_hits = test_random(random, 2) ? -100 : 3;
    t.sample_share = test_random(random, 2) ? INFINITY : 1;
    return t;
}

static double before;             /* states that the checkpoint brought, as progress says */
static long ticks;                /* calls of on_progress in this walk */
static long last_tick = LONG_MAX; /* at which this process kills itself */
static bool slow; /* pause in each tick, so that a kill from outside finds the walk under way */

static long stop_at = LONG_MAX; /* tick at which the callback says stop */

static bool on_progress(void *context, const lfsr_progress *progress)
{
    const struct timespec half_a_millisecond = {0, 500000};
    (void)context;
    if (slow)
        nanosleep(&half_a_millisecond, NULL);
    before = progress->states_before;
    ck_assert_double_ge(progress->states_done, before);
    ck_assert_double_le(progress->states_done, progress->states_total);
    if (++ticks >= last_tick)
        raise(SIGKILL);
    return ticks < stop_at;
}

static char noticed[300]; /* the last notice of a walk */

static void on_notice(void *context, const char *line)
{
    (void)context;
    snprintf(noticed, sizeof noticed, "%s", line);
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
                                 .progress = on_progress,
                                 .notice = on_notice};
    before = 0;
    noticed[0] = '\0';
    ticks = 0;
    return lfsr_walk(out, report, reg, factorization, &options, error);
}

static const char *const registers[][2] = {{"2", "x^14 + x^5 + x^3 + x + 1"},
                                           {"2", "(x^5+x^2+1)(x^4+x+1)^2 x^2"},
                                           {"2", "x^12 + 1"},
                                           {"3", "(x^3+2x+1)^2 (x+1)^3"},
                                           {"9", "x^4 + a*x + 1"},
                                           {"257", "x^2 + x + 3"}};

static void assert_same(const lfsr_partition *a, const lfsr_partition *b, bool list)
{
    ck_assert(lfsr_partition_same_structure(a, b));
    ck_assert(!list || lfsr_partition_same_leaders(a, b));
}

/* A register, and the answer of its walk. */
typedef struct question {
    lfsr_register reg;
    lfsr_factorization factorization;
    lfsr_plan_tuning tuning;
    bool list;
    lfsr_partition answer;
    long ticks;    /* of the walk */
    double states; /* of the walk */
} question;

static lfsr_status walk_again(const question *q, lfsr_partition *out, lfsr_walk_report *report,
                              lfsr_error *error)
{
    lfsr_partition_init(out);
    return walk(out, report, &q->reg, &q->factorization, &q->tuning, path, q->list, NULL, error);
}

static void ask(question *q, const char *const *text, bool list, uint64_t *random)
{
    lfsr_walk_report report;
    lfsr_error error = {0};
    q->tuning = small_tasks(random);
    q->list = list;
    ck_assert_ok(open_register(&q->reg, &q->factorization, text[0], NULL, text[1], &error), error);
    lfsr_partition_init(&q->answer);
    ck_assert_ok(walk(&q->answer, &report, &q->reg, &q->factorization, &q->tuning, NULL, list, NULL, &error),
                 error);
    q->ticks = ticks;
    q->states = report.states;
}

static void forget(question *q)
{
    lfsr_partition_clear(&q->answer);
    close_register(&q->reg, &q->factorization);
}

/* A random register and plan whose walk has a tick before its last one. */
static void ask_at_random(question *q, uint64_t *random)
{
    for (;;) {
        ask(q, registers[test_random(random, sizeof registers / sizeof *registers)],
            test_random(random, 2) != 0, random);
        if (q->ticks > 1)
            return;
        forget(q);
    }
}

/* Walk in a child that kills itself at a tick (LONG_MAX: does not), and otherwise compares its answer. */
static pid_t walk_in_child(const question *q, long tick, bool pausing)
{
    pid_t child = fork();
    if (child != 0)
        return child;
    lfsr_partition out;
    lfsr_walk_report report;
    lfsr_error error = {0};
    last_tick = tick;
    slow = pausing;
    lfsr_status status = walk_again(q, &out, &report, &error);
    _exit(status == LFSR_OK && lfsr_partition_same_structure(&q->answer, &out) &&
                  (!q->list || lfsr_partition_same_leaders(&q->answer, &out))
              ? 0
              : 1);
}

/* True if the child was killed; else it came to its end with the right answer. */
static bool was_killed(pid_t child)
{
    int status = 0;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    if (WIFSIGNALED(status)) {
        ck_assert_int_eq(WTERMSIG(status), SIGKILL);
        return true;
    }
    ck_assert_int_eq(WEXITSTATUS(status), 0);
    return false;
}

static long random_tick(uint64_t *random, long most)
{
    return 1 + (long)test_random(random, most > 1 ? (uint64_t)most : 1);
}

/* Kill a walk in a child, resume it here. */
START_TEST(killed_walks_have_the_same_answer)
{
    uint64_t random = test_seed();
    unsigned brought = 0;
    for (long trial = test_scaled(20); trial > 0; trial--) {
        question q;
        lfsr_partition got;
        lfsr_walk_report report;
        lfsr_error error = {0};
        ask_at_random(&q, &random);
        ck_assert(was_killed(walk_in_child(&q, random_tick(&random, q.ticks - 1), false)));
        ck_assert_int_eq(access(path, F_OK), 0);
        ck_assert_ok(walk_again(&q, &got, &report, &error), error);
        ck_assert(report.resumed);
        ck_assert(report.checkpointed);
        ck_assert_msg(strstr(noticed, "resumes from") != NULL, "%s", noticed);
        /* The states reported are those walked in this run: at least what was left. */
        ck_assert_double_ge(report.states, q.states - before - 1e-6 * q.states);
        ck_assert_double_le(report.states, q.states);
        brought += before > 0;
        assert_same(&q.answer, &got, q.list);
        lfsr_partition_clear(&got);
        unlink(path);
        forget(&q);
    }
    printf("walks that resumed with states: %u\n", brought);
    if (test_scaled(20) >= 20)
        ck_assert_uint_gt(brought, 0);
}
END_TEST

/* Killed at random ticks again and again, until one run reaches the end. Each walks at most an eighth. */
START_TEST(walks_killed_many_times_finish)
{
    uint64_t random = test_seed();
    for (long trial = test_scaled(10); trial > 0; trial--) {
        question q;
        unsigned kills = 0;
        ask_at_random(&q, &random);
        /* A run may be too short for a save, since slow saves are made less often: runs become longer.
         */
        while (was_killed(walk_in_child(&q, 2 + random_tick(&random, q.ticks / 8) + kills, false)))
            ck_assert_uint_lt(++kills, 100000);
        printf("%ld ticks, killed %u times\n", q.ticks, kills);
        unlink(path);
        forget(&q);
    }
}
END_TEST

static double monotonic_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Killed from outside at any moment, within a save too. The number of kills depends on the machine; what is
 * required is the answer. */
START_TEST(kills_at_any_moment_change_nothing)
{
    uint64_t random = test_seed();
    long kills = 0, enough = test_scaled(60);
    double deadline = monotonic_seconds() + 60;
    while (kills < enough && monotonic_seconds() < deadline) {
        question q;
        ask_at_random(&q, &random);
        for (bool killed = true; killed; kills += killed) {
            pid_t child = walk_in_child(&q, LONG_MAX, kills < enough);
            const struct timespec pause = {0, (long)(2000000 + test_random(&random, 8000000))};
            if (kills < enough) {
                nanosleep(&pause, NULL);
                kill(child, SIGKILL);
            }
            killed = was_killed(child);
        }
        unlink(path);
        forget(&q);
    }
    printf("kills: %ld%s\n", kills, kills < enough ? ", for more this machine is too slow" : "");
}
END_TEST

/* --- Files --- */

/* Leave the checkpoint of a walk half done. */
static void make_checkpoint(const question *q)
{
    ck_assert(was_killed(walk_in_child(q, q->ticks / 2 + 1, false)));
    ck_assert_int_eq(access(path, F_OK), 0);
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

static void assert_refused(const question *q, const char *why)
{
    lfsr_partition out;
    lfsr_walk_report report;
    lfsr_error error = {0};
    ck_assert_int_eq(walk_again(q, &out, &report, &error), LFSR_BAD_INPUT);
    ck_assert_str_eq(error.code, "checkpoint");
    ck_assert_msg(strstr(error.message, why) != NULL, "%s", error.message);
    lfsr_partition_clear(&out);
}

START_TEST(damaged_and_foreign_files_are_refused)
{
    static const char *const foreign[] = {"2", "(x^5+x^2+1)(x^4+x+1)^2 x"};
    const uint64_t step = test_scaled(8) < 8 ? 1000 : 40;
    uint64_t random = test_seed();
    question q, other, another;
    size_t length;
    ask(&q, registers[1], true, &random);
    ask(&other, foreign, true, &random);
    make_checkpoint(&q);
    char *bytes = contents(&length);
    for (long i = test_scaled(300); i > 0; i--) {
        size_t at = test_random(&random, length);
        bytes[at] ^= 0x10;
        put_contents(bytes, length);
        assert_refused(&q, "checksum");
        bytes[at] ^= 0x10;
    }
    for (size_t cut = 0; cut < length; cut += 1 + test_random(&random, step)) {
        put_contents(bytes, cut);
        assert_refused(&q, "damaged");
    }
    put_contents(bytes, length);
    assert_refused(&other, "another run");
    another = q;
    another.list = false;
    assert_refused(&another, "another run");
    free(bytes);
    forget(&q);
    forget(&other);
}
END_TEST

/* Names in the directory of the checkpoint but . and .. */
static unsigned files_left(void)
{
    unsigned count = 0;
    DIR *dir = opendir(directory);
    ck_assert_ptr_nonnull(dir);
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;)
        count += entry->d_name[0] != '.';
    closedir(dir);
    return count;
}

/* The file determines the plan: a walk with other constants, for another number of workers or with the other
 * form of plan resumes from it. */
START_TEST(a_walk_follows_the_plan_of_its_file)
{
    static const char *const kernels[] = {"scalar", "gf2-base", ""};
    uint64_t random = test_seed();
    unsigned brought = 0;
    for (long trial = test_scaled(30); trial > 0; trial--) {
        question q;
        lfsr_partition got;
        lfsr_walk_report report;
        lfsr_error error = {0};
        ask_at_random(&q, &random);
        make_checkpoint(&q);
        q.tuning = small_tasks(&random);
        q.tuning.form = (lfsr_plan_form)test_random(&random, 3);
        q.tuning.bitmap_states = test_random(&random, 2) ? 0 : 1 << 16;
        q.tuning.candidates = 1 + test_random(&random, 1000);
        q.tuning.tasks = 3;
        setenv("LFSR_KERNEL", kernels[test_random(&random, 3)], 1);
        ck_assert_ok(walk_again(&q, &got, &report, &error), error);
        unsetenv("LFSR_KERNEL");
        ck_assert(report.resumed);
        brought += before > 0;
        assert_same(&q.answer, &got, q.list);
        lfsr_partition_clear(&got);
        unlink(path);
        forget(&q);
    }
    if (test_scaled(30) >= 30)
        ck_assert_uint_gt(brought, 0);
}
END_TEST

/* The file of a complete walk stays until the answer is delivered, and answers at once. */
START_TEST(a_complete_walk_is_kept)
{
    uint64_t random = test_seed();
    for (size_t i = 0; i < sizeof registers / sizeof *registers; i++) {
        question q;
        lfsr_partition got;
        lfsr_walk_report report;
        lfsr_error error = {0};
        ask(&q, registers[i], i % 2 == 0, &random);
        for (int run = 0; run < 3; run++) {
            ck_assert_ok(walk_again(&q, &got, &report, &error), error);
            assert_same(&q.answer, &got, q.list);
            ck_assert(report.checkpointed);
            ck_assert(report.resumed == (run > 0));
            ck_assert(run == 0 || report.states == 0);
            ck_assert_int_eq(access(path, F_OK), 0);
            lfsr_partition_clear(&got);
        }
        lfsr_checkpoint_remove(path);
        ck_assert_uint_eq(files_left(), 0);
        forget(&q);
    }
}
END_TEST

/* The temporary file of a process that was killed while saving does not disturb the next walk, and is
 * removed. */
START_TEST(stale_temporary_files_do_not_block)
{
    uint64_t random = test_seed();
    question q;
    lfsr_partition got;
    lfsr_walk_report report;
    lfsr_error error = {0};
    char temporary[100];
    snprintf(temporary, sizeof temporary, "%s.lfsr-tmp", path);
    ask(&q, registers[1], true, &random);
    FILE *stale = fopen(temporary, "w");
    fputs("half a checkpoint", stale);
    fclose(stale);
    ck_assert_ok(walk_again(&q, &got, &report, &error), error);
    ck_assert_uint_eq(files_left(), 1);
    stale = fopen(temporary, "w");
    fclose(stale);
    lfsr_checkpoint_remove(path);
    ck_assert_uint_eq(files_left(), 0);
    lfsr_partition_clear(&got);
    forget(&q);
}
END_TEST

/* Stopped through the progress callback at random ticks, until it comes to its end. */
START_TEST(stopped_walks_are_saved)
{
    uint64_t random = test_seed();
    unsigned stops = 0;
    for (long trial = test_scaled(10); trial > 0; trial--) {
        question q;
        lfsr_partition got;
        lfsr_walk_report report;
        lfsr_error error = {0};
        ask_at_random(&q, &random);
        for (bool done = false; !done;) {
            stop_at = 2 + q.ticks / 16 + random_tick(&random, q.ticks / 4);
            lfsr_status status = walk_again(&q, &got, &report, &error);
            done = status == LFSR_OK;
            if (!done) {
                ck_assert_int_eq(status, LFSR_SYSTEM);
                ck_assert_str_eq(error.code, "stopped");
                ck_assert_msg(strstr(error.message, "are saved in") != NULL, "%s", error.message);
                ck_assert_int_eq(access(path, F_OK), 0);
                lfsr_partition_clear(&got);
                stops++;
            }
        }
        stop_at = LONG_MAX;
        assert_same(&q.answer, &got, q.list);
        lfsr_partition_clear(&got);
        unlink(path);
        forget(&q);
    }
    ck_assert_uint_gt(stops, 0);
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
    ck_assert_ok(open_register(&reg, &factorization, "2", NULL, "x^18 + x^7 + 1", &error), error);
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
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, killed_walks_have_the_same_answer);
    tcase_add_test(tcase, walks_killed_many_times_finish);
    tcase_add_test(tcase, kills_at_any_moment_change_nothing);
    tcase_add_test(tcase, damaged_and_foreign_files_are_refused);
    tcase_add_test(tcase, a_walk_follows_the_plan_of_its_file);
    tcase_add_test(tcase, a_complete_walk_is_kept);
    tcase_add_test(tcase, stale_temporary_files_do_not_block);
    tcase_add_test(tcase, stopped_walks_are_saved);
    tcase_add_test(tcase, unwritable_places_are_known_at_once);
    return test_main(suite);
}
