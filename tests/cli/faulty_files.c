/* The tool on a file system that fails. LFSR_TEST_FAULT chooses how:
 *     fchmod       fchmod is refused, as on file systems without modes
 *     directory    no file can be created beside another one
 *     fsync:N      call N of fsync does not return; the file "waiting" appears when it is made
 *     rename:NAME  the process is killed when something is to be renamed to NAME (without directories)
 *     unlink:NAME  the process is killed when NAME is to be removed
 *     poll         SIGTERM arrives in the first poll of one descriptor that does not wait */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int __real_fchmod(int descriptor, mode_t mode);
int __real_mkostemp(char *name, int flags);
int __real_fsync(int descriptor);
int __real_rename(const char *from, const char *to);
int __real_unlink(const char *name);
int __real_poll(struct pollfd *polled, nfds_t count, int milliseconds);
int __wrap_fchmod(int descriptor, mode_t mode);
int __wrap_mkostemp(char *name, int flags);
int __wrap_fsync(int descriptor);
int __wrap_rename(const char *from, const char *to);
int __wrap_unlink(const char *name);
int __wrap_poll(struct pollfd *polled, nfds_t count, int milliseconds);

static bool fault(const char *what)
{
    const char *chosen = getenv("LFSR_TEST_FAULT");
    return chosen != NULL && strcmp(chosen, what) == 0;
}

static void die_at(const char *call, const char *path)
{
    char what[512];
    const char *slash = strrchr(path, '/');
    snprintf(what, sizeof what, "%s:%s", call, slash != NULL ? slash + 1 : path);
    if (fault(what))
        (void)raise(SIGKILL);
}

int __wrap_fchmod(int descriptor, mode_t mode)
{
    if (!fault("fchmod"))
        return __real_fchmod(descriptor, mode);
    errno = EPERM;
    return -1;
}

int __wrap_mkostemp(char *name, int flags)
{
    if (!fault("directory"))
        return __real_mkostemp(name, flags);
    errno = EACCES;
    return -1;
}

int __wrap_fsync(int descriptor)
{
    static int calls;
    char what[32];
    snprintf(what, sizeof what, "fsync:%d", ++calls);
    if (!fault(what))
        return __real_fsync(descriptor);
    int waiting = open("waiting", O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (waiting >= 0)
        close(waiting);
    for (;;)
        pause();
}

int __wrap_rename(const char *from, const char *to)
{
    die_at("rename", to);
    return __real_rename(from, to);
}

int __wrap_unlink(const char *name)
{
    die_at("unlink", name);
    return __real_unlink(name);
}

int __wrap_poll(struct pollfd *polled, nfds_t count, int milliseconds)
{
    static bool done;
    if (done || count != 1 || milliseconds != 0 || !fault("poll"))
        return __real_poll(polled, count, milliseconds);
    done = true;
    (void)raise(SIGTERM);
    errno = EINTR;
    return -1;
}
