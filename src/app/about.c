/* --version: what a report of a wrong answer or of a timing should name. */
#include "about.h"

#include <flint/flint.h>
#include <gmp.h>

#include "commit.h" /* LFSR_COMMIT: written by the build */
#include "lfsr/analysis.h"
#include "ranks.h"
#include "summary.h"
#include "text_layout.h"

enum { COLUMN = 14 };

static void put_name(lfsr_sink *sink, const char *name)
{
    lfsr_sink_addf(sink, "  %-*s", COLUMN - 2, name);
}

static void put_line(lfsr_sink *sink, const char *name, const char *value)
{
    put_name(sink, name);
    lfsr_sink_addf(sink, "%s\n", value);
}

/* The kernels that this processor runs. */
static void put_kernels(lfsr_sink *sink)
{
    lfsr_string names = LFSR_STRING_EMPTY;
    for (size_t i = 0; lfsr_kernel_name(i) != NULL; i++)
        lfsr_string_addf(&names, "%s%s", i > 0 ? ", " : "", lfsr_kernel_name(i));
    put_name(sink, "kernels");
    lfsr_text_flow(sink, &names, COLUMN, COLUMN);
}

void lfsr_cli_about(lfsr_sink *sink)
{
    lfsr_sink_addf(sink, "lfsr-analyze %s\n", lfsr_version());
    if (LFSR_COMMIT[0] != '\0')
        put_line(sink, "commit", LFSR_COMMIT);
    put_line(sink, "FLINT", flint_version);
    put_line(sink, "GMP", gmp_version);
    if (lfsr_program_ranks.library != NULL)
        put_line(sink, "MPI", lfsr_program_ranks.library);
    put_line(sink, "processor", lfsr_processor_name());
    put_kernels(sink);
    put_line(sink, "licence", "MIT");
}
