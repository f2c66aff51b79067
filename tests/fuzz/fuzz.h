/* What every fuzz target shares: the entry point that libFuzzer and the replay driver call, an assertion that
 * stays in release builds, and a look at exponents, so that inputs that are slow with reason can be passed
 * over. */
#ifndef LFSR_FUZZ_H
#define LFSR_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FUZZ_REQUIRE(condition)                                                                              \
    do {                                                                                                     \
        if (!(condition)) {                                                                                  \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                                  \
            abort();                                                                                         \
        }                                                                                                    \
    } while (0)

/* The largest number in a text, cut at 10^9. */
static inline unsigned long fuzz_largest_number(const char *text, size_t length)
{
    unsigned long largest = 0, number = 0;
    for (size_t i = 0; i < length; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        number = digit && number < 1000000000 ? 10 * number + (unsigned long)(text[i] - '0')
                 : digit                      ? number
                                              : 0;
        largest = number > largest ? number : largest;
    }
    return largest;
}

#endif
