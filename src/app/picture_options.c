/* Which options go together with pictures: --format dot and --plot. */
#include "session.h"

#include <string.h>

/* A state graph is all of the report, and of one register. */
static lfsr_status check_graph(const lfsr_cli *cli, bool list, lfsr_error *error)
{
    static const char name[] = "--format dot";
    if (list)
        return lfsr_cli_contradiction(error, name, "a list of polynomials",
                                      "a state graph is that of one register");
    if (cli->list)
        return lfsr_cli_contradiction(error, name, "--list", "the graph has every cycle");
    if (cli->compare)
        return lfsr_cli_contradiction(error, name, "--compare", "a graph has no place for timings");
    if (cli->no_header)
        return lfsr_cli_contradiction(error, name, "--no-header", "");
    if (cli->state.count > 0 || cli->states != NULL || cli->table)
        return lfsr_cli_contradiction(error, name,
                                      cli->state.count > 0  ? "--state"
                                      : cli->states != NULL ? "--states"
                                                            : "--table",
                                      "a graph has no place for the answer");
    return LFSR_OK;
}

/* A picture besides the report, and not in the same place. */
static lfsr_status check_plot(const lfsr_cli *cli, bool list, lfsr_error *error)
{
    const char *without = cli->emit > 0          ? "--emit"
                          : cli->states != NULL  ? "--states"
                          : cli->table           ? "--table"
                          : cli->state.count > 1 ? "several --state"
                                                 : NULL;
    if (list)
        return lfsr_cli_contradiction(error, "--plot", "a list of polynomials",
                                      "a picture shows one register");
    if (without != NULL)
        return lfsr_cli_contradiction(error, "--plot", without, "there is no report of the register");
    if (cli->output != NULL && strcmp(cli->output, cli->plot) == 0)
        return lfsr_cli_contradiction(error, "--plot", "--output", "both are written to the same place");
    return LFSR_OK;
}

lfsr_status lfsr_cli_check_picture(const lfsr_cli *cli, lfsr_error *error)
{
    bool list = lfsr_session_is_list(cli);
    lfsr_status status = LFSR_OK;
    if (cli->format == LFSR_REPORT_DOT)
        status = check_graph(cli, list, error);
    return status == LFSR_OK && cli->plot != NULL ? check_plot(cli, list, error) : status;
}
