/* Source of a register (lfsr/emit.h): checks the options, collects the numbers, lets a language write them.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "emit_language.h"
#include "sized_options.h"

/* The first version of lfsr_emit_options ended with factor_seconds. */
#define LEAST_OPTIONS (offsetof(lfsr_emit_options, factor_seconds) + sizeof(double))

void lfsr_emit_options_init_sized(lfsr_emit_options *options, size_t size)
{
    memset(options, 0, size);
    memcpy(options, &size, sizeof size);
}

/* It becomes a line of a comment. */
static bool is_printable(const char *text)
{
    for (const char *c = text; *c != '\0'; c++)
        if (*c < ' ' || *c > '~')
            return false;
    return strstr(text, "*/") == NULL;
}

static lfsr_status check_field(const lfsr_emit_plan *plan, lfsr_error *error)
{
    if (plan->options->language == LFSR_LANGUAGE_VERILOG && !plan->binary)
        return lfsr_fail(error, LFSR_UNABLE, "field",
                         "source in Verilog is written for registers over GF(2)");
    if (plan->options->language == LFSR_LANGUAGE_C && fmpz_bits(plan->reg.field.order) > 63)
        return lfsr_fail(
            error, LFSR_UNABLE, "field",
            "source in C is written for fields of less than 2^63 elements, Python has no such limit");
    return LFSR_OK;
}

lfsr_status lfsr_emit(char **text, const lfsr_spec *spec, const lfsr_emit_options *options, lfsr_error *error)
{
    static void (*const write[])(lfsr_string * text, const lfsr_emit_plan *plan) = {
        lfsr_emit_c, lfsr_emit_python, lfsr_emit_verilog};
    lfsr_emit_options own;
    lfsr_emit_plan plan;
    lfsr_status status = LFSR_OK;
    *text = NULL;
    lfsr_emit_options_init(&own);
    if (options != NULL)
        status = lfsr_adopt_options(&own, sizeof own, options, LEAST_OPTIONS, error);
    if (status == LFSR_OK && own.language > LFSR_LANGUAGE_VERILOG)
        status = lfsr_fail(error, LFSR_USAGE, "options", "a language that this version does not know");
    if (status == LFSR_OK && own.command != NULL && !is_printable(own.command))
        status = lfsr_fail(error, LFSR_BAD_INPUT, "command", "the command is not one printable line");
    if (status != LFSR_OK)
        return status;
    status = lfsr_emit_plan_init(&plan, spec, &own, error);
    if (status != LFSR_OK)
        return status;
    status = check_field(&plan, error);
    if (status == LFSR_OK && own.decoder)
        status = lfsr_emit_plan_decoder(&plan, spec, error);
    if (status == LFSR_OK) {
        lfsr_string source = LFSR_STRING_EMPTY;
        write[own.language](&source, &plan);
        bool fits = source.length <= LFSR_EMIT_BYTES;
        *text = lfsr_string_take(&source);
        if (*text == NULL)
            status = lfsr_fail_memory(error);
        else if (!fits)
            status = lfsr_fail(error, LFSR_UNABLE, "too-large", "the source would be larger than %ld bytes",
                               LFSR_EMIT_BYTES);
        if (status != LFSR_OK) {
            free(*text);
            *text = NULL;
        }
    }
    lfsr_emit_plan_clear(&plan);
    return status;
}
