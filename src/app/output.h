/* Where results go: standard output, or a file that appears whole or not at all. */
#ifndef LFSR_APP_OUTPUT_H
#define LFSR_APP_OUTPUT_H

#include "lfsr/status.h"
#include "sink.h"

typedef struct lfsr_output {
    lfsr_sink sink;
    const char *name; /* as given; NULL: standard output */
    char *target;     /* with symbolic links resolved; NULL: written in place */
    char *temporary;  /* beside target; NULL: none */
} lfsr_output;

/* Before anything is computed. A regular file is written beside its place, and put there by
 * lfsr_output_commit; a device or a pipe is written directly. LFSR_BAD_INPUT ("io") where that cannot be
 * done. */
LFSR_MUST_CHECK lfsr_status lfsr_output_open(lfsr_output *output, const char *name, lfsr_error *error);
/* Flush to the disk and rename. */
LFSR_MUST_CHECK lfsr_status lfsr_output_commit(lfsr_output *output, lfsr_error *error);
/* Release; a file not committed is removed. */
void lfsr_output_close(lfsr_output *output);

/* SIGINT, SIGTERM and SIGHUP remove the temporary file before they end the process; SIGPIPE becomes an error
 * of the write. Standard descriptors that are closed are opened, so that no file takes their numbers. */
void lfsr_signals_prepare(void);

#endif
