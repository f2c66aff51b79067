/* Output files: a temporary file in the same directory, synced and renamed at the end, removed otherwise,
 * also on signals. Files that are not regular, and files opened by the shell, are written directly. */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_LINKS 40 /* symbolic links in a row, as in the kernel */

#define MOST_FILES 2 /* open at a time: the report and the picture */

/* What lfsr_output_discard removes, and which process may: forked workers inherit the signal handler. */
static const char *volatile pending[MOST_FILES];
static volatile pid_t owner;

void lfsr_output_discard(void)
{
    for (int i = 0; i < MOST_FILES; i++)
        if (pending[i] != NULL && getpid() == owner)
            unlink(pending[i]);
}

/* Put a path in the place of another; NULL is a free place. */
static void replace_pending(const char *old, const char *path)
{
    for (int i = 0; i < MOST_FILES; i++)
        if (pending[i] == old) {
            pending[i] = path;
            return;
        }
}

static void block_signals(sigset_t *before)
{
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, before);
}

static lfsr_status cannot_write(const lfsr_output *output, int number, lfsr_error *error)
{
    return lfsr_fail(error, LFSR_SYSTEM, "io", "cannot write '%.200s': %s", output->name, strerror(number));
}

/* --- Temporary files --- */

/* "DIRECTORY/.lfsr-analyze.XXXXXX" beside the target. */
static char *temporary_beside(const char *target)
{
    char *copy = strdup(target), *path = NULL;
    if (copy != NULL && asprintf(&path, "%s/.lfsr-analyze.XXXXXX", dirname(copy)) < 0)
        path = NULL;
    free(copy);
    return path;
}

/* Signals are blocked between creating the file and recording that it must be removed. */
static int create_temporary(char *temporary)
{
    sigset_t before;
    block_signals(&before);
    int descriptor = mkostemp(temporary, O_CLOEXEC), number = errno;
    if (descriptor >= 0) {
        owner = getpid();
        replace_pending(NULL, temporary);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    errno = number;
    return descriptor;
}

static mode_t default_mode(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* With the mode, and where possible the owner and the group, of the file that will be replaced (NULL: none).
 */
static lfsr_status open_temporary(lfsr_output *output, const struct stat *replaced, lfsr_error *error)
{
    output->temporary = temporary_beside(output->target);
    if (output->temporary == NULL)
        return lfsr_fail_memory(error);
    int descriptor = create_temporary(output->temporary);
    if (descriptor < 0) {
        int number = errno;
        free(output->temporary);
        output->temporary = NULL;
        if (number == EACCES || number == EPERM || number == EROFS)
            return lfsr_fail(error, LFSR_SYSTEM, "io",
                             "cannot write '%.200s': no temporary file can be created in its directory (%s)",
                             output->name, strerror(number));
        return cannot_write(output, number, error);
    }
    lfsr_sink_init(&output->sink, descriptor, output->name);
    if (replaced != NULL && fchown(descriptor, replaced->st_uid, replaced->st_gid) != 0)
        (void)!fchown(descriptor, (uid_t)-1, replaced->st_gid);
    /* some file systems have no modes */
    (void)!fchmod(descriptor, replaced != NULL ? replaced->st_mode & 0777 : default_mode());
    return LFSR_OK;
}

/* The file that a dangling symbolic link names, or the name itself if it is not a link. NULL with errno. */
static char *follow_links(const char *name)
{
    char *at = strdup(name);
    for (int links = 0; at != NULL; links++) {
        char link[PATH_MAX], *directory, *next = NULL;
        ssize_t length = readlink(at, link, sizeof link - 1);
        if (length < 0 && (errno == EINVAL || errno == ENOENT))
            return at; /* no link; or nothing yet */
        bool failed = length < 0;
        if (!failed && links == MOST_LINKS) {
            errno = ELOOP;
            failed = true;
        }
        if (!failed) {
            link[length] = '\0';
            directory = strdup(at);
            if (link[0] == '/')
                next = strdup(link);
            else if (directory != NULL && asprintf(&next, "%s/%s", dirname(directory), link) < 0)
                next = NULL;
            free(directory);
        }
        int number = errno;
        free(at);
        at = next;
        errno = failed ? number : ENOMEM;
    }
    return NULL;
}

/* --- Descriptors --- */

/* The descriptor that the name stands for: /dev/stdout, /dev/stderr, /dev/fd/N, /proc/self/fd/N. -1: none. */
static int named_descriptor(const char *name)
{
    static const char *const prefixes[] = {"/dev/fd/", "/proc/self/fd/"};
    if (strcmp(name, "/dev/stdout") == 0)
        return STDOUT_FILENO;
    if (strcmp(name, "/dev/stderr") == 0)
        return STDERR_FILENO;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        const char *digits = name + strlen(prefixes[i]);
        if (strncmp(name, prefixes[i], strlen(prefixes[i])) != 0)
            continue;
        size_t count = strspn(digits, "0123456789");
        if (count > 0 && count < 10 && digits[count] == '\0')
            return atoi(digits);
    }
    return -1;
}

/* Standard output or standard error, where the file is the one that the shell opened for it; else -1. */
static int standard_descriptor(const struct stat *file)
{
    for (int descriptor = STDOUT_FILENO; descriptor <= STDERR_FILENO; descriptor++) {
        struct stat opened;
        if (fstat(descriptor, &opened) == 0 && opened.st_dev == file->st_dev && opened.st_ino == file->st_ino)
            return descriptor;
    }
    return -1;
}

static lfsr_status write_into(lfsr_output *output, int descriptor, lfsr_error *error)
{
    int flags = fcntl(descriptor, F_GETFL), copy = fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (copy < 0)
        return cannot_write(output, errno, error);
    lfsr_sink_init(&output->sink, copy, output->name);
    if (flags < 0 || (flags & O_ACCMODE) == O_RDONLY)
        return cannot_write(output, EBADF, error);
    return LFSR_OK;
}

/* --- The whole --- */

static lfsr_status open_regular(lfsr_output *output, const struct stat *info, lfsr_error *error)
{
    output->target = info != NULL ? realpath(output->name, NULL) : follow_links(output->name);
    if (output->target == NULL)
        return errno == ENOMEM ? lfsr_fail_memory(error) : cannot_write(output, errno, error);
    return open_temporary(output, info, error);
}

static lfsr_status open_named(lfsr_output *output, lfsr_error *error)
{
    const char *name = output->name;
    struct stat info;
    if (name[0] == '\0')
        return cannot_write(output, ENOENT, error);
    int descriptor = named_descriptor(name);
    if (descriptor >= 0)
        return write_into(output, descriptor, error);
    bool exists = stat(name, &info) == 0;
    if (!exists && errno != ENOENT)
        return cannot_write(output, errno, error);
    if (!exists)
        return open_regular(output, NULL, error);
    if (S_ISDIR(info.st_mode))
        return cannot_write(output, EISDIR, error);
    if (access(name, W_OK) != 0)
        return cannot_write(output, errno, error);
    if (S_ISREG(info.st_mode)) {
        descriptor = standard_descriptor(&info);
        return descriptor >= 0 ? write_into(output, descriptor, error) : open_regular(output, &info, error);
    }
    descriptor = open(name, O_WRONLY | O_CLOEXEC);
    if (descriptor < 0)
        return cannot_write(output, errno, error);
    lfsr_sink_init(&output->sink, descriptor, name);
    return LFSR_OK;
}

lfsr_status lfsr_output_open(lfsr_output *output, const char *name, lfsr_error *error)
{
    bool standard = name == NULL || strcmp(name, "-") == 0;
    output->name = standard ? NULL : name;
    output->target = output->temporary = NULL;
    lfsr_sink_init(&output->sink, STDOUT_FILENO, "standard output");
    if (standard)
        return LFSR_OK;
    lfsr_status status = open_named(output, error);
    if (status != LFSR_OK)
        lfsr_output_close(output);
    return status;
}

lfsr_status lfsr_output_commit(lfsr_output *output, lfsr_error *error)
{
    lfsr_status status = lfsr_sink_flush(&output->sink, error);
    if (status != LFSR_OK || output->temporary == NULL)
        return status;
    if (fsync(output->sink.descriptor) != 0 || rename(output->temporary, output->target) != 0)
        return cannot_write(output, errno, error);
    replace_pending(output->temporary, NULL);
    free(output->temporary);
    output->temporary = NULL;
    return LFSR_OK;
}

void lfsr_output_close(lfsr_output *output)
{
    if (output->sink.descriptor > STDERR_FILENO)
        close(output->sink.descriptor);
    output->sink.descriptor = -1;
    if (output->temporary != NULL) {
        unlink(output->temporary);
        replace_pending(output->temporary, NULL);
    }
    free(output->temporary);
    free(output->target);
    output->temporary = output->target = NULL;
}
