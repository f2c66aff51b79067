/* The forms of f in the reports: a block of the text report, the member "forms" of JSON. Over GF(2) only. */
#include "formats.h"

#include <string.h>

#include "json_value.h"
#include "text_values.h"
#include "written_forms.h"

#define TEXT_DEGREE 64 /* the block is left out above */
#define ONE_LINE    64 /* longer lists of taps and longer reciprocals are left out */
#define SHORT_ORDER 40 /* bits of an order that is written out */

/* --- JSON --- */

/* After the name of the member: "0x1002D", or null where it needs f(0) != 0. */
static void put_form(lfsr_sink *sink, const lfsr_written *written, lfsr_written_form form, bool exists)
{
    if (!exists) {
        LFSR_PUT(sink, "null");
        return;
    }
    char *to = lfsr_sink_reserve(sink, LFSR_WRITTEN_SIZE + 2);
    size_t length = lfsr_written_text(to + 1, written, form);
    to[0] = to[length + 1] = '"';
    sink->used += length + 2;
}

static void put_reciprocal(lfsr_sink *sink, const lfsr_written *written)
{
    enum { SIZE = 16 * LFSR_WRITTEN_DEGREE };
    if (!written->reversible) {
        LFSR_PUT(sink, "null");
        return;
    }
    char *to = lfsr_sink_reserve(sink, SIZE);
    size_t length = lfsr_written_reciprocal(to + 1, SIZE - 2, written);
    to[0] = to[length + 1] = '"';
    sink->used += length + 2;
    if (length == 0)
        lfsr_sink_add_owned(sink, NULL);
}

static void put_crc(lfsr_sink *sink, const lfsr_written *written, const lfsr_analysis *analysis)
{
    fmpz_t data_bits;
    fmpz_init(data_bits);
    LFSR_PUT(sink, "\"crc\":{\"normal\":");
    put_form(sink, written, LFSR_WRITTEN_CRC, true);
    LFSR_PUT(sink, ",\"reversed\":");
    put_form(sink, written, LFSR_WRITTEN_CRC_REVERSED, true);
    LFSR_PUT(sink, ",\"data_bits\":");
    bool known = lfsr_written_data_bits(data_bits, written, analysis);
    if (known)
        lfsr_json_number(sink, data_bits);
    else
        LFSR_PUT(sink, "null");
    LFSR_PUT(sink, ",\"distance\":");
    lfsr_sink_add(sink, !known ? "null" : lfsr_written_even(written) ? "4" : "3");
    LFSR_PUT(sink, ",\"odd_errors\":");
    lfsr_json_boolean(sink, true, lfsr_written_even(written));
    LFSR_PUT(sink, "}");
    fmpz_clear(data_bits);
}

void lfsr_json_forms(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    lfsr_written written;
    if (!lfsr_written_set(&written, lfsr_register_spec(lfsr_analysis_register(analysis))))
        return;
    LFSR_PUT(sink, ",\"forms\":{\"hexadecimal\":");
    put_form(sink, &written, LFSR_WRITTEN_HEXADECIMAL, true);
    LFSR_PUT(sink, ",\"koopman\":");
    put_form(sink, &written, LFSR_WRITTEN_KOOPMAN, written.reversible);
    LFSR_PUT(sink, ",\"taps\":");
    put_form(sink, &written, LFSR_WRITTEN_TAPS, written.reversible);
    LFSR_PUT(sink, ",\"reciprocal\":");
    put_reciprocal(sink, &written);
    LFSR_PUT(sink, ",\"reciprocal_hexadecimal\":");
    put_form(sink, &written, LFSR_WRITTEN_RECIPROCAL, written.reversible);
    LFSR_PUT(sink, ",\"fibonacci\":{\"low_first\":");
    put_form(sink, &written, LFSR_WRITTEN_WORD, true);
    LFSR_PUT(sink, ",\"high_first\":");
    put_form(sink, &written, LFSR_WRITTEN_WORD_REVERSED, true);
    LFSR_PUT(sink, "},\"galois\":{\"low_first\":");
    put_form(sink, &written, LFSR_WRITTEN_WORD_REVERSED, true);
    LFSR_PUT(sink, ",\"high_first\":");
    put_form(sink, &written, LFSR_WRITTEN_WORD, true);
    LFSR_PUT(sink, "},");
    put_crc(sink, &written, analysis);
    LFSR_PUT(sink, "}");
}

/* --- Text --- */

static void add_form(lfsr_string *line, const char *before, const lfsr_written *written,
                     lfsr_written_form form)
{
    char text[LFSR_WRITTEN_SIZE];
    size_t length = lfsr_written_text(text, written, form);
    if (form == LFSR_WRITTEN_TAPS && length > ONE_LINE)
        return;
    lfsr_string_add(line, before);
    lfsr_string_add_bytes(line, text, length);
}

static void add_reciprocal(lfsr_string *line, const lfsr_written *written)
{
    char text[16 * TEXT_DEGREE];
    size_t length = lfsr_written_reciprocal(text, sizeof text, written);
    line->failed |= length == 0;
    if (line->length + 2 + length > ONE_LINE)
        return;
    lfsr_string_add(line, ", ");
    lfsr_string_add_bytes(line, text, length);
}

/* What the cyclic code with generator f detects. */
static void put_detection(lfsr_sink *sink, const lfsr_written *written, const lfsr_analysis *analysis)
{
    lfsr_string line = LFSR_STRING_EMPTY;
    fmpz_t data_bits;
    fmpz_init(data_bits);
    if (lfsr_written_data_bits(data_bits, written, analysis) && fmpz_sgn(data_bits) > 0) {
        lfsr_string_add(&line, "finds all errors of 1 and 2 bits in up to ");
        if (fmpz_bits(data_bits) <= SHORT_ORDER)
            lfsr_string_add_u64(&line, fmpz_get_ui(data_bits));
        else
            lfsr_string_addf(&line, "order~-~%ld", (long)written->degree);
        lfsr_string_addf(&line, " data bits, %s all of an odd number of bits: Hamming distance at least %d",
                         lfsr_written_even(written) ? "and" : "not", lfsr_written_even(written) ? 4 : 3);
        lfsr_text_wrapped(sink, "as a CRC", &line);
    }
    fmpz_clear(data_bits);
}

void lfsr_text_forms(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    lfsr_written written;
    lfsr_string line = LFSR_STRING_EMPTY;
    if (lfsr_register_degree(lfsr_analysis_register(analysis)) > TEXT_DEGREE ||
        !lfsr_written_set(&written, lfsr_register_spec(lfsr_analysis_register(analysis))))
        return;
    lfsr_sink_add(sink, "\n");
    add_form(&line, "", &written, LFSR_WRITTEN_HEXADECIMAL);
    if (written.reversible) {
        add_form(&line, ", ", &written, LFSR_WRITTEN_KOOPMAN);
        add_form(&line, ", ", &written, LFSR_WRITTEN_TAPS);
    }
    lfsr_text_wrapped(sink, "also written", &line);
    add_form(&line, "", &written, LFSR_WRITTEN_CRC);
    add_form(&line, ", ", &written, LFSR_WRITTEN_CRC_REVERSED);
    lfsr_text_wrapped(sink, "CRC word", &line);
    if (written.reversible) {
        add_form(&line, "", &written, LFSR_WRITTEN_RECIPROCAL);
        add_reciprocal(&line, &written);
        lfsr_text_wrapped(sink, "reciprocal", &line);
    }
    add_form(&line, "Fibonacci~>>~", &written, LFSR_WRITTEN_WORD);
    add_form(&line, ",~<<~", &written, LFSR_WRITTEN_WORD_REVERSED);
    add_form(&line, "; Galois~>>~", &written, LFSR_WRITTEN_WORD_REVERSED);
    add_form(&line, ",~<<~", &written, LFSR_WRITTEN_WORD);
    lfsr_text_wrapped(sink, "masks", &line);
    put_detection(sink, &written, analysis);
}
