#include "emit_mode.h"

#include <stdlib.h>
#include <string.h>

#include "lfsr/emit.h"

/* The choices of --emit after "none", in the order of lfsr_language. */
static const char *const languages[] = {"c", "python", "verilog"};

bool lfsr_emit_mode_wanted(const lfsr_cli *cli)
{
    return cli->emit > 0;
}

/* " --option argument", quoted for a shell. What is no printable character becomes a space. */
static void add_argument(lfsr_string *command, const char *option, const char *argument)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-_=.,:/^";
    lfsr_string_addf(command, "%s%s", option[0] != '\0' ? " " : "", option);
    if (argument == NULL)
        return;
    bool quoted = argument[strspn(argument, plain)] != '\0' || argument[0] == '\0';
    lfsr_string_add(command, quoted ? " '" : " ");
    for (const char *c = argument; *c != '\0'; c++) {
        char printable = *c > ' ' && *c <= '~' && *c != '\'' ? *c : ' ';
        lfsr_string_add_bytes(command, &printable, 1);
    }
    lfsr_string_add(command, quoted ? "'" : "");
}

/* The command line that makes this source, from the options that matter. The caller frees it. */
static char *command_of(const lfsr_session *r, const lfsr_spec *spec)
{
    const lfsr_cli *cli = r->cli;
    lfsr_string command = LFSR_STRING_EMPTY;
    char *order = lfsr_field_spec_order_text(&spec->field), *polynomial = lfsr_spec_polynomial_text(spec);
    char *modulus = lfsr_field_spec_modulus_text(&spec->field);
    lfsr_string_add(&command, "lfsr-analyze");
    add_argument(&command, "--emit", languages[cli->emit - 1]);
    if (order != NULL && strcmp(order, "2") != 0)
        add_argument(&command, "--field", order);
    if (modulus != NULL && cli->modulus != NULL)
        add_argument(&command, "--modulus", modulus);
    if (cli->form == LFSR_FORM_GALOIS)
        add_argument(&command, "--form", "galois");
    if (cli->xnor)
        add_argument(&command, "--xnor", NULL);
    if (cli->constant != NULL)
        add_argument(&command, "--constant", cli->constant);
    if (cli->state.count > 0)
        add_argument(&command, "--state", cli->state.items[0]);
    if (cli->jump != NULL)
        add_argument(&command, "--jump", cli->jump);
    if (cli->table)
        add_argument(&command, "--table", NULL);
    if (polynomial != NULL)
        add_argument(&command, "", polynomial);
    command.failed |= order == NULL || polynomial == NULL;
    free(order);
    free(modulus);
    free(polynomial);
    return lfsr_string_take(&command);
}

/* The message names the option at fault. */
static lfsr_status name_option(lfsr_status status, lfsr_error *error)
{
    static const struct {
        const char *code, *option;
    } table[] = {
        {"syntax", "jump"}, {"jump", "jump"}, {"state", "state"}, {"logarithm", "table"}, {"field", "emit"}};
    const char *option = error->column > 0 ? "state" : NULL;
    for (size_t i = 0; i < sizeof table / sizeof table[0] && option == NULL; i++)
        if (strcmp(error->code, table[i].code) == 0)
            option = table[i].option;
    return option != NULL ? lfsr_option_blame(status, option, error) : status;
}

static lfsr_status emit(lfsr_session *r, const lfsr_spec *spec, lfsr_sink *sink, lfsr_error *error)
{
    const lfsr_cli *cli = r->cli;
    lfsr_emit_options options;
    char *source = NULL, *command = command_of(r, spec);
    if (command == NULL)
        return lfsr_fail_memory(error);
    lfsr_emit_options_init(&options);
    options.language = (lfsr_language)(cli->emit - 1);
    options.form = (lfsr_form)cli->form;
    options.constant = lfsr_cli_constant(cli);
    options.state = cli->state.count > 0 ? cli->state.items[0] : NULL;
    options.jump = cli->jump;
    options.decoder = cli->table;
    options.command = command;
    options.factor_seconds = lfsr_cli_seconds(cli->factor_time);
    lfsr_status status = lfsr_emit(&source, spec, &options, error);
    if (status == LFSR_OK)
        lfsr_sink_add(sink, source);
    else
        status = name_option(status, error);
    free(source);
    free(command);
    return status == LFSR_OK ? lfsr_sink_flush(sink, error) : status;
}

lfsr_status lfsr_emit_mode_run(lfsr_session *r, lfsr_sink *sink, lfsr_error *error)
{
    lfsr_spec spec;
    lfsr_spec_init(&spec);
    lfsr_status status = lfsr_session_read(r, &spec, error);
    if (status == LFSR_OK)
        status = emit(r, &spec, sink, error);
    lfsr_spec_clear(&spec);
    r->items = 1;
    r->report.records += status == LFSR_OK;
    return status;
}
