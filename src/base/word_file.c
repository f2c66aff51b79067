/* A stream of 64-bit little-endian words with a running checksum. */
#include "word_file.h"

#include <endian.h>
#include <string.h>

#include "checksum.h"

#define BATCH 512

void lfsr_word_file_begin(lfsr_word_file *words, FILE *file)
{
    *words = (lfsr_word_file){file, 0, false};
}

void lfsr_word_file_put_all(lfsr_word_file *words, const uint64_t *array, size_t count)
{
    uint64_t batch[BATCH];
    for (size_t done = 0; done < count && !words->failed;) {
        size_t some = count - done < BATCH ? count - done : BATCH;
        for (size_t i = 0; i < some; i++)
            batch[i] = htole64(array[done + i]);
        words->checksum = lfsr_crc32(words->checksum, batch, some * sizeof *batch);
        words->failed = fwrite(batch, sizeof *batch, some, words->file) != some;
        done += some;
    }
}

void lfsr_word_file_put(lfsr_word_file *words, uint64_t word)
{
    lfsr_word_file_put_all(words, &word, 1);
}

void lfsr_word_file_get_all(lfsr_word_file *words, uint64_t *array, size_t count)
{
    words->failed = words->failed || fread(array, sizeof *array, count, words->file) != count;
    if (words->failed) {
        memset(array, 0, count * sizeof *array);
        return;
    }
    for (size_t done = 0; done < count;) {
        size_t some = count - done < BATCH ? count - done : BATCH;
        words->checksum = lfsr_crc32(words->checksum, array + done, some * sizeof *array);
        done += some;
    }
    for (size_t i = 0; i < count; i++)
        array[i] = le64toh(array[i]);
}

uint64_t lfsr_word_file_get(lfsr_word_file *words)
{
    uint64_t word;
    lfsr_word_file_get_all(words, &word, 1);
    return word;
}

bool lfsr_word_file_whole(FILE *file)
{
    lfsr_word_file words;
    uint64_t batch[BATCH], last = 0;
    bool any = false;
    rewind(file);
    lfsr_word_file_begin(&words, file);
    for (;;) { /* the last word read so far is held back: it may be the checksum */
        size_t bytes = fread(batch, 1, sizeof batch, file), count = bytes / sizeof *batch;
        if (bytes % sizeof *batch != 0)
            return false;
        if (count == 0)
            break;
        if (any)
            words.checksum = lfsr_crc32(words.checksum, &last, sizeof last);
        words.checksum = lfsr_crc32(words.checksum, batch, bytes - sizeof last);
        last = batch[count - 1];
        any = true;
    }
    bool whole = any && ferror(file) == 0 && le64toh(last) == words.checksum;
    rewind(file);
    return whole;
}
