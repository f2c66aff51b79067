/* Worker processes, by fork or spawn. Whatever happens to the parent, a worker ends: the kernel is asked to
 * kill it with its parent, and it leaves when its pipe closes. */
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"

bool lfsr_write_all(int fd, const unsigned char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(fd, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

int lfsr_read_all(int fd, unsigned char *bytes, size_t length)
{
    size_t got = 0;
    while (got < length) {
        ssize_t n = read(fd, bytes + got, length - got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n == 0 && got == 0 ? 0 : -1;
        got += (size_t)n;
    }
    return 1;
}

/* --- Who is alive, for a signal handler --- */

#define MOST_ALIVE 4096 /* those beyond are left to the kernel, which kills them with their parent */

static volatile pid_t alive[MOST_ALIVE];
static volatile pid_t alive_parent; /* a forked worker inherits the list, not the children */

static void note_alive(pid_t pid)
{
    if (alive_parent != getpid()) {
        memset((void *)(uintptr_t)alive, 0, sizeof alive);
        alive_parent = getpid();
    }
    for (size_t i = 0; i < MOST_ALIVE; i++)
        if (alive[i] == 0) {
            alive[i] = pid;
            return;
        }
}

/* Before it is reaped: from then on its number may be another's. */
static void note_dead(pid_t pid)
{
    for (size_t i = 0; i < MOST_ALIVE; i++)
        if (alive[i] == pid)
            alive[i] = 0;
}

void lfsr_process_kill_all(void)
{
    if (alive_parent != getpid())
        return;
    for (size_t i = 0; i < MOST_ALIVE; i++)
        if (alive[i] != 0)
            (void)kill(alive[i], SIGKILL);
    for (size_t i = 0; i < MOST_ALIVE; i++)
        if (alive[i] != 0)
            (void)waitpid(alive[i], NULL, 0);
}

static void close_pair(int pair[2])
{
    close(pair[0]);
    close(pair[1]);
}

/* Signals that are the parent's business: a keyboard interrupt, a question how far it is. A worker that it
 * writes to and that is gone is an error it sees. */
static void ignore_signals(void)
{
    struct sigaction action = {.sa_handler = SIG_IGN};
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGUSR1, &action, NULL);
    (void)sigaction(SIGPIPE, &action, NULL);
    sigset_t none;
    sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Default signals but for those, nothing blocked. */
static void reset_signals(void)
{
    struct sigaction action = {.sa_handler = SIG_DFL};
    for (int s = 1; s < NSIG; s++)
        (void)sigaction(s, &action, NULL);
    ignore_signals();
}

/* In the child: nothing of the parent's but the two pipe ends. */
static _Noreturn void become_worker(int in, int out, pid_t parent, const lfsr_process *others, size_t count,
                                    size_t stride)
{
    reset_signals();
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
    const char *at = (const char *)others;
    for (size_t i = 0; i < count; i++, at += stride) {
        const lfsr_process *other = (const lfsr_process *)(const void *)at;
        if (other->pid != 0) {
            close(other->to);
            close(other->from);
        }
    }
    lfsr_worker_main(in, out);
}

lfsr_system lfsr_system_calls = {pipe2, fork};

static lfsr_status open_pipes(int down[2], int up[2], lfsr_error *error)
{
    if (lfsr_system_calls.pipe(down, O_CLOEXEC) != 0)
        return lfsr_fail(error, LFSR_SYSTEM, "worker", "cannot make a pipe: %s", strerror(errno));
    if (lfsr_system_calls.pipe(up, O_CLOEXEC) != 0) {
        int cause = errno;
        close_pair(down);
        return lfsr_fail(error, LFSR_SYSTEM, "worker", "cannot make a pipe: %s", strerror(cause));
    }
    return LFSR_OK;
}

/* The parent's side of a worker that was started, or of one that was not (pid < 0). */
static lfsr_status after_start(lfsr_process *process, pid_t pid, int cause, int down[2], int up[2],
                               lfsr_error *error)
{
    close(down[0]);
    close(up[1]);
    if (pid < 0) {
        close(down[1]);
        close(up[0]);
        errno = cause;
        return lfsr_fail(error, LFSR_SYSTEM, "worker", "cannot start a worker process: %s", strerror(cause));
    }
    (void)fcntl(up[0], F_SETFL, O_NONBLOCK);
    *process = (lfsr_process){pid, down[1], up[0]};
    note_alive(pid);
    return LFSR_OK;
}

lfsr_status lfsr_process_fork(lfsr_process *process, const lfsr_process *others, size_t count, size_t stride,
                              lfsr_error *error)
{
    int down[2] = {-1, -1}, up[2] = {-1, -1};
    *process = (lfsr_process){0, -1, -1};
    lfsr_status status = open_pipes(down, up, error);
    if (status != LFSR_OK)
        return status;
    pid_t parent = getpid(), pid = lfsr_system_calls.fork();
    if (pid == 0) {
        close(down[1]);
        close(up[0]);
        become_worker(down[0], up[1], parent, others, count, stride);
    }
    return after_start(process, pid, errno, down, up, error);
}

/* --- Spawn --- */

/* Standard input and output are the pipes, standard error goes nowhere, and nothing else is open. */
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
    sigemptyset(&blocked); /* what it will ignore must not kill it before it does */
    sigaddset(&blocked, SIGINT);
    sigaddset(&blocked, SIGUSR1);
    int failed = posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    if (failed == 0)
        failed = posix_spawnattr_setsigdefault(attributes, &all);
    return failed != 0 ? failed : posix_spawnattr_setsigmask(attributes, &blocked);
}

/* Returns 0 and the pid, or an error number. */
static int spawn_program(pid_t *pid, const char *program, int in, int out)
{
    char parent[24], kernel[96] = "LFSR_KERNEL=";
    const char *forced = getenv("LFSR_KERNEL");
    snprintf(parent, sizeof parent, "%ld", (long)getpid());
    if (forced != NULL)
        snprintf(kernel, sizeof kernel, "LFSR_KERNEL=%.80s", forced);
    char name[] = "lfsr-worker", argument[] = LFSR_WORKER_ARGUMENT;
    char *const arguments[] = {name, argument, parent, NULL}, *const environment[] = {kernel, NULL};
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
    int down[2] = {-1, -1}, up[2] = {-1, -1};
    pid_t pid = -1;
    *process = (lfsr_process){0, -1, -1};
    if (program == NULL)
        return lfsr_fail(error, LFSR_UNABLE, "worker", "there is no program to spawn workers from");
    lfsr_status status = open_pipes(down, up, error);
    if (status != LFSR_OK)
        return status;
    int failed = spawn_program(&pid, program, down[0], up[1]);
    return after_start(process, failed == 0 ? pid : -1, failed, down, up, error);
}

_Noreturn void lfsr_worker_serve(const char *parent)
{
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    if ((long)getppid() != strtol(parent, NULL, 10))
        _exit(1);
    ignore_signals();
    lfsr_worker_main(STDIN_FILENO, STDOUT_FILENO);
}

bool lfsr_process_runs(const lfsr_process *process)
{
    char path[48], line[512];
    snprintf(path, sizeof path, "/proc/%ld/stat", (long)process->pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return true;
    ssize_t length = read(fd, line, sizeof line - 1);
    close(fd);
    line[length > 0 ? length : 0] = '\0';
    const char *after_name = strrchr(line, ')'); /* "pid (name) S ..." */
    return after_name == NULL || after_name[1] == '\0' || strchr("RD", after_name[2]) != NULL;
}

/* --- Ending --- */

static void describe_end(int status, char *ended, size_t size)
{
    if (ended == NULL)
        return;
    if (WIFSIGNALED(status))
        snprintf(ended, size, "was killed by signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
    else
        snprintf(ended, size, "ended with status %d", WIFEXITED(status) ? WEXITSTATUS(status) : status);
}

static void close_ends(lfsr_process *process)
{
    if (process->to >= 0)
        close(process->to);
    close(process->from);
    *process = (lfsr_process){0, -1, -1};
}

void lfsr_process_kill(lfsr_process *process, char *ended, size_t size)
{
    int status = 0;
    if (process->pid == 0)
        return;
    /* One that has ended already keeps its own status; SIGKILL no longer reaches it. */
    pid_t reaped = waitpid(process->pid, &status, WNOHANG);
    if (reaped == 0) {
        (void)kill(process->pid, SIGKILL);
        note_dead(process->pid);
        while (waitpid(process->pid, &status, 0) < 0 && errno == EINTR)
            ;
    }
    note_dead(process->pid);
    describe_end(status, ended, size);
    close_ends(process);
}

/* Has the worker closed its end within a second? Whatever it still sends is thrown away. */
static bool hung_up(int from)
{
    unsigned char scrap[4096];
    double deadline = lfsr_now() + 1.0;
    for (;;) {
        double left = deadline - lfsr_now();
        if (left <= 0)
            return false;
        struct pollfd polled = {.fd = from, .events = POLLIN};
        if (poll(&polled, 1, (int)(left * 1000) + 1) <= 0)
            continue;
        ssize_t got = read(from, scrap, sizeof scrap);
        if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN))
            return true;
    }
}

void lfsr_process_end(lfsr_process *process)
{
    if (process->pid == 0)
        return;
    if (process->to >= 0)
        close(process->to);
    process->to = -1;
    if (!hung_up(process->from))
        (void)kill(process->pid, SIGKILL);
    note_dead(process->pid);
    while (waitpid(process->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    close_ends(process);
}
