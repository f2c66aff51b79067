/* The pool: every task is carried out exactly once whatever its workers suffer, or the run ends with a clear
 * error; no zombie, no orphan, no descriptor is left. The workers are broken from inside, through the
 * hook. */
#include "test_support.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "test_errand.h"

/* --- What is broken, and how often: shared with the workers --- */

typedef enum fault {
    NO_FAULT,
    DIE_BY_KILL,
    DIE_BY_SEGV,
    STOP,
    EXIT_ZERO,
    TRUNCATE,
    CORRUPT,
    OVERSIZE,
    DUPLICATE,
    REPORT_ERROR,
    FAULTS
} fault;

typedef struct plot {
    fault what;
    lfsr_worker_moment when;
    int left; /* times still to happen */
    int skip; /* moments to let pass first */
} plot;

static plot *shared;

static void oversize(lfsr_frame *frame)
{
    memset(frame->data + 8, 0xff, 4); /* the length */
}

static void on_moment(lfsr_worker_moment moment, int out, lfsr_frame *frame)
{
    if (moment != shared->when || __atomic_sub_fetch(&shared->skip, 1, __ATOMIC_SEQ_CST) >= 0 ||
        __atomic_fetch_sub(&shared->left, 1, __ATOMIC_SEQ_CST) <= 0)
        return;
    lfsr_error error = {0};
    switch (shared->what) {
    case DIE_BY_KILL:
        raise(SIGKILL);
        break;
    case DIE_BY_SEGV:
        raise(SIGSEGV);
        break;
    case STOP:
        raise(SIGSTOP);
        break;
    case EXIT_ZERO:
        _exit(0);
    case TRUNCATE:
        (void)!lfsr_write_all(out, frame->data, frame->length / 2);
        _exit(0);
    case CORRUPT:
        frame->data[frame->length - 3] ^= 0x40;
        break;
    case OVERSIZE:
        oversize(frame);
        break;
    case DUPLICATE:
        (void)!lfsr_write_all(out, frame->data, frame->length);
        break;
    case REPORT_ERROR:
        (void)lfsr_fail(&error, LFSR_SYSTEM, "memory", "no memory today");
        (void)!lfsr_pack_error(frame, &error);
        break;
    default:
        break;
    }
}

static lfsr_status run(errand *e, unsigned workers, plot p, lfsr_error *error)
{
    lfsr_pool *pool = NULL;
    lfsr_pool_options options = {.workers = workers, .method = LFSR_START_FORK, .timeout = 0.3};
    *shared = p;
    errand_begin(e, 6);
    lfsr_worker_hook = on_moment;
    lfsr_status status = lfsr_pool_start(&pool, &options, error);
    if (status == LFSR_OK)
        status = lfsr_pool_run(pool, &e->work, error);
    lfsr_pool_end(&pool);
    return status;
}

static void set_up(void)
{
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

START_TEST(one_fault_changes_nothing)
{
    errand e;
    lfsr_error error = {0};
    unsigned descriptors = open_descriptors();
    for (fault what = NO_FAULT; what < FAULTS; what++) {
        for (lfsr_worker_moment when = LFSR_WORKER_STARTS; when <= LFSR_WORKER_SENDS; when++) {
            if (what >= TRUNCATE && when != LFSR_WORKER_SENDS)
                continue;
            for (unsigned workers = 1; workers <= 3; workers += 2) {
                plot p = {what, when, 1, when == LFSR_WORKER_STARTS ? 0 : 5};
                lfsr_status status = run(&e, workers, p, &error);
                ck_assert_msg(status == LFSR_OK, "fault %d at %d: %s", what, when, error.message);
                assert_all_done_once(&e);
                assert_nothing_left(descriptors);
            }
        }
    }
}
END_TEST

START_TEST(third_failure_of_a_chunk_ends_the_run)
{
    static const fault certain[] = {DIE_BY_KILL, DIE_BY_SEGV, EXIT_ZERO,   TRUNCATE,
                                    CORRUPT,     OVERSIZE,    REPORT_ERROR};
    errand e;
    unsigned descriptors = open_descriptors();
    for (size_t i = 0; i < sizeof certain / sizeof *certain; i++) {
        lfsr_error error = {0};
        plot p = {certain[i], LFSR_WORKER_SENDS, 1000, 3};
        ck_assert_int_eq(run(&e, 1, p, &error), LFSR_SYSTEM);
        ck_assert_str_eq(error.code, "worker");
        ck_assert_msg(strstr(error.message, "failed 3 times") != NULL, "%s", error.message);
        if (certain[i] == REPORT_ERROR)
            ck_assert_ptr_nonnull(strstr(error.message, "no memory today"));
        assert_nothing_left(descriptors);
    }
}
END_TEST

START_TEST(workers_that_never_live_end_the_run)
{
    errand e;
    lfsr_error error = {0};
    unsigned descriptors = open_descriptors();
    plot p = {EXIT_ZERO, LFSR_WORKER_STARTS, 1000, 0};
    ck_assert_int_eq(run(&e, 2, p, &error), LFSR_SYSTEM);
    ck_assert_str_eq(error.code, "worker");
    assert_nothing_left(descriptors);
}
END_TEST

START_TEST(many_faults_at_random)
{
    uint64_t random = test_seed();
    unsigned descriptors = open_descriptors();
    for (long trial = test_scaled(200); trial > 0; trial--) {
        errand e;
        lfsr_error error = {0};
        plot p = {DIE_BY_KILL, (lfsr_worker_moment)test_random(&random, 3), (int)test_random(&random, 3),
                  (int)test_random(&random, 60)};
        ck_assert_ok(run(&e, 1 + (unsigned)test_random(&random, 4), p, &error), error);
        assert_all_done_once(&e);
    }
    assert_nothing_left(descriptors);
}
END_TEST

/* The pid of some worker: the only children there are. */
static pid_t some_child(void)
{
    char path[64];
    long pid = 0;
    snprintf(path, sizeof path, "/proc/self/task/%ld/children", (long)getpid());
    FILE *file = fopen(path, "r");
    if (file != NULL && fscanf(file, "%ld", &pid) != 1)
        pid = 0;
    if (file != NULL)
        fclose(file);
    return (pid_t)pid;
}

START_TEST(workers_die_with_the_parent)
{
    int report[2];
    ck_assert_int_eq(pipe(report), 0);
    *shared = (plot){NO_FAULT, LFSR_WORKER_STARTS, 0, 0};
    pid_t parent = fork();
    if (parent == 0) {
        lfsr_pool *pool = NULL;
        lfsr_pool_options options = {.workers = 1, .method = LFSR_START_FORK};
        if (lfsr_pool_start(&pool, &options, NULL) != LFSR_OK)
            _exit(1);
        pid_t worker = some_child();
        (void)!lfsr_write_all(report[1], (const unsigned char *)&worker, sizeof worker);
        for (;;)
            pause();
    }
    pid_t worker = 0;
    ck_assert_int_eq(lfsr_read_all(report[0], (unsigned char *)&worker, sizeof worker), 1);
    kill(parent, SIGKILL);
    waitpid(parent, NULL, 0);
    bool gone = worker == 0; /* a kernel without /proc children */
    for (int i = 0; i < 500 && !gone; i++) {
        struct timespec pause_time = {0, 10000000};
        gone = kill(worker, 0) != 0 && errno == ESRCH;
        nanosleep(&pause_time, NULL);
    }
    ck_assert(gone);
    close(report[0]);
    close(report[1]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pool");
    TCase *tcase = test_case(suite, "pool", 600);
    tcase_add_checked_fixture(tcase, set_up, NULL);
    tcase_add_test(tcase, one_fault_changes_nothing);
    tcase_add_test(tcase, third_failure_of_a_chunk_ends_the_run);
    tcase_add_test(tcase, workers_that_never_live_end_the_run);
    tcase_add_test(tcase, many_faults_at_random);
    tcase_add_test(tcase, workers_die_with_the_parent);
    return test_main(suite);
}
