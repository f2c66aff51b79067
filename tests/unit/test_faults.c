/* Faults of the system and of spawned workers: calls that fail, calls interrupted a thousand times a second,
 * pipes that hold one page, frames out of order. Each ends in the right answer or in a clear error, and
 * leaves no process and no descriptor.
 *
 * This executable is its own worker program. A spawned worker inherits neither memory nor environment: it
 * finds the fault it is to cause in a memory file of its parent, behind a descriptor number agreed on. */
#include "test_work.h"

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
    ANOTHER_RESULT, /* an old result instead of the one that is due */
    LATE_PROGRESS,
    PARENTS_FRAME,
    FAULTS
} fault;

typedef struct fault_plan {
    fault what;
    lfsr_worker_moment when;
    int left; /* times it is still to happen */
    int skip; /* moments that pass without it first */
    bool storm;
} fault_plan;

static const char *own_program; /* by its name: under valgrind /proc/self/exe is another */

static fault_plan *shared;

#define PLAN_DESCRIPTOR 200

static void map_plan(int fd)
{
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (shared == MAP_FAILED)
        _exit(3);
}

static void set_up(void)
{
    int fd = memfd_create("fault plan", MFD_CLOEXEC);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(ftruncate(fd, sizeof *shared), 0);
    ck_assert_int_eq(dup3(fd, PLAN_DESCRIPTOR, O_CLOEXEC), PLAN_DESCRIPTOR);
    close(fd);
    map_plan(PLAN_DESCRIPTOR);
}

static void tear_down(void)
{
    munmap(shared, sizeof *shared);
    close(PLAN_DESCRIPTOR);
}

/* --- Interruptions --- */

static volatile sig_atomic_t interruptions;

static void on_alarm(int number)
{
    (void)number;
    interruptions = interruptions + 1;
}

/* SIGALRM at this interval, no call restarted; 0: no more. */
static void storm(long microseconds)
{
    struct sigaction action = {.sa_handler = on_alarm};
    struct itimerval timer = {{0, microseconds}, {0, microseconds}};
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &timer, NULL);
}

/* --- In the worker --- */

static lfsr_frame previous; /* the last result sent */

static void remember(const lfsr_frame *frame)
{
    if (frame->data[6] != LFSR_FRAME_RESULT)
        return;
    lfsr_frame_free(&previous);
    previous = *frame;
    previous.data = malloc(frame->capacity);
    memcpy(previous.data, frame->data, frame->length);
}

static void spoil_frame(int out, lfsr_frame *frame)
{
    if (shared->what == ANOTHER_RESULT) {
        lfsr_frame due = *frame;
        *frame = previous;
        previous = due;
    } else if (shared->what == LATE_PROGRESS) { /* after its result */
        (void)!lfsr_write_all(out, frame->data, frame->length);
        (void)!lfsr_pack_progress(frame, 17);
    } else {
        lfsr_task task = {.method = LFSR_BY_SECTION, .count = 1};
        (void)!lfsr_pack_task(frame, &task, LFSR_HEARTBEAT);
    }
}

static void on_moment(lfsr_worker_moment moment, int out, lfsr_frame *frame)
{
    if (moment == LFSR_WORKER_STARTS && shared->storm)
        storm(1000);
    bool result = moment == LFSR_WORKER_SENDS && frame->data[6] == LFSR_FRAME_RESULT;
    if (moment != shared->when || (moment == LFSR_WORKER_SENDS && !result) ||
        __atomic_sub_fetch(&shared->skip, 1, __ATOMIC_SEQ_CST) >= 0 ||
        (shared->what == ANOTHER_RESULT && previous.data == NULL) ||
        __atomic_fetch_sub(&shared->left, 1, __ATOMIC_SEQ_CST) <= 0) {
        if (result)
            remember(frame);
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

static lfsr_status run(sample_work *e, unsigned workers, lfsr_start_method method, fault_plan p,
                       lfsr_error *error)
{
    lfsr_pool *pool = NULL;
    /* The adaptive timeout, which waits longer for a worker that runs: a stopped one costs ten seconds, but
     * no loaded machine makes a healthy one look silent. */
    lfsr_pool_options options = {
        .size = sizeof options, .workers = workers, .method = method, .program = own_program};
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
    sample_work e;
    lfsr_error error = {0};
    unsigned descriptors = open_descriptors();
    for (fault what = NO_FAULT; what < FAULTS; what++)
        for (lfsr_worker_moment when = LFSR_WORKER_STARTS; when <= LFSR_WORKER_SENDS; when++) {
            if (what >= ANOTHER_RESULT && when != LFSR_WORKER_SENDS)
                continue;
            fault_plan p = {what, when, 1, when == LFSR_WORKER_STARTS ? 0 : 5, false};
            sample_begin(&e, 6);
            lfsr_status status = run(&e, 2, LFSR_START_SPAWN, p, &error);
            ck_assert_msg(status == LFSR_OK, "fault %d at %d: %s", what, when, error.message);
            ck_assert(what == NO_FAULT || shared->left < 1); /* it happened */
            assert_all_done_once(&e);
            assert_nothing_left(descriptors);
        }
}
END_TEST

START_TEST(frames_out_of_order_are_refused)
{
    sample_work e;
    lfsr_error error = {0};
    unsigned descriptors = open_descriptors();
    for (fault what = ANOTHER_RESULT; what < FAULTS; what++)
        for (unsigned workers = 1; workers <= 3; workers += 2) {
            fault_plan p = {what, LFSR_WORKER_SENDS, 2, 6, false};
            sample_begin(&e, 6);
            ck_assert_ok(run(&e, workers, LFSR_START_FORK, p, &error), error);
            ck_assert_int_lt(shared->left, 2); /* it happened */
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

START_TEST(processes_and_descriptors_run_out)
{
    const lfsr_system real = lfsr_system_calls;
    unsigned descriptors = open_descriptors();
    for (int method = LFSR_START_FORK; method <= LFSR_START_SPAWN; method++)
        for (int calls = 0; calls < 8; calls++)
            for (int pipes = method == LFSR_START_SPAWN; pipes <= 1; pipes++) {
                sample_work e;
                lfsr_error error = {0};
                if (pipes == 0 && calls >= 4)
                    continue;
                calls_left = calls;
                cause = pipes ? EMFILE : EAGAIN;
                lfsr_system_calls =
                    pipes ? (lfsr_system){failing_pipe, real.fork} : (lfsr_system){real.pipe, failing_fork};
                sample_begin(&e, 6);
                ck_assert_int_eq(run(&e, 4, (lfsr_start_method)method, (fault_plan){0}, &error), LFSR_SYSTEM);
                ck_assert_str_eq(error.code, "worker");
                ck_assert_msg(strstr(error.message, strerror(cause)) != NULL, "%s", error.message);
                assert_nothing_left(descriptors);
                lfsr_system_calls = real;
            }
}
END_TEST

/* A worker dies and no other can be started: an error, not a hang. */
START_TEST(a_replacement_cannot_be_started)
{
    const lfsr_system real = lfsr_system_calls;
    unsigned descriptors = open_descriptors();
    sample_work e;
    lfsr_error error = {0};
    calls_left = 2;
    cause = EAGAIN;
    lfsr_system_calls.fork = failing_fork;
    sample_begin(&e, 6);
    ck_assert_int_eq(
        run(&e, 2, LFSR_START_FORK, (fault_plan){DIE, LFSR_WORKER_HAS_TASK, 1, 3, false}, &error),
        LFSR_SYSTEM);
    ck_assert_msg(strstr(error.message, strerror(EAGAIN)) != NULL, "%s", error.message);
    assert_nothing_left(descriptors);
    lfsr_system_calls = real;
}
END_TEST

START_TEST(without_fork_workers_are_spawned)
{
    static const int causes[] = {ENOSYS, ENOMEM};
    const lfsr_system real = lfsr_system_calls;
    unsigned descriptors = open_descriptors();
    for (size_t i = 0; i < 2; i++)
        for (int calls = 0; calls < 3; calls++) {
            sample_work e;
            lfsr_error error = {0};
            lfsr_pool *pool = NULL;
            lfsr_pool_options options = {
                .size = sizeof options, .workers = 3, .method = LFSR_START_FORK, .program = own_program};
            calls_left = calls;
            cause = causes[i];
            forks = 0;
            *shared = (fault_plan){0};
            lfsr_worker_hook = NULL;
            lfsr_system_calls.fork = failing_fork;
            sample_begin(&e, 6);
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

START_TEST(a_program_that_is_not_a_worker)
{
    static const char *const programs[] = {"/bin/true", "/bin/false", "/bin/cat"};
    unsigned descriptors = open_descriptors();
    for (size_t i = 0; i < 3; i++) {
        sample_work e;
        lfsr_error error = {0};
        lfsr_pool *pool = NULL;
        lfsr_pool_options options = {
            .size = sizeof options, .workers = 2, .method = LFSR_START_SPAWN, .program = programs[i]};
        sample_begin(&e, 6);
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
            sample_work e;
            lfsr_error error = {0};
            interruptions = 0;
            while (interruptions == 0) { /* a fast machine may be done within a millisecond */
                storm(1000);
                sample_begin(&e, 1);
                lfsr_status status =
                    run(&e, workers, (lfsr_start_method)method, (fault_plan){.storm = true}, &error);
                storm(0);
                ck_assert_ok(status, error);
                assert_all_done_once(&e);
                assert_nothing_left(descriptors);
            }
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
            sample_work e;
            lfsr_error error = {0};
            lfsr_system_calls.pipe = narrow_pipe;
            sample_begin(&e, zeros);
            if (stormy)
                storm(1000);
            lfsr_status status =
                run(&e, 3, LFSR_START_FORK, (fault_plan){DIE, LFSR_WORKER_SENDS, 1, 7, stormy != 0}, &error);
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
        snprintf(path, sizeof path, "/proc/%ld/fd/%d", strtol(argv[2], NULL, 10), PLAN_DESCRIPTOR);
        int fd = open(path, O_RDWR | O_CLOEXEC);
        if (fd >= 0) {
            map_plan(fd);
            close(fd);
            lfsr_worker_hook = on_moment;
        }
        lfsr_worker_serve(argv[2]);
    }
    Suite *suite = suite_create("faults");
    TCase *tcase = test_case(suite, "faults", 600);
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, spawned_workers_may_fail_too);
    tcase_add_test(tcase, frames_out_of_order_are_refused);
    tcase_add_test(tcase, processes_and_descriptors_run_out);
    tcase_add_test(tcase, a_replacement_cannot_be_started);
    tcase_add_test(tcase, without_fork_workers_are_spawned);
    tcase_add_test(tcase, a_program_that_is_not_a_worker);
    tcase_add_test(tcase, interruptions_change_nothing);
    tcase_add_test(tcase, narrow_pipes_change_nothing);
    return test_main(suite);
}
