/* A growable string. A failed allocation is remembered and reported once, by lfsr_text_ok, so that printing
 * code needs no check at each step. */
#ifndef LFSR_TEXT_H
#define LFSR_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "lfsr/status.h"

typedef struct lfsr_text {
    char *data; /* zero-terminated once anything was added; NULL before */
    size_t length, room;
    bool failed;
} lfsr_text;

/* clang-format off */
#define LFSR_TEXT_EMPTY {NULL, 0, 0, false}
/* clang-format on */

void lfsr_text_clear(lfsr_text *text);
void lfsr_text_add(lfsr_text *text, const char *string);
void lfsr_text_add_bytes(lfsr_text *text, const void *bytes, size_t length);
void lfsr_text_addf(lfsr_text *text, const char *format, ...) LFSR_PRINTF(2, 3);

/* True unless an allocation failed since the text was empty. */
bool lfsr_text_ok(const lfsr_text *text);

/* The string, owned by the caller (free it), or NULL after a failure; the text is empty again. */
char *lfsr_text_take(lfsr_text *text);

/* A copy of at most limit bytes of a hostile string that is safe to show on one line: control characters,
 * quotes' neighbours and bytes outside ASCII printed as \xNN, the cut marked with "...". */
void lfsr_text_add_safe(lfsr_text *text, const char *bytes, size_t length, size_t limit);

#endif
