/* Worker processes by fork. Whatever happens to the parent, a worker ends: the kernel is asked to kill it with its
 * parent, and it leaves when its pipe closes. */
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

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

static void close_pair(int pair[2])
{
    close(pair[0]);
    close(pair[1]);
}

/* Default signals, nothing blocked; a keyboard interrupt is the parent's business. */
static void reset_signals(void)
{
    struct sigaction action = {.sa_handler = SIG_DFL};
    for (int s = 1; s < NSIG; s++)
        (void)sigaction(s, &action, NULL);
    action.sa_handler = SIG_IGN;
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGPIPE, &action, NULL);
    sigset_t none;
    sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
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

lfsr_status lfsr_process_fork(lfsr_process *process, const lfsr_process *others, size_t count, size_t stride,
                              lfsr_error *error)
{
    int down[2], up[2];
    *process = (lfsr_process){0, -1, -1};
    if (pipe2(down, O_CLOEXEC) != 0)
        return lfsr_fail(error, LFSR_SYSTEM, "worker", "cannot make a pipe: %s", strerror(errno));
    if (pipe2(up, O_CLOEXEC) != 0) {
        int cause = errno;
        close_pair(down);
        return lfsr_fail(error, LFSR_SYSTEM, "worker", "cannot make a pipe: %s", strerror(cause));
    }
    pid_t parent = getpid(), pid = fork();
    if (pid < 0) {
        int cause = errno;
        close_pair(down);
        close_pair(up);
        return lfsr_fail(error, LFSR_SYSTEM, "worker", "cannot start a worker process: %s", strerror(cause));
    }
    if (pid == 0) {
        close(down[1]);
        close(up[0]);
        become_worker(down[0], up[1], parent, others, count, stride);
    }
    close(down[0]);
    close(up[1]);
    (void)fcntl(up[0], F_SETFL, O_NONBLOCK);
    *process = (lfsr_process){pid, down[1], up[0]};
    return LFSR_OK;
}

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
        while (waitpid(process->pid, &status, 0) < 0 && errno == EINTR)
            ;
    }
    describe_end(status, ended, size);
    close_ends(process);
}

void lfsr_process_end(lfsr_process *process)
{
    if (process->pid == 0)
        return;
    close(process->to);
    process->to = -1;
    for (int i = 0; i < 200; i++) {
        pid_t reaped = waitpid(process->pid, NULL, WNOHANG);
        if (reaped != 0 && !(reaped < 0 && errno == EINTR)) {
            close(process->from);
            *process = (lfsr_process){0, -1, -1};
            return;
        }
        struct timespec pause = {0, i < 20 ? 50000 : 5000000};
        (void)nanosleep(&pause, NULL);
    }
    lfsr_process_kill(process, NULL, 0);
}
