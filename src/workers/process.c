/* Starting worker processes, by fork or spawn.
 *
 * A worker ends with its parent in every case: the kernel kills it (PR_SET_PDEATHSIG), and it exits when its
 * pipe closes. PR_SET_PDEATHSIG acts when the forking thread ends; lfsr/analysis.h says so. */
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "child_setup.h"
#include "children.h"

#define PIPE_BYTES (1 << 18) /* a chunk of lines at once, if the system allows it */

/* --- System calls --- */

lfsr_system lfsr_system_calls = {pipe2, fork};

/* --- In the worker --- */

static _Noreturn void become_worker(int in, int out, pid_t parent)
{
    const int pipes[] = {in, out};
    lfsr_child_reset_signals();
    if (!lfsr_child_of(parent) || !lfsr_child_isolate(pipes, 2))
        _exit(1);
    lfsr_worker_main();
}

_Noreturn void lfsr_worker_serve(const char *parent)
{
    const int pipes[] = {STDIN_FILENO, STDOUT_FILENO};
    if (!lfsr_child_of((pid_t)strtol(parent, NULL, 10)))
        _exit(1);
    lfsr_child_ignore_signals();
    if (!lfsr_child_isolate(pipes, 2))
        _exit(1);
    lfsr_worker_main();
}

/* --- In the parent --- */

static void close_pair(int pair[2])
{
    close(pair[0]);
    close(pair[1]);
}

static lfsr_status open_pipes(int down[2], int up[2], int *cause, lfsr_error *error)
{
    bool reserved = lfsr_children_reserve();
    *cause = ENOMEM;
    if (!reserved)
        return lfsr_fail_memory(error);
    if (lfsr_system_calls.pipe(down, O_CLOEXEC) != 0) {
        *cause = errno;
    } else if (lfsr_system_calls.pipe(up, O_CLOEXEC) != 0) {
        *cause = errno;
        close_pair(down);
    } else {
        return LFSR_OK;
    }
    return lfsr_fail(error, LFSR_SYSTEM, "worker", "cannot make a pipe: %s", strerror(*cause));
}

/* The parent's side after a start, successful or not (pid < 0). */
static lfsr_status after_start(lfsr_process *process, pid_t pid, int cause, int down[2], int up[2],
                               lfsr_error *error)
{
    close(down[0]);
    close(up[1]);
    if (pid < 0) {
        close(down[1]);
        close(up[0]);
        return lfsr_fail(error, LFSR_SYSTEM, "worker", "cannot start a worker process: %s", strerror(cause));
    }
    (void)fcntl(up[0], F_SETPIPE_SZ, PIPE_BYTES);
    (void)fcntl(down[1], F_SETPIPE_SZ, PIPE_BYTES);
    (void)fcntl(up[0], F_SETFL, O_NONBLOCK);
    (void)fcntl(down[1], F_SETFL, O_NONBLOCK);
    *process = (lfsr_process){pid, down[1], up[0]};
    return LFSR_OK;
}

/* Signals are blocked from the fork until the child is in the table: a handler that ends the process then
 * finds all children. The child unblocks them after it has reset their handlers. */
lfsr_status lfsr_process_fork(lfsr_process *process, int *cause, lfsr_error *error)
{
    int down[2] = {-1, -1}, up[2] = {-1, -1};
    sigset_t all, before;
    *process = (lfsr_process){0, -1, -1};
    lfsr_status status = open_pipes(down, up, cause, error);
    if (status != LFSR_OK)
        return status;
    sigfillset(&all);
    (void)sigprocmask(SIG_BLOCK, &all, &before);
    pid_t parent = getpid(), pid = lfsr_system_calls.fork();
    *cause = errno;
    if (pid == 0)
        become_worker(down[0], up[1], parent);
    if (pid > 0)
        lfsr_children_add(pid);
    (void)sigprocmask(SIG_SETMASK, &before, NULL);
    return after_start(process, pid, *cause, down, up, error);
}

/* --- Spawn --- */

/* Standard input and output are the pipes, standard error is /dev/null, and nothing else is open; with an
 * older library the program itself closes the rest (lfsr_worker_serve). */
static int set_descriptors(posix_spawn_file_actions_t *actions, int in, int out)
{
    int failed = posix_spawn_file_actions_adddup2(actions, in, STDIN_FILENO);
    if (failed == 0)
        failed = posix_spawn_file_actions_adddup2(actions, out, STDOUT_FILENO);
    if (failed == 0)
        failed = posix_spawn_file_actions_addopen(actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 34)
    if (failed == 0)
        failed = posix_spawn_file_actions_addclosefrom_np(actions, STDERR_FILENO + 1);
#endif
    return failed;
}

static int set_signals(posix_spawnattr_t *attributes)
{
    sigset_t all, blocked;
    sigfillset(&all);
    sigemptyset(&blocked); /* the worker ignores these two; until it does, they must not kill it */
    sigaddset(&blocked, SIGINT);
    sigaddset(&blocked, SIGUSR1);
    int failed = posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    if (failed == 0)
        failed = posix_spawnattr_setsigdefault(attributes, &all);
    return failed != 0 ? failed : posix_spawnattr_setsigmask(attributes, &blocked);
}

/* "NAME=VALUE" of a variable that is set, else NULL. The caller frees it. */
static char *copy_variable(const char *name)
{
    const char *value = getenv(name);
    char *copy = NULL;
    if (value == NULL || asprintf(&copy, "%s=%s", name, value) < 0)
        return NULL;
    return copy;
}

/* Returns 0 and the pid, or an error number. */
static int spawn_program(pid_t *pid, const char *program, char *const *environment, int in, int out)
{
    char parent[24], name[] = "lfsr-worker", argument[] = LFSR_WORKER_ARGUMENT;
    snprintf(parent, sizeof parent, "%ld", (long)getpid());
    char *const arguments[] = {name, argument, parent, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int failed = posix_spawn_file_actions_init(&actions);
    if (failed != 0)
        return failed;
    failed = posix_spawnattr_init(&attributes);
    if (failed == 0) {
        failed = set_descriptors(&actions, in, out);
        if (failed == 0)
            failed = set_signals(&attributes);
        if (failed == 0)
            failed = posix_spawn(pid, program, &actions, &attributes, arguments, environment);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

lfsr_status lfsr_process_spawn(lfsr_process *process, const char *program, lfsr_error *error)
{
    static const char *const passed_on[] = {"LFSR_KERNEL", "LD_LIBRARY_PATH"};
    int down[2] = {-1, -1}, up[2] = {-1, -1}, cause;
    char *environment[sizeof passed_on / sizeof *passed_on + 1] = {NULL};
    pid_t pid = -1;
    *process = (lfsr_process){0, -1, -1};
    if (program == NULL)
        return lfsr_fail(error, LFSR_UNABLE, "worker", "the start method spawn needs a program");
    lfsr_status status = open_pipes(down, up, &cause, error);
    if (status != LFSR_OK)
        return status;
    size_t variables = 0;
    for (size_t i = 0; i < sizeof passed_on / sizeof *passed_on; i++)
        if ((environment[variables] = copy_variable(passed_on[i])) != NULL)
            variables++;
    int failed = spawn_program(&pid, program, environment, down[0], up[1]);
    if (failed == 0)
        lfsr_children_add(pid);
    for (size_t i = 0; i < variables; i++)
        free(environment[i]);
    return after_start(process, failed == 0 ? pid : -1, failed, down, up, error);
}
