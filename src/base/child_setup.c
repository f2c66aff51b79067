/* Setting up a child process. */
#include "child_setup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* --- Descriptors --- */

/* The wrapper is missing in older glibc. */
static int call_close_range(unsigned lowest, unsigned highest, int flags)
{
#ifdef SYS_close_range
    return (int)syscall(SYS_close_range, lowest, highest, flags);
#else
    (void)lowest;
    (void)highest;
    (void)flags;
    errno = ENOSYS;
    return -1;
#endif
}

int (*lfsr_close_range)(unsigned lowest, unsigned highest, int flags) = call_close_range;

/* Close lowest..highest without close_range: the descriptors in /proc, or else every possible number. */
static void close_one_by_one(int lowest, int highest)
{
    DIR *dir = opendir("/proc/self/fd");
    if (dir == NULL) {
        long most = sysconf(_SC_OPEN_MAX);
        for (int fd = lowest; fd <= highest && fd < most; fd++)
            close(fd);
        return;
    }
    for (const struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
        char *end;
        long fd = strtol(entry->d_name, &end, 10);
        if (end != entry->d_name && fd >= lowest && fd <= highest && fd != dirfd(dir))
            close((int)fd);
    }
    closedir(dir);
}

static void close_between(int lowest, int highest)
{
    if (lowest <= highest && lfsr_close_range((unsigned)lowest, (unsigned)highest, 0) != 0)
        close_one_by_one(lowest, highest);
}

static void set_standard_descriptors(void)
{
    int null = open("/dev/null", O_RDWR);
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fd != null && (null < 0 ? close(fd) : dup2(null, fd)) < 0)
            continue; /* it is closed */
    if (null > STDERR_FILENO)
        close(null);
}

bool lfsr_child_isolate(const int *descriptors, int count)
{
    const int first = LFSR_CHILD_DESCRIPTORS, a = descriptors[0], b = descriptors[count - 1];
    const int low = a < b ? a : b, high = a < b ? b : a;
    close_between(first, low - 1);
    close_between(low < first ? first : low + 1, high - 1);
    close_between(high < first ? first : high + 1, INT_MAX);
    int from[2] = {a, b};
    bool moved = true;
    if (count == 2 && b == first) /* it is where the first one belongs */
        from[1] = fcntl(b, F_DUPFD, first + count);
    for (int i = 0; i < count; i++)
        moved = moved && dup2(from[i], first + i) >= 0;
    close_between(first + count, INT_MAX);
    set_standard_descriptors();
    return moved;
}

/* --- Signals --- */

void lfsr_child_ignore_signals(void)
{
    struct sigaction action = {.sa_handler = SIG_IGN};
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGUSR1, &action, NULL);
    (void)sigaction(SIGPIPE, &action, NULL);
    sigset_t none;
    sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
}

void lfsr_child_reset_signals(void)
{
    struct sigaction action = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++)
        (void)sigaction(number, &action, NULL);
    lfsr_child_ignore_signals();
}

/* --- Its end --- */

static void on_abort(bool memory)
{
    _exit(memory ? LFSR_CHILD_NO_MEMORY : 1);
}

void lfsr_child_guard(void)
{
    lfsr_flint_guard(on_abort);
}

bool lfsr_child_of(pid_t parent)
{
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    return getppid() == parent;
}
