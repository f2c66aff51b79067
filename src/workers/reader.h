/* Reading the words of a payload, with bounds. After the first fault every further read gives 0. */
#ifndef LFSR_READER_H
#define LFSR_READER_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct lfsr_reader {
    const unsigned char *at;
    size_t left; /* words */
    bool bad;
} lfsr_reader;

static inline lfsr_reader lfsr_reader_of(const unsigned char *payload, size_t length)
{
    return (lfsr_reader){payload, length / 8, length % 8 != 0};
}

static inline uint64_t lfsr_read_word(lfsr_reader *r)
{
    if (r->bad || r->left == 0) {
        r->bad = true;
        return 0;
    }
    uint64_t word;
    memcpy(&word, r->at, sizeof word);
    r->at += sizeof word;
    r->left--;
    return le64toh(word);
}

/* A number no larger than limit; anything larger is a fault of the sender. */
static inline uint64_t lfsr_read_at_most(lfsr_reader *r, uint64_t limit)
{
    uint64_t word = lfsr_read_word(r);
    r->bad = r->bad || word > limit;
    return r->bad ? 0 : word;
}

static inline bool lfsr_reader_done(const lfsr_reader *r)
{
    return !r->bad && r->left == 0;
}

/* Doubles travel as the bits of an IEEE 754 number. */
static inline uint64_t lfsr_double_bits(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static inline double lfsr_bits_double(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* A number of seconds no larger than limit; anything else is a fault of the sender. */
static inline double lfsr_read_seconds(lfsr_reader *r, double limit)
{
    double seconds = lfsr_bits_double(lfsr_read_word(r));
    r->bad = r->bad || !(seconds >= 0 && seconds <= limit);
    return r->bad ? 0 : seconds;
}

#endif
