/* Ending worker processes. Every wait has a limit. A process is removed from the table of children before it
 * is reaped, so that a signal handler never kills another process with the same number. */
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "child_setup.h"
#include "children.h"
#include "clock.h"

#define AFTER_KILL 2.0 /* seconds that a killed process may take to disappear */

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

static void describe_end(int status, char *ended, size_t size)
{
    if (ended == NULL)
        return;
    if (WIFSIGNALED(status))
        snprintf(ended, size, "was killed by signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
    else if (WIFEXITED(status) && WEXITSTATUS(status) == LFSR_CHILD_NO_MEMORY)
        snprintf(ended, size, "ran out of memory");
    else
        snprintf(ended, size, "ended with status %d", WIFEXITED(status) ? WEXITSTATUS(status) : status);
}

/* Has it ended? It is not reaped. True also if it is no longer a child. */
static bool has_ended(pid_t pid)
{
    siginfo_t info = {0};
    if (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0)
        return errno != EINTR;
    return info.si_pid != 0;
}

/* Wait until it has ended; false when the deadline has passed. It sleeps in short steps, because the pipe has
 * shown that the end is near. */
static bool wait_for_end(pid_t pid, double deadline)
{
    for (long nanoseconds = 20000;; nanoseconds = nanoseconds < 10000000 ? nanoseconds * 2 : nanoseconds) {
        if (has_ended(pid))
            return true;
        if (lfsr_now() >= deadline)
            return false;
        struct timespec step = {0, nanoseconds};
        (void)nanosleep(&step, NULL);
    }
}

/* Reap a process that has ended, or that the kernel did not end in time (then it is left). */
static int reap(pid_t pid)
{
    int status = 0;
    lfsr_children_remove(pid);
    while (waitpid(pid, &status, WNOHANG) < 0 && errno == EINTR)
        ;
    return status;
}

static void close_ends(lfsr_process *process)
{
    if (process->to >= 0)
        close(process->to);
    if (process->from >= 0)
        close(process->from);
    *process = (lfsr_process){0, -1, -1};
}

void lfsr_process_kill(lfsr_process *process, char *ended, size_t size)
{
    if (process->pid == 0)
        return;
    /* A process that has ended keeps its own status; SIGKILL has no effect on it. */
    if (!has_ended(process->pid)) {
        (void)kill(process->pid, SIGKILL);
        (void)wait_for_end(process->pid, lfsr_now() + AFTER_KILL);
    }
    describe_end(reap(process->pid), ended, size);
    close_ends(process);
}

/* Has the worker closed its end before the deadline? Anything it still sends is discarded. */
static bool hung_up(int from, double deadline)
{
    unsigned char scrap[4096];
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

void lfsr_process_end(lfsr_process *process, double deadline)
{
    if (process->pid == 0)
        return;
    if (process->to >= 0)
        close(process->to);
    process->to = -1;
    if (!hung_up(process->from, deadline) || !wait_for_end(process->pid, deadline))
        lfsr_process_kill(process, NULL, 0);
    else
        (void)reap(process->pid);
    close_ends(process);
}
