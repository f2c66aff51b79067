/* Letters outside ASCII and LaTeX's commands in plain spelling. Every piece is replaced by one that is not
 * longer and filled up with spaces, so that the columns of errors stay right. */
#include "notation.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *from;
    char to;
} pieces[] = {
    {"\xe2\x88\x92", '-'},     /* minus sign */
    {"\xe2\x80\x93", '-'},     /* en dash */
    {"\xe2\x8a\x95", '+'},     /* circled plus */
    {"\xc3\x97", '*'},         /* multiplication sign */
    {"\xc2\xb7", '*'},         /* middle dot */
    {"\xe2\x8b\x85", '*'},     /* dot operator */
    {"\xe2\x88\x97", '*'},     /* asterisk operator */
    {"\xce\xb1", 'a'},         /* alpha */
    {"\xf0\x9d\x91\xa5", 'x'}, /* mathematical italic x */
    {"\xc2\xa0", ' '},         /* no-break space */
    {"\xe2\x80\x89", ' '},     /* thin space */
    {"\xe2\x80\xaf", ' '},     /* narrow no-break space */
    {"\\oplus", '+'},          {"\\cdot", '*'},  {"\\times", '*'}, {"\\alpha", 'a'},
    {"\\left", ' '},           {"\\right", ' '}, {"\\,", ' '},     {"\\;", ' '},
};

/* The digit of a superscript at the text, and its length; -1 if there is none. */
static int superscript(const char *text, size_t left, size_t *length)
{
    static const char *const digits[] = {"\xe2\x81\xb0", "\xc2\xb9",     "\xc2\xb2",     "\xc2\xb3",
                                         "\xe2\x81\xb4", "\xe2\x81\xb5", "\xe2\x81\xb6", "\xe2\x81\xb7",
                                         "\xe2\x81\xb8", "\xe2\x81\xb9"};
    for (int digit = 0; digit < 10; digit++) {
        *length = strlen(digits[digit]);
        if (*length <= left && memcmp(text, digits[digit], *length) == 0)
            return digit;
    }
    return -1;
}

/* A run of superscripts becomes ^ and digits. Returns its length; 0 where there is none. */
static size_t replace_superscripts(char *text, size_t left)
{
    size_t at = 0, length, out = 0;
    for (int digit; (digit = superscript(text + at, left - at, &length)) >= 0; at += length) {
        if (out == 0)
            text[out++] = '^';
        text[out++] = (char)('0' + digit);
    }
    memset(text + out, ' ', at - out);
    return at;
}

static size_t replace_piece(char *text, size_t left)
{
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t length = strlen(pieces[i].from);
        if (length <= left && memcmp(text, pieces[i].from, length) == 0) {
            memset(text, ' ', length);
            text[0] = pieces[i].to;
            return length;
        }
    }
    return 0;
}

/* ^{16}: blanks in place of the braces. Returns the length up to the digits. */
static size_t replace_braces(char *text, size_t left)
{
    size_t end = 2;
    if (left < 2 || text[0] != '^' || text[1] != '{')
        return 0;
    while (end < left && (lfsr_is_digit(text[end]) || lfsr_is_space(text[end])))
        end++;
    if (end == left || text[end] != '}')
        return 0;
    text[1] = text[end] = ' ';
    return end + 1;
}

/* Replace what begins here; returns its length, 0 where nothing has to be replaced. */
static size_t replace(char *text, size_t left)
{
    unsigned char c = (unsigned char)text[0];
    size_t length = 0;
    if (c >= 0x80)
        length = replace_superscripts(text, left);
    if (length == 0 && (c >= 0x80 || c == '\\'))
        length = replace_piece(text, left);
    if (length == 0 && c == '^')
        length = replace_braces(text, left);
    if (length == 0 && c == '$' && (left == 1 || text[1] != '.')) { /* $.1 is Magma's */
        text[0] = ' ';
        length = 1;
    }
    return length;
}

char *lfsr_plain_text(const char *text, size_t length, bool *failed)
{
    bool special = false;
    *failed = false;
    for (size_t i = 0; i < length && !special; i++)
        special = (unsigned char)text[i] >= 0x80 || text[i] == '\\' || text[i] == '$' || text[i] == '{';
    if (!special)
        return NULL;
    char *plain = malloc(length);
    bool changed = false;
    *failed = plain == NULL;
    if (plain == NULL)
        return NULL;
    memcpy(plain, text, length);
    for (size_t i = 0; i < length;) {
        size_t replaced = replace(plain + i, length - i);
        changed |= replaced > 0;
        i += replaced > 0 ? replaced : 1;
    }
    if (changed)
        return plain;
    free(plain);
    return NULL;
}
