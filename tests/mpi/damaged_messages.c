/* Two ranks, one of which sends the other a damaged message.
 *   damaged_messages relay KIND    rank 1 is a relay; rank 0 sends it KIND and waits for the end of the job
 *   damaged_messages tool KIND     rank 0 has a pool; rank 1 answers by KIND
 * KIND is a number, or `good`: an undamaged exchange, which ends with status 0. Of the tool's side, `frame`:
 * good messages with damaged frames, which cost three workers and end the run; status 3 then. */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "mpi_job.h"
#include "mpi_transport.h"
#include "relay.h"
#include "test_work.h"

#define TAG 17

/* A message of that kind, damaged in this way. Returns its size; 0: there is no such way. */
static size_t damage(unsigned char *bytes, int way, lfsr_message_kind kind)
{
    lfsr_message m = {kind, 0, 1, 0, NULL};
    size_t size = LFSR_MESSAGE_HEAD;
    switch (way) {
    case 0:
        return 1;
    case 1: /* one byte of the head is missing */
    case 2: /* one bit is wrong */
    case 3: /* one bit of the checksum is wrong */
        break;
    case 4:
        m.kind = LFSR_MESSAGE_KINDS;
        break;
    case 5: /* a body that there is not */
        m.length = 5;
        break;
    case 6:
        m.worker = LFSR_RELAY_WORKERS;
        break;
    case 7: /* a kind that only the other side may send */
        m.kind = kind == LFSR_MESSAGE_START ? LFSR_MESSAGE_BYE : LFSR_MESSAGE_QUIT;
        break;
    case 8: /* larger than any message */
        return LFSR_MESSAGE_LIMIT + 1;
    default:
        return 0;
    }
    lfsr_message_head(bytes, &m);
    if (way == 1)
        size--;
    if (way == 2)
        bytes[9] ^= 4;
    if (way == 3)
        bytes[22] ^= 1;
    return size;
}

static void send_damaged(int to, const char *way, lfsr_message_kind kind)
{
    static unsigned char *bytes;
    static MPI_Request request; /* the message is never waited for */
    bytes = calloc(1, LFSR_MESSAGE_LIMIT + 1);
    size_t size = bytes != NULL ? damage(bytes, atoi(way), kind) : 0;
    if (size == 0)
        lfsr_job_abort(77);
    if (MPI_Isend(bytes, (int)size, MPI_BYTE, to, TAG, MPI_COMM_WORLD, &request) != MPI_SUCCESS)
        lfsr_job_abort(78);
}

/* Long enough that a job that does not end is noticed; MPI is called, so that messages move. */
static void wait_for_the_end(void)
{
    const struct timespec step = {0, 10000000};
    for (unsigned i = 0; i < 6000; i++) {
        int there;
        (void)MPI_Iprobe(MPI_ANY_SOURCE, TAG + 1, MPI_COMM_WORLD, &there, MPI_STATUS_IGNORE);
        (void)nanosleep(&step, NULL);
    }
}

/* --- Rank 1 in place of a relay --- */

static void answer_as_relay(const char *way)
{
    const struct timespec step = {0, 100000};
    const lfsr_part none = {NULL, 0};
    bool answered = false;
    for (;;) {
        lfsr_mail mail;
        if (lfsr_job_receive(&mail) != LFSR_MAIL_RECEIVED) {
            (void)nanosleep(&step, NULL);
            (void)lfsr_job_sending();
            continue;
        }
        lfsr_message_kind kind = mail.message.kind;
        uint32_t incarnation = mail.message.incarnation;
        free(mail.bytes);
        if (kind == LFSR_MESSAGE_START && strcmp(way, "frame") == 0) {
            unsigned char frame[LFSR_FRAME_HEADER] = "LFSR, but damaged";
            if (!lfsr_job_send(0, LFSR_MESSAGE_FRAME, 0, incarnation, (lfsr_part){frame, sizeof frame}, none))
                lfsr_job_abort(78);
        } else if (kind == LFSR_MESSAGE_START && strcmp(way, "future") == 0) {
            if (!lfsr_job_send(0, LFSR_MESSAGE_FRAME, 0, incarnation + 1,
                               (lfsr_part){"                        ", 24}, none))
                lfsr_job_abort(78);
        } else if (kind == LFSR_MESSAGE_START && !answered) {
            send_damaged(0, way, LFSR_MESSAGE_LEFT);
            answered = true;
        } else if (kind == LFSR_MESSAGE_LEAVE || kind == LFSR_MESSAGE_QUIT) {
            if (!lfsr_job_send(0, kind == LFSR_MESSAGE_LEAVE ? LFSR_MESSAGE_LEFT : LFSR_MESSAGE_BYE, 0, 0,
                               none, none))
                lfsr_job_abort(78);
            if (kind == LFSR_MESSAGE_QUIT)
                break;
        }
    }
    while (lfsr_job_sending() > 0)
        (void)nanosleep(&step, NULL);
    lfsr_job_leave();
}

/* --- Rank 0 with a pool --- */

static int run_tool(void)
{
    lfsr_pool *pool = NULL;
    lfsr_error error = {0};
    sample_work e;
    const lfsr_pool_options options = {.size = sizeof options, .workers = 1, .method = LFSR_START_MPI};
    sample_begin(&e, 6);
    lfsr_remote_transport = lfsr_mpi_transport;
    lfsr_status status = lfsr_pool_start(&pool, &options, &error);
    if (status == LFSR_OK)
        status = lfsr_pool_run(pool, &e.work, &error);
    lfsr_pool_end(&pool);
    printf("%s\n", status == LFSR_OK ? "good" : error.message);
    fflush(stdout);
    lfsr_job_end();
    return status == LFSR_OK && e.steps == (UINT64_C(1) << 20) - 1 ? 0 : 3;
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], LFSR_WORKER_ARGUMENT) == 0)
        lfsr_worker_serve(argv[2]);
    if (!lfsr_job_begin(&argc, &argv) || argc != 3 || lfsr_job_ranks() != 2)
        return 79;
    bool good = strcmp(argv[2], "good") == 0;
    if (strcmp(argv[1], "tool") == 0) {
        if (lfsr_job_rank() == 0)
            return run_tool();
        if (good)
            return lfsr_relay_run();
        answer_as_relay(argv[2]);
        return 0;
    }
    if (lfsr_job_rank() > 0)
        return lfsr_relay_run();
    if (!good) {
        send_damaged(1, argv[2], LFSR_MESSAGE_START);
        wait_for_the_end();
    }
    lfsr_job_end();
    return 0;
}
