/* What a worker has of its parent: memory, and nothing else. The worker looks at itself. */
#include "test_work.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "child_setup.h"
#include "children.h"
#include "clock.h"

typedef struct sight {
    char open[1024]; /* "0=/dev/null 1=/dev/null ... 3=pipe 4=pipe " */
} sight;

static sight *shared;

static void look(lfsr_worker_moment moment, int out, lfsr_frame *frame)
{
    (void)out;
    (void)frame;
    if (moment != LFSR_WORKER_STARTS)
        return;
    size_t used = 0;
    for (int fd = 0; fd < 1024; fd++) {
        char path[64], target[64];
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        ssize_t length = readlink(path, target, sizeof target - 1);
        if (length < 0)
            continue;
        target[length] = '\0';
        target[strcspn(target, ":")] = '\0';
        used += (size_t)snprintf(shared->open + used, sizeof shared->open - used, "%d=%s ", fd, target);
    }
}

static void set_up(void)
{
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    lfsr_worker_hook = look;
}

static const char only[] = "0=/dev/null 1=/dev/null 2=/dev/null 3=pipe 4=pipe ";

/* One walk on a pool of its own; what its worker saw is in *shared. */
static void walk(void)
{
    sample_work e;
    lfsr_error error = {0};
    lfsr_pool *pool = NULL;
    lfsr_pool_options options = {.size = sizeof options, .workers = 2, .method = LFSR_START_FORK};
    memset(shared, 0, sizeof *shared);
    sample_begin(&e, 6);
    ck_assert_ok(lfsr_pool_start(&pool, &options, &error), error);
    ck_assert_ok(lfsr_pool_run(pool, &e.work, &error), error);
    lfsr_pool_end(&pool);
    assert_all_done_once(&e);
}

static int missing_close_range(unsigned lowest, unsigned highest, int flags)
{
    (void)lowest;
    (void)highest;
    (void)flags;
    errno = ENOSYS;
    return -1;
}

START_TEST(a_worker_keeps_no_descriptor)
{
    int (*const real)(unsigned, unsigned, int) = lfsr_close_range;
    int ends[2], far = open("/etc/passwd", O_RDONLY);
    lfsr_pool *other = NULL;
    lfsr_error error = {0};
    lfsr_pool_options options = {.size = sizeof options, .workers = 3, .method = LFSR_START_FORK};
    ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    ck_assert_int_ge(dup2(far, 900), 0);
    ck_assert_ok(lfsr_pool_start(&other, &options, &error), error);
    walk();
    ck_assert_str_eq(shared->open, only);
    lfsr_close_range = missing_close_range;
    walk();
    ck_assert_str_eq(shared->open, only);
    lfsr_close_range = real;
    lfsr_pool_end(&other);
    close(900);
    close(far);
    close(ends[0]);
    close(ends[1]);
}
END_TEST

/* The pipes of the workers take the numbers 0 to 4 in every combination that occurs. */
START_TEST(closed_standard_descriptors_do_no_harm)
{
    for (int closed = 0; closed < 32; closed++) {
        pid_t child = fork();
        if (child == 0) {
            for (int fd = 0; fd < 5; fd++)
                if (closed >> fd & 1)
                    close(fd);
                else
                    dup2(fd < 3 ? fd : 0, fd);
            walk();
            _exit(strcmp(shared->open, only) == 0 ? 0 : 1);
        }
        int status = 0;
        ck_assert_int_eq(waitpid(child, &status, 0), child);
        ck_assert_msg(status == 0, "closed %d: %s", closed, shared->open);
    }
}
END_TEST

/* A worker sees the end of its pipe although another pool, started later, is still there. */
START_TEST(pools_do_not_hold_each_other)
{
    lfsr_process process;
    lfsr_pool *other = NULL;
    lfsr_error error = {0};
    lfsr_pool_options options = {.size = sizeof options, .workers = 3, .method = LFSR_START_FORK};
    int cause = 0, status = 0;
    ck_assert_ok(lfsr_process_fork(&process, &cause, &error), error);
    ck_assert_ok(lfsr_pool_start(&other, &options, &error), error);
    close(process.to);
    ck_assert_int_eq(waitpid(process.pid, &status, 0), process.pid); /* would wait for ever */
    ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    lfsr_children_remove(process.pid);
    close(process.from);
    lfsr_pool_end(&other);
}
END_TEST

/* A worker that does not leave is ended at the deadline. */
START_TEST(an_end_is_bounded)
{
    lfsr_process process;
    lfsr_error error = {0};
    int cause = 0;
    unsigned descriptors = open_descriptors();
    ck_assert_ok(lfsr_process_fork(&process, &cause, &error), error);
    ck_assert_int_eq(kill(process.pid, SIGSTOP), 0);
    lfsr_process_end(&process, lfsr_now() + 0.05);
    assert_nothing_left(descriptors);
}
END_TEST

START_TEST(pools_are_compared)
{
    lfsr_pool *pool = NULL;
    lfsr_error error = {0};
    char program[] = "/bin/true";
    lfsr_pool_options options = {.size = sizeof options,
                                 .workers = 1,
                                 .method = LFSR_START_FORK,
                                 .program = "/bin/true",
                                 .timeout = 3};
    ck_assert_ok(lfsr_pool_start(&pool, &options, &error), error);
    ck_assert(lfsr_pool_matches(pool, &options));
    lfsr_pool_options other = options;
    other.program = program;
    ck_assert(lfsr_pool_matches(pool, &other));
    other.timeout = 4;
    ck_assert(!lfsr_pool_matches(pool, &other));
    other = options;
    other.program = NULL;
    ck_assert(!lfsr_pool_matches(pool, &other));
    other = options;
    other.workers = 2;
    ck_assert(!lfsr_pool_matches(pool, &other));
    lfsr_pool_end(&pool);
}
END_TEST

/* The table of children grows, and ends all of them. */
START_TEST(every_child_is_ended)
{
    enum { CHILDREN = 150 };
    for (int i = 0; i < CHILDREN; i++) {
        ck_assert(lfsr_children_reserve());
        pid_t pid = fork();
        ck_assert_int_ge(pid, 0);
        if (pid == 0)
            for (;;)
                pause();
        lfsr_children_add(pid);
    }
    lfsr_children_kill();
    ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
    ck_assert_int_eq(errno, ECHILD);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("isolation");
    TCase *tcase = test_case(suite, "isolation", 300);
    tcase_add_checked_fixture(tcase, set_up, NULL);
    tcase_add_test(tcase, a_worker_keeps_no_descriptor);
    tcase_add_test(tcase, closed_standard_descriptors_do_no_harm);
    tcase_add_test(tcase, pools_do_not_hold_each_other);
    tcase_add_test(tcase, an_end_is_bounded);
    tcase_add_test(tcase, pools_are_compared);
    tcase_add_test(tcase, every_child_is_ended);
    return test_main(suite);
}
