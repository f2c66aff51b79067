/* Worker processes: starting and ending them. */
#ifndef LFSR_PROCESS_H
#define LFSR_PROCESS_H

#include <sys/types.h>

#include "lfsr/worker.h"
#include "pipe_io.h"
#include "wire.h"

/* The system calls that starting a worker needs, so that tests can make them fail. */
typedef struct lfsr_system {
    int (*pipe)(int ends[2], int flags);
    pid_t (*fork)(void);
} lfsr_system;
extern lfsr_system lfsr_system_calls;

typedef struct lfsr_process {
    pid_t pid; /* 0: not running */
    int to;    /* the parent writes; non-blocking, close-on-exec */
    int from;  /* the parent reads; non-blocking, close-on-exec */
} lfsr_process;

/* In a worker: the pipe it reads and the pipe it writes. 0 to 2 are /dev/null, nothing else is open. */
#define LFSR_WORKER_IN  3
#define LFSR_WORKER_OUT 4

/* Fork a worker. It has a copy of the parent's memory and none of its descriptors. *cause, on failure, is the
 * errno. */
LFSR_MUST_CHECK lfsr_status lfsr_process_fork(lfsr_process *process, int *cause, lfsr_error *error);
/* Start the program as a worker: a new process that inherits two pipes, /dev/null and, of the
 * environment, LFSR_KERNEL and LD_LIBRARY_PATH. */
LFSR_MUST_CHECK lfsr_status lfsr_process_spawn(lfsr_process *process, const char *program, lfsr_error *error);
/* Is it running or waiting for a processor, rather than stopped, asleep or gone? True if that is not known.
 */
bool lfsr_process_runs(const lfsr_process *process);
/* Kill it (a process that has ended already is no error), reap it, close its pipes. Returns after about two
 * seconds even where the kernel cannot end the process. ended, if not NULL, receives a description of how it
 * ended. */
void lfsr_process_kill(lfsr_process *process, char *ended, size_t size);
/* Close the pipe it reads and wait until it exits; at the deadline (of lfsr_now) kill it. Reaps it
 * and closes its pipes. */
void lfsr_process_end(lfsr_process *process, double deadline);

/* For tests that break workers: called in the worker, if set, at its start, before each task, and before each
 * frame is sent, which it may change. Inherited through fork. */
typedef enum lfsr_worker_moment {
    LFSR_WORKER_STARTS,
    LFSR_WORKER_HAS_TASK,
    LFSR_WORKER_SENDS
} lfsr_worker_moment;
extern void (*lfsr_worker_hook)(lfsr_worker_moment moment, int out, lfsr_frame *frame);

/* The main loop of a worker, until the parent closes the pipes; never returns. */
_Noreturn void lfsr_worker_main(void);

#endif
