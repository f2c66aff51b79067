/* The text report: polynomial, algebra with reasons, cycles, timings, one line of verdict. Long values are
 * shortened and marked; json has them in full. */
#include "formats.h"

#include <stdlib.h>
#include <string.h>

#include "words.h"

#define TITLE_WIDTH   160 /* bytes of a polynomial in the title */
#define PRODUCT_WIDTH 72  /* of its factors beside "primitive" */
#define FACTOR_WIDTH  56  /* of a factor in the table */
#define NUMBER_WIDTH  40  /* digits */
#define FACTORS_MOST  40  /* rows */

static void put_label(lfsr_sink *sink, const char *label)
{
    lfsr_sink_addf(sink, "  %-14s", label);
}

static void add_order(lfsr_string *text, const lfsr_register *reg)
{
    char *order = lfsr_field_spec_order_text(lfsr_register_field(reg));
    if (order == NULL)
        text->failed = true;
    else if (strlen(order) <= NUMBER_WIDTH)
        lfsr_string_add(text, order);
    else
        lfsr_string_add_number(text, lfsr_register_field_order(reg), lfsr_register_field(reg)->p,
                               NUMBER_WIDTH);
    free(order);
}

/* Equal apart from blanks. */
static bool same_but_blanks(const char *bytes, size_t length, const char *string)
{
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == ' ' || bytes[i] == '\t')
            continue;
        while (*string == ' ')
            string++;
        if (bytes[i] != *string || *string == '\0')
            return false;
        string++;
    }
    return *string == '\0';
}

static void put_title(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_register *reg)
{
    char *polynomial = lfsr_spec_polynomial_text(lfsr_register_spec(reg));
    lfsr_string line = LFSR_STRING_EMPTY;
    if (polynomial == NULL)
        line.failed = true;
    else
        lfsr_string_add_polynomial(&line, polynomial, TITLE_WIDTH);
    lfsr_string_add(&line, "  over GF(");
    add_order(&line, reg);
    lfsr_string_add(&line, ")\n\n");
    lfsr_sink_add_text(sink, &line);
    if (polynomial != NULL && !same_but_blanks(item->input, item->length, polynomial)) {
        put_label(sink, "input");
        lfsr_string_add_safe(&line, item->input, item->length, 96);
        lfsr_string_add(&line, "\n");
        lfsr_sink_add_text(sink, &line);
    }
    free(polynomial);
}

static void put_modulus(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_field_spec *field)
{
    if (field->k == 1)
        return;
    put_label(sink, "modulus");
    lfsr_string line = LFSR_STRING_EMPTY;
    char *modulus = lfsr_field_spec_modulus_text(field);
    if (modulus == NULL)
        line.failed = true;
    else
        lfsr_string_add_polynomial(&line, modulus, 80);
    free(modulus);
    lfsr_string_add(&line, field->conway ? ", the Conway polynomial\n"
                           : item->modulus_given
                               ? ", as given\n"
                               : ", the first irreducible one (no Conway polynomial is known)\n");
    lfsr_sink_add_text(sink, &line);
}

/* What is added to the recurrence, and the state that is its own successor. */
static void put_constant(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    const char *constant = lfsr_analysis_constant(analysis), *lock_up = lfsr_analysis_lock_up(analysis);
    bool binary = fmpz_equal_ui(lfsr_register_field_order(lfsr_analysis_register(analysis)), 2) != 0;
    if (constant == NULL)
        return;
    put_label(sink, "added");
    lfsr_sink_add(sink, constant);
    lfsr_sink_add(sink, binary ? ": XNOR feedback\n" : "\n");
    put_label(sink, "lock-up");
    lfsr_sink_add(sink, lock_up != NULL ? lock_up : "none: f(1) = 0");
    lfsr_sink_add(sink, "\n");
}

static void put_size(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    const lfsr_register *reg = lfsr_analysis_register(analysis);
    const fmpz *p = lfsr_register_field_order(reg);
    lfsr_string line = LFSR_STRING_EMPTY;
    fmpz_t states, periodic, transient;
    fmpz_init(states);
    fmpz_init(periodic);
    fmpz_init(transient);
    lfsr_analysis_states(states, periodic, transient, analysis);
    lfsr_sink_addf(sink, "  %-14s%ld\n", "degree", (long)lfsr_register_degree(reg));
    put_constant(sink, analysis);
    put_label(sink, "states");
    lfsr_string_add_number(&line, states, p, NUMBER_WIDTH);
    if (lfsr_register_degree(reg) > 1 && fmpz_sizeinbase(states, 10) <= NUMBER_WIDTH) {
        lfsr_string_add(&line, " = ");
        lfsr_string_add_number(&line, p, p, NUMBER_WIDTH);
        lfsr_string_addf(&line, "^%ld", (long)lfsr_register_degree(reg));
    }
    lfsr_string_add(&line, "\n");
    if (lfsr_register_tail(reg) > 0) {
        lfsr_string_add(&line, "                ");
        lfsr_string_add_number(&line, periodic, p, NUMBER_WIDTH);
        lfsr_string_add(&line, " on cycles, ");
        lfsr_string_add_number(&line, transient, p, NUMBER_WIDTH);
        lfsr_string_addf(&line, " transient, at most %ld %s before a cycle\n", (long)lfsr_register_tail(reg),
                         lfsr_register_tail(reg) == 1 ? "step" : "steps");
    }
    lfsr_sink_add_text(sink, &line);
    fmpz_clear(states);
    fmpz_clear(periodic);
    fmpz_clear(transient);
}

/* q^n - 1 in symbols. */
static void add_full_period(lfsr_string *text, const lfsr_register *reg)
{
    lfsr_string_add(text, lfsr_register_field(reg)->k > 1 && lfsr_register_degree(reg) > 1 ? "(" : "");
    add_order(text, reg);
    lfsr_string_add(text, lfsr_register_field(reg)->k > 1 && lfsr_register_degree(reg) > 1 ? ")" : "");
    if (lfsr_register_degree(reg) > 1)
        lfsr_string_addf(text, "^%ld", (long)lfsr_register_degree(reg));
    lfsr_string_add(text, " - 1");
}

/* "(x + 1)^2 (x^3 + x + 1)" */
static void add_product(lfsr_string *text, const lfsr_factorization *factorization, const lfsr_register *reg)
{
    for (slong i = 0; i < lfsr_factorization_length(factorization); i++) {
        const lfsr_factor *factor = lfsr_factorization_factor(factorization, i);
        char *polynomial = lfsr_factor_text(factor, reg);
        if (polynomial == NULL)
            text->failed = true;
        else
            lfsr_string_addf(text, strchr(polynomial, ' ') != NULL ? "%s(%s)" : "%s%s", i > 0 ? " " : "",
                             polynomial);
        if (lfsr_factor_multiplicity(factor) > 1)
            lfsr_string_addf(text, "^%ld", (long)lfsr_factor_multiplicity(factor));
        free(polynomial);
    }
}

/* The product if it fits on the line, else the number of factors; the table lists them. */
static void add_factors(lfsr_string *text, const lfsr_analysis *analysis)
{
    const lfsr_factorization *factorization = lfsr_analysis_factorization(analysis);
    lfsr_string product = LFSR_STRING_EMPTY;
    slong factors = 0;
    if (!lfsr_factorization_complete(factorization)) {
        lfsr_string_add(text, "it is reducible");
        return;
    }
    for (slong i = 0; i < lfsr_factorization_length(factorization); i++)
        factors += lfsr_factor_multiplicity(lfsr_factorization_factor(factorization, i));
    if (lfsr_factorization_length(factorization) <= 12)
        add_product(&product, factorization, lfsr_analysis_register(analysis));
    if (product.length > 0 && product.length <= PRODUCT_WIDTH && lfsr_string_ok(&product))
        lfsr_string_addf(text, "it is %s", product.data);
    else if (factors == lfsr_factorization_length(factorization))
        lfsr_string_addf(text, "it has %ld irreducible factors", (long)factors);
    else
        lfsr_string_addf(text, "it has %ld irreducible factors, %ld of them distinct", (long)factors,
                         (long)lfsr_factorization_length(factorization));
    lfsr_string_clear(&product);
}

/* Why f is or is not primitive. */
static void add_reason(lfsr_string *text, const lfsr_analysis *analysis)
{
    const lfsr_register *reg = lfsr_analysis_register(analysis);
    const lfsr_factorization *factorization = lfsr_analysis_factorization(analysis);
    if (lfsr_register_tail(reg) == lfsr_register_degree(reg)) {
        lfsr_string_add(text, "no: a power of x, every state ends in 0");
        return;
    }
    if (!lfsr_factorization_irreducible_known(factorization)) {
        lfsr_string_add(text, "unknown");
        return;
    }
    if (!lfsr_factorization_irreducible(factorization)) {
        lfsr_string_add(text, "no: ");
        add_factors(text, analysis);
        return;
    }
    if (!lfsr_factorization_primitive_known(factorization)) {
        lfsr_string_addf(text, "unknown: %s", lfsr_factorization_reason(factorization));
        return;
    }
    if (fmpz_is_zero(lfsr_factorization_order(factorization))) {
        lfsr_string_add(text, "no: irreducible, but the order of x is less than ");
        add_full_period(text, reg);
        return;
    }
    lfsr_string_add(text, lfsr_factorization_primitive(factorization)
                              ? "yes: irreducible, and x has the full order "
                              : "no: irreducible, but x has only the order (");
    add_full_period(text, reg);
    if (lfsr_factorization_primitive(factorization))
        return;
    fmpz_t index;
    fmpz_init(index);
    fmpz_pow_ui(index, lfsr_register_field_order(reg), (ulong)lfsr_register_degree(reg));
    fmpz_sub_ui(index, index, 1);
    fmpz_divexact(index, index, lfsr_factorization_order(factorization));
    lfsr_string_add(text, ") / ");
    lfsr_string_add_number(text, index, lfsr_register_field(reg)->p, NUMBER_WIDTH);
    fmpz_clear(index);
}

/* What is known of an unknown order. */
static void add_bounds(lfsr_string *text, const fmpz_t divides, const fmpz_t multiple_of, const fmpz_t p)
{
    lfsr_string_add(text, "unknown");
    if (!fmpz_is_zero(divides)) {
        lfsr_string_add(text, "; it divides ");
        lfsr_string_add_number(text, divides, p, NUMBER_WIDTH);
    }
    if (fmpz_cmp_ui(multiple_of, 1) > 0) {
        lfsr_string_add(text, fmpz_is_zero(divides) ? "; it is a multiple of " : " and is a multiple of ");
        lfsr_string_add_number(text, multiple_of, p, NUMBER_WIDTH);
    }
}

static void put_algebra(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    const lfsr_factorization *factorization = lfsr_analysis_factorization(analysis);
    lfsr_string line = LFSR_STRING_EMPTY;
    put_label(sink, "irreducible");
    if (lfsr_factorization_irreducible_known(factorization))
        lfsr_sink_add(sink, lfsr_factorization_irreducible(factorization) ? "yes\n" : "no\n");
    else
        lfsr_sink_addf(sink, "unknown: %s\n", lfsr_factorization_reason(factorization));
    put_label(sink, "primitive");
    add_reason(&line, analysis);
    lfsr_string_add(&line, "\n");
    lfsr_sink_add_text(sink, &line);
    put_label(sink, "order");
    if (fmpz_is_zero(lfsr_factorization_order(factorization)))
        add_bounds(&line, lfsr_factorization_order_divides(factorization),
                   lfsr_factorization_order_multiple_of(factorization),
                   lfsr_register_field(lfsr_analysis_register(analysis))->p);
    else
        lfsr_string_add_number(&line, lfsr_factorization_order(factorization),
                               lfsr_register_field(lfsr_analysis_register(analysis))->p, NUMBER_WIDTH);
    if (lfsr_register_tail(lfsr_analysis_register(analysis)) > 0)
        lfsr_string_add(&line, lfsr_register_tail(lfsr_analysis_register(analysis)) <
                                       lfsr_register_degree(lfsr_analysis_register(analysis))
                                   ? " (of the part prime to x)"
                                   : "");
    lfsr_string_add(&line, "\n");
    lfsr_sink_add_text(sink, &line);
}

/* A factor's polynomial as the table shows it. */
static void add_name(lfsr_string *name, const lfsr_factor *factor, const lfsr_register *reg)
{
    char *polynomial = lfsr_factor_text(factor, reg);
    if (polynomial == NULL)
        name->failed = true;
    else
        lfsr_string_add_polynomial(name, polynomial, FACTOR_WIDTH);
    free(polynomial);
}

static void put_factor(lfsr_sink *sink, const lfsr_factor *factor, const lfsr_register *reg, size_t width)
{
    lfsr_string name = LFSR_STRING_EMPTY, order = LFSR_STRING_EMPTY;
    add_name(&name, factor, reg);
    size_t pad = name.length < width ? width - name.length : 0;
    if (!lfsr_factor_irreducible(factor))
        lfsr_string_add(&order, "(not factored)");
    else if (fmpz_is_zero(lfsr_factor_order(factor)))
        lfsr_string_add(&order, "unknown");
    else
        lfsr_string_add_number(&order, lfsr_factor_order(factor), lfsr_register_field(reg)->p, NUMBER_WIDTH);
    lfsr_sink_addf(sink, "  %8ld  %5ld  ", (long)lfsr_factor_degree(factor),
                   (long)lfsr_factor_multiplicity(factor));
    lfsr_sink_add_text(sink, &name);
    lfsr_sink_pad(sink, pad + 2);
    lfsr_sink_add_text(sink, &order);
    lfsr_sink_add(sink, "\n");
}

static void put_factors(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    const lfsr_factorization *factorization = lfsr_analysis_factorization(analysis);
    slong rows = lfsr_factorization_length(factorization) < FACTORS_MOST
                     ? lfsr_factorization_length(factorization)
                     : FACTORS_MOST;
    size_t width = strlen("factor");
    for (slong i = 0; i < rows; i++) {
        lfsr_string name = LFSR_STRING_EMPTY;
        add_name(&name, lfsr_factorization_factor(factorization, i), lfsr_analysis_register(analysis));
        width = name.length > width ? name.length : width;
        lfsr_string_clear(&name);
    }
    lfsr_sink_addf(sink, "\n    degree  times  %-*s  order\n", (int)width, "factor");
    for (slong i = 0; i < rows; i++)
        put_factor(sink, lfsr_factorization_factor(factorization, i), lfsr_analysis_register(analysis),
                   width);
    if (lfsr_factorization_length(factorization) > rows)
        lfsr_sink_addf(sink, "    ... and %ld more (--format json has them all)\n",
                       (long)(lfsr_factorization_length(factorization) - rows));
    if (lfsr_factorization_reason(factorization)[0] != '\0')
        lfsr_sink_addf(sink, "    %s\n", lfsr_factorization_reason(factorization));
}

/* Both sides of a disagreement: the table of each engine. */
static void put_sides(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    const lfsr_register *reg = lfsr_analysis_register(analysis);
    for (lfsr_engine e = 0; e < LFSR_ENGINES; e++) {
        const lfsr_outcome *outcome = lfsr_analysis_outcome(analysis, e);
        if (!lfsr_outcome_ran(outcome))
            continue;
        lfsr_sink_addf(sink, "\n  %s says:\n", lfsr_engine_name(e));
        lfsr_text_cycles(sink, lfsr_outcome_partition(outcome), reg);
        lfsr_text_leaders(sink, lfsr_outcome_partition(outcome), reg);
    }
}

void lfsr_text_result(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis)
{
    const lfsr_partition *partition = lfsr_analysis_partition(analysis);
    put_title(sink, item, lfsr_analysis_register(analysis));
    put_modulus(sink, item, lfsr_register_field(lfsr_analysis_register(analysis)));
    put_size(sink, analysis);
    put_algebra(sink, analysis);
    put_factors(sink, analysis);
    if (lfsr_analysis_compared(analysis) && !lfsr_analysis_agree(analysis)) {
        put_sides(sink, analysis);
    } else if (partition != NULL) {
        lfsr_text_cycles(sink, partition, lfsr_analysis_register(analysis));
        if (lfsr_analysis_leaders(analysis) != NULL)
            lfsr_text_leaders(sink, lfsr_analysis_leaders(analysis), lfsr_analysis_register(analysis));
        else if (item->cycles != NULL)
            lfsr_text_cycle_list(sink, item->cycles);
    }
    if (item->state != NULL)
        lfsr_text_state(sink, item->state);
    lfsr_text_engines(sink, item, analysis);
}
