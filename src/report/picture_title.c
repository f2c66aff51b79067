/* What a picture is about, in words. */
#include "picture_title.h"

#include <stdlib.h>

#include "formats.h"
#include "text_values.h"

#define POLYNOMIAL_WIDTH 48 /* bytes of a polynomial, before it is cut and its last term is added */
#define NUMBER_WIDTH     16

void lfsr_string_add_title(lfsr_string *text, const lfsr_analysis *analysis)
{
    const lfsr_register *reg = lfsr_analysis_register(analysis);
    char *polynomial = lfsr_spec_polynomial_text(lfsr_register_spec(reg));
    if (polynomial == NULL)
        text->failed = true;
    else
        lfsr_string_add_polynomial(text, polynomial, POLYNOMIAL_WIDTH);
    free(polynomial);
    lfsr_string_add(text, " over GF(");
    lfsr_text_add_order(text, reg);
    lfsr_string_add(text, ")");
    if (lfsr_analysis_constant(analysis) != NULL)
        lfsr_string_addf(text, ", %.20s added", lfsr_analysis_constant(analysis));
}

static void add_count(lfsr_string *text, const fmpz_t n, const fmpz *p, const char *singular,
                      const char *plural)
{
    lfsr_string_add_number(text, n, p, NUMBER_WIDTH);
    lfsr_string_addf(text, " %s", fmpz_is_one(n) ? singular : plural);
}

void lfsr_string_add_sizes(lfsr_string *text, const lfsr_analysis *analysis)
{
    const lfsr_register *reg = lfsr_analysis_register(analysis);
    const fmpz *p = lfsr_register_field(reg)->p;
    const lfsr_partition *partition = lfsr_analysis_partition(analysis);
    fmpz_t states, periodic, transient, cycles;
    fmpz_init(states);
    fmpz_init(periodic);
    fmpz_init(transient);
    fmpz_init(cycles);
    lfsr_analysis_states(states, periodic, transient, analysis);
    add_count(text, states, p, "state", "states");
    if (partition != NULL) {
        lfsr_partition_cycles(cycles, partition);
        lfsr_string_add(text, ", ");
        add_count(text, cycles, p, "cycle", "cycles");
    }
    if (!fmpz_is_zero(transient)) {
        lfsr_string_add(text, ", ");
        add_count(text, transient, p, "state", "states");
        lfsr_string_addf(text, " transient, at most %ld %s before a cycle", (long)lfsr_register_tail(reg),
                         lfsr_register_tail(reg) == 1 ? "step" : "steps");
    }
    fmpz_clear(states);
    fmpz_clear(periodic);
    fmpz_clear(transient);
    fmpz_clear(cycles);
}
