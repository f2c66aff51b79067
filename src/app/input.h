/* Where polynomials come from: the arguments, a file or standard input, one item at a time. A file is read
 * with bounded memory, whatever its content. */
#ifndef LFSR_APP_INPUT_H
#define LFSR_APP_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lfsr/status.h"
#include "string_builder.h"

#define LFSR_LONGEST_LINE ((size_t)8 << 20) /* bytes, the line end not counted */

#define LFSR_SHOWN_LENGTH 60 /* bytes stored of a longer line */

/* One input item: a polynomial as text. Blank lines and comments are passed over. */
typedef struct lfsr_input_item {
    const char *text; /* without blanks around it and without its comment; not zero-terminated */
    size_t length;
    size_t line;   /* from 1 */
    size_t column; /* of text in its line, from 0 */
    bool too_long; /* the line was longer than LFSR_LONGEST_LINE; text is its
                      beginning, LFSR_SHOWN_LENGTH bytes */
} lfsr_input_item;

typedef struct lfsr_input {
    const char *name; /* of the file, as given; NULL: arguments */
    int descriptor;
    char **arguments;
    size_t argument_count;
    size_t line;
    uint64_t from_line, shard, shards; /* only the lines from from_line on of the form shard + i * shards */
    bool ended;
    uint64_t size;                      /* of a regular file, from where reading began; 0: not known */
    uint64_t passed, bytes_read, items; /* bytes before the first item, bytes of lines read, items read */
    lfsr_string bytes;                  /* the current line */
    bool partial;                       /* bytes is its beginning; the rest has not arrived */
    lfsr_input_item item;
    size_t used, position; /* of buffer */
    char buffer[1 << 16];
} lfsr_input;

void lfsr_input_from_arguments(lfsr_input *input, char **arguments, size_t count);
/* "-" is standard input. LFSR_BAD_INPUT where there is no such file, or a directory; code "io". */
LFSR_MUST_CHECK lfsr_status lfsr_input_open(lfsr_input *input, const char *name, lfsr_error *error);
/* Skip all other lines; by default none is skipped. */
void lfsr_input_select(lfsr_input *input, uint64_t from_line, uint64_t shard, uint64_t shards);
void lfsr_input_close(lfsr_input *input);

/* The next item, NULL at the end; it stays valid until the next call. */
LFSR_MUST_CHECK lfsr_status lfsr_input_next(lfsr_input *input, const lfsr_input_item **item,
                                            lfsr_error *error);
/* The same without waiting. *waiting: there is none yet, the descriptor must become readable first. */
LFSR_MUST_CHECK lfsr_status lfsr_input_poll(lfsr_input *input, const lfsr_input_item **item, bool *waiting,
                                            lfsr_error *error);

/* The share of the selected input that is answered when `answered` items are, 0 to 1, judged by the bytes of
 * a file; negative where the size of the input is not known. */
double lfsr_input_share(const lfsr_input *input, uint64_t answered);

#endif
