/* Worker processes: starting, ending, and bytes through their pipes. */
#ifndef LFSR_PROCESS_H
#define LFSR_PROCESS_H

#include <sys/types.h>

#include "lfsr/analysis.h"
#include "wire.h"

/* The system calls that starting a worker needs, so that tests can make them fail. */
typedef struct lfsr_system {
    int (*pipe)(int ends[2], int flags);
    pid_t (*fork)(void);
} lfsr_system;
extern lfsr_system lfsr_system_calls;

typedef struct lfsr_process {
    pid_t pid; /* 0: not running */
    int to;    /* the parent writes; close-on-exec */
    int from;  /* the parent reads; non-blocking, close-on-exec */
} lfsr_process;

/* Fork a worker. others (count of them, running or not) are the parent's ends that the child must close. */
LFSR_MUST_CHECK lfsr_status lfsr_process_fork(lfsr_process *process, const lfsr_process *others, size_t count,
                                              size_t stride, lfsr_error *error);
/* Start the program anew as a worker: a fresh image that inherits two pipes, /dev/null and, of the
 * environment, LFSR_KERNEL alone. */
LFSR_MUST_CHECK lfsr_status lfsr_process_spawn(lfsr_process *process, const char *program, lfsr_error *error);
/* Is it at work or waiting for a processor, rather than stopped, asleep or gone? True where that cannot be
 * known. */
bool lfsr_process_runs(const lfsr_process *process);
/* Kill (a process that ended already is no error), reap, close. *ended, if not NULL, says how it ended, for
 * people. */
void lfsr_process_kill(lfsr_process *process, char *ended, size_t size);
/* Close the pipes, wait for the worker to leave by itself, kill it if it does not within about a second. */
void lfsr_process_end(lfsr_process *process);

/* Kill and reap every worker of this process. Async-signal-safe; for the end of the process. */
void lfsr_process_kill_all(void);

/* Write all bytes to a blocking descriptor; false on any failure (errno says which). */
LFSR_MUST_CHECK bool lfsr_write_all(int fd, const unsigned char *bytes, size_t length);
/* Read exactly length bytes from a blocking descriptor: 1 all, 0 end of file before the first, -1
 * otherwise. */
int lfsr_read_all(int fd, unsigned char *bytes, size_t length);

/* For tests that break workers: called in the worker, if set, at its start, before each task, and before each
 * frame is sent, which it may change. Inherited through fork. */
typedef enum lfsr_worker_moment {
    LFSR_WORKER_STARTS,
    LFSR_WORKER_HAS_TASK,
    LFSR_WORKER_SENDS
} lfsr_worker_moment;
extern void (*lfsr_worker_hook)(lfsr_worker_moment moment, int out, lfsr_frame *frame);

/* What a worker does with its two descriptors until the parent closes them; never returns. */
_Noreturn void lfsr_worker_main(int in, int out);

#endif
