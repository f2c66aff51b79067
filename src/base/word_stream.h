/* A stream of 64-bit little-endian words with a running checksum: for files that must be known to be
 * whole. */
#ifndef LFSR_WORD_STREAM_H
#define LFSR_WORD_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct lfsr_words {
    FILE *file;
    uint32_t checksum; /* CRC-32 of the words so far */
    bool failed;       /* a read or write failed, or the file ended */
} lfsr_words;

void lfsr_words_begin(lfsr_words *words, FILE *file);
void lfsr_words_put(lfsr_words *words, uint64_t word);
void lfsr_words_put_all(lfsr_words *words, const uint64_t *array, size_t count);
uint64_t lfsr_words_get(lfsr_words *words); /* 0 after a failure */
void lfsr_words_get_all(lfsr_words *words, uint64_t *array, size_t count);

/* Is the file, from its beginning, a number of words of which the last is the checksum of the others? Rewinds
 * it. */
bool lfsr_words_whole(FILE *file);

#endif
