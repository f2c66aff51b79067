/* Numbers and durations for people. */
#include "number_format.h"

#include <inttypes.h>
#include <math.h>
#include <stddef.h>

#define MINUTE 60.0
#define HOUR   3600.0
#define DAY    86400.0
#define YEAR   (365.25 * DAY)

/* Three significant digits of a value below 999.5. */
static void add_three_digits(lfsr_string *text, double value)
{
    lfsr_string_addf(text, "%.*f", value < 9.995 ? 2 : value < 99.95 ? 1 : 0, value);
}

void lfsr_string_add_seconds(lfsr_string *text, double seconds)
{
    static const char *const units[] = {" us", " ms", " s"};
    double value = seconds > 0 ? 1e6 * seconds : 0; /* a NaN becomes 0, too */
    size_t unit = 0;
    for (; value >= 999.5 && unit < 2; unit++)
        value /= 1000;
    if (value < 999.5)
        add_three_digits(text, value);
    else
        lfsr_string_addf(text, "%.0f", value);
    lfsr_string_add(text, units[unit]);
}

void lfsr_string_add_duration(lfsr_string *text, double seconds)
{
    if (!(seconds >= 10 * MINUTE))
        lfsr_string_add_seconds(text, seconds);
    else if (seconds < 10 * HOUR)
        lfsr_string_addf(text, "%.0f min", seconds / MINUTE);
    else if (seconds < 4 * DAY)
        lfsr_string_addf(text, "%.0f h", seconds / HOUR);
    else if (seconds < 2 * YEAR)
        lfsr_string_addf(text, "%.0f days", seconds / DAY);
    else if (seconds < 1e6 * YEAR)
        lfsr_string_addf(text, "%.0f y", seconds / YEAR);
    else
        lfsr_string_add(text, "over 1000000 y");
}

void lfsr_string_add_count(lfsr_string *text, double count)
{
    static const char *const prefixes[] = {"", " k", " M", " G", " T", " P", " E", " Z", " Y"};
    size_t last = sizeof prefixes / sizeof *prefixes - 1, prefix = 0;
    double value = count > 0 ? count : 0;
    for (; value >= 999.5 && prefix < last; prefix++)
        value /= 1000;
    if (value >= 999.5)
        lfsr_string_addf(text, "10^%.0f", floor(log10(count)));
    else if (prefix > 0)
        add_three_digits(text, value);
    else
        lfsr_string_addf(text, value == floor(value) ? "%.0f" : "%.3g", value);
    if (value < 999.5)
        lfsr_string_add(text, prefixes[prefix]);
}

void lfsr_string_add_ratio(lfsr_string *text, double ratio)
{
    if (ratio < 999.5)
        add_three_digits(text, ratio);
    else
        lfsr_string_addf(text, "%.0f", ratio);
}

void lfsr_string_add_states(lfsr_string *text, uint64_t states, uint64_t base)
{
    unsigned exponent = 0;
    uint64_t rest = states;
    for (; base >= 2 && rest > 1 && rest % base == 0; rest /= base)
        exponent++;
    if (states > 999999 && rest == 1 && exponent > 1)
        lfsr_string_addf(text, "%" PRIu64 "^%u", base, exponent);
    else
        lfsr_string_addf(text, "%" PRIu64, states);
}
