/* Any words as a command line, separated by line ends: refused with a message of one line, or what is read is
 * in its range and free of contradictions. Nothing is computed. */
#include "fuzz.h"

#include <getopt.h>

#include "options.h"

#define MOST_WORDS 64

/* What the option table promises for a value that was read. */
static void check_value(const lfsr_cli *cli, const lfsr_option *option)
{
    const char *place = (const char *)cli + option->offset;
    const char *const *text = (const void *)place;
    const unsigned *number = (const void *)place;
    const uint64_t *states = (const void *)place;
    const double *seconds = (const void *)place;
    size_t choices = 0;
    switch (option->kind) {
    case LFSR_OPTION_CHOICE:
        while (option->choices[choices] != NULL)
            choices++;
        FUZZ_REQUIRE(*number < choices);
        break;
    case LFSR_OPTION_COUNT:
        FUZZ_REQUIRE(*number == 0 || (*number >= option->least && *number <= option->most));
        break;
    case LFSR_OPTION_STATES:
        FUZZ_REQUIRE((*states == 0 && option->initial == NULL) ||
                     (*states >= option->least && *states <= option->most));
        break;
    case LFSR_OPTION_SECONDS:
        FUZZ_REQUIRE(*seconds >= 0 && *seconds <= (double)option->most);
        break;
    case LFSR_OPTION_TEXT:
        FUZZ_REQUIRE(*text == NULL || strlen(*text) < 1u << 16);
        break;
    default:
        break;
    }
}

static void check(const lfsr_cli *cli, int argc)
{
    lfsr_error error = {0};
    if (cli->help || cli->version)
        return;
    for (size_t i = 0; i < lfsr_option_count; i++)
        check_value(cli, &lfsr_option_table[i]);
    bool some = cli->engines.automatic;
    for (int e = 0; e < LFSR_ENGINES; e++)
        some = some || cli->engines.run[e];
    FUZZ_REQUIRE(some && cli->polynomial_count >= 0 && cli->polynomial_count < argc);
    FUZZ_REQUIRE(lfsr_cli_check(cli, &error) == LFSR_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *argv[MOST_WORDS + 2] = {"lfsr-analyze"};
    int argc = 1;
    if (size > 4096)
        return 0;
    char *words = malloc(size + 1);
    FUZZ_REQUIRE(words != NULL);
    if (size > 0)
        memcpy(words, data, size);
    words[size] = '\0'; /* a zero byte ends the last word that is looked at */
    for (char *word = words; word != NULL && argc <= MOST_WORDS;) {
        argv[argc++] = word;
        word = strchr(word, '\n');
        if (word != NULL)
            *word++ = '\0';
    }
    lfsr_cli cli;
    lfsr_error error = {0};
    optind = 0; /* getopt begins anew */
    lfsr_status status = lfsr_cli_parse(&cli, argc, argv, &error);
    if (status == LFSR_OK)
        check(&cli, argc);
    else
        FUZZ_REQUIRE(status == LFSR_USAGE && error.message[0] != '\0' && strchr(error.message, '\n') == NULL);
    free(words);
    return 0;
}
