/* The command line: getopt_long driven by the option table, then the checks of one flag against another. */
#include "options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LONG = 64, FIRST_LONG = 256, FIRST_NEGATED = 512 }; /* codes behind the characters */

static size_t letter_index(int letter)
{
    size_t i = 0;
    while (i < lfsr_option_count && lfsr_option_table[i].letter != letter)
        i++;
    return i;
}

static void build_getopt_tables(char *letters, struct option *longs)
{
    *letters++ = ':'; /* a missing argument is told from an unknown option */
    for (size_t i = 0; i < lfsr_option_count; i++) {
        const lfsr_option *option = &lfsr_option_table[i];
        int takes = option->argument != NULL ? required_argument : no_argument;
        *longs++ = (struct option){option->name, takes, NULL, FIRST_LONG + (int)i};
        if (option->letter != 0) {
            *letters++ = option->letter;
            if (takes == required_argument)
                *letters++ = ':';
        }
    }
    *letters = '\0';
}

/* "--no-NAME" of the switches; the names must outlive getopt. */
static size_t build_negated(char (*names)[32], struct option *longs)
{
    size_t count = 0;
    for (size_t i = 0; i < lfsr_option_count; i++)
        if (lfsr_option_table[i].kind == LFSR_OPTION_SWITCH) {
            snprintf(names[count], sizeof names[count], "no-%s", lfsr_option_table[i].name);
            longs[count] = (struct option){names[count], no_argument, NULL, FIRST_NEGATED + (int)i};
            count++;
        }
    return count;
}

static lfsr_status usage(lfsr_error *error, const char *what, const char *argument, size_t length)
{
    lfsr_string shown = LFSR_STRING_EMPTY;
    lfsr_string_add_safe(&shown, argument, length, 60);
    (void)lfsr_fail(error, LFSR_USAGE, "usage", "%s '%s'", what, shown.data != NULL ? shown.data : "");
    lfsr_string_clear(&shown);
    return LFSR_USAGE;
}

/* getopt says '?' for every fault: tell an unknown option from an ambiguous one and from one that takes no
 * argument. */
static lfsr_status explain(char **argv, const struct option *longs, lfsr_error *error)
{
    const char *given = argv[optind - 1];
    const char letter[2] = {(char)optopt, '\0'};
    if (optopt > 0 && optopt < FIRST_LONG)
        return lfsr_fail(error, LFSR_USAGE, "usage",
                         "unknown option '-%s' (a polynomial that begins with - stands behind --)",
                         optopt > 0x20 && optopt < 0x7f ? letter : "?");
    size_t length = strcspn(given, "="), matches = 0;
    lfsr_string candidates = LFSR_STRING_EMPTY;
    for (; longs->name != NULL && length > 2; longs++)
        if (strncmp(longs->name, given + 2, length - 2) == 0) {
            lfsr_string_addf(&candidates, "%s--%s", matches == 0 ? "" : " or ", longs->name);
            matches++;
        }
    lfsr_status status;
    if (optopt != 0)
        status = usage(error, "no argument is taken by option", given, length);
    else if (matches > 1)
        status = lfsr_fail(error, LFSR_USAGE, "usage", "ambiguous option '%.60s': %s", given,
                           candidates.data != NULL ? candidates.data : "");
    else
        status = usage(error, "unknown option", given, length);
    lfsr_string_clear(&candidates);
    return status;
}

static lfsr_status set_defaults(lfsr_cli *cli, lfsr_error *error)
{
    memset(cli, 0, sizeof *cli);
    for (size_t i = 0; i < lfsr_option_count; i++)
        if (lfsr_option_table[i].initial != NULL) {
            lfsr_status status =
                lfsr_option_read(cli, &lfsr_option_table[i], lfsr_option_table[i].initial, error);
            if (status != LFSR_OK)
                return status;
        }
    return LFSR_OK;
}

/* What getopt found: a letter, a long option or a negated switch. */
static lfsr_status take(lfsr_cli *cli, int code, lfsr_error *error)
{
    if (code >= FIRST_NEGATED) {
        ((lfsr_cli_switch *)(void *)((char *)cli + lfsr_option_table[code - FIRST_NEGATED].offset))->off =
            true;
        return LFSR_OK;
    }
    const lfsr_option *option =
        &lfsr_option_table[code >= FIRST_LONG ? (size_t)(code - FIRST_LONG) : letter_index(code)];
    if (option->offset == offsetof(lfsr_cli, file) && cli->file != NULL)
        return lfsr_fail(error, LFSR_USAGE, "usage", "--file is given twice");
    return lfsr_option_read(cli, option, optarg, error);
}

lfsr_status lfsr_cli_parse(lfsr_cli *cli, int argc, char **argv, lfsr_error *error)
{
    char letters[2 * MOST_LONG + 2], negated[4][32];
    struct option longs[MOST_LONG] = {{0}};
    build_getopt_tables(letters, longs);
    build_negated(negated, longs + lfsr_option_count);
    lfsr_status status = set_defaults(cli, error);
    opterr = 0;
    while (status == LFSR_OK && !cli->help && !cli->version) {
        int code = getopt_long(argc, argv, letters, longs, NULL);
        if (code == -1)
            break;
        if (code == ':')
            status = usage(error, "an argument is missing behind option", argv[optind - 1],
                           strlen(argv[optind - 1]));
        else if (code == '?')
            status = explain(argv, longs, error);
        else
            status = take(cli, code, error);
    }
    if (status != LFSR_OK || cli->help || cli->version)
        return status;
    cli->polynomials = argv + optind;
    cli->polynomial_count = argc - optind;
    return lfsr_cli_check(cli, error);
}

/* The most symbols in one JSON string. */
#define JSON_SYMBOLS 100000000

static lfsr_status contradiction(lfsr_error *error, const char *a, const char *b, const char *why)
{
    return lfsr_fail(error, LFSR_USAGE, "usage", "%s and %s contradict each other%s%s", a, b,
                     why[0] != '\0' ? ": " : "", why);
}

/* Questions about a state need one, and a format with a place for the answer. */
static lfsr_status check_state(const lfsr_cli *cli, lfsr_error *error)
{
    bool asked = cli->to != NULL || cli->jump != NULL || cli->sequence > 0;
    if (asked && cli->state == NULL)
        return lfsr_fail(error, LFSR_USAGE, "usage", "--%s needs --state",
                         cli->to != NULL     ? "to"
                         : cli->jump != NULL ? "jump"
                                             : "sequence");
    if (cli->state != NULL && cli->format == LFSR_REPORT_CSV)
        return contradiction(error, "--state", "--format csv", "a row has no place for it");
    if (cli->sequence > JSON_SYMBOLS && cli->format != LFSR_REPORT_TEXT)
        return lfsr_fail(error, LFSR_USAGE, "usage", "--sequence: more than %d symbols only as text",
                         JSON_SYMBOLS);
    return LFSR_OK;
}

/* A checkpoint is the state of one walk. */
static lfsr_status check_checkpoint(const lfsr_cli *cli, lfsr_error *error)
{
    const lfsr_cli_engines *engines = &cli->engines;
    if (cli->checkpoint == NULL)
        return LFSR_OK;
    if (engines->automatic || engines->run[LFSR_SEQUENTIAL] == engines->run[LFSR_PARALLEL])
        return contradiction(error, "--checkpoint", "--engine",
                             "exactly one of sequential and parallel must be named");
    if (cli->compare || cli->repeat > 1)
        return contradiction(error, "--checkpoint", cli->compare ? "--compare" : "--repeat",
                             "a walk that is resumed is not timed");
    if (cli->file != NULL || cli->polynomial_count > 1)
        return contradiction(error, "--checkpoint", cli->file != NULL ? "--file" : "several polynomials",
                             "it is the state of one walk");
    return LFSR_OK;
}

lfsr_status lfsr_cli_check(const lfsr_cli *cli, lfsr_error *error)
{
    const bool *run = cli->engines.run;
    if (cli->quiet && cli->verbose)
        return contradiction(error, "--quiet", "--verbose", "");
    if (cli->quiet && cli->progress.on)
        return contradiction(error, "--quiet", "--progress", "");
    if (cli->progress.on && cli->progress.off)
        return contradiction(error, "--progress", "--no-progress", "");
    if (cli->list && cli->format == LFSR_REPORT_CSV)
        return contradiction(error, "--list", "--format csv", "a row has no place for leaders");
    if (cli->compare && cli->format == LFSR_REPORT_CSV)
        return contradiction(error, "--compare", "--format csv", "a row has no place for timings");
    if (cli->compare && !(run[LFSR_SEQUENTIAL] && run[LFSR_PARALLEL]))
        return contradiction(error, "--compare", "--engine", "sequential and parallel are what is compared");
    if (cli->file != NULL && cli->polynomial_count > 0)
        return contradiction(error, "--file", "a polynomial on the command line", "");
    if (cli->file == NULL && cli->polynomial_count == 0)
        return lfsr_fail(error, LFSR_USAGE, "usage", "no polynomial is given");
    lfsr_status status = check_state(cli, error);
    return status == LFSR_OK ? check_checkpoint(cli, error) : status;
}
