/* Functions run in a child: results, limits, crashes, and that nothing is left behind. */
#include "test_support.h"

#include <errno.h>
#include <fcntl.h>
#include <flint/flint.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bounded_call.h"
#include "child_setup.h"

typedef struct scene {
    enum { RETURN, FAIL, HANG, CRASH, NO_MEMORY, VANISH, ABORT, DESCRIPTORS } what;
    unsigned good; /* the first child that returns instead; 0: none */
    long messages; /* that the child sends first, message i of i * 1000 bytes */
    long received;
    long stop_after; /* proceed returns false from this message on; -1: never */
    int open;        /* a descriptor of the parent */
} scene;

static lfsr_status work(void *context, unsigned child, int out, lfsr_error *error)
{
    const scene *s = context;
    static char bytes[1000 * 100];
    for (long i = 0; i < s->messages; i++) {
        memset(bytes, (int)(i % 256), sizeof bytes);
        if (!lfsr_bounded_send(out, bytes, (size_t)i * 1000))
            _exit(9);
    }
    switch (s->good > 0 && child >= s->good ? (int)RETURN : (int)s->what) {
    case FAIL:
        return lfsr_fail(error, LFSR_UNABLE, "too-large", "no answer to %d", 42);
    case HANG:
        for (;;)
            pause();
    case CRASH:
        raise(SIGSEGV);
        break;
    case NO_MEMORY:
        _exit(LFSR_CHILD_NO_MEMORY);
    case VANISH:
        _exit(0);
    case ABORT:
        flint_abort();
        _exit(9);
    case DESCRIPTORS:
        if (fcntl(s->open, F_GETFD) >= 0)
            return lfsr_fail(error, LFSR_SYSTEM, "internal", "descriptor %d is open in the child", s->open);
        if (write(STDOUT_FILENO, "x", 1) != 1)
            return lfsr_fail(error, LFSR_SYSTEM, "internal", "standard output is closed");
        break;
    default:
        break;
    }
    return LFSR_OK;
}

static lfsr_status receive(void *context, const void *bytes, size_t length, lfsr_error *error)
{
    scene *s = context;
    const unsigned char *at = bytes;
    if (length != (size_t)s->received * 1000)
        return lfsr_fail(error, LFSR_SYSTEM, "internal", "message %ld has %zu bytes", s->received, length);
    for (size_t i = 0; i < length; i++)
        if (at[i] != s->received % 256)
            return lfsr_fail(error, LFSR_SYSTEM, "internal", "message %ld is damaged", s->received);
    s->received++;
    return LFSR_OK;
}

static bool proceed(void *context, double elapsed)
{
    const scene *s = context;
    return elapsed >= 0 && (s->stop_after < 0 || s->received < s->stop_after);
}

static void assert_no_child(void)
{
    ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
    ck_assert_int_eq(errno, ECHILD);
}

static lfsr_status run(scene *s, double seconds, lfsr_bounded_end *end, lfsr_error *error)
{
    const lfsr_bounded_call call = {seconds, work, receive, proceed, s};
    *error = (lfsr_error){0};
    lfsr_status status = lfsr_bounded_run(&call, end, error);
    assert_no_child();
    return status;
}

START_TEST(results_are_delivered)
{
    lfsr_bounded_end end;
    lfsr_error error;
    for (long messages = 0; messages <= 100; messages += 50) {
        scene s = {.what = RETURN, .messages = messages, .stop_after = -1};
        ck_assert_ok(run(&s, 600, &end, &error), error);
        ck_assert_int_eq(end, LFSR_BOUNDED_FINISHED);
        ck_assert_int_eq(s.received, messages);
    }
    scene failing = {.what = FAIL, .messages = 3, .stop_after = -1};
    ck_assert_int_eq(run(&failing, 600, &end, &error), LFSR_UNABLE);
    ck_assert_int_eq(end, LFSR_BOUNDED_FINISHED);
    ck_assert_str_eq(error.code, "too-large");
    ck_assert_str_eq(error.message, "no answer to 42");
}
END_TEST

/* What was sent before the end has arrived. On a busy machine the child may take longer to send it: a longer
 * limit then. */
START_TEST(limits_end_it)
{
    lfsr_bounded_end end;
    lfsr_error error;
    long received = 0;
    for (double seconds = 2; received < 10 && seconds < 100; seconds *= 2) {
        scene slow = {.what = HANG, .messages = 10, .stop_after = -1};
        ck_assert_int_eq(run(&slow, seconds, &end, &error), LFSR_UNABLE);
        ck_assert_int_eq(end, LFSR_BOUNDED_TIME);
        ck_assert_str_eq(error.code, "time");
        received = slow.received;
    }
    ck_assert_int_eq(received, 10);
    scene late = {.what = HANG, .stop_after = -1};
    ck_assert_int_eq(run(&late, 0, &end, &error), LFSR_UNABLE);
    ck_assert_int_eq(end, LFSR_BOUNDED_TIME);
    scene stopped = {.what = HANG, .messages = 10, .stop_after = 10};
    ck_assert_int_eq(run(&stopped, 600, &end, &error), LFSR_UNABLE);
    ck_assert_int_eq(end, LFSR_BOUNDED_STOPPED);
    ck_assert_str_eq(error.code, "stopped");
}
END_TEST

START_TEST(death_is_an_error)
{
    lfsr_bounded_end end;
    lfsr_error error;
    scene crash = {.what = CRASH, .messages = 10, .stop_after = -1};
    ck_assert_int_eq(run(&crash, 600, &end, &error), LFSR_SYSTEM);
    ck_assert_int_eq(end, LFSR_BOUNDED_DIED);
    ck_assert_str_eq(error.code, "worker");
    ck_assert_int_eq(crash.received, 10);
    scene memory = {.what = NO_MEMORY, .stop_after = -1};
    ck_assert_int_eq(run(&memory, 600, &end, &error), LFSR_SYSTEM);
    ck_assert_int_eq(end, LFSR_BOUNDED_DIED);
    ck_assert_str_eq(error.code, "memory");
    scene vanished = {.what = VANISH, .stop_after = -1};
    ck_assert_int_eq(run(&vanished, 600, &end, &error), LFSR_SYSTEM);
    ck_assert_int_eq(end, LFSR_BOUNDED_DIED);
}
END_TEST

static void guard_of_parent(bool memory)
{
    (void)memory;
    (void)raise(SIGKILL);
}

/* FLINT's abort ends the child, and what the parent does about its own is not done there. */
START_TEST(aborts_end_the_child)
{
    lfsr_bounded_end end;
    lfsr_error error;
    lfsr_flint_guard(guard_of_parent);
    scene aborting = {.what = ABORT, .stop_after = -1};
    ck_assert_int_eq(run(&aborting, 600, &end, &error), LFSR_SYSTEM);
    ck_assert_int_eq(end, LFSR_BOUNDED_DIED);
    ck_assert_str_eq(error.message, "the computing process ended without a result");
}
END_TEST

static lfsr_status run_many(scene *s, unsigned children, lfsr_bounded_end *end, lfsr_error *error)
{
    const lfsr_bounded_call call = {600, work, NULL, proceed, s};
    *error = (lfsr_error){0};
    lfsr_status status = lfsr_bounded_run_many(&call, children, end, error);
    assert_no_child();
    return status;
}

/* The first result counts; the dead are replaced, within limits; stopping ends all. */
START_TEST(several_children)
{
    lfsr_bounded_end end;
    lfsr_error error;
    scene hanging = {.what = HANG, .good = 3, .stop_after = -1};
    ck_assert_ok(run_many(&hanging, 4, &end, &error), error);
    ck_assert_int_eq(end, LFSR_BOUNDED_FINISHED);
    scene replaced = {.what = CRASH, .good = 5, .stop_after = -1};
    ck_assert_ok(run_many(&replaced, 2, &end, &error), error);
    ck_assert_int_eq(end, LFSR_BOUNDED_FINISHED);
    scene lost = {.what = CRASH, .stop_after = -1};
    ck_assert_int_eq(run_many(&lost, 3, &end, &error), LFSR_SYSTEM);
    ck_assert_int_eq(end, LFSR_BOUNDED_DIED);
    ck_assert_str_eq(error.code, "worker");
    scene stopped = {.what = HANG, .stop_after = 0};
    ck_assert_int_eq(run_many(&stopped, 3, &end, &error), LFSR_UNABLE);
    ck_assert_int_eq(end, LFSR_BOUNDED_STOPPED);
}
END_TEST

START_TEST(descriptors_are_closed)
{
    lfsr_bounded_end end;
    lfsr_error error;
    scene s = {.what = DESCRIPTORS, .stop_after = -1, .open = fcntl(STDIN_FILENO, F_DUPFD, 50)};
    ck_assert_int_ge(s.open, 50);
    ck_assert_ok(run(&s, 600, &end, &error), error);
    close(s.open);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("bounded_call");
    TCase *tcase = test_case(suite, "bounded_call", 240);
    tcase_add_test(tcase, results_are_delivered);
    tcase_add_test(tcase, limits_end_it);
    tcase_add_test(tcase, death_is_an_error);
    tcase_add_test(tcase, several_children);
    tcase_add_test(tcase, aborts_end_the_child);
    tcase_add_test(tcase, descriptors_are_closed);
    return test_main(suite);
}
