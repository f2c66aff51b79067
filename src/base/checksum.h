/* CRC-32, as in zlib and gzip. */
#ifndef LFSR_CHECKSUM_H
#define LFSR_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/* The checksum of what came before (0: nothing) and these bytes. */
uint32_t lfsr_crc32(uint32_t before, const void *bytes, size_t length);

#endif
