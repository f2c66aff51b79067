/* The command line: getopt_long driven by the option table, then the checks of one flag against another. */
#include "options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "claim.h"

#include "option_hints.h"

enum { MOST_LONG = 64, FIRST_LONG = 256, FIRST_NEGATED = 512 }; /* option codes above the characters */

static size_t name_index(const char *name)
{
    size_t i = 0;
    while (strcmp(lfsr_option_table[i].name, name) != 0)
        i++;
    return i;
}

/* Of a letter that getopt knows. */
static size_t letter_index(int letter)
{
    for (size_t i = 0; i < lfsr_option_synonym_count; i++)
        if (lfsr_option_synonyms[i].letter == letter)
            return name_index(lfsr_option_synonyms[i].option);
    size_t i = 0;
    while (lfsr_option_table[i].letter != letter)
        i++;
    return i;
}

/* Add one option under one of its names and letters (0: none). */
static void add_option(char **letters, struct option **longs, const char *name, char letter, size_t index)
{
    bool takes = lfsr_option_table[index].argument != NULL;
    *(*longs)++ =
        (struct option){name, takes ? required_argument : no_argument, NULL, FIRST_LONG + (int)index};
    if (letter == 0)
        return;
    *(*letters)++ = letter;
    if (takes)
        *(*letters)++ = ':';
}

/* Returns the first free entry of longs. */
static struct option *build_getopt_tables(char *letters, struct option *longs)
{
    *letters++ = ':'; /* distinguish a missing argument from an unknown option */
    for (size_t i = 0; i < lfsr_option_count; i++)
        add_option(&letters, &longs, lfsr_option_table[i].name, lfsr_option_table[i].letter, i);
    for (size_t i = 0; i < lfsr_option_synonym_count; i++) {
        const lfsr_option_synonym *synonym = &lfsr_option_synonyms[i];
        add_option(&letters, &longs, synonym->name, synonym->letter, name_index(synonym->option));
    }
    *letters = '\0';
    return longs;
}

/* "--no-NAME" of the switches; the names must outlive getopt. */
static void build_negated(char (*names)[32], struct option *longs)
{
    size_t count = 0;
    for (size_t i = 0; i < lfsr_option_count; i++)
        if (lfsr_option_table[i].kind == LFSR_OPTION_SWITCH) {
            snprintf(names[count], sizeof names[count], "no-%s", lfsr_option_table[i].name);
            longs[count] = (struct option){names[count], no_argument, NULL, FIRST_NEGATED + (int)i};
            count++;
        }
}

/* "BEFOREoption 'ARGUMENT'AFTER" */
static lfsr_status usage(lfsr_error *error, const char *before, const char *argument, size_t length,
                         const char *after)
{
    lfsr_string shown = LFSR_STRING_EMPTY;
    lfsr_string_add_safe(&shown, argument, length, 60);
    (void)lfsr_fail(error, LFSR_USAGE, "usage", "%soption '%s'%s", before,
                    shown.data != NULL ? shown.data : "", after);
    lfsr_string_clear(&shown);
    return LFSR_USAGE;
}

/* An unknown letter. getopt's index is at its argument, or after it if the letter was the last. */
static lfsr_status explain_letter(char **argv, lfsr_error *error)
{
    const char letter[2] = {(char)optopt, '\0'};
    const char *meant = lfsr_option_meant(letter, 1);
    char hint[80] = "";
    bool polynomial = false;
    for (int i = optind - 1; i <= optind && argv[i] != NULL && !polynomial; i++)
        polynomial = argv[i][0] == '-' && argv[i][1] == optopt && lfsr_option_is_polynomial(argv[i]);
    if (polynomial)
        snprintf(hint, sizeof hint, " (put -- before a polynomial that starts with '-')");
    else if (meant != NULL)
        snprintf(hint, sizeof hint, " (did you mean %s?)", meant);
    return lfsr_fail(error, LFSR_USAGE, "usage", "unknown option '-%s'%s",
                     optopt > 0x20 && optopt < 0x7f ? letter : "?", hint);
}

/* getopt returns '?' for every fault: distinguish an unknown option, an ambiguous one, and one that takes no
 * argument. */
static lfsr_status explain(char **argv, const struct option *longs, lfsr_error *error)
{
    const char *given = argv[optind - 1];
    if (optopt > 0 && optopt < FIRST_LONG)
        return explain_letter(argv, error);
    size_t length = strcspn(given, "="), matches = 0;
    lfsr_string candidates = LFSR_STRING_EMPTY;
    for (; longs->name != NULL && length > 2; longs++)
        if (strncmp(longs->name, given + 2, length - 2) == 0) {
            lfsr_string_addf(&candidates, "%s--%s", matches == 0 ? "" : " or ", longs->name);
            matches++;
        }
    lfsr_status status;
    if (optopt != 0)
        status = usage(error, "", given, length, " takes no argument");
    else if (matches > 1)
        status = lfsr_fail(error, LFSR_USAGE, "usage", "ambiguous option '%.60s': %s", given,
                           candidates.data != NULL ? candidates.data : "");
    else {
        status = usage(error, "unknown ", given, length, "");
        const char *meant = length > 2 ? lfsr_option_meant(given + 2, length - 2) : NULL;
        lfsr_error plain = error != NULL ? *error : (lfsr_error){0};
        if (meant != NULL)
            status = lfsr_fail(error, LFSR_USAGE, "usage", "%.200s (did you mean %s?)", plain.message, meant);
    }
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
    cli->order_given |= option->offset == offsetof(lfsr_cli, order);
    cli->start_method_given |= option->offset == offsetof(lfsr_cli, start_method);
    return lfsr_option_read(cli, option, optarg, error);
}

/* "-" in place of a polynomial, or nothing while standard input is a file or a pipe. */
static void read_standard_input(lfsr_cli *cli)
{
    struct stat info;
    bool dash = cli->polynomial_count == 1 && strcmp(cli->polynomials[0], "-") == 0;
    bool redirected = cli->polynomial_count == 0 && fstat(STDIN_FILENO, &info) == 0 &&
                      (S_ISREG(info.st_mode) || S_ISFIFO(info.st_mode) || S_ISSOCK(info.st_mode));
    if (cli->file != NULL || cli->from_sequence != NULL || cli->period != NULL || lfsr_source_wanted(cli) ||
        !(dash || redirected))
        return;
    cli->file = "-";
    cli->implied_file = true;
    cli->polynomial_count = 0;
}

lfsr_status lfsr_cli_parse(lfsr_cli *cli, int argc, char **argv, lfsr_error *error)
{
    char letters[2 * MOST_LONG + 2], negated[4][32];
    struct option longs[MOST_LONG] = {{0}};
    build_negated(negated, build_getopt_tables(letters, longs));
    lfsr_status status = set_defaults(cli, error);
    opterr = 0;
    while (status == LFSR_OK && !cli->help && !cli->version) {
        int code = getopt_long(argc, argv, letters, longs, NULL);
        if (code == -1)
            break;
        if (code == ':')
            status = usage(error, "", argv[optind - 1], strlen(argv[optind - 1]), " requires an argument");
        else if (code == '?')
            status = explain(argv, longs, error);
        else
            status = take(cli, code, error);
    }
    if (status != LFSR_OK || cli->help || cli->version)
        return status;
    cli->polynomials = argv + optind;
    cli->polynomial_count = argc - optind;
    read_standard_input(cli);
    if (cli->random > 0 && cli->count == 0)
        cli->count = 1;
    return lfsr_cli_check(cli, error);
}

lfsr_status lfsr_cli_contradiction(lfsr_error *error, const char *a, const char *b, const char *why)
{
    return lfsr_fail(error, LFSR_USAGE, "usage", "%s and %s cannot be combined%s%s", a, b,
                     why[0] != '\0' ? ": " : "", why);
}

/* A checkpoint is the state of one walk. */
static lfsr_status check_checkpoint(const lfsr_cli *cli, lfsr_error *error)
{
    const lfsr_cli_engines *engines = &cli->engines;
    if (cli->checkpoint == NULL)
        return LFSR_OK;
    if (engines->automatic || engines->run[LFSR_SEQUENTIAL] == engines->run[LFSR_PARALLEL])
        return lfsr_fail(error, LFSR_USAGE, "usage",
                         "--checkpoint needs --engine sequential or --engine parallel, not both");
    if (cli->compare || cli->repeat > 1)
        return lfsr_cli_contradiction(error, "--checkpoint", cli->compare ? "--compare" : "--repeat",
                                      "a walk that is resumed is not timed");
    if (cli->file != NULL || cli->polynomial_count > 1 || lfsr_source_wanted(cli))
        return lfsr_cli_contradiction(error, "--checkpoint",
                                      cli->file != NULL ? "--file" : "several polynomials",
                                      "a checkpoint holds one walk");
    return LFSR_OK;
}

static lfsr_status check_rest(const lfsr_cli *cli, lfsr_error *error);

/* One source of polynomials, and no second one. */
static lfsr_status check_source(const lfsr_cli *cli, lfsr_error *error)
{
    const char *name = cli->all.most > 0 ? "--all" : cli->random > 0 ? "--random" : "--trinomials";
    if (!lfsr_source_wanted(cli))
        return lfsr_fail(error, LFSR_USAGE, "usage", "--weight needs --all or --random");
    if ((cli->all.most > 0) + (cli->random > 0) + (cli->trinomials.most > 0) > 1)
        return lfsr_cli_contradiction(error, name,
                                      cli->random > 0 && cli->all.most > 0 ? "--random" : "--trinomials", "");
    if (cli->from_sequence != NULL || cli->period != NULL)
        return lfsr_cli_contradiction(error, name, cli->period != NULL ? "--period" : "--from-sequence", "");
    if (cli->file != NULL || cli->polynomial_count > 0)
        return lfsr_cli_contradiction(error, name,
                                      cli->file != NULL ? "--file" : "a polynomial on the command line", "");
    if (cli->weight > 0 && cli->trinomials.most > 0)
        return lfsr_cli_contradiction(error, "--trinomials", "--weight", "");
    if (cli->compare || cli->engines.run[LFSR_PARALLEL] != cli->engines.automatic)
        return lfsr_cli_contradiction(error, name, cli->compare ? "--compare" : "--engine parallel",
                                      "workers take whole polynomials");
    return check_rest(cli, error);
}

static lfsr_status check_claim(const char *option, const char *text, lfsr_error *error)
{
    lfsr_claim claim;
    if (text == NULL)
        return LFSR_OK;
    lfsr_claim_init(&claim);
    lfsr_status status = lfsr_claim_parse(&claim, text, error);
    lfsr_claim_clear(&claim);
    return lfsr_option_blame(status, option, error);
}

static lfsr_status check_rest(const lfsr_cli *cli, lfsr_error *error)
{
    lfsr_status status = lfsr_cli_check_picture(cli, error);
    if (status == LFSR_OK)
        status = lfsr_cli_check_state(cli, error);
    if (status == LFSR_OK)
        status = check_claim("expect", cli->expect, error);
    if (status == LFSR_OK)
        status = check_claim("only", cli->only, error);
    return status == LFSR_OK ? check_checkpoint(cli, error) : status;
}

lfsr_status lfsr_cli_check(const lfsr_cli *cli, lfsr_error *error)
{
    const bool *run = cli->engines.run;
    if (cli->quiet && cli->verbose)
        return lfsr_cli_contradiction(error, "--quiet", "--verbose", "");
    if (cli->quiet && cli->progress.on)
        return lfsr_cli_contradiction(error, "--quiet", "--progress", "");
    if (cli->progress.on && cli->progress.off)
        return lfsr_cli_contradiction(error, "--progress", "--no-progress", "");
    if (cli->list && cli->format == LFSR_REPORT_CSV)
        return lfsr_cli_contradiction(error, "--list", "--format csv", "csv has no column for leaders");
    if (cli->list && cli->format == LFSR_REPORT_BRIEF)
        return lfsr_cli_contradiction(error, "--list", "--format brief", "brief has no column for leaders");
    if (cli->compare && cli->format == LFSR_REPORT_BRIEF)
        return lfsr_cli_contradiction(error, "--compare", "--format brief",
                                      "brief has no column for timings");
    if (cli->explain && cli->format != LFSR_REPORT_TEXT)
        return lfsr_cli_contradiction(error, "--explain", "--format",
                                      "the explanation is a part of the text report");
    if (cli->explain && lfsr_cli_constant(cli) != NULL)
        return lfsr_cli_contradiction(error, "--explain", cli->xnor ? "--xnor" : "--constant",
                                      "the explanation is that of the linear register");
    if (cli->no_header && cli->format == LFSR_REPORT_JSON)
        return lfsr_cli_contradiction(error, "--no-header", "--format json",
                                      "a json array cannot be continued; jsonl can");
    if (cli->compare && !(run[LFSR_SEQUENTIAL] && run[LFSR_PARALLEL]))
        return lfsr_fail(error, LFSR_USAGE, "usage",
                         "--compare needs both sequential and parallel in --engine");
    if (cli->file != NULL && cli->polynomial_count > 0)
        return lfsr_cli_contradiction(error, "--file", "a polynomial on the command line", "");
    if (lfsr_source_wanted(cli) || cli->weight > 0)
        return check_source(cli, error);
    if (cli->file == NULL && cli->polynomial_count == 0 && cli->from_sequence == NULL && cli->period == NULL)
        return lfsr_cli_no_polynomial(cli, error);
    lfsr_status status = lfsr_cli_check_quotes(cli, error);
    return status == LFSR_OK ? check_rest(cli, error) : status;
}

bool lfsr_source_wanted(const lfsr_cli *cli)
{
    return cli->all.most > 0 || cli->random > 0 || cli->trinomials.most > 0;
}
