/* Payloads of lists: settings, chunks of lines, pieces of answers. */
#include <stdlib.h>

#include "reader.h"
#include "wire.h"

/* A length and the bytes, padding skipped: what lfsr_frame_bytes wrote. */
static lfsr_wire_bytes read_bytes(lfsr_reader *r)
{
    lfsr_wire_bytes bytes = {NULL, (size_t)lfsr_read_at_most(r, r->left * 8)};
    size_t words = (bytes.length + 7) / 8;
    r->bad = r->bad || words > r->left;
    if (r->bad)
        return (lfsr_wire_bytes){NULL, 0};
    bytes.bytes = r->at;
    r->at += words * 8;
    r->left -= words;
    return bytes;
}

bool lfsr_pack_setup(lfsr_frame *frame, lfsr_wire_bytes settings, double heartbeat)
{
    lfsr_frame_begin(frame, LFSR_FRAME_SETUP);
    lfsr_frame_word(frame, lfsr_double_bits(heartbeat));
    lfsr_frame_bytes(frame, settings.bytes, settings.length);
    return lfsr_frame_end(frame);
}

bool lfsr_unpack_setup(const unsigned char *payload, uint32_t length, lfsr_wire_bytes *settings,
                       double *heartbeat)
{
    lfsr_reader r = lfsr_reader_of(payload, length);
    *heartbeat = lfsr_read_seconds(&r, LFSR_SLOWEST_BEAT);
    *settings = read_bytes(&r);
    return lfsr_reader_done(&r);
}

/* --- Lines --- */

static const unsigned char zeros[8];

size_t lfsr_lines_begin(lfsr_string *text)
{
    size_t start = text->length;
    lfsr_string_add_bytes(text, zeros, sizeof zeros);
    return start;
}

void lfsr_lines_end(lfsr_string *text, size_t start)
{
    if (!lfsr_string_ok(text))
        return;
    uint64_t length = text->length - start - sizeof zeros, word = htole64(length);
    memcpy(text->data + start, &word, sizeof word);
    if (length % 8 != 0)
        lfsr_string_add_bytes(text, zeros, 8 - length % 8);
}

void lfsr_lines_append(lfsr_string *text, const void *bytes, size_t length)
{
    size_t start = lfsr_lines_begin(text);
    lfsr_string_add_bytes(text, bytes, length);
    lfsr_lines_end(text, start);
}

bool lfsr_lines_next(lfsr_wire_bytes *rest, lfsr_wire_bytes *line)
{
    lfsr_reader r = {rest->bytes, rest->length / 8, false}; /* a piece may end within a word */
    *line = read_bytes(&r);
    if (r.bad)
        return false;
    size_t used = (size_t)(r.at - rest->bytes);
    *rest = (lfsr_wire_bytes){r.at, rest->length - used};
    return true;
}

bool lfsr_pack_lines(lfsr_frame *frame, const lfsr_line_chunk *chunk)
{
    lfsr_frame_begin(frame, LFSR_FRAME_LINES);
    lfsr_frame_word(frame, chunk->number);
    lfsr_frame_word(frame, chunk->one_by_one);
    lfsr_frame_word(frame, chunk->count);
    lfsr_frame_bytes(frame, chunk->lines.bytes, chunk->lines.length);
    return lfsr_frame_end(frame);
}

bool lfsr_unpack_lines(const unsigned char *payload, uint32_t length, lfsr_line_chunk *chunk)
{
    lfsr_reader r = lfsr_reader_of(payload, length);
    chunk->number = lfsr_read_word(&r);
    chunk->one_by_one = lfsr_read_at_most(&r, 1) != 0;
    chunk->count = lfsr_read_at_most(&r, r.left);
    chunk->lines = read_bytes(&r);
    lfsr_wire_bytes rest = chunk->lines, line;
    bool whole = lfsr_reader_done(&r) && chunk->count > 0;
    for (uint64_t i = 0; i < chunk->count && whole; i++)
        whole = lfsr_lines_next(&rest, &line);
    return whole && rest.length == 0;
}

/* --- Answers --- */

bool lfsr_pack_answers(lfsr_frame *frame, const lfsr_answer_piece *piece)
{
    lfsr_frame_begin(frame, LFSR_FRAME_ANSWERS);
    lfsr_frame_word(frame, piece->number);
    lfsr_frame_word(frame, piece->last);
    lfsr_frame_word(frame, piece->begins);
    lfsr_frame_word(frame, lfsr_double_bits(piece->seconds));
    lfsr_frame_bytes(frame, piece->answers.bytes, piece->answers.length);
    return lfsr_frame_end(frame);
}

bool lfsr_unpack_answers(const unsigned char *payload, uint32_t length, lfsr_answer_piece *piece)
{
    lfsr_reader r = lfsr_reader_of(payload, length);
    piece->number = lfsr_read_word(&r);
    piece->last = lfsr_read_at_most(&r, 1) != 0;
    piece->begins = lfsr_read_at_most(&r, 1) != 0;
    piece->seconds = lfsr_bits_double(lfsr_read_word(&r));
    piece->answers = read_bytes(&r);
    return lfsr_reader_done(&r) && piece->seconds >= 0 && piece->seconds < 1e9;
}
