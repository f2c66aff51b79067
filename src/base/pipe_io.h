/* Whole reads and writes on pipes. */
#ifndef LFSR_PIPE_IO_H
#define LFSR_PIPE_IO_H

#include <stdbool.h>
#include <stddef.h>

#include "lfsr/status.h"

/* Write all bytes to a blocking descriptor; false on any failure (errno says which). */
LFSR_MUST_CHECK bool lfsr_write_all(int fd, const void *bytes, size_t length);
/* Write all bytes to a non-blocking descriptor. False on any failure, and with errno ETIMEDOUT where the
 * reader reads nothing for `timeout` seconds. */
LFSR_MUST_CHECK bool lfsr_write_with_timeout(int fd, const unsigned char *bytes, size_t length,
                                             double timeout);
/* Read exactly length bytes from a blocking descriptor: 1 all, 0 end of file before the first, -1
 * otherwise. */
int lfsr_read_all(int fd, unsigned char *bytes, size_t length);

#endif
