/* One line per polynomial, in columns separated by blanks: primitive, irreducible or reducible, degree,
 * order, number of cycles, and the input as given. Unknown values are "?". */
#include "formats.h"

#include <stdlib.h>

#include "text_values.h"

/* Blanks up to a width, at least one. */
static void put_column(lfsr_sink *sink, char *value, size_t width)
{
    lfsr_string column = LFSR_STRING_EMPTY;
    if (value == NULL)
        column.failed = true;
    else
        lfsr_string_addf(&column, " %*s", (int)width, value);
    free(value);
    lfsr_sink_add_text(sink, &column);
}

static char *degree_text(slong degree)
{
    lfsr_string text = LFSR_STRING_EMPTY;
    lfsr_string_addf(&text, "%ld", (long)degree);
    return lfsr_string_take(&text);
}

static char *unknown(void)
{
    lfsr_string text = LFSR_STRING_EMPTY;
    lfsr_string_add(&text, "?");
    return lfsr_string_take(&text);
}

/* Always one line: bytes that are not text, or could control a terminal, become U+FFFD. */
static void put_input(lfsr_sink *sink, const lfsr_report_item *item)
{
    lfsr_string text = LFSR_STRING_EMPTY;
    lfsr_string_add_utf8(&text, item->input, item->length);
    lfsr_sink_add(sink, "  ");
    size_t begun = 0;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c >= 0x20 && c != 0x7f)
            continue;
        lfsr_sink_add_bytes(sink, text.data + begun, i - begun);
        lfsr_sink_add(sink, "\xef\xbf\xbd");
        begun = i + 1;
    }
    if (text.failed)
        lfsr_sink_add_owned(sink, NULL);
    else if (text.length > begun)
        lfsr_sink_add_bytes(sink, text.data + begun, text.length - begun);
    lfsr_string_clear(&text);
    lfsr_sink_add(sink, "\n");
}

static const char *kind(const lfsr_analysis *analysis)
{
    const lfsr_factorization *found = lfsr_analysis_factorization(analysis);
    if (lfsr_analysis_compared(analysis) && !lfsr_analysis_agree(analysis))
        return "DISAGREE";
    if (lfsr_factorization_primitive_known(found) && lfsr_factorization_primitive(found))
        return "primitive";
    if (!lfsr_factorization_irreducible_known(found))
        return "?";
    return lfsr_factorization_irreducible(found) ? "irreducible" : "reducible";
}

void lfsr_brief_result(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis)
{
    const lfsr_partition *partition = lfsr_analysis_partition(analysis);
    const lfsr_factorization *found = lfsr_analysis_factorization(analysis);
    fmpz_t cycles;
    fmpz_init(cycles);
    if (partition != NULL)
        lfsr_partition_cycles(cycles, partition);
    lfsr_sink_addf(sink, "%-11s", kind(analysis));
    put_column(sink, degree_text(lfsr_register_degree(lfsr_analysis_register(analysis))), 4);
    put_column(sink,
               fmpz_is_zero(lfsr_factorization_order(found))
                   ? unknown()
                   : lfsr_number_full(lfsr_factorization_order(found)),
               12);
    put_column(sink, partition == NULL ? unknown() : lfsr_number_full(cycles), 8);
    put_input(sink, item);
    fmpz_clear(cycles);
}

void lfsr_brief_failure(lfsr_sink *sink, const lfsr_report_item *item)
{
    lfsr_sink_addf(sink, "%-11s", "failed");
    put_column(sink, unknown(), 4);
    put_column(sink, unknown(), 12);
    put_column(sink, unknown(), 8);
    put_input(sink, item);
}
