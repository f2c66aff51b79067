#include "period_input.h"

#include <stdlib.h>
#include <string.h>

#include "lfsr/notation.h"
#include "lfsr/period.h"

#define MOST_DIGITS 9000 /* of a period */

/* Decimal digits, then *text behind them. */
static bool read_number(fmpz_t number, const char **text)
{
    size_t length = strspn(*text, "0123456789");
    if (length == 0 || length > MOST_DIGITS)
        return false;
    char *digits = strndup(*text, length);
    bool read = digits != NULL && fmpz_set_str(number, digits, 10) == 0;
    free(digits);
    *text += length;
    return read;
}

/* 65535, 2^16 or 2^16-1 */
static lfsr_status read_period(fmpz_t period, const char *text, lfsr_error *error)
{
    const char *at = text;
    fmpz_t exponent;
    fmpz_init(exponent);
    bool read = read_number(period, &at);
    if (read && *at == '^') {
        at++;
        read = read_number(exponent, &at) && fmpz_cmp_ui(exponent, 32768) <= 0 &&
               fmpz_bits(period) * fmpz_get_ui(exponent) <= 32768;
        if (read)
            fmpz_pow_ui(period, period, fmpz_get_ui(exponent));
        if (read && strcmp(at, "-1") == 0) {
            fmpz_sub_ui(period, period, 1);
            at += 2;
        }
    }
    fmpz_clear(exponent);
    if (!read || *at != '\0' || fmpz_sgn(period) <= 0)
        return lfsr_fail(error, LFSR_USAGE, "usage",
                         "--period: '%.60s': expected a number from 1 on, such as 65535 or 2^16-1", text);
    return LFSR_OK;
}

/* "--period: ... (--max-degree)" */
static lfsr_status explain(lfsr_status status, lfsr_error *error)
{
    lfsr_error inner = *error;
    if (status == LFSR_UNABLE && strcmp(inner.code, "none") == 0)
        (void)lfsr_fail(error, status, inner.code, "%.400s (--max-degree)", inner.message);
    return lfsr_option_blame(status, "period", error);
}

lfsr_status lfsr_period_input(char **polynomial, const lfsr_cli *cli, const lfsr_field_spec *field,
                              lfsr_error *error)
{
    lfsr_period_request request;
    lfsr_spec spec;
    fmpz_t period;
    lfsr_period_request_init(&request);
    request.max_degree = (slong)cli->max_degree;
    request.factor_seconds = cli->factor_time;
    request.irreducible = !cli->fewest_stages;
    request.fewest_otherwise = true;
    fmpz_init(period);
    lfsr_spec_init(&spec);
    lfsr_status status = read_period(period, cli->period, error);
    if (status == LFSR_OK)
        status = explain(lfsr_spec_of_period(&spec, field, period, &request, error), error);
    if (status == LFSR_OK) {
        *polynomial = lfsr_spec_polynomial_text(&spec);
        status = *polynomial != NULL ? LFSR_OK : lfsr_fail_memory(error);
    }
    lfsr_spec_clear(&spec);
    fmpz_clear(period);
    return status;
}
