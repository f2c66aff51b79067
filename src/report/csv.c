/* CSV (RFC 4180, lines ended by a bare newline): one row a polynomial, unknown values empty. */
#include "formats.h"

#include <string.h>

#include "words.h"

void lfsr_csv_header(lfsr_sink *sink)
{
    lfsr_sink_add(sink, "input,order_q,degree,irreducible,primitive,order,states,cycles,agree\n");
}

/* A value as it stands, or quoted where it holds a separator. */
static void put_value(lfsr_sink *sink, const char *bytes, size_t length)
{
    lfsr_text value = LFSR_TEXT_EMPTY;
    bool quote = false;
    for (size_t i = 0; i < length; i++)
        quote |= strchr(",\"\r\n", bytes[i]) != NULL && bytes[i] != '\0';
    lfsr_text_add(&value, quote ? "\"" : "");
    for (size_t i = 0; i < length; i++) {
        lfsr_text_add(&value, bytes[i] == '"' ? "\"" : "");
        lfsr_text_add_bytes(&value, bytes + i, 1);
    }
    lfsr_text_add(&value, quote ? "\"" : "");
    lfsr_sink_add_text(sink, &value);
}

static void put_cycles(lfsr_sink *sink, const lfsr_partition *partition)
{
    for (size_t i = 0; i < partition->length; i++) {
        lfsr_sink_add(sink, i > 0 ? ";" : "");
        lfsr_sink_add_owned(sink, lfsr_number_full(partition->classes[i].period));
        lfsr_sink_add(sink, "x");
        lfsr_sink_add_owned(sink, lfsr_number_full(partition->classes[i].count));
    }
}

void lfsr_csv_result(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis)
{
    const lfsr_factorization *factorization = &analysis->factorization;
    const lfsr_partition *partition = lfsr_analysis_partition(analysis);
    bool known = !fmpz_is_zero(factorization->order);
    put_value(sink, item->input, item->length);
    lfsr_sink_add(sink, ",");
    lfsr_sink_add_owned(sink, lfsr_number_full(analysis->reg.field.order));
    lfsr_sink_addf(sink, ",%ld,%s,%s,", (long)analysis->reg.degree,
                   factorization->irreducible ? "true" : "false",
                   !known                     ? ""
                   : factorization->primitive ? "true"
                                              : "false");
    if (known)
        lfsr_sink_add_owned(sink, lfsr_number_full(factorization->order));
    lfsr_sink_add(sink, ",");
    if (partition != NULL) {
        lfsr_sink_add_owned(sink, lfsr_number_full(partition->states));
        lfsr_sink_add(sink, ",");
        put_cycles(sink, partition);
    } else {
        lfsr_sink_add(sink, ",");
    }
    lfsr_sink_addf(sink, ",%s\n", !analysis->compared ? "" : analysis->agree ? "true" : "false");
}
