/* A session: its settings, and the polynomials it reads. */
#include "session.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ranks.h"

/* --- Polynomials --- */

void lfsr_name_column(lfsr_error *error)
{
    lfsr_error plain = *error;
    if (plain.column > 0)
        (void)lfsr_fail(error, plain.status, plain.code, "column %zu: %s", plain.column, plain.message);
}

/* The field that a line begins with. The last one is cached, because lists tend to repeat it. */
static lfsr_status line_field(lfsr_session *r, const char *order, size_t length, lfsr_error *error)
{
    if (length == strlen(r->line_order) && memcmp(order, r->line_order, length) == 0)
        return LFSR_OK;
    r->line_order[0] = '\0';
    lfsr_status status = lfsr_field_spec_parse(&r->line_field, order, length, NULL, error);
    if (status == LFSR_OK && length < sizeof r->line_order) {
        memcpy(r->line_order, order, length);
        r->line_order[length] = '\0';
    }
    return status;
}

/* Columns count from the beginning of the line. */
static lfsr_status at_column(lfsr_status status, size_t offset, lfsr_error *error)
{
    if (status != LFSR_OK && error->column > 0)
        error->column += offset;
    return status;
}

/* The note on the reading comes first; once in a run for each kind (list_handler.h). */
static void say_notes(lfsr_session *r, const lfsr_spec *spec, const char *text, size_t length,
                      const lfsr_input_item *item)
{
    unsigned kind;
    const char *reading = lfsr_spec_reading_note(spec, text, length, &kind);
    const char *note = lfsr_spec_note(spec, text, length);
    if ((kind & ~r->noted) != 0) {
        lfsr_console_complain(&r->console, r->input.name, item, reading);
        r->noted |= kind;
        r->item_noted = kind;
    }
    if (note != NULL)
        lfsr_console_complain(&r->console, r->input.name, item, note);
}

static lfsr_status parse(lfsr_session *r, lfsr_spec *spec, bool *own_field, const lfsr_input_item *item,
                         lfsr_error *error)
{
    bool from_file = r->input.name != NULL;
    size_t order_length = 0, prefix = 0;
    if (item->too_long)
        return lfsr_fail(error, LFSR_UNABLE, "too-large", "the line is longer than %zu bytes",
                         LFSR_LONGEST_LINE);
    if (from_file)
        prefix = lfsr_spec_field_prefix(item->text, item->length, &order_length);
    *own_field = prefix > 0;
    if (prefix > 0) {
        lfsr_status status = line_field(r, item->text, order_length, error);
        if (status != LFSR_OK)
            return at_column(status, item->column, error);
    }
    /* Without --field it is the field that the text names, if it does. */
    const lfsr_field_spec *field = prefix > 0 ? &r->line_field : r->cli->order_given ? &r->field : NULL;
    const char *text = item->text + prefix;
    size_t length = item->length - prefix;
    lfsr_status status =
        at_column(lfsr_spec_parse(spec, field, text, length, from_file, error), item->column + prefix, error);
    if (status == LFSR_OK && r->cli->xnor && (spec->field.k > 1 || !fmpz_equal_ui(spec->field.p, 2)))
        return lfsr_fail(error, LFSR_BAD_INPUT, "field",
                         "XNOR feedback is for GF(2): --constant adds an element of "
                         "another field");
    if (status == LFSR_OK && !r->cli->quiet)
        say_notes(r, spec, text, length, item);
    return status;
}

/* An argument that is the name of an option, without its dashes. */
static void suggest_option(const lfsr_input_item *item, lfsr_error *error)
{
    for (size_t i = 0; i < lfsr_option_count; i++) {
        const char *name = lfsr_option_table[i].name;
        if (item->length != strlen(name) || memcmp(item->text, name, item->length) != 0)
            continue;
        lfsr_error plain = *error;
        (void)lfsr_fail_at(error, plain.column, plain.status, plain.code,
                           "%.380s (did you mean the option --%s?)", plain.message, name);
        return;
    }
}

lfsr_status lfsr_session_parse(lfsr_session *r, lfsr_spec *spec, bool *own_field, const lfsr_input_item *item,
                               lfsr_error *error)
{
    lfsr_status status = parse(r, spec, own_field, item, error);
    if (status == LFSR_BAD_INPUT && r->input.name == NULL)
        suggest_option(item, error);
    if (status != LFSR_OK)
        lfsr_name_column(error);
    return status;
}

lfsr_status lfsr_session_read(lfsr_session *r, lfsr_spec *spec, lfsr_error *error)
{
    const lfsr_input_item *item;
    bool own_field;
    lfsr_status status = lfsr_input_next(&r->input, &item, error);
    return status == LFSR_OK ? lfsr_session_parse(r, spec, &own_field, item, error) : status;
}

/* --- Settings --- */

bool lfsr_session_is_list(const lfsr_cli *cli)
{
    return cli->file != NULL || cli->polynomial_count > 1 || lfsr_source_wanted(cli);
}

bool lfsr_session_paints(const lfsr_cli *cli)
{
    const char *unwanted = getenv("NO_COLOR"), *terminal = getenv("TERM");
    bool to_output = cli->output == NULL || strcmp(cli->output, "-") == 0;
    if (cli->color != LFSR_COLOR_AUTO)
        return cli->color == LFSR_COLOR_ALWAYS;
    return to_output && (unwanted == NULL || unwanted[0] == '\0') && terminal != NULL &&
           terminal[0] != '\0' && strcmp(terminal, "dumb") != 0 && isatty(STDOUT_FILENO) == 1 &&
           lfsr_program_ranks.others == 0; /* mpirun may give a rank a terminal of its own */
}

/* Where there are ranks they are used, unless another method was asked for. A worker of a list has none. */
static lfsr_start_method start_method(const lfsr_cli *cli)
{
    bool ranks = lfsr_program_ranks.others > 0;
    if (cli->start_method == LFSR_START_MPI || !cli->start_method_given)
        return ranks ? LFSR_START_MPI : LFSR_START_FORK;
    return (lfsr_start_method)cli->start_method;
}

lfsr_status lfsr_session_check_ranks(const lfsr_cli *cli, lfsr_error *error)
{
    if (cli->start_method != LFSR_START_MPI || lfsr_program_ranks.others > 0)
        return LFSR_OK;
    return lfsr_fail(error, LFSR_USAGE, "usage", "--start-method mpi: %s",
                     lfsr_program_ranks.library == NULL
                         ? "this program was built without MPI: use lfsr-analyze-mpi"
                         : "there is one rank: use mpirun -n 2 or more");
}

void lfsr_session_set_options(lfsr_session *r)
{
    const lfsr_cli *cli = r->cli;
    lfsr_options *options = &r->options;
    lfsr_options_init(options);
    memcpy(options->run, cli->engines.run, sizeof options->run);
    options->automatic = cli->engines.automatic && !cli->compare;
    options->reference_named = cli->engines.reference_by_name;
    if (options->automatic && lfsr_session_is_list(cli)) {
        options->automatic = false;
        for (int e = 0; e < LFSR_ENGINES; e++)
            options->run[e] = e == LFSR_ALGEBRAIC;
    }
    options->constant = lfsr_cli_constant(cli);
    options->list = cli->list;
    options->leaders_optional = true; /* list_by_algebra */
    options->start_method = start_method(cli);
    options->workers = cli->workers;
    if (options->start_method == LFSR_START_MPI && options->workers == 0)
        options->workers = lfsr_program_ranks.others;
    options->worker_program = "/proc/self/exe";
    options->timeout = cli->timeout;
    options->factor_seconds = lfsr_cli_seconds(cli->factor_time);
    options->checkpoint = cli->checkpoint;
    options->max_states = cli->max_states;
    options->repeat = cli->repeat > 0 ? cli->repeat : 1;
    options->progress = lfsr_console_progress; /* also when it is not shown: SIGUSR1 may ask for it */
    options->progress_context = &r->console;
    options->note = cli->verbose ? lfsr_console_note : NULL;
    options->notice = lfsr_console_notice;
    options->note_context = &r->console;
}

/* --only primitive or irreducible, and the polynomial is surely reducible. */
bool lfsr_session_passes_over(lfsr_session *r, const char *text, size_t length)
{
    lfsr_spec spec;
    if (!r->selects || !(r->selected.primitive || r->selected.irreducible))
        return false;
    lfsr_spec_init(&spec);
    bool reducible = lfsr_spec_parse(&spec, &r->field, text, length, false, NULL) == LFSR_OK &&
                     lfsr_spec_surely_reducible(&spec);
    lfsr_spec_clear(&spec);
    return reducible;
}

static lfsr_status set_claim(lfsr_claim *claim, bool *given, const char *text, lfsr_error *error)
{
    *given = text != NULL;
    lfsr_claim_init(claim);
    return text != NULL ? lfsr_claim_parse(claim, text, error) : LFSR_OK;
}

lfsr_status lfsr_session_set_claims(lfsr_session *r, lfsr_error *error)
{
    lfsr_status status = set_claim(&r->expected, &r->expects, r->cli->expect, error);
    lfsr_status other = set_claim(&r->selected, &r->selects, r->cli->only, error);
    return status != LFSR_OK ? status : other;
}

lfsr_status lfsr_session_parse_field(lfsr_session *r, lfsr_error *error)
{
    const char *order = r->cli->order, *modulus = r->cli->modulus;
    lfsr_status status = lfsr_field_spec_parse(&r->field, order, strlen(order), modulus, error);
    if (status == LFSR_OK)
        return status;
    lfsr_field_spec probe;
    lfsr_field_spec_init(&probe);
    bool order_fits = lfsr_field_spec_parse(&probe, order, strlen(order), NULL, NULL) != LFSR_BAD_INPUT;
    lfsr_field_spec_clear(&probe);
    bool blame_modulus = modulus != NULL && order_fits;
    const char *value = blame_modulus ? modulus : order;
    lfsr_string text = LFSR_STRING_EMPTY;
    lfsr_string_add_safe(&text, value, strlen(value), 60);
    lfsr_name_column(error);
    lfsr_error inner = *error;
    (void)lfsr_fail(error, status, inner.code, "--%s '%s': %.380s", blame_modulus ? "modulus" : "field",
                    text.data != NULL ? text.data : "", inner.message);
    lfsr_string_clear(&text);
    return status;
}
