/* CSV (RFC 4180, lines ended by a bare newline): one row per polynomial, unknown values empty. */
#include "formats.h"

#include <stdlib.h>
#include <string.h>

#include "text_values.h"

void lfsr_csv_header(lfsr_sink *sink)
{
    lfsr_sink_add(sink, "line,input,field,polynomial,degree,irreducible,primitive,order,longest_period,"
                        "cycle_count,transient_states,cycles,agree,seconds,error\n");
}

/* Printable ASCII without a separator. */
static bool is_plain(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i] < 0x20 || bytes[i] >= 0x7f || bytes[i] == ',' || bytes[i] == '"')
            return false;
    return true;
}

/* A value, quoted if it contains a separator. Bytes that are not text, or could control a terminal, become
 * U+FFFD. */
void lfsr_csv_value(lfsr_sink *sink, const char *bytes, size_t length)
{
    if (is_plain(bytes, length)) {
        lfsr_sink_add_bytes(sink, bytes, length);
        return;
    }
    lfsr_string value = LFSR_STRING_EMPTY, quoted = LFSR_STRING_EMPTY;
    lfsr_string_add_utf8(&value, bytes, length);
    bool quote = value.length > 0 && value.data[strcspn(value.data, ",\"\r\n")] != '\0';
    lfsr_string_add(&quoted, quote ? "\"" : "");
    for (size_t i = 0; i < value.length; i++) {
        unsigned char c = (unsigned char)value.data[i];
        bool steers = (c < 0x20 && c != '\t' && c != '\r' && c != '\n') || c == 0x7f;
        lfsr_string_add(&quoted, c == '"' ? "\"" : "");
        if (steers)
            lfsr_string_add(&quoted, "\xef\xbf\xbd");
        else
            lfsr_string_add_bytes(&quoted, value.data + i, 1);
    }
    lfsr_string_add(&quoted, quote ? "\"" : "");
    quoted.failed |= value.failed;
    lfsr_string_clear(&value);
    lfsr_sink_add_text(sink, &quoted);
}

static void put_string(lfsr_sink *sink, char *string)
{
    if (string == NULL)
        lfsr_sink_add_owned(sink, NULL);
    else
        lfsr_csv_value(sink, string, strlen(string));
    free(string);
    lfsr_sink_add(sink, ",");
}

static void put_number(lfsr_sink *sink, const fmpz_t n)
{
    lfsr_sink_add_integer(sink, n);
    lfsr_sink_add(sink, ",");
}

static void put_boolean(lfsr_sink *sink, bool known, bool value)
{
    lfsr_sink_add(sink, !known ? "," : value ? "true," : "false,");
}

void lfsr_csv_place(lfsr_sink *sink, const lfsr_report_item *item)
{
    lfsr_sink_add_u64(sink, item->line);
    lfsr_sink_add(sink, ",");
    lfsr_csv_value(sink, item->input, item->length);
    lfsr_sink_add(sink, ",");
}

static void put_cycles(lfsr_sink *sink, const lfsr_partition *partition)
{
    for (size_t i = 0; i < lfsr_partition_length(partition); i++) {
        lfsr_sink_add(sink, i > 0 ? ";" : "");
        lfsr_sink_add_integer(sink, lfsr_partition_period(partition, i));
        lfsr_sink_add(sink, "x");
        lfsr_sink_add_integer(sink, lfsr_partition_count(partition, i));
    }
}

/* longest_period, cycle_count, transient_states, cycles */
static void put_structure(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    const lfsr_partition *partition = lfsr_analysis_partition(analysis);
    fmpz_t states, periodic, transient;
    fmpz_init(states);
    fmpz_init(periodic);
    fmpz_init(transient);
    lfsr_analysis_states(states, periodic, transient, analysis);
    if (partition != NULL) {
        put_number(sink, lfsr_partition_period(partition, lfsr_partition_length(partition) - 1));
        lfsr_partition_cycles(states, partition);
        put_number(sink, states);
    } else {
        lfsr_sink_add(sink, ",,");
    }
    put_number(sink, transient);
    if (partition != NULL)
        put_cycles(sink, partition);
    lfsr_sink_add(sink, ",");
    fmpz_clear(states);
    fmpz_clear(periodic);
    fmpz_clear(transient);
}

void lfsr_csv_register(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis)
{
    const lfsr_register *reg = lfsr_analysis_register(analysis);
    lfsr_csv_place(sink, item);
    put_string(sink, lfsr_field_spec_order_text(lfsr_register_field(reg)));
    put_string(sink, lfsr_spec_polynomial_text(lfsr_register_spec(reg)));
    lfsr_sink_add_u64(sink, (uint64_t)lfsr_register_degree(reg));
    lfsr_sink_add(sink, ",");
}

void lfsr_csv_result(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis)
{
    const lfsr_factorization *factorization = lfsr_analysis_factorization(analysis);
    const char *reason = lfsr_missing_reason(analysis);
    const char *problem = lfsr_analysis_compared(analysis) && !lfsr_analysis_agree(analysis)
                              ? lfsr_analysis_disagreement(analysis)
                          : reason != NULL ? reason
                                           : "";
    lfsr_csv_register(sink, item, analysis);
    put_boolean(sink, lfsr_factorization_irreducible_known(factorization),
                lfsr_factorization_irreducible(factorization));
    put_boolean(sink, lfsr_factorization_primitive_known(factorization),
                lfsr_factorization_primitive(factorization));
    if (fmpz_is_zero(lfsr_factorization_order(factorization)))
        lfsr_sink_add(sink, ",");
    else
        put_number(sink, lfsr_factorization_order(factorization));
    put_structure(sink, analysis);
    put_boolean(sink, lfsr_analysis_compared(analysis), lfsr_analysis_agree(analysis));
    lfsr_sink_addf(sink, "%.3g,", lfsr_analysis_seconds(analysis));
    lfsr_csv_value(sink, problem, strlen(problem));
    lfsr_sink_add(sink, "\n");
}

void lfsr_csv_failure(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_error *failure)
{
    lfsr_csv_place(sink, item);
    lfsr_sink_add(sink, ",,,,,,,,,,,,");
    lfsr_csv_value(sink, failure->message, strlen(failure->message));
    lfsr_sink_add(sink, "\n");
}
