/* Which options about states and affine registers go together. */
#include "options.h"

#include "lfsr/worker.h"

/* The most symbols in one JSON string. */
#define JSON_SYMBOLS 100000000

/* --state, --states, or the state that a sequence begins in. */
static bool has_state(const lfsr_cli *cli)
{
    return cli->state.count > 0 || cli->states != NULL || cli->from_sequence != NULL;
}

/* Questions about a state need one, and a format with a place for the answer. */
static lfsr_status check_questions(const lfsr_cli *cli, lfsr_error *error)
{
    const char *found = cli->period != NULL ? "--period" : "--from-sequence";
    if (cli->period != NULL && cli->from_sequence != NULL)
        return lfsr_cli_contradiction(error, "--period", "--from-sequence", "");
    if (cli->fewest_stages && cli->period == NULL)
        return lfsr_fail(error, LFSR_USAGE, "usage", "--fewest-stages needs --period");
    if ((cli->from_sequence != NULL || cli->period != NULL) &&
        (cli->file != NULL || cli->polynomial_count > 0))
        return lfsr_cli_contradiction(error, found, cli->file != NULL ? "--file" : "a polynomial", "");
    bool asked = cli->to != NULL || cli->jump != NULL || cli->sequence > 0;
    if (asked && cli->emit == 0 && !has_state(cli))
        return lfsr_fail(error, LFSR_USAGE, "usage", "--%s needs --state",
                         cli->to != NULL     ? "to"
                         : cli->jump != NULL ? "jump"
                                             : "sequence");
    if (cli->form != 0 && cli->emit == 0 && !has_state(cli))
        return lfsr_fail(error, LFSR_USAGE, "usage", "--form needs --state");
    if (cli->state.count == 1 && !cli->table && cli->format == LFSR_REPORT_CSV)
        return lfsr_cli_contradiction(error, "--state", "--format csv", "csv has no column for it");
    if (cli->state.count == 1 && cli->format == LFSR_REPORT_BRIEF)
        return lfsr_cli_contradiction(error, "--state", "--format brief", "brief has no column for it");
    if (cli->sequence > JSON_SYMBOLS && cli->format != LFSR_REPORT_TEXT)
        return lfsr_fail(error, LFSR_USAGE, "usage", "--sequence: more than %d symbols need --format text",
                         JSON_SYMBOLS);
    return LFSR_OK;
}

const char *lfsr_cli_constant(const lfsr_cli *cli)
{
    return cli->xnor ? "1" : cli->constant;
}

double lfsr_cli_seconds(double argument)
{
    return argument > 0 ? argument : 1e-9;
}

unsigned lfsr_cli_workers(unsigned argument)
{
    return argument > 0 ? argument : lfsr_processors();
}

/* An affine register has one form, and its walks are not saved. */
static lfsr_status check_constant(const lfsr_cli *cli, lfsr_error *error)
{
    const char *name = cli->xnor ? "--xnor" : "--constant";
    if (lfsr_cli_constant(cli) == NULL)
        return LFSR_OK;
    if (cli->xnor && cli->constant != NULL)
        return lfsr_cli_contradiction(error, "--xnor", "--constant", "--xnor adds 1");
    if (cli->form != 0)
        return lfsr_cli_contradiction(error, name, "--form galois",
                                      "a register with an added constant has no such form");
    if (cli->checkpoint != NULL)
        return lfsr_cli_contradiction(error, name, "--checkpoint", "");
    if (cli->from_sequence != NULL)
        return lfsr_cli_contradiction(error, name, "--from-sequence", "the register that is found is linear");
    return LFSR_OK;
}

/* No report of the register is printed: refuse the options that change one. */
static lfsr_status check_no_report(const lfsr_cli *cli, const char *name, const char *whose,
                                   lfsr_error *error)
{
    if (cli->sequence > 0)
        return lfsr_cli_contradiction(error, name, "--sequence", "");
    if (cli->list || cli->compare || cli->explain)
        return lfsr_cli_contradiction(error, name,
                                      cli->list      ? "--list"
                                      : cli->compare ? "--compare"
                                                     : "--explain",
                                      "");
    if (cli->expect != NULL || cli->only != NULL)
        return lfsr_cli_contradiction(error, name, cli->expect != NULL ? "--expect" : "--only", "");
    if (cli->checkpoint != NULL)
        return lfsr_cli_contradiction(error, name, "--checkpoint", "");
    if (cli->file != NULL || cli->polynomial_count > 1 || lfsr_source_wanted(cli))
        return lfsr_cli_contradiction(error, name, cli->file != NULL ? "--file" : "several polynomials",
                                      whose);
    return LFSR_OK;
}

/* Source of one register. */
static lfsr_status check_emit(const lfsr_cli *cli, lfsr_error *error)
{
    if (cli->to != NULL || cli->states != NULL)
        return lfsr_cli_contradiction(error, "--emit", cli->to != NULL ? "--to" : "--states", "");
    if (cli->state.count > 1)
        return lfsr_cli_contradiction(error, "--emit", "several --state", "");
    if (cli->format != LFSR_REPORT_TEXT)
        return lfsr_cli_contradiction(error, "--emit", "--format", "there is no report");
    return check_no_report(cli, "--emit", "the source is that of one register", error);
}

/* Many states and tables: one register, and no report of it. */
static lfsr_status check_records(const lfsr_cli *cli, lfsr_error *error)
{
    const char *name = cli->table ? "--table" : cli->states != NULL ? "--states" : "several --state";
    if (!(cli->table || cli->states != NULL || cli->state.count > 1))
        return LFSR_OK;
    if (cli->states != NULL && cli->state.count > 0)
        return lfsr_cli_contradiction(error, "--states", "--state", "");
    if (cli->table && !(has_state(cli) && cli->states == NULL && cli->state.count < 2))
        return lfsr_fail(error, LFSR_USAGE, "usage", "--table needs one --state");
    if (cli->table && (cli->to != NULL || cli->jump != NULL))
        return lfsr_cli_contradiction(error, "--table", cli->to != NULL ? "--to" : "--jump", "");
    return check_no_report(cli, name, "the states are those of one register", error);
}

lfsr_status lfsr_cli_check_state(const lfsr_cli *cli, lfsr_error *error)
{
    lfsr_status status = check_questions(cli, error);
    if (status == LFSR_OK)
        status = cli->emit > 0 ? check_emit(cli, error) : check_records(cli, error);
    return status == LFSR_OK ? check_constant(cli, error) : status;
}
