/* Memory that runs out, in the parent and in workers, at every single allocation in turn: the right answer or
 * a clear error, and nothing left. The allocations of this project alone fail (the linker wraps them);
 * FLINT's own cannot be made to, as FLINT ends the process then. */
#include "test_support.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lfsr/analysis.h"
#include "lfsr/notation.h"
#include "process.h"

/* --- Allocations that fail --- */

static long countdown = -1; /* the allocation that fails; -1: none does */
static pid_t armed;         /* in which process */
static bool failed;

static bool refuse(void)
{
    if (countdown < 0 || armed != getpid() || countdown-- > 0)
        return false;
    failed = true;
    errno = ENOMEM;
    return true;
}

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

void *__wrap_malloc(size_t size)
{
    return refuse() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return refuse() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return refuse() ? NULL : __real_realloc(old, size);
}

static void arm(long which)
{
    failed = false;
    armed = getpid();
    countdown = which;
}

/* --- Faults for the workers, in shared memory --- */

typedef struct orders {
    long which;   /* allocation that fails in a worker; -1: none */
    int workers;  /* started so far */
    int suffered; /* allocations that failed in workers */
} orders;

static orders *shared;

static void set_up(void)
{
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

static void on_moment(lfsr_worker_moment moment, int out, lfsr_frame *frame)
{
    (void)out;
    (void)frame;
    if (moment == LFSR_WORKER_STARTS) {
        countdown = -1;
        if (__atomic_fetch_sub(&shared->workers, 1, __ATOMIC_SEQ_CST) > 0)
            arm(shared->which);
    } else if (moment == LFSR_WORKER_SENDS && failed) {
        failed = false;
        __atomic_fetch_add(&shared->suffered, 1, __ATOMIC_SEQ_CST);
    }
}

/* --- The walk --- */

static lfsr_status analyze(lfsr_analysis **analysis, const char *order, const char *text, bool sequential,
                           bool parallel, lfsr_error *error)
{
    lfsr_field_spec field;
    lfsr_spec spec;
    lfsr_options options;
    lfsr_options_init(&options);
    options.automatic = false;
    options.run[LFSR_SEQUENTIAL] = sequential;
    options.run[LFSR_PARALLEL] = parallel;
    options.workers = 2;
    options.list = true;
    lfsr_field_spec_init(&field);
    lfsr_spec_init(&spec);
    lfsr_status status = lfsr_field_spec_parse(&field, order, strlen(order), NULL, error);
    if (status == LFSR_OK)
        status = lfsr_spec_parse(&spec, &field, text, strlen(text), false, error);
    if (status == LFSR_OK)
        status = lfsr_analyze(analysis, &spec, &options, NULL, error);
    lfsr_spec_clear(&spec);
    lfsr_field_spec_clear(&field);
    return status;
}

/* Several strata, every method; and a field with tables. */
static const char *const registers[][2] = {
    {"2", "(x^17+x^3+1)(x^2+x+1)^2 x"}, {"2", "x^18+1"}, {"9", "x^4+a*x+1"}};
#define REGISTERS (sizeof registers / sizeof *registers)

static void assert_nothing_left(void)
{
    ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
    ck_assert_int_eq(errno, ECHILD);
}

static void fail_each(const char *order, const char *text, bool sequential, bool parallel)
{
    lfsr_analysis *analysis;
    lfsr_error error = {0};
    long refused = 0, survived = 0;
    for (long which = 0;; which++) {
        error = (lfsr_error){0};
        arm(which);
        lfsr_status status = analyze(&analysis, order, text, sequential, parallel, &error);
        countdown = -1;
        if (status == LFSR_OK) {
            ck_assert(lfsr_analysis_agree(analysis));
            lfsr_analysis_free(analysis);
            survived += failed;
        } else {
            ck_assert_msg(failed, "%s", error.message);
            ck_assert_msg(status == LFSR_SYSTEM, "allocation %ld: %s: %s", which, lfsr_status_name(status),
                          error.message);
            ck_assert_str_ne(error.message, "");
            refused++;
        }
        assert_nothing_left();
        if (!failed)
            break;
    }
    printf("%s over GF(%s): %ld failed allocations ended the run, %ld more did not\n", text, order, refused,
           survived);
    ck_assert_int_gt(refused, 10);
}

START_TEST(parent_without_memory)
{
    for (size_t i = 0; i < REGISTERS; i++) {
        lfsr_worker_hook = NULL;
        fail_each(registers[i][0], registers[i][1], true, false);
    }
    for (size_t i = 0; i < REGISTERS; i++) {
        lfsr_worker_hook = on_moment;
        *shared = (orders){-1, 0, 0};
        fail_each(registers[i][0], registers[i][1], false, true);
    }
}
END_TEST

/* An allocation fails in one worker: another one does its task, and the answer is right. In all: a clear
 * error. The worker that is to fail may start so late that it gets no task: more rounds until it did. */
START_TEST(workers_without_memory)
{
    lfsr_analysis *analysis;
    lfsr_worker_hook = on_moment;
    for (size_t i = 0; i < REGISTERS; i++) {
        int suffered = 0, ended = 0;
        for (long run = 0; run < 60 || ((suffered == 0 || ended == 0) && run < 6000); run++) {
            const long which = run % 60;
            lfsr_error error = {0};
            *shared = (orders){which, 1, 0};
            ck_assert_ok(analyze(&analysis, registers[i][0], registers[i][1], true, true, &error), error);
            ck_assert(lfsr_analysis_agree(analysis));
            lfsr_analysis_free(analysis);
            assert_nothing_left();
            suffered += shared->suffered;
            *shared = (orders){which, 1000, 0};
            lfsr_status status = analyze(&analysis, registers[i][0], registers[i][1], false, true, &error);
            if (status == LFSR_OK) {
                lfsr_analysis_free(analysis);
            } else {
                ck_assert_int_eq(status, LFSR_SYSTEM);
                ck_assert_str_eq(error.code, "worker");
                ck_assert_msg(strstr(error.message, "failed 3 times") != NULL, "%s", error.message);
                ended++;
            }
            assert_nothing_left();
        }
        printf("%s: %d failures in workers, %d runs ended\n", registers[i][1], suffered, ended);
        ck_assert_int_gt(suffered, 0);
        ck_assert_int_gt(ended, 0);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("memory");
    TCase *tcase = test_case(suite, "memory", 600);
    tcase_add_checked_fixture(tcase, set_up, NULL);
    tcase_add_test(tcase, parent_without_memory);
    tcase_add_test(tcase, workers_without_memory);
    return test_main(suite);
}
