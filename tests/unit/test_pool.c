/* The pool: every task is carried out exactly once whatever happens to its workers, or the run ends with a
 * clear error; no zombie, no orphan, no descriptor is left. The workers fail from inside, through the hook.
 */
#include "test_support.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test_work.h"

/* --- What fails, and how often: shared with the workers --- */

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

typedef struct fault_plan {
    fault what;
    lfsr_worker_moment when;
    int left;     /* times it is still to happen */
    int skip;     /* moments that pass without it first */
    pid_t worker; /* the last one that started */
} fault_plan;

static fault_plan *shared;

static void oversize(lfsr_frame *frame)
{
    memset(frame->data + 8, 0xff, 4); /* the length */
}

static void on_moment(lfsr_worker_moment moment, int out, lfsr_frame *frame)
{
    if (moment == LFSR_WORKER_STARTS)
        __atomic_store_n(&shared->worker, getpid(), __ATOMIC_SEQ_CST);
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

static lfsr_status run(sample_work *e, unsigned workers, fault_plan p, lfsr_error *error)
{
    lfsr_pool *pool = NULL;
    /* The adaptive timeout: a stopped worker costs five seconds, but no loaded machine makes a healthy one
     * look silent. */
    lfsr_pool_options options = {.size = sizeof options, .workers = workers, .method = LFSR_START_FORK};
    *shared = p;
    sample_begin(e, 6);
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
    sample_work e;
    lfsr_error error = {0};
    unsigned descriptors = open_descriptors();
    for (fault what = NO_FAULT; what < FAULTS; what++) {
        for (lfsr_worker_moment when = LFSR_WORKER_STARTS; when <= LFSR_WORKER_SENDS; when++) {
            if (what >= TRUNCATE && when != LFSR_WORKER_SENDS)
                continue;
            for (unsigned workers = what == STOP ? 3 : 1; workers <= 3; workers += 2) {
                fault_plan p = {what, when, 1, when == LFSR_WORKER_STARTS ? 0 : 5, 0};
                lfsr_status status = run(&e, workers, p, &error);
                ck_assert_msg(status == LFSR_OK, "fault %d at %d: %s", what, when, error.message);
                ck_assert(what == NO_FAULT || shared->left < 1); /* it happened */
                assert_all_done_once(&e);
                assert_nothing_left(descriptors);
            }
        }
    }
}
END_TEST

/* A timeout that was asked for. Seconds of it, or a loaded machine would make the healthy replacement exceed
 * it as well. */
START_TEST(a_silent_worker_is_replaced_after_the_timeout)
{
    sample_work e;
    lfsr_error error = {0};
    lfsr_pool *pool = NULL;
    lfsr_pool_options options = {
        .size = sizeof options, .workers = 1, .method = LFSR_START_FORK, .timeout = 2};
    unsigned descriptors = open_descriptors();
    *shared = (fault_plan){STOP, LFSR_WORKER_HAS_TASK, 1, 5, 0};
    sample_begin(&e, 6);
    lfsr_worker_hook = on_moment;
    ck_assert_ok(lfsr_pool_start(&pool, &options, &error), error);
    ck_assert_ok(lfsr_pool_run(pool, &e.work, &error), error);
    ck_assert_uint_ge(lfsr_pool_replaced(pool), 1);
    lfsr_pool_end(&pool);
    assert_all_done_once(&e);
    assert_nothing_left(descriptors);
}
END_TEST

START_TEST(third_failure_of_a_chunk_ends_the_run)
{
    static const fault certain[] = {DIE_BY_KILL, DIE_BY_SEGV, EXIT_ZERO,   TRUNCATE,
                                    CORRUPT,     OVERSIZE,    REPORT_ERROR};
    sample_work e;
    unsigned descriptors = open_descriptors();
    for (size_t i = 0; i < sizeof certain / sizeof *certain; i++) {
        lfsr_error error = {0};
        fault_plan p = {certain[i], LFSR_WORKER_SENDS, 1000, 3, 0};
        ck_assert_int_eq(run(&e, 1, p, &error), LFSR_SYSTEM);
        ck_assert_str_eq(error.code, "worker");
        ck_assert_msg(strstr(error.message, "failed 3 times") != NULL, "%s", error.message);
        if (certain[i] == REPORT_ERROR)
            ck_assert_ptr_nonnull(strstr(error.message, "no memory today"));
        assert_nothing_left(descriptors);
    }
}
END_TEST

START_TEST(workers_that_never_start_end_the_run)
{
    sample_work e;
    lfsr_error error = {0};
    unsigned descriptors = open_descriptors();
    fault_plan p = {EXIT_ZERO, LFSR_WORKER_STARTS, 1000, 0, 0};
    ck_assert_int_eq(run(&e, 2, p, &error), LFSR_SYSTEM);
    ck_assert_str_eq(error.code, "worker");
    assert_nothing_left(descriptors);
}
END_TEST

START_TEST(many_faults_at_random)
{
    uint64_t random = test_seed();
    unsigned descriptors = open_descriptors();
    long killed = 0;
    for (long trial = test_scaled(200); trial > 0 || killed == 0; trial--) {
        sample_work e;
        lfsr_error error = {0};
        int times = (int)test_random(&random, 3);
        fault_plan p = {DIE_BY_KILL, (lfsr_worker_moment)test_random(&random, 3), times,
                        (int)test_random(&random, 60), 0};
        ck_assert_ok(run(&e, 1 + (unsigned)test_random(&random, 4), p, &error), error);
        assert_all_done_once(&e);
        killed += times - (shared->left > 0 ? shared->left : 0);
    }
    printf("workers killed: %ld\n", killed);
    assert_nothing_left(descriptors);
}
END_TEST

/* The parent is killed: its worker, now a child of this process, must end. A worker that does not end hangs
 * the test until its time limit. */
START_TEST(workers_die_with_the_parent)
{
    ck_assert_int_eq(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
    *shared = (fault_plan){NO_FAULT, LFSR_WORKER_STARTS, 0, 0, 0};
    lfsr_worker_hook = on_moment;
    pid_t parent = fork();
    if (parent == 0) {
        lfsr_pool *pool = NULL;
        lfsr_pool_options options = {.size = sizeof options, .workers = 1, .method = LFSR_START_FORK};
        if (lfsr_pool_start(&pool, &options, NULL) != LFSR_OK)
            _exit(1);
        for (;;)
            pause();
    }
    while (__atomic_load_n(&shared->worker, __ATOMIC_SEQ_CST) == 0)
        ck_assert_int_eq(waitpid(parent, NULL, WNOHANG), 0);
    ck_assert_int_eq(kill(parent, SIGKILL), 0);
    ck_assert_int_eq(waitpid(parent, NULL, 0), parent);
    ck_assert_int_eq(waitpid(shared->worker, NULL, 0), shared->worker);
    ck_assert_int_eq(prctl(PR_SET_CHILD_SUBREAPER, 0), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pool");
    TCase *tcase = test_case(suite, "pool", 600);
    tcase_add_checked_fixture(tcase, set_up, NULL);
    tcase_add_test(tcase, one_fault_changes_nothing);
    tcase_add_test(tcase, a_silent_worker_is_replaced_after_the_timeout);
    tcase_add_test(tcase, third_failure_of_a_chunk_ends_the_run);
    tcase_add_test(tcase, workers_that_never_start_end_the_run);
    tcase_add_test(tcase, many_faults_at_random);
    tcase_add_test(tcase, workers_die_with_the_parent);
    return test_main(suite);
}
