/* Checkpoints: files and locks. */
#include "checkpoint.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "checkpoint_format.h"
#include "clock.h"
#include "string_builder.h"

/* Suffix of the temporary file of a save. */
#define TEMPORARY ".lfsr-tmp"

/* The temporary file of a save under way, and the process that makes it: workers forked meanwhile inherit the
 * name. */
static const char *volatile half_written;
static volatile pid_t writer;

void lfsr_checkpoint_discard(void)
{
    if (half_written != NULL && writer == getpid())
        unlink(half_written);
}

static lfsr_status cannot_write(const char *path, int number, lfsr_error *error)
{
    return lfsr_fail(error, LFSR_SYSTEM, "io", "cannot write checkpoint %.200s: %s", path, strerror(number));
}

static char *temporary_name(const char *path)
{
    lfsr_string name = LFSR_STRING_EMPTY;
    lfsr_string_addf(&name, "%s" TEMPORARY, path);
    return lfsr_string_take(&name);
}

/* Open the temporary file for this process alone. Content left by an earlier process is overwritten; a
 * process that still writes holds a lock. -1 with errno: EWOULDBLOCK where another process is writing. */
static int open_locked(const char *temporary)
{
    for (;;) {
        struct stat opened, named;
        int fd = open(temporary, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
        if (fd < 0)
            return -1;
        bool locked =
            flock(fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK; /* some file systems have no locks */
        if (!locked) {
            close(fd);
            errno = EWOULDBLOCK;
            return -1;
        }
        /* Another process may have renamed it between the two calls. */
        if (fstat(fd, &opened) == 0 && stat(temporary, &named) == 0 && opened.st_dev == named.st_dev &&
            opened.st_ino == named.st_ino)
            return fd;
        close(fd);
    }
}

/* Write and sync the whole temporary file, then rename it. */
static lfsr_status write_temporary(const lfsr_walk_state *w, const char *temporary, lfsr_error *error)
{
    const char *path = w->options->checkpoint;
    int fd = open_locked(temporary);
    if (fd < 0 && errno == EWOULDBLOCK)
        return lfsr_fail(error, LFSR_SYSTEM, "io", "checkpoint %.200s is being written by another process",
                         path);
    if (fd < 0)
        return cannot_write(path, errno, error);
    half_written = temporary;
    FILE *file = ftruncate(fd, 0) == 0 ? fdopen(fd, "wb") : NULL;
    lfsr_status status = LFSR_OK;
    if (file == NULL) {
        status = cannot_write(path, errno, error);
        close(fd);
    } else {
        status = lfsr_checkpoint_write(w, file, path, error);
        if (status == LFSR_OK && (fflush(file) != 0 || fsync(fd) != 0 || rename(temporary, path) != 0))
            status = cannot_write(path, errno, error);
        fclose(file); /* this releases the lock */
    }
    if (status != LFSR_OK)
        unlink(temporary);
    half_written = NULL;
    return status;
}

lfsr_status lfsr_checkpoint_save(lfsr_walk_state *w, lfsr_error *error)
{
    double began = lfsr_now();
    char *temporary = temporary_name(w->options->checkpoint);
    if (temporary == NULL)
        return lfsr_fail_memory(error);
    writer = getpid();
    lfsr_status status = write_temporary(w, temporary, error);
    free(temporary);
    w->saved = lfsr_now();
    w->save_seconds = w->saved - began;
    return status;
}

lfsr_status lfsr_checkpoint_begin(lfsr_walk_state *w, lfsr_error *error)
{
    const char *path = w->options->checkpoint;
    FILE *file = fopen(path, "rbe");
    if (file == NULL && errno != ENOENT)
        return lfsr_fail(error, LFSR_BAD_INPUT, "checkpoint", "cannot read checkpoint %.200s: %s", path,
                         strerror(errno));
    if (file != NULL) {
        lfsr_status status = lfsr_checkpoint_read(w, file, path, error);
        fclose(file);
        if (status != LFSR_OK)
            return status;
    }
    return lfsr_checkpoint_save(w, error);
}

void lfsr_checkpoint_remove(const char *path)
{
    if (path == NULL)
        return;
    char *temporary = temporary_name(path);
    int fd = temporary != NULL && access(temporary, F_OK) == 0 ? open_locked(temporary) : -1;
    if (fd >= 0) {
        unlink(temporary);
        close(fd);
    }
    unlink(path);
    free(temporary);
}
