/* The driver: options, input and output, every item, the exit status. An error of one item is printed and
 * decides the exit status; an error of the input or the output ends the run. */
#include "run.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "about.h"
#include "clock.h"
#include "emit_mode.h"
#include "interrupt.h"
#include "list.h"
#include "number_format.h"
#include "output.h"
#include "period_input.h"
#include "sequence_input.h"
#include "state_mode.h"

/* One after the other in this process: a single polynomial, and lists whose polynomials are divided among
 * workers one by one (parallel, compare). */
static lfsr_status answer_in_turn(lfsr_session *r, lfsr_error *error)
{
    for (;;) {
        const lfsr_input_item *item;
        if (lfsr_interrupted() != 0)
            return lfsr_fail(error, LFSR_SYSTEM, "stopped", "stopped");
        lfsr_status status = lfsr_input_next(&r->input, &item, error);
        if (status != LFSR_OK || item == NULL)
            return status;
        lfsr_exit worst = r->worst;
        r->worst = LFSR_EXIT_OK;
        status = lfsr_session_answer(r, item, error);
        lfsr_session_count(r, r->worst);
        r->worst = lfsr_exit_worse(r->worst, worst);
        if (status != LFSR_OK)
            return status;
        r->items++;
        r->last_line = item->line;
        if (r->cli->count > 0 && r->reported >= r->cli->count)
            return LFSR_OK;
    }
}

static lfsr_status answer_all(lfsr_session *r, char **arguments, int count, lfsr_error *error)
{
    bool list = lfsr_session_is_list(r->cli);
    if (list)
        lfsr_interrupt_hold();
    bool whole_lines = r->has_source || (list && !r->cli->compare && !r->options.run[LFSR_PARALLEL]);
    r->report.several = list;
    r->report.continued = r->cli->no_header;
    r->report.timings = r->cli->compare;
    r->last_line = r->cli->from_line - 1;
    r->began = lfsr_now();
    lfsr_input_select(&r->input, r->cli->from_line, r->cli->shard.index, r->cli->shard.count);
    lfsr_status status = whole_lines ? lfsr_list_run(r, arguments, count, error) : answer_in_turn(r, error);
    if (status == LFSR_OK)
        return lfsr_report_end(&r->report, error);
    lfsr_error stopped = *error;
    if (!list || strcmp(error->code, "stopped") != 0)
        return status;
    lfsr_status ended = lfsr_report_end(&r->report, error); /* complete the last record */
    if (ended != LFSR_OK)
        return ended;
    *error = stopped;
    return status;
}

/* The field, the input and the output: all of them before anything is computed. */
static lfsr_status open_all(lfsr_session *r, lfsr_cli *cli, lfsr_sequence_input *sequence,
                            lfsr_output *output, lfsr_output *plot, lfsr_error *error)
{
    lfsr_status status = lfsr_session_parse_field(r, error);
    if (status != LFSR_OK)
        return status;
    r->has_source = lfsr_source_wanted(cli);
    if (r->has_source)
        status = lfsr_source_init(&r->source, cli, &r->field, error);
    if (status != LFSR_OK)
        return status;
    if (cli->from_sequence != NULL) {
        status = lfsr_sequence_input_read(sequence, cli->from_sequence, &r->field, &r->console, error);
        if (status != LFSR_OK)
            return status;
        if (cli->state.count == 0 && cli->states == NULL && (cli->table || cli->format != LFSR_REPORT_CSV))
            cli->state = (lfsr_cli_texts){{sequence->state}, 1};
        lfsr_input_from_arguments(&r->input, &sequence->polynomial, 1);
    } else if (cli->period != NULL) {
        status = lfsr_period_input(&sequence->polynomial, cli, &r->field, error);
        if (status != LFSR_OK)
            return status;
        lfsr_input_from_arguments(&r->input, &sequence->polynomial, 1);
    } else if (cli->file == NULL)
        lfsr_input_from_arguments(&r->input, cli->polynomials, (size_t)cli->polynomial_count);
    else if ((status = lfsr_input_open(&r->input, cli->file, error)) != LFSR_OK)
        return status;
    bool instead = cli->plot != NULL && strcmp(cli->plot, "-") == 0 && cli->output == NULL;
    status = lfsr_output_open(output, instead ? "/dev/null" : cli->output, error);
    if (status != LFSR_OK || cli->plot == NULL)
        return status;
    status = lfsr_output_open(plot, cli->plot, error);
    if (status == LFSR_OK)
        r->plot = &plot->sink;
    else
        lfsr_output_close(output);
    return status;
}

/* The output file is committed if the run reached its end: with every answer, or empty because the input was.
 * So is the picture, if it was drawn. */
static lfsr_status finish(const lfsr_session *r, lfsr_output *output, lfsr_output *plot, lfsr_error *error)
{
    bool whole = (lfsr_session_is_list(r->cli) || r->worst != LFSR_EXIT_SYSTEM) &&
                 (r->report.records > 0 || r->items == 0);
    lfsr_status status = whole ? lfsr_output_commit(output, error) : LFSR_OK;
    if (whole && status == LFSR_OK && r->plotted)
        status = lfsr_output_commit(plot, error);
    if (whole && status == LFSR_OK && r->worst == LFSR_EXIT_OK && r->checkpointed)
        lfsr_checkpoint_remove(r->cli->checkpoint); /* the answer is safe now */
    return status;
}

/* An interrupted list: print how to resume it. */
static void say_next_line(lfsr_session *r, const lfsr_output *output)
{
    if (output->temporary != NULL) {
        lfsr_console_say(&r->console, "lfsr-analyze: stopped; %s is not written", output->name);
        return;
    }
    bool continues =
        r->cli->format == LFSR_REPORT_CSV || (r->cli->format == LFSR_REPORT_TEXT && r->report.records > 0);
    lfsr_string text = LFSR_STRING_EMPTY;
    lfsr_string_addf(&text, "--from-line %" PRIu64 "%s", r->last_line + 1, continues ? " --no-header" : "");
    if (r->cli->count > 0)
        lfsr_string_addf(&text, " --count %" PRIu64, r->cli->count - r->reported);
    lfsr_console_say(&r->console, "lfsr-analyze: stopped; the same command with %s resumes",
                     lfsr_string_ok(&text) ? text.data : "--from-line");
    lfsr_string_clear(&text);
}

/* Interrupted: print what is saved and how to resume. */
static void say_stopped(lfsr_session *r, const lfsr_output *output, const lfsr_error *error)
{
    if (lfsr_session_is_list(r->cli))
        say_next_line(r, output);
    else if (strcmp(error->message, "stopped") != 0)
        lfsr_console_say(&r->console, "lfsr-analyze: %s; the same command resumes from there",
                         error->message);
}

/* The last line of a list that comes from a file or a pipe. */
static void say_summary(lfsr_session *r)
{
    if (r->cli->quiet || !(r->cli->file != NULL || r->has_source))
        return;
    double seconds = lfsr_now() - r->began;
    lfsr_string text = LFSR_STRING_EMPTY;
    lfsr_string_addf(&text, "%" PRIu64 " answered, %" PRIu64 " failed", r->items - r->failed, r->failed);
    if (r->selects)
        lfsr_string_addf(&text, ", %" PRIu64 " reported", r->reported);
    if (r->expects)
        lfsr_string_addf(&text, ", %" PRIu64 " not as expected", r->unexpected);
    lfsr_string_add(&text, ", ");
    lfsr_string_add_count(&text, seconds > 0 ? (double)r->items / seconds : 0);
    lfsr_string_add(&text, "/s");
    if (lfsr_string_ok(&text))
        lfsr_console_say(&r->console, "lfsr-analyze: %s", text.data);
    lfsr_string_clear(&text);
}

/* More workers than processors gain nothing, and make timings meaningless. */
static void warn_of_workers(lfsr_session *r)
{
    unsigned workers = r->cli->workers, processors = lfsr_processors();
    if (r->cli->quiet || workers <= processors || r->options.start_method == LFSR_START_MPI ||
        !(r->options.run[LFSR_PARALLEL] || lfsr_session_is_list(r->cli)))
        return;
    lfsr_console_say(&r->console, "lfsr-analyze: warning: %u workers on %u %s", workers, processors,
                     processors == 1 ? "processor" : "processors");
}

static lfsr_exit run_polynomials(lfsr_cli *cli, char **argv)
{
    static lfsr_session r; /* static: they hold large buffers */
    static lfsr_output output, plot;
    lfsr_sequence_input sequence = {0};
    lfsr_error error = {0};
    memset(&r, 0, sizeof r); /* clear what another run in this process left */
    r.cli = cli;
    lfsr_console_init(&r.console, cli);
    lfsr_field_spec_init(&r.field);
    lfsr_field_spec_init(&r.line_field);
    lfsr_input_from_arguments(&r.input, NULL, 0);
    lfsr_status status = lfsr_session_check_ranks(cli, &error);
    if (status == LFSR_OK)
        status = lfsr_session_set_claims(&r, &error);
    if (status == LFSR_OK)
        status = open_all(&r, cli, &sequence, &output, &plot, &error);
    bool opened = status == LFSR_OK;
    if (opened) {
        lfsr_report_init(&r.report, (lfsr_report_format)cli->format, &output.sink);
        output.sink.colour = lfsr_session_paints(cli);
        lfsr_session_set_options(&r);
        warn_of_workers(&r);
        if (lfsr_emit_mode_wanted(cli))
            status = lfsr_emit_mode_run(&r, &output.sink, &error);
        else if (lfsr_state_mode_wanted(cli))
            status = lfsr_state_mode_run(&r, &output.sink, &error);
        else
            status = answer_all(&r, argv, (int)(cli->polynomials - argv), &error);
        if (status == LFSR_OK)
            say_summary(&r);
        if (status == LFSR_OK)
            status = finish(&r, &output, &plot, &error);
        lfsr_pool_end(&r.pool);
    }
    if (status != LFSR_OK && strcmp(error.code, "stopped") == 0)
        say_stopped(&r, &output, &error);
    else if (status != LFSR_OK && strcmp(error.code, "pipe") != 0)
        lfsr_console_say(&r.console, "lfsr-analyze: %s", error.message);
    if (opened)
        lfsr_output_close(&output);
    if (r.plot != NULL)
        lfsr_output_close(&plot);
    lfsr_input_close(&r.input);
    lfsr_sequence_input_clear(&sequence);
    lfsr_field_spec_clear(&r.field);
    lfsr_field_spec_clear(&r.line_field);
    lfsr_claim_clear(&r.expected);
    lfsr_claim_clear(&r.selected);
    return lfsr_exit_worse(r.worst, lfsr_exit_of(status));
}

/* --help and --version. */
static lfsr_exit print_about(const lfsr_cli *cli)
{
    static lfsr_sink sink;
    lfsr_error error = {0};
    lfsr_sink_init(&sink, STDOUT_FILENO, "standard output");
    if (cli->help)
        lfsr_cli_help(&sink);
    else
        lfsr_cli_about(&sink);
    lfsr_status status = lfsr_sink_flush(&sink, &error);
    if (status != LFSR_OK && strcmp(error.code, "pipe") != 0) {
        lfsr_console console = {.quiet = false};
        lfsr_console_say(&console, "lfsr-analyze: %s", error.message);
    }
    return lfsr_exit_of(status);
}

lfsr_exit lfsr_run(int argc, char **argv)
{
    lfsr_cli cli;
    lfsr_error error = {0};
    lfsr_status status = lfsr_cli_parse(&cli, argc, argv, &error);
    if (status != LFSR_OK) {
        lfsr_console console = {.quiet = false};
        lfsr_console_say(&console, "lfsr-analyze: %s. Try 'lfsr-analyze --help'", error.message);
        return lfsr_exit_of(status);
    }
    return cli.help || cli.version ? print_about(&cli) : run_polynomials(&cli, argv);
}
