/* Files of 64-bit little-endian words with a running checksum, so that a reader knows whether a file is
 * complete. */
#ifndef LFSR_WORD_FILE_H
#define LFSR_WORD_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct lfsr_word_file {
    FILE *file;
    uint32_t checksum; /* CRC-32 of the words so far */
    bool failed;       /* a read or write failed, or the file ended */
} lfsr_word_file;

void lfsr_word_file_begin(lfsr_word_file *words, FILE *file);
void lfsr_word_file_put(lfsr_word_file *words, uint64_t word);
void lfsr_word_file_put_all(lfsr_word_file *words, const uint64_t *array, size_t count);
uint64_t lfsr_word_file_get(lfsr_word_file *words); /* 0 after a failure */
void lfsr_word_file_get_all(lfsr_word_file *words, uint64_t *array, size_t count);

/* True if the last word of the file is the checksum of all words before it. Reads from the beginning and
 * rewinds the file. */
bool lfsr_word_file_whole(FILE *file);

#endif
