/* The MPI job: its ranks, and messages between rank 0 and the others. No call waits for another rank, so that
 * every wait in the program is a sleep of its own. */
#ifndef LFSR_MPI_JOB_H
#define LFSR_MPI_JOB_H

#include "message.h"

/* MPI_Init. False: MPI does not work. */
LFSR_MUST_CHECK bool lfsr_job_begin(int *argc, char ***argv);
/* This process among them; how many there are. */
int lfsr_job_rank(void);
int lfsr_job_ranks(void);
/* "Open MPI v4.1.4" */
const char *lfsr_job_library(void);

/* Begin to send a message with this body, in one or two parts. The bytes are copied. False: MPI failed. */
typedef struct lfsr_part {
    const void *bytes;
    size_t length;
} lfsr_part;
LFSR_MUST_CHECK bool lfsr_job_send(int to, lfsr_message_kind kind, uint32_t worker, uint32_t incarnation,
                                   lfsr_part first, lfsr_part second);
/* Bytes that have not left yet. Call it now and then: it also moves them on. */
size_t lfsr_job_sending(void);

typedef struct lfsr_mail {
    int from;
    lfsr_message message; /* its body lies in bytes */
    unsigned char *bytes; /* malloc */
} lfsr_mail;

typedef enum lfsr_receipt {
    LFSR_MAIL_NONE,
    LFSR_MAIL_RECEIVED,
    LFSR_MAIL_INVALID,
    LFSR_MAIL_FAILED
} lfsr_receipt;

/* Take the next message, if one has come. INVALID: rank mail->from sent what is no message (or none that it
 * may send). FAILED: MPI or memory. */
lfsr_receipt lfsr_job_receive(lfsr_mail *mail);

/* Is the process that started this one gone? Then no one ends the job any more. */
bool lfsr_job_orphaned(void);

/* End of rank 0: let the relays quit, wait until they have, MPI_Finalize. Ends the job with status 4 where
 * that does not work. */
void lfsr_job_end(void);
/* MPI_Finalize of a relay that has quit. */
void lfsr_job_leave(void);
/* MPI is out of step: lfsr_job_end will end the job by MPI_Abort. */
void lfsr_job_spoil(void);
bool lfsr_job_usable(void); /* not spoiled */
/* The status of a job whose messages are damaged or do not come through: that of a system failure. */
#define LFSR_JOB_BROKEN 4
/* MPI_Abort, which ends all ranks. */
_Noreturn void lfsr_job_abort(int status);

/* How long to sleep next: longer with every turn in which nothing happens. */
typedef struct lfsr_pause {
    long nanoseconds, most;
} lfsr_pause;
#define LFSR_PAUSE_LEAST 20000
struct pollfd;
/* poll for that long; the next pause is twice as long. Interrupted by a signal: false. */
bool lfsr_pause_poll(lfsr_pause *pause, struct pollfd *polled, unsigned count);

#endif
