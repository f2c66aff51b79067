/* The driver: reads an item, parses it, has it analyzed, reports it, goes on. What goes wrong with one item
 * is said and remembered as the exit status; what goes wrong with the input or the output itself ends the
 * run. */
#include "run.h"

#include <string.h>
#include <unistd.h>

#include "compare.h"
#include "console.h"
#include "input.h"
#include "options.h"
#include "output.h"

typedef struct run {
    const lfsr_cli *cli;
    lfsr_console console;
    lfsr_input input;
    lfsr_output output;
    lfsr_report report;
    lfsr_options options;
    struct lfsr_pool *pool;
    lfsr_field_spec field;      /* of --order and --modulus */
    lfsr_field_spec line_field; /* of the last line that began with a field of its own */
    char line_order[64];        /* as it stood there; empty: none yet */
    size_t items;
    lfsr_status worst;
} run;

/* The place becomes a part of the message, for people and for json alike. */
static void name_column(lfsr_error *error)
{
    lfsr_error plain = *error;
    if (plain.column > 0)
        (void)lfsr_fail(error, plain.status, plain.code, "column %zu: %s", plain.column, plain.message);
}

/* "FILE:LINE: message", "lfsr-analyze: 'x^': message". */
static void complain(run *r, const lfsr_input_item *item, const char *message)
{
    lfsr_text line = LFSR_TEXT_EMPTY;
    if (r->input.name != NULL) {
        lfsr_text_add_safe(&line, r->input.name, strlen(r->input.name), 200);
        lfsr_text_addf(&line, ":%zu: ", item->line);
    } else {
        lfsr_text_add(&line, "lfsr-analyze: '");
        lfsr_text_add_safe(&line, item->text, item->length, 60);
        lfsr_text_add(&line, "': ");
    }
    lfsr_text_add(&line, message);
    lfsr_console_say(&r->console, "%s", lfsr_text_ok(&line) ? line.data : "lfsr-analyze: out of memory");
    lfsr_text_clear(&line);
}

/* The field of a line that begins with one. The last one is kept: lists tend to repeat it. */
static lfsr_status line_field(run *r, const char *order, size_t length, lfsr_error *error)
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

static lfsr_status parse(run *r, lfsr_spec *spec, bool *own_field, const lfsr_input_item *item,
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
    const lfsr_field_spec *field = prefix > 0 ? &r->line_field : &r->field;
    const char *text = item->text + prefix;
    size_t length = item->length - prefix;
    lfsr_status status =
        at_column(lfsr_spec_parse(spec, field, text, length, from_file, error), item->column + prefix, error);
    const char *note = status == LFSR_OK && !r->cli->quiet ? lfsr_spec_note(spec, text, length) : NULL;
    if (note != NULL)
        complain(r, item, note);
    return status;
}

static void say_kernels(run *r, const lfsr_analysis *analysis)
{
    for (int e = 0; e < LFSR_ENGINES && r->cli->verbose; e++)
        if (analysis->outcomes[e].ran && analysis->outcomes[e].kernel != NULL)
            lfsr_console_say(&r->console, "lfsr-analyze: %s: kernel %s", lfsr_engine_name((lfsr_engine)e),
                             analysis->outcomes[e].kernel);
}

static lfsr_status analyze(run *r, lfsr_analysis *analysis, const lfsr_spec *spec, lfsr_report_item *shown,
                           lfsr_comparison *comparison, lfsr_error *error)
{
    if (!r->cli->compare)
        return lfsr_analyze(analysis, spec, &r->options, &r->pool, error);
    bool timed = false;
    unsigned runs = r->cli->repeat > 0 ? r->cli->repeat : LFSR_COMPARE_RUNS;
    lfsr_status status = lfsr_compare_timings(analysis, comparison, &timed, spec, &r->options, runs, error);
    shown->comparison = timed ? comparison : NULL;
    return status;
}

/* One item, from text to report. The status returned is that of the output alone. */
static lfsr_status answer(run *r, const lfsr_input_item *item, lfsr_error *error)
{
    lfsr_report_item shown = {.input = item->text,
                              .length = item->too_long ? 60 : item->length,
                              .line = item->line,
                              .list = r->options.list};
    lfsr_error problem = {0};
    lfsr_analysis analysis = {0};
    lfsr_comparison comparison;
    lfsr_spec spec;
    bool own_field = false;
    lfsr_spec_init(&spec);
    lfsr_status status = parse(r, &spec, &own_field, item, &problem), written;
    shown.modulus_given = r->cli->modulus != NULL && !own_field;
    if (status == LFSR_OK)
        status = analyze(r, &analysis, &spec, &shown, &comparison, &problem);
    lfsr_spec_clear(&spec);
    lfsr_console_clear(&r->console);
    if (status == LFSR_OK || status == LFSR_DISAGREE) {
        say_kernels(r, &analysis);
        written = lfsr_report_result(&r->report, &shown, &analysis, error);
        if (status == LFSR_DISAGREE)
            (void)lfsr_fail(&problem, status, "disagree", "ENGINES DISAGREE: %s", analysis.disagreement);
        lfsr_analysis_clear(&analysis);
    } else {
        name_column(&problem);
        written = lfsr_report_failure(&r->report, &shown, &problem, error);
    }
    if (status != LFSR_OK)
        complain(r, item, problem.message);
    r->worst = lfsr_status_worse(r->worst, status);
    return written;
}

/* Every item. Only a json array has to know beforehand whether there is a second one. */
static lfsr_status answer_all(run *r, lfsr_error *error)
{
    for (;;) {
        const lfsr_input_item *item;
        lfsr_status status = lfsr_input_next(&r->input, &item, error);
        if (status == LFSR_OK && item == NULL)
            break;
        if (status == LFSR_OK && r->items == 0 && r->report.format == LFSR_REPORT_JSON)
            status = lfsr_input_more(&r->input, &r->report.several, error);
        if (status == LFSR_OK)
            status = answer(r, item, error);
        if (status != LFSR_OK)
            return status;
        r->items++;
    }
    return lfsr_report_end(&r->report, error);
}

/* In a batch the workers are not for one polynomial, unless they are asked for. */
static void set_options(run *r)
{
    const lfsr_cli *cli = r->cli;
    lfsr_options *options = &r->options;
    bool batch = cli->file != NULL || cli->polynomial_count > 1;
    lfsr_options_init(options);
    memcpy(options->run, cli->engines.run, sizeof options->run);
    options->automatic = cli->engines.automatic && !cli->compare;
    options->reference_named = cli->engines.reference_by_name;
    if (options->automatic && batch)
        options->run[LFSR_PARALLEL] = false;
    options->list = cli->list;
    options->workers = cli->workers;
    options->start_method = cli->start_method == 1 ? LFSR_START_SPAWN : LFSR_START_FORK;
    options->worker_program = "/proc/self/exe";
    options->timeout = cli->timeout;
    options->checkpoint = cli->checkpoint;
    options->max_states = cli->max_states;
    options->repeat = cli->repeat > 0 ? cli->repeat : 1;
    options->progress = lfsr_console_progress; /* shown or not: it may be asked for at any time */
    options->progress_context = &r->console;
    options->note = cli->verbose ? lfsr_console_note : NULL;
    options->note_context = &r->console;
}

/* --order and --modulus; the message names the one at fault. */
static lfsr_status parse_field(run *r, lfsr_error *error)
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
    lfsr_text text = LFSR_TEXT_EMPTY;
    lfsr_text_add_safe(&text, value, strlen(value), 60);
    name_column(error);
    lfsr_error inner = *error;
    (void)lfsr_fail(error, status, inner.code, "--%s '%s': %.380s", blame_modulus ? "modulus" : "order",
                    text.data != NULL ? text.data : "", inner.message);
    lfsr_text_clear(&text);
    return status;
}

/* The field, the input and the output: all of them before anything is computed. */
static lfsr_status open_all(run *r, lfsr_error *error)
{
    const lfsr_cli *cli = r->cli;
    lfsr_status status = parse_field(r, error);
    if (status != LFSR_OK)
        return status;
    if (cli->file == NULL)
        lfsr_input_from_arguments(&r->input, cli->polynomials, (size_t)cli->polynomial_count);
    else if ((status = lfsr_input_open(&r->input, cli->file, error)) != LFSR_OK)
        return status;
    return lfsr_output_open(&r->output, cli->output, error);
}

/* A file appears when the run came to its end and has something to say: every answer it should have, or none
 * because there was no question. */
static lfsr_status finish(run *r, lfsr_error *error)
{
    bool whole = r->worst != LFSR_SYSTEM && (r->report.records > 0 || r->items == 0);
    return whole ? lfsr_output_commit(&r->output, error) : LFSR_OK;
}

static lfsr_status run_polynomials(const lfsr_cli *cli)
{
    static run r; /* buffers of some size */
    lfsr_error error = {0};
    memset(&r, 0, sizeof r); /* another run in this process may have left something */
    r.cli = cli;
    lfsr_console_init(&r.console, cli);
    lfsr_field_spec_init(&r.field);
    lfsr_field_spec_init(&r.line_field);
    lfsr_input_from_arguments(&r.input, NULL, 0);
    lfsr_status status = open_all(&r, &error);
    if (status == LFSR_OK) {
        lfsr_report_init(&r.report, (lfsr_report_format)cli->format, &r.output.sink);
        set_options(&r);
        status = answer_all(&r, &error);
        if (status == LFSR_OK)
            status = finish(&r, &error);
        lfsr_pool_end(&r.pool);
        lfsr_output_close(&r.output);
    }
    if (status != LFSR_OK && strcmp(error.code, "pipe") != 0)
        lfsr_console_say(&r.console, "lfsr-analyze: %s", error.message);
    lfsr_input_close(&r.input);
    lfsr_field_spec_clear(&r.field);
    lfsr_field_spec_clear(&r.line_field);
    return lfsr_status_worse(r.worst, status);
}

/* --help and --version. */
static lfsr_status print_about(const lfsr_cli *cli)
{
    static lfsr_sink sink;
    lfsr_error error = {0};
    lfsr_sink_init(&sink, STDOUT_FILENO, "standard output");
    if (cli->help)
        lfsr_cli_help(&sink);
    else
        lfsr_sink_add(&sink, "lfsr-analyze " LFSR_VERSION_TEXT "\n");
    lfsr_status status = lfsr_sink_flush(&sink, &error);
    if (status != LFSR_OK && strcmp(error.code, "pipe") != 0) {
        lfsr_console console = {.quiet = false};
        lfsr_console_say(&console, "lfsr-analyze: %s", error.message);
    }
    return status;
}

lfsr_status lfsr_run(int argc, char **argv)
{
    lfsr_cli cli;
    lfsr_error error = {0};
    lfsr_status status = lfsr_cli_parse(&cli, argc, argv, &error);
    if (status != LFSR_OK) {
        lfsr_console console = {.quiet = false};
        lfsr_console_say(&console, "lfsr-analyze: %s. Try 'lfsr-analyze --help'", error.message);
        return status;
    }
    return cli.help || cli.version ? print_about(&cli) : run_polynomials(&cli);
}
