/* How lines travel to workers, and answers back; and the handler that answers them there. */
#ifndef LFSR_APP_LIST_HANDLER_H
#define LFSR_APP_LIST_HANDLER_H

#include "input.h"
#include "lfsr/lines.h"

/* A line, before its text. Of a source: `count` polynomials from `line` on, one shard apart, and no text. */
typedef struct lfsr_line_head {
    uint64_t line;
    uint32_t column;
    uint16_t too_long;
    uint16_t count; /* 0: a text */
} lfsr_line_head;

/* An answer: this, and then its parts. */
typedef struct lfsr_answer_head {
    uint64_t last_line; /* that is answered with it */
    uint64_t items;     /* polynomials */
} lfsr_answer_head;

/* A part of an answer: this, then the messages, then the record. noted: the first line of the messages is a
 * note of this kind, which every worker may give and which is shown once. */
typedef struct lfsr_part_head {
    uint64_t record_length;
    uint32_t message_length;
    uint8_t status, reported, has_record, noted;
} lfsr_part_head;

/* To be called first, also in a process that becomes a worker. */
void lfsr_list_register(void);

void lfsr_item_append(lfsr_string *line, const lfsr_input_item *item);

/* Take the settings of a list: zero-terminated arguments. */
LFSR_MUST_CHECK lfsr_status lfsr_handler_set_up(const unsigned char *settings, size_t length,
                                                lfsr_error *error);
/* Append the answer to a line. callbacks is NULL in the process itself. */
LFSR_MUST_CHECK lfsr_status lfsr_handler_answer(lfsr_string *answer, const unsigned char *line, size_t length,
                                                const lfsr_line_callbacks *callbacks, lfsr_error *error);
/* Append the answer to a line that no worker could answer. */
LFSR_MUST_CHECK lfsr_status lfsr_handler_fail(lfsr_string *answer, const unsigned char *line, size_t length,
                                              const lfsr_error *why, lfsr_error *error);

#endif
