/* A growable string. A failed allocation is remembered and reported once, by lfsr_string_ok, so that printing
 * code needs no check at each step. */
#ifndef LFSR_STRING_BUILDER_H
#define LFSR_STRING_BUILDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "lfsr/export.h"

typedef struct lfsr_string {
    char *data; /* zero-terminated once anything was added; NULL before */
    size_t length, capacity;
    bool failed;
} lfsr_string;

/* clang-format off */
#define LFSR_STRING_EMPTY {NULL, 0, 0, false}
/* clang-format on */

void lfsr_string_clear(lfsr_string *text);
void lfsr_string_add(lfsr_string *text, const char *string);
void lfsr_string_add_many(lfsr_string *text, const void *bytes, size_t length);
/* Inline, so that a constant length costs a few moves. */
static inline void lfsr_string_add_bytes(lfsr_string *text, const void *bytes, size_t length)
{
    if (length == 0 || length >= text->capacity - text->length || text->failed) {
        lfsr_string_add_many(text, bytes, length);
        return;
    }
    memcpy(text->data + text->length, bytes, length);
    text->length += length;
    text->data[text->length] = '\0';
}
void lfsr_string_addf(lfsr_string *text, const char *format, ...) LFSR_PRINTF(2, 3);

/* The decimal digits of n, most significant first; returns how many. No zero byte is added. */
#define LFSR_DECIMAL_DIGITS 20
size_t lfsr_decimal(char digits[LFSR_DECIMAL_DIGITS], uint64_t n);
void lfsr_string_add_u64(lfsr_string *text, uint64_t n);

/* True unless an allocation failed since the string was empty. */
bool lfsr_string_ok(const lfsr_string *text);

/* The string, owned by the caller (free it), or NULL after a failure; the builder is empty again. */
char *lfsr_string_take(lfsr_string *text);

/* Append at most limit bytes of a string from outside; anything but printable ASCII is written as \xNN, and
 * truncation is marked with "...". */
void lfsr_string_add_safe(lfsr_string *text, const char *bytes, size_t length, size_t limit);

#endif
