/* Faults of the system and of spawned workers: calls that fail, calls interrupted a thousand times a second,
 * pipes that hold one page, frames out of their order. Each ends in the right answer or in a clear error, and
 * leaves nothing.
 *
 * This executable is its own worker program. A spawned worker inherits neither memory nor environment, so
 * what it is to suffer lies in a file named after its parent. */
#include "test_errand.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

typedef enum fault {
    NO_FAULT,
    DIE,
    STOP,
    EXIT_ZERO,
    ANOTHER_RESULT, /* a frame in the place of the one that is due */
    LATE_PROGRESS,
    PARENTS_FRAME,
    FAULTS
} fault;

typedef struct plot {
    fault what;
    lfsr_worker_moment when;
    int left; /* times still to happen */
    int skip; /* moments to let pass first */
    bool storm;
} plot;

static const char *own_program; /* by its name: under valgrind /proc/self/exe is another */

static plot *shared;

static plot *plot_of(long parent, int flags)
{
    char path[64];
    snprintf(path, sizeof path, "/tmp/lfsr-test-plot-%ld", parent);
    int fd = open(path, flags | O_RDWR, 0600);
    if (fd < 0 || ftruncate(fd, sizeof *shared) != 0)
        _exit(3);
    plot *p = mmap(NULL, sizeof *p, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    return p;
}

static void set_up(void)
{
    shared = plot_of((long)getpid(), O_CREAT | O_TRUNC);
}

static void tear_down(void)
{
    char path[64];
    snprintf(path, sizeof path, "/tmp/lfsr-test-plot-%ld", (long)getpid());
    unlink(path);
}

/* --- Interruptions --- */

static volatile sig_atomic_t interruptions;

static void on_alarm(int number)
{
    (void)number;
    interruptions = interruptions + 1;
}

/* SIGALRM every so many microseconds, no call restarted; 0: no more. */
static void storm(long microseconds)
{
    struct sigaction action = {.sa_handler = on_alarm};
    struct itimerval timer = {{0, microseconds}, {0, microseconds}};
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &timer, NULL);
}

/* --- In the worker --- */

static lfsr_frame kept; /* the last result sent */

static void keep(const lfsr_frame *frame)
{
    if (frame->data[6] != LFSR_FRAME_RESULT)
        return;
    lfsr_frame_free(&kept);
    kept = *frame;
    kept.data = malloc(frame->room);
    memcpy(kept.data, frame->data, frame->length);
}

static void spoil_frame(int out, lfsr_frame *frame)
{
    if (shared->what == ANOTHER_RESULT) {
        lfsr_frame due = *frame;
        *frame = kept;
        kept = due;
    } else if (shared->what == LATE_PROGRESS) { /* behind its result */
        (void)!lfsr_write_all(out, frame->data, frame->length);
        (void)!lfsr_pack_progress(frame, 17);
    } else {
        lfsr_task task = {.method = LFSR_BY_SECTION, .count = 1};
        (void)!lfsr_pack_task(frame, &task);
    }
}

static void on_moment(lfsr_worker_moment moment, int out, lfsr_frame *frame)
{
    if (moment == LFSR_WORKER_STARTS && shared->storm)
        storm(1000);
    bool result = moment == LFSR_WORKER_SENDS && frame->data[6] == LFSR_FRAME_RESULT;
    if (moment != shared->when || (moment == LFSR_WORKER_SENDS && !result) ||
        __atomic_sub_fetch(&shared->skip, 1, __ATOMIC_SEQ_CST) >= 0 ||
        (shared->what == ANOTHER_RESULT && kept.data == NULL) ||
        __atomic_fetch_sub(&shared->left, 1, __ATOMIC_SEQ_CST) <= 0) {
        if (result)
            keep(frame);
        return;
    }
    if (shared->what == DIE)
        raise(SIGKILL);
    if (shared->what == STOP)
        raise(SIGSTOP);
    if (shared->what == EXIT_ZERO)
        _exit(0);
    if (shared->what >= ANOTHER_RESULT)
        spoil_frame(out, frame);
}

/* --- In the parent --- */

static lfsr_status run(errand *e, unsigned workers, lfsr_start_method method, plot p, lfsr_error *error)
{
    lfsr_pool *pool = NULL;
    lfsr_pool_options options = {
        .workers = workers, .method = method, .program = own_program, .timeout = p.what == STOP ? 0.5 : 0};
    *shared = p;
    lfsr_worker_hook = on_moment;
    lfsr_status status = lfsr_pool_start(&pool, &options, error);
    if (status == LFSR_OK)
        status = lfsr_pool_run(pool, &e->work, error);
    if (status == LFSR_OK && method == LFSR_START_SPAWN)
        ck_assert_int_eq(lfsr_pool_method(pool), LFSR_START_SPAWN);
    lfsr_pool_end(&pool);
    return status;
}

START_TEST(spawned_workers_may_fail_too)
{
    errand e;
    lfsr_error error = {0};
    unsigned descriptors = open_descriptors();
    for (fault what = NO_FAULT; what < FAULTS; what++)
        for (lfsr_worker_moment when = LFSR_WORKER_STARTS; when <= LFSR_WORKER_SENDS; when++) {
            if (what >= ANOTHER_RESULT && when != LFSR_WORKER_SENDS)
                continue;
            plot p = {what, when, 1, when == LFSR_WORKER_STARTS ? 0 : 5, false};
            errand_begin(&e, 6);
            lfsr_status status = run(&e, 2, LFSR_START_SPAWN, p, &error);
            ck_assert_msg(status == LFSR_OK, "fault %d at %d: %s", what, when, error.message);
            ck_assert_int_lt(shared->left, 1); /* it happened */
            assert_all_done_once(&e);
            assert_nothing_left(descriptors);
        }
}
END_TEST

START_TEST(frames_out_of_order_are_refused)
{
    errand e;
    lfsr_error error = {0};
    unsigned descriptors = open_descriptors();
    for (fault what = ANOTHER_RESULT; what < FAULTS; what++)
        for (unsigned workers = 1; workers <= 3; workers += 2) {
            plot p = {what, LFSR_WORKER_SENDS, 2, 6, false};
            errand_begin(&e, 6);
            ck_assert_ok(run(&e, workers, LFSR_START_FORK, p, &error), error);
            assert_all_done_once(&e);
            assert_nothing_left(descriptors);
        }
}
END_TEST

/* --- Calls that fail --- */

static int calls_left; /* that succeed before the failures begin */
static int cause;
static long forks;

static pid_t failing_fork(void)
{
    forks++;
    if (calls_left-- > 0)
        return fork();
    errno = cause;
    return -1;
}

static int failing_pipe(int ends[2], int flags)
{
    if (calls_left-- > 0)
        return pipe2(ends, flags);
    errno = cause;
    return -1;
}

START_TEST(no_process_and_no_descriptor_to_be_had)
{
    const lfsr_system real = lfsr_system_calls;
    unsigned descriptors = open_descriptors();
    for (int method = LFSR_START_FORK; method <= LFSR_START_SPAWN; method++)
        for (int calls = 0; calls < 8; calls++)
            for (int pipes = method == LFSR_START_SPAWN; pipes <= 1; pipes++) {
                errand e;
                lfsr_error error = {0};
                if (pipes == 0 && calls >= 4)
                    continue;
                calls_left = calls;
                cause = pipes ? EMFILE : EAGAIN;
                lfsr_system_calls =
                    pipes ? (lfsr_system){failing_pipe, real.fork} : (lfsr_system){real.pipe, failing_fork};
                errand_begin(&e, 6);
                ck_assert_int_eq(run(&e, 4, (lfsr_start_method)method, (plot){0}, &error), LFSR_SYSTEM);
                ck_assert_str_eq(error.code, "worker");
                ck_assert_msg(strstr(error.message, strerror(cause)) != NULL, "%s", error.message);
                assert_nothing_left(descriptors);
                lfsr_system_calls = real;
            }
}
END_TEST

/* A worker dies and no other can be started: an error, not a hang. */
START_TEST(no_replacement_to_be_had)
{
    const lfsr_system real = lfsr_system_calls;
    unsigned descriptors = open_descriptors();
    errand e;
    lfsr_error error = {0};
    calls_left = 2;
    cause = EAGAIN;
    lfsr_system_calls.fork = failing_fork;
    errand_begin(&e, 6);
    ck_assert_int_eq(run(&e, 2, LFSR_START_FORK, (plot){DIE, LFSR_WORKER_HAS_TASK, 1, 3, false}, &error),
                     LFSR_SYSTEM);
    ck_assert_msg(strstr(error.message, strerror(EAGAIN)) != NULL, "%s", error.message);
    assert_nothing_left(descriptors);
    lfsr_system_calls = real;
}
END_TEST

START_TEST(where_there_is_no_fork_workers_are_spawned)
{
    static const int causes[] = {ENOSYS, ENOMEM};
    const lfsr_system real = lfsr_system_calls;
    unsigned descriptors = open_descriptors();
    for (size_t i = 0; i < 2; i++)
        for (int calls = 0; calls < 3; calls++) {
            errand e;
            lfsr_error error = {0};
            lfsr_pool *pool = NULL;
            lfsr_pool_options options = {.workers = 3, .method = LFSR_START_FORK, .program = own_program};
            calls_left = calls;
            cause = causes[i];
            forks = 0;
            *shared = (plot){0};
            lfsr_worker_hook = NULL;
            lfsr_system_calls.fork = failing_fork;
            errand_begin(&e, 6);
            ck_assert_ok(lfsr_pool_start(&pool, &options, &error), error);
            ck_assert_int_eq(lfsr_pool_method(pool), LFSR_START_SPAWN);
            ck_assert_int_eq(forks, calls + 1); /* and is not tried again */
            ck_assert_ok(lfsr_pool_run(pool, &e.work, &error), error);
            lfsr_pool_end(&pool);
            assert_all_done_once(&e);
            assert_nothing_left(descriptors);
            lfsr_system_calls = real;
        }
}
END_TEST

START_TEST(a_program_that_is_no_worker)
{
    static const char *const programs[] = {"/bin/true", "/bin/false", "/bin/cat"};
    unsigned descriptors = open_descriptors();
    for (size_t i = 0; i < 3; i++) {
        errand e;
        lfsr_error error = {0};
        lfsr_pool *pool = NULL;
        lfsr_pool_options options = {
            .workers = 2, .method = LFSR_START_SPAWN, .program = programs[i], .timeout = 0.5};
        errand_begin(&e, 6);
        ck_assert_ok(lfsr_pool_start(&pool, &options, &error), error);
        ck_assert_int_eq(lfsr_pool_run(pool, &e.work, &error), LFSR_SYSTEM);
        ck_assert_str_eq(error.code, "worker");
        lfsr_pool_end(&pool);
        assert_nothing_left(descriptors);
    }
}
END_TEST

/* --- Interrupted and short calls --- */

START_TEST(interruptions_change_nothing)
{
    unsigned descriptors = open_descriptors();
    for (int method = LFSR_START_FORK; method <= LFSR_START_SPAWN; method++)
        for (unsigned workers = 1; workers <= 3; workers++) {
            errand e;
            lfsr_error error = {0};
            interruptions = 0;
            storm(1000);
            errand_begin(&e, 1);
            lfsr_status status = run(&e, workers, (lfsr_start_method)method, (plot){.storm = true}, &error);
            storm(0);
            ck_assert_ok(status, error);
            ck_assert_int_gt(interruptions, 0);
            assert_all_done_once(&e);
            assert_nothing_left(descriptors);
        }
}
END_TEST

static int narrow_pipe(int ends[2], int flags)
{
    int failed = pipe2(ends, flags);
    if (failed == 0)
        ck_assert_int_eq(fcntl(ends[0], F_SETPIPE_SZ, 4096), 4096);
    return failed;
}

/* Results of 50 to 200 kB through pipes of one page: every read and write is short; once with interruptions
 * too. */
START_TEST(narrow_pipes_change_nothing)
{
    const lfsr_system real = lfsr_system_calls;
    unsigned descriptors = open_descriptors();
    for (unsigned zeros = 0; zeros <= 2; zeros++)
        for (int stormy = 0; stormy <= 1; stormy++) {
            errand e;
            lfsr_error error = {0};
            lfsr_system_calls.pipe = narrow_pipe;
            errand_begin(&e, zeros);
            if (stormy)
                storm(1000);
            lfsr_status status =
                run(&e, 3, LFSR_START_FORK, (plot){DIE, LFSR_WORKER_SENDS, 1, 7, stormy != 0}, &error);
            storm(0);
            ck_assert_ok(status, error);
            assert_all_done_once(&e);
            assert_nothing_left(descriptors);
            lfsr_system_calls = real;
        }
}
END_TEST

int main(int argc, char **argv)
{
    own_program = argv[0];
    if (argc == 3 && strcmp(argv[1], LFSR_WORKER_ARGUMENT) == 0) {
        char path[64];
        snprintf(path, sizeof path, "/tmp/lfsr-test-plot-%s", argv[2]);
        if (access(path, F_OK) == 0) {
            shared = plot_of(strtol(argv[2], NULL, 10), 0);
            lfsr_worker_hook = on_moment;
        }
        lfsr_worker_serve(argv[2]);
    }
    Suite *suite = suite_create("faults");
    TCase *tcase = test_case(suite, "faults", 600);
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    TCase *hasty = test_case(suite, "hasty", 600);
    tcase_set_tags(hasty, "hasty"); /* silence is judged in tenths of a second: not under valgrind */
    tcase_add_checked_fixture(hasty, set_up, tear_down);
    tcase_add_test(hasty, spawned_workers_may_fail_too);
    tcase_add_test(tcase, frames_out_of_order_are_refused);
    tcase_add_test(tcase, no_process_and_no_descriptor_to_be_had);
    tcase_add_test(tcase, no_replacement_to_be_had);
    tcase_add_test(tcase, where_there_is_no_fork_workers_are_spawned);
    tcase_add_test(tcase, a_program_that_is_no_worker);
    tcase_add_test(tcase, interruptions_change_nothing);
    tcase_add_test(tcase, narrow_pipes_change_nothing);
    return test_main(suite);
}
