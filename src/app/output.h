/* Where results go: standard output, or a file that is replaced only when it is complete. */
#ifndef LFSR_APP_OUTPUT_H
#define LFSR_APP_OUTPUT_H

#include "lfsr/status.h"
#include "sink.h"

typedef struct lfsr_output {
    lfsr_sink sink;
    const char *name; /* as given; NULL: standard output */
    char *target;     /* with symbolic links resolved; NULL: written directly */
    char *temporary;  /* beside target; NULL: none */
} lfsr_output;

/* Before anything is computed. NULL and "-" are standard output. A regular file is written under a temporary
 * name and renamed by lfsr_output_commit; a symbolic link is followed, whether or not its target exists.
 * Devices, pipes, names of open descriptors (/dev/stdout, /dev/fd/N) and the files of standard output and
 * standard error are written directly. On LFSR_SYSTEM ("io") nothing is left behind and *output needs no
 * closing. */
LFSR_MUST_CHECK lfsr_status lfsr_output_open(lfsr_output *output, const char *name, lfsr_error *error);
/* Flush to the disk and rename. */
LFSR_MUST_CHECK lfsr_status lfsr_output_commit(lfsr_output *output, lfsr_error *error);
/* Release; a file not committed is removed. */
void lfsr_output_close(lfsr_output *output);

/* Remove the file that is not committed. Async-signal-safe; for the end of the process. */
void lfsr_output_discard(void);

#endif
