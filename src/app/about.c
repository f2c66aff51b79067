/* --version: what a report of a wrong answer or of a timing should name. */
#include "about.h"

#include <string.h>

#include <flint/flint.h>
#include <gmp.h>

#include "commit.h" /* LFSR_COMMIT: written by the build */
#include "lfsr/analysis.h"
#include "summary.h"

enum { COLUMN = 14, WIDTH = 80 };

static void add_line(lfsr_string *about, const char *name, const char *value)
{
    lfsr_string_addf(about, "  %-*s%s\n", COLUMN - 2, name, value);
}

/* The kernels that this processor runs, broken into lines. */
static void add_kernels(lfsr_string *about)
{
    size_t column = COLUMN;
    lfsr_string_addf(about, "  %-*s", COLUMN - 2, "kernels");
    for (size_t i = 0; lfsr_kernel_name(i) != NULL; i++) {
        const char *name = lfsr_kernel_name(i);
        size_t length = strlen(name) + 2;
        if (i > 0 && column + length > WIDTH) {
            lfsr_string_addf(about, ",\n%*s", COLUMN, "");
            column = COLUMN;
        } else if (i > 0)
            lfsr_string_add(about, ", ");
        lfsr_string_add(about, name);
        column += length;
    }
    lfsr_string_add(about, "\n");
}

void lfsr_cli_about(lfsr_sink *sink)
{
    lfsr_string about = LFSR_STRING_EMPTY;
    lfsr_string_addf(&about, "lfsr-analyze %s\n", lfsr_version());
    if (LFSR_COMMIT[0] != '\0')
        add_line(&about, "commit", LFSR_COMMIT);
    add_line(&about, "FLINT", flint_version);
    add_line(&about, "GMP", gmp_version);
    add_line(&about, "processor", lfsr_processor_name());
    add_kernels(&about);
    add_line(&about, "licence", "MIT");
    lfsr_sink_add_text(sink, &about);
}
