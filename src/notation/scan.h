/* A cursor over untrusted text: bytes with a length (NUL included), columns for errors. */
#ifndef LFSR_SCAN_H
#define LFSR_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include <flint/fmpz.h>

#include "lfsr/status.h"

#define LFSR_SCAN_END (-1)

typedef struct lfsr_scan {
    const char *text;
    size_t length, at;
} lfsr_scan;

/* A run of decimal digits; not evaluated, because its meaning (element, exponent) depends on the context. */
typedef struct lfsr_number {
    const char *digits;
    size_t length;
    size_t column;
} lfsr_number;

static inline bool lfsr_is_space(int c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static inline bool lfsr_is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static inline bool lfsr_is_letter(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* 2 where the text begins with "GF" or "F_", in either case; else 0. */
size_t lfsr_field_name_length(const char *text, size_t length);

/* The byte at the cursor (0..255), or LFSR_SCAN_END; lfsr_scan_peek skips spaces first. */
static inline int lfsr_scan_byte(const lfsr_scan *scan)
{
    return scan->at < scan->length ? (unsigned char)scan->text[scan->at] : LFSR_SCAN_END;
}

static inline int lfsr_scan_peek(lfsr_scan *scan)
{
    while (lfsr_is_space(lfsr_scan_byte(scan)))
        scan->at++;
    return lfsr_scan_byte(scan);
}

/* Skip spaces, and c if it comes next. */
bool lfsr_scan_accept(lfsr_scan *scan, char c);
/* Skip '^' or '**' if it comes next. */
bool lfsr_scan_accept_power(lfsr_scan *scan);
/* Do the bytes of the word stand at the cursor? */
bool lfsr_scan_word_next(const lfsr_scan *scan, const char *word);
/* Where the argument at the cursor ends: at a comma or a closing parenthesis outside all brackets that
 * it opens, or at the end of the text. */
size_t lfsr_scan_argument_end(const lfsr_scan *scan);
/* Skip spaces and take the decimal digits that follow; false if there are none. */
bool lfsr_scan_number(lfsr_scan *scan, lfsr_number *number);

/* "expected <wanted>, found <what is at the cursor>", as LFSR_BAD_INPUT "syntax" with the column. */
lfsr_status lfsr_expected(lfsr_scan *scan, lfsr_error *error, const char *wanted);
/* Unless only spaces are left, the error "expected <wanted>, found ...". */
LFSR_MUST_CHECK lfsr_status lfsr_scan_finish(lfsr_scan *scan, lfsr_error *error, const char *wanted);

/* The value, or limit + 1 if it is larger than limit. */
slong lfsr_number_bounded(const lfsr_number *number, slong limit);
/* The value mod m (m >= 1); any length of digits, in time linear in it for a fixed m. */
void lfsr_number_mod(fmpz_t out, const lfsr_number *number, const fmpz_t m);
/* Is the value less than bound (bound >= 1)? */
bool lfsr_number_below(const lfsr_number *number, const fmpz_t bound);
/* The digits as they can be shown in a message: in full up to 24, else the first ones and "...". */
void lfsr_number_show(char shown[32], const lfsr_number *number);

#endif
