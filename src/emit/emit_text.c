/* The head of a source, and numbers. */
#include "emit_text.h"

#include <flint/fmpz_vec.h>
#include <stdlib.h>
#include <string.h>

#include "lfsr/notation.h"

#define WIDTH 100 /* of a line, where it can be broken */

void lfsr_emit_number(lfsr_string *text, const fmpz_t n)
{
    char *digits = fmpz_get_str(NULL, 10, n);
    lfsr_string_add(text, digits);
    flint_free(digits);
}

void lfsr_emit_hex(lfsr_string *text, const fmpz *bits, slong length)
{
    bool leading = true;
    for (slong digit = (length + 3) / 4 - 1; digit >= 0; digit--) {
        unsigned value = 0;
        for (slong bit = 0; bit < 4 && 4 * digit + bit < length; bit++)
            value |= (unsigned)fmpz_is_one(bits + 4 * digit + bit) << bit;
        leading = leading && value == 0 && digit > 0;
        if (!leading)
            lfsr_string_add_bytes(text, &"0123456789abcdef"[value], 1);
    }
}

void lfsr_emit_list(lfsr_string *text, const fmpz *codes, slong length, const char *indent)
{
    size_t line = text->length;
    for (slong i = 0; i < length; i++) {
        lfsr_emit_number(text, codes + i);
        if (i + 1 == length)
            break;
        bool full = text->length - line > WIDTH - 10;
        lfsr_string_addf(text, ",%s%s", full ? "\n" : " ", full ? indent : "");
        line = full ? text->length : line;
    }
}

void lfsr_emit_reduction(lfsr_string *text, const lfsr_field_spec *field, const char *indent)
{
    fmpz *reduction = _fmpz_vec_init(field->k);
    _fmpz_vec_neg(reduction, field->modulus, field->k);
    _fmpz_vec_scalar_mod_fmpz(reduction, reduction, field->k, field->p);
    lfsr_emit_list(text, reduction, field->k, indent);
    _fmpz_vec_clear(reduction, field->k);
}

/* Words of a sentence, broken into lines. */
static void add_sentence(lfsr_string *text, const char *begin, const char *words)
{
    size_t line = text->length;
    lfsr_string_add(text, begin);
    for (bool first = true; *words != '\0'; first = false) {
        size_t length = strcspn(words, " ");
        if (!first && text->length - line + 1 + length > WIDTH) {
            lfsr_string_addf(text, "\n%s", begin);
            line = text->length - strlen(begin);
        } else if (!first) {
            lfsr_string_add(text, " ");
        }
        lfsr_string_add_bytes(text, words, length);
        words += length + (words[length] == ' ');
    }
    lfsr_string_add(text, "\n");
}

/* How a state is written in this language. */
static const char *layout(const lfsr_emit_plan *plan)
{
    bool c = plan->options->language == LFSR_LANGUAGE_C;
    if (plan->binary)
        return "Bit i of a state is symbol i; symbol 0 is put out next.";
    if (plan->reg.field.spec.k == 1)
        return c ? "Entry v[i] of a state is symbol i; symbol 0 is put out next."
                 : "Entry i of a state is symbol i; symbol 0 is put out next.";
    return c ? "Entry v[i] of a state is symbol i as a code, the sum of d_i p^i for the element sum of d_i "
               "a^i; symbol 0 is "
               "put out next."
             : "Entry i of a state is symbol i as a code, the sum of d_i p^i for the element sum of d_i a^i; "
               "symbol 0 is put "
               "out next.";
}

static void add_register(lfsr_string *line, const lfsr_emit_plan *plan)
{
    const lfsr_field_spec *field = &plan->reg.field.spec;
    char *order = lfsr_field_spec_order_text(field), *modulus = lfsr_field_spec_modulus_text(field);
    line->failed |= order == NULL || (field->k > 1 && modulus == NULL);
    lfsr_string_addf(line, "The %s register of %s over GF(%s)",
                     plan->options->form == LFSR_FORM_GALOIS ? "Galois" : "Fibonacci", plan->polynomial,
                     order != NULL ? order : "");
    if (modulus != NULL)
        lfsr_string_addf(line, ", a a root of %s", modulus);
    if (!fmpz_is_zero(plan->constant))
        lfsr_string_addf(line, "%s%s%s", plan->binary ? ", with XNOR feedback" : ", with the constant ",
                         plan->binary ? "" : plan->affine.constant_text,
                         plan->binary ? "" : " added to the recurrence");
    free(order);
    free(modulus);
}

void lfsr_emit_head(lfsr_string *text, const char *begin, const lfsr_emit_plan *plan)
{
    lfsr_string line = LFSR_STRING_EMPTY;
    add_register(&line, plan);
    lfsr_string_add(&line, ": its step");
    if (plan->options->jump != NULL)
        lfsr_string_addf(&line, "%s its jump by %s steps", plan->has_decoder ? "," : " and",
                         plan->options->jump);
    if (plan->has_decoder)
        lfsr_string_add(&line, " and the index of a state on its cycle");
    lfsr_string_addf(&line, ". %s", layout(plan));
    if (lfsr_string_ok(&line))
        add_sentence(text, begin, line.data);
    text->failed |= !lfsr_string_ok(&line);
    lfsr_string_clear(&line);
    if (plan->options->command != NULL)
        lfsr_string_addf(text, "%sMade by: %s\n", begin, plan->options->command);
}
