/* A session: the settings of a run and what it has answered so far. A worker of a list has one of its own. */
#ifndef LFSR_APP_SESSION_H
#define LFSR_APP_SESSION_H

#include "claim.h"
#include "console.h"
#include "exit_status.h"
#include "input.h"
#include "lfsr/lines.h"
#include "lfsr/notation.h"
#include "options.h"
#include "report.h"
#include "source.h"

typedef struct lfsr_session {
    const lfsr_cli *cli;
    lfsr_console console;
    lfsr_input input;
    lfsr_source source; /* used instead of the input if has_source */
    bool has_source;
    lfsr_report report;
    lfsr_sink *plot; /* --plot; NULL: not asked */
    bool plotted;    /* the picture is complete */
    lfsr_options options;
    struct lfsr_pool *pool;               /* of the parallel engine, in a list */
    const lfsr_line_callbacks *callbacks; /* in a worker */
    lfsr_field_spec field;                /* of --field and --modulus */
    lfsr_field_spec line_field;           /* of the last line that began with a field of its own */
    char line_order[64];                  /* its text; empty: none yet */
    bool expects, selects;                /* --expect, --only */
    lfsr_claim expected, selected;
    uint64_t items, failed, unexpected, reported;
    uint64_t last_line; /* of the list, that is answered */
    double began;
    unsigned noted;      /* the kinds of notes on readings that have been given */
    unsigned item_noted; /* in a worker: the one given with this item */
    bool checkpointed;   /* remove the checkpoint once the answer is delivered */
    lfsr_exit worst;     /* of all items so far */
} lfsr_session;

/* A file, or several polynomials. */
bool lfsr_session_is_list(const lfsr_cli *cli);
/* Is the text report painted? --color auto: if standard output is a terminal that is not dumb, the report
 * goes there, and NO_COLOR is not set (no-color.org). */
bool lfsr_session_paints(const lfsr_cli *cli);
/* Fill r->options from r->cli. In a list `auto` is the algebraic engine alone. */
void lfsr_session_set_options(lfsr_session *r);
/* LFSR_USAGE where --start-method mpi asks for ranks that there are not. */
LFSR_MUST_CHECK lfsr_status lfsr_session_check_ranks(const lfsr_cli *cli, lfsr_error *error);
/* Fill r->expected and r->selected. */
LFSR_MUST_CHECK lfsr_status lfsr_session_set_claims(lfsr_session *r, lfsr_error *error);
/* Fill r->field from --field and --modulus; the message names the one at fault. */
LFSR_MUST_CHECK lfsr_status lfsr_session_parse_field(lfsr_session *r, lfsr_error *error);
/* The polynomial of an item; the column is a part of the message. *own_field: its line names its field. */
LFSR_MUST_CHECK lfsr_status lfsr_session_parse(lfsr_session *r, lfsr_spec *spec, bool *own_field,
                                               const lfsr_input_item *item, lfsr_error *error);
/* The polynomial of the one item of r->input. */
LFSR_MUST_CHECK lfsr_status lfsr_session_read(lfsr_session *r, lfsr_spec *spec, lfsr_error *error);
/* Put the column of an error into its message, for text and json alike. */
void lfsr_name_column(lfsr_error *error);
/* True if --only surely excludes this polynomial over r->field. A quick test for searches. */
bool lfsr_session_passes_over(lfsr_session *r, const char *text, size_t length);

#endif
