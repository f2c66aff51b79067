#include "mpi_job.h"

#include <ctype.h>
#include <errno.h>
#include <mpi.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "clock.h"
#include "growth.h"

#define TAG        17
#define LEAVE_TIME 30.0 /* seconds for the relays to quit */
#define ABORT_TIME 10   /* and for MPI_Abort */

static int rank, ranks = 1;
static pid_t starter; /* of this process */
static bool spoiled;
static char library[80];

/* --- Messages that are under way --- */

typedef struct outgoing {
    MPI_Request request;
    unsigned char *bytes;
    size_t size;
} outgoing;
static outgoing *out;
static size_t out_count, out_capacity, out_bytes;

bool lfsr_job_send(int to, lfsr_message_kind kind, uint32_t worker, uint32_t incarnation, lfsr_part first,
                   lfsr_part second)
{
    lfsr_message message = {kind, worker, incarnation, (uint32_t)(first.length + second.length), NULL};
    size_t size = LFSR_MESSAGE_HEAD + first.length + second.length;
    outgoing *grown = lfsr_grow(out, out_count + 1, &out_capacity, sizeof *out);
    unsigned char *bytes = grown != NULL && size <= LFSR_MESSAGE_LIMIT ? malloc(size) : NULL;
    out = grown != NULL ? grown : out;
    if (bytes == NULL)
        return false;
    lfsr_message_head(bytes, &message);
    if (first.length > 0)
        memcpy(bytes + LFSR_MESSAGE_HEAD, first.bytes, first.length);
    if (second.length > 0)
        memcpy(bytes + LFSR_MESSAGE_HEAD + first.length, second.bytes, second.length);
    if (MPI_Isend(bytes, (int)size, MPI_BYTE, to, TAG, MPI_COMM_WORLD, &out[out_count].request) !=
        MPI_SUCCESS) {
        free(bytes);
        return false;
    }
    out[out_count].bytes = bytes;
    out[out_count++].size = size;
    out_bytes += size;
    return true;
}

size_t lfsr_job_sending(void)
{
    size_t left = 0;
    for (size_t i = 0; i < out_count; i++) {
        int done = 0;
        if (MPI_Test(&out[i].request, &done, MPI_STATUS_IGNORE) == MPI_SUCCESS && done) {
            free(out[i].bytes);
            out_bytes -= out[i].size;
        } else {
            out[left++] = out[i];
        }
    }
    out_count = left;
    return out_bytes;
}

lfsr_receipt lfsr_job_receive(lfsr_mail *mail)
{
    MPI_Status status;
    int there = 0, size = 0;
    *mail = (lfsr_mail){.from = -1};
    if (MPI_Iprobe(MPI_ANY_SOURCE, TAG, MPI_COMM_WORLD, &there, &status) != MPI_SUCCESS)
        return LFSR_MAIL_FAILED;
    if (!there)
        return LFSR_MAIL_NONE;
    mail->from = status.MPI_SOURCE;
    if (MPI_Get_count(&status, MPI_BYTE, &size) != MPI_SUCCESS || size < 0)
        return LFSR_MAIL_FAILED;
    if ((size_t)size > LFSR_MESSAGE_LIMIT)
        return LFSR_MAIL_INVALID;
    mail->bytes = malloc((size_t)size + 8);
    if (mail->bytes == NULL || MPI_Recv(mail->bytes, size, MPI_BYTE, mail->from, TAG, MPI_COMM_WORLD,
                                        MPI_STATUS_IGNORE) != MPI_SUCCESS) {
        free(mail->bytes);
        mail->bytes = NULL;
        return LFSR_MAIL_FAILED;
    }
    bool from_relay = rank == 0;
    if ((from_relay || mail->from == 0) &&
        lfsr_message_read(&mail->message, mail->bytes, (size_t)size, from_relay))
        return LFSR_MAIL_RECEIVED;
    free(mail->bytes);
    mail->bytes = NULL;
    return LFSR_MAIL_INVALID;
}

/* --- Sleeping --- */

bool lfsr_pause_poll(lfsr_pause *pause, struct pollfd *polled, unsigned count)
{
    const struct timespec time = {0, pause->nanoseconds};
    pause->nanoseconds = 2 * pause->nanoseconds < pause->most ? 2 * pause->nanoseconds : pause->most;
    return ppoll(polled, count, &time, NULL) >= 0 || errno != EINTR;
}

/* --- The job --- */

/* The first line, up to a comma, in single spaces, without the word "Version:". */
static void name_library(void)
{
    char text[MPI_MAX_LIBRARY_VERSION_STRING] = "";
    int length = 0;
    size_t at = 0;
    if (MPI_Get_library_version(text, &length) != MPI_SUCCESS)
        snprintf(text, sizeof text, "unknown");
    text[strcspn(text, ",\n")] = '\0';
    char *word = strstr(text, " Version:");
    if (word != NULL)
        memset(word, ' ', strlen(" Version:"));
    for (const char *from = text; *from != '\0' && at + 1 < sizeof library; from++)
        if (!isspace((unsigned char)*from) || (at > 0 && library[at - 1] != ' '))
            library[at++] = isspace((unsigned char)*from) ? ' ' : *from;
    library[at] = '\0';
}

bool lfsr_job_begin(int *argc, char ***argv)
{
    starter = getppid();
    if (MPI_Init(argc, argv) != MPI_SUCCESS ||
        MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN) != MPI_SUCCESS ||
        MPI_Comm_rank(MPI_COMM_WORLD, &rank) != MPI_SUCCESS ||
        MPI_Comm_size(MPI_COMM_WORLD, &ranks) != MPI_SUCCESS)
        return false;
    name_library();
    return true;
}

int lfsr_job_rank(void)
{
    return rank;
}

int lfsr_job_ranks(void)
{
    return ranks;
}

const char *lfsr_job_library(void)
{
    return library;
}

bool lfsr_job_orphaned(void)
{
    return getppid() != starter;
}

void lfsr_job_spoil(void)
{
    spoiled = true;
}

bool lfsr_job_usable(void)
{
    return !spoiled;
}

/* MPI_Abort asks the program that started the ranks to end them, and waits for minutes if it is gone. */
_Noreturn void lfsr_job_abort(int status)
{
    (void)signal(SIGALRM, SIG_DFL);
    (void)alarm(ABORT_TIME);
    if (!lfsr_job_orphaned())
        (void)MPI_Abort(MPI_COMM_WORLD, status);
    _exit(status);
}

/* Discard what the relays still send, until each has said good-bye. */
static bool dismiss(void)
{
    const lfsr_part none = {NULL, 0};
    double deadline = lfsr_now() + LEAVE_TIME;
    lfsr_pause pause = {LFSR_PAUSE_LEAST, 1000000};
    int left = 0;
    for (int i = 1; i < ranks; i++)
        if (!lfsr_job_send(i, LFSR_MESSAGE_QUIT, 0, 0, none, none))
            return false;
    while (left < ranks - 1 || lfsr_job_sending() > 0) {
        lfsr_mail mail;
        lfsr_receipt got = lfsr_job_receive(&mail);
        free(mail.bytes);
        if (got == LFSR_MAIL_RECEIVED)
            left += mail.message.kind == LFSR_MESSAGE_BYE;
        else if (got == LFSR_MAIL_NONE)
            (void)lfsr_pause_poll(&pause, NULL, 0);
        else
            return false;
        if (lfsr_now() > deadline || lfsr_job_orphaned())
            return false;
    }
    return true;
}

void lfsr_job_end(void)
{
    if (spoiled || !dismiss())
        lfsr_job_abort(LFSR_JOB_BROKEN);
    (void)MPI_Finalize();
}

void lfsr_job_leave(void)
{
    (void)MPI_Finalize();
}
