/* Command lines that miss their polynomial: an option took it, or it has no quotes. */
#include <string.h>

#include "options.h"

/* An option may have taken the polynomial as its argument. */
lfsr_status lfsr_cli_no_polynomial(const lfsr_cli *cli, lfsr_error *error)
{
    const char *option = "--field", *taken = strpbrk(cli->order, "xX+") != NULL ? cli->order : NULL;
    if (taken == NULL && cli->checkpoint != NULL) {
        option = "--checkpoint";
        taken = cli->checkpoint;
    }
    if (taken == NULL)
        return lfsr_fail(error, LFSR_USAGE, "usage", "no polynomial is given");
    lfsr_string shown = LFSR_STRING_EMPTY;
    lfsr_string_add_safe(&shown, taken, strlen(taken), 60);
    (void)lfsr_fail(error, LFSR_USAGE, "usage", "no polynomial is given: %s took '%s' as its argument",
                    option, shown.data != NULL ? shown.data : "");
    lfsr_string_clear(&shown);
    return LFSR_USAGE;
}

/* x^4 + x + 1 without quotes: an operator is an argument. */
lfsr_status lfsr_cli_check_quotes(const lfsr_cli *cli, lfsr_error *error)
{
    bool operator_alone = false;
    for (int i = 0; i < cli->polynomial_count && cli->polynomial_count > 1; i++) {
        const char *text = cli->polynomials[i];
        operator_alone |= text[0] != '\0' && text[1] == '\0' && strchr("+-*^", text[0]) != NULL;
    }
    if (!operator_alone)
        return LFSR_OK;
    lfsr_string line = LFSR_STRING_EMPTY, shown = LFSR_STRING_EMPTY;
    for (int i = 0; i < cli->polynomial_count; i++)
        lfsr_string_addf(&line, "%s%.60s", i > 0 ? " " : "", cli->polynomials[i]);
    if (lfsr_string_ok(&line))
        lfsr_string_add_safe(&shown, line.data, line.length, 60);
    (void)lfsr_fail(error, LFSR_USAGE, "usage", "put the polynomial in quotes: '%s'",
                    lfsr_string_ok(&shown) && shown.data != NULL ? shown.data : "x^4 + x + 1");
    lfsr_string_clear(&shown);
    lfsr_string_clear(&line);
    return LFSR_USAGE;
}
