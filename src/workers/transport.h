/* A transport carries frames between the scheduler and its workers, and starts and ends them.
 *
 * The scheduler knows its workers by their numbers, 0 to workers - 1, and by nothing else. All calls come
 * from one thread. What a worker sends is untrusted: a transport checks the header of a frame
 * (lfsr_header_read) and allocates nothing before. */
#ifndef LFSR_TRANSPORT_H
#define LFSR_TRANSPORT_H

#include "lfsr/worker.h"
#include "wire.h"

typedef enum lfsr_reading { LFSR_READ_NOTHING, LFSR_READ_FRAME, LFSR_READ_FAILED } lfsr_reading;

/* A frame that was read: its header is checked, its payload is not. */
typedef struct lfsr_arrival {
    lfsr_frame_type type;
    uint32_t length, checksum;
    const unsigned char *payload; /* the transport's, until the next read from this worker */
} lfsr_arrival;

typedef struct lfsr_transport lfsr_transport;

typedef struct lfsr_transport_calls {
    /* Start a worker that is not running. *pid: its process, for messages. */
    lfsr_status (*start)(lfsr_transport *t, unsigned worker, long *pid, lfsr_error *error);
    /* False: the worker cannot receive it. */
    bool (*send)(lfsr_transport *t, unsigned worker, const lfsr_frame *frame);
    /* Take what has come from this worker, up to one complete frame, without waiting. LFSR_READ_FAILED: it
     * has ended, or sent what is no frame. */
    lfsr_reading (*read)(lfsr_transport *t, unsigned worker, lfsr_arrival *frame);
    /* Wait until something has come from a worker, or the descriptor `extra` (-1: none) is readable, or the
     * seconds are over, or a signal has come. ready[0] to ready[*count - 1]: the workers to read from, each
     * once; there is room for all. */
    lfsr_status (*wait)(lfsr_transport *t, double seconds, int extra, unsigned *ready, unsigned *count,
                        lfsr_error *error);
    /* Is it running or waiting for a processor, rather than stopped, asleep or gone? True if that is not
     * known. */
    bool (*runs)(lfsr_transport *t, unsigned worker);
    /* Kill a worker that was started (one that has ended already is no error) and reap it. ended, if not
     * NULL, receives how it ended. Afterwards it can be started again. */
    void (*kill)(lfsr_transport *t, unsigned worker, char *ended, size_t size);
    /* Kill all workers, without waiting for their end. They are still to be reaped, by kill or close. */
    void (*stop)(lfsr_transport *t);
    /* Let all workers that still run leave, kill those that do not, and free the transport. */
    void (*close)(lfsr_transport *t);
} lfsr_transport_calls;

/* The first member of the structure of each transport. */
struct lfsr_transport {
    const lfsr_transport_calls *calls;
    lfsr_start_method method; /* how the workers are started: as asked, or spawn where fork failed */
};

/* Processes of this machine, each behind two pipes. options->workers is not 0. NULL when out of memory. */
lfsr_transport *lfsr_pipe_transport(const lfsr_pool_options *options);
/* The same for LFSR_START_MPI. NULL unless the main function of the program sets it. */
extern lfsr_transport *(*lfsr_remote_transport)(const lfsr_pool_options *options);

#endif
