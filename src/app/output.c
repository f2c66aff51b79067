/* Output files: a temporary file in the same directory, synced and renamed at the end, removed on any other
 * way out, signals included. */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lfsr/analysis.h"

/* What the signal handler removes, and which process may: forked workers inherit the handler. */
static const char *volatile pending;
static volatile pid_t owner;

static void on_signal(int number)
{
    if (pending != NULL && getpid() == owner)
        unlink(pending);
    lfsr_abandon();
    signal(number, SIG_DFL);
    raise(number);
}

static void protect(const char *path)
{
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    owner = getpid();
    pending = path;
    sigprocmask(SIG_SETMASK, &before, NULL);
}

void lfsr_signals_prepare(void)
{
    static const int deadly[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = on_signal}, old;
    for (size_t i = 0; i < sizeof deadly / sizeof deadly[0]; i++)
        if (sigaction(deadly[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN) /* nohup stays nohup */
            sigaction(deadly[i], &action, NULL);
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, NULL);
    for (int descriptor = 0; descriptor <= 2; descriptor++)
        if (fcntl(descriptor, F_GETFD) < 0 && errno == EBADF)
            /* the wrong way round: reading and writing still fail, as they should */
            (void)!open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY);
}

static lfsr_status cannot_write(const lfsr_output *output, lfsr_status status, int number, lfsr_error *error)
{
    return lfsr_fail(error, status, "io", "cannot write '%.200s': %s", output->name, strerror(number));
}

/* "DIRECTORY/.lfsr-analyze.XXXXXX" beside the target. */
static char *temporary_beside(const char *target)
{
    char *copy = strdup(target), *path = NULL;
    if (copy != NULL && asprintf(&path, "%s/.lfsr-analyze.XXXXXX", dirname(copy)) < 0)
        path = NULL;
    free(copy);
    return path;
}

static lfsr_status open_temporary(lfsr_output *output, mode_t mode, lfsr_error *error)
{
    output->temporary = temporary_beside(output->target);
    if (output->temporary == NULL)
        return lfsr_fail_memory(error);
    int descriptor = mkostemp(output->temporary, O_CLOEXEC);
    if (descriptor < 0) {
        int number = errno;
        free(output->temporary);
        output->temporary = NULL;
        return cannot_write(output, LFSR_BAD_INPUT, number, error);
    }
    protect(output->temporary);
    lfsr_sink_init(&output->sink, descriptor, output->name);
    if (fchmod(descriptor, mode) != 0)
        return cannot_write(output, LFSR_BAD_INPUT, errno, error);
    return LFSR_OK;
}

static mode_t default_mode(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

lfsr_status lfsr_output_open(lfsr_output *output, const char *name, lfsr_error *error)
{
    struct stat info;
    output->name = name;
    output->target = output->temporary = NULL;
    lfsr_sink_init(&output->sink, STDOUT_FILENO, "standard output");
    if (name == NULL)
        return LFSR_OK;
    if (name[0] == '\0')
        return cannot_write(output, LFSR_BAD_INPUT, ENOENT, error);
    bool exists = stat(name, &info) == 0;
    if (!exists && errno != ENOENT)
        return cannot_write(output, LFSR_BAD_INPUT, errno, error);
    if (exists && S_ISDIR(info.st_mode))
        return cannot_write(output, LFSR_BAD_INPUT, EISDIR, error);
    if (exists && access(name, W_OK) != 0)
        return cannot_write(output, LFSR_BAD_INPUT, errno, error);
    if (exists && !S_ISREG(info.st_mode)) {
        int descriptor = open(name, O_WRONLY | O_CLOEXEC);
        if (descriptor < 0)
            return cannot_write(output, LFSR_BAD_INPUT, errno, error);
        lfsr_sink_init(&output->sink, descriptor, name);
        return LFSR_OK;
    }
    output->target = exists ? realpath(name, NULL) : strdup(name);
    if (output->target == NULL)
        return lfsr_fail_memory(error);
    return open_temporary(output, exists ? info.st_mode & 07777 : default_mode(), error);
}

lfsr_status lfsr_output_commit(lfsr_output *output, lfsr_error *error)
{
    lfsr_status status = lfsr_sink_flush(&output->sink, error);
    if (status != LFSR_OK || output->temporary == NULL)
        return status;
    if (fsync(output->sink.descriptor) != 0 || rename(output->temporary, output->target) != 0)
        return cannot_write(output, LFSR_SYSTEM, errno, error);
    protect(NULL);
    free(output->temporary);
    output->temporary = NULL;
    return LFSR_OK;
}

void lfsr_output_close(lfsr_output *output)
{
    if (output->sink.descriptor > STDERR_FILENO)
        close(output->sink.descriptor);
    if (output->temporary != NULL) {
        unlink(output->temporary);
        protect(NULL);
    }
    free(output->temporary);
    free(output->target);
}
