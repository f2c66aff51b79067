/* Reading the arguments of options: numbers with their ranges, choices, the list of engines. */
#include "options.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

lfsr_status lfsr_option_blame(lfsr_status status, const char *option, lfsr_error *error)
{
    if (status == LFSR_OK || error == NULL)
        return status;
    lfsr_error inner = *error;
    return inner.column > 0 ? lfsr_fail(error, status, inner.code, "--%s: column %zu: %.380s", option,
                                        inner.column, inner.message)
                            : lfsr_fail(error, status, inner.code, "--%s: %.400s", option, inner.message);
}

static lfsr_status bad_value(const lfsr_option *option, const char *argument, const char *expected,
                             lfsr_error *error)
{
    lfsr_string shown = LFSR_STRING_EMPTY;
    lfsr_string_add_safe(&shown, argument, strlen(argument), 60);
    (void)lfsr_fail(error, LFSR_USAGE, "usage", "--%s: '%s': expected %s", option->name,
                    shown.data != NULL ? shown.data : "", expected);
    lfsr_string_clear(&shown);
    return LFSR_USAGE;
}

static lfsr_status out_of_range(const lfsr_option *option, const char *argument, lfsr_error *error)
{
    lfsr_string range = LFSR_STRING_EMPTY;
    if (option->most == UINT64_C(1) << 63)
        lfsr_string_addf(&range, "a number from %llu to 2^63", (unsigned long long)option->least);
    else
        lfsr_string_addf(&range, "a number from %llu to %llu", (unsigned long long)option->least,
                         (unsigned long long)option->most);
    (void)bad_value(option, argument, range.data != NULL ? range.data : "a number", error);
    lfsr_string_clear(&range);
    return LFSR_USAGE;
}

/* Read digits; *text moves past them; false if there are none. A number that is too large becomes UINT64_MAX,
 * which is in no range. */
static bool read_digits(uint64_t *value, const char **text)
{
    const char *start = *text;
    *value = 0;
    for (; **text >= '0' && **text <= '9'; (*text)++)
        if (__builtin_mul_overflow(*value, 10u, value) ||
            __builtin_add_overflow(*value, (unsigned)(**text - '0'), value))
            *value = UINT64_MAX;
    return *text > start;
}

/* value * base^exponent, UINT64_MAX where that is too large. */
static uint64_t times_power(uint64_t value, uint64_t base, uint64_t exponent)
{
    for (; exponent > 0 && base != 1 && value != 0; exponent--)
        if (__builtin_mul_overflow(value, base, &value))
            return UINT64_MAX;
    return value;
}

/* 123, 2^40, 1e12, 1.5e12; UINT64_MAX where too large; false where it is no such number (or no integer). */
static bool read_states(uint64_t *value, const char *text)
{
    uint64_t exponent = 0, places = 0;
    if (!read_digits(value, &text))
        return false;
    if (*text == '^') {
        text++;
        if (!read_digits(&exponent, &text))
            return false;
        *value = exponent == 0 ? 1 : times_power(*value, *value, exponent - 1);
        return *text == '\0';
    }
    if (*text == '.') {
        const char *point = ++text;
        uint64_t fraction;
        if (!read_digits(&fraction, &text) || text - point > 18)
            return false;
        places = (uint64_t)(text - point);
        *value = times_power(*value, 10, places);
        if (__builtin_add_overflow(*value, fraction, value))
            *value = UINT64_MAX;
    }
    if (*text == 'e' || *text == 'E') {
        text++;
        if (!read_digits(&exponent, &text))
            return false;
    }
    if (exponent < places)
        return false;
    *value = times_power(*value, 10, exponent - places);
    return *text == '\0';
}

static lfsr_status read_number(uint64_t *value, const lfsr_option *option, const char *argument,
                               lfsr_error *error)
{
    const char *end = argument;
    bool valid = option->kind == LFSR_OPTION_STATES ? read_states(value, argument)
                                                    : read_digits(value, &end) && *end == '\0';
    if (!valid)
        return bad_value(option, argument,
                         option->kind == LFSR_OPTION_STATES ? "a whole number such as 2^40, 1e12 or 1000000"
                                                            : "a whole number",
                         error);
    if (*value < option->least || *value > option->most)
        return out_of_range(option, argument, error);
    return LFSR_OK;
}

static lfsr_status read_seconds(double *value, const lfsr_option *option, const char *argument,
                                lfsr_error *error)
{
    char *end = NULL;
    if (argument[strspn(argument, "0123456789.")] != '\0' || strpbrk(argument, "0123456789") == NULL)
        return bad_value(option, argument, "a number of seconds", error);
    *value = strtod(argument, &end);
    if (*end != '\0')
        return bad_value(option, argument, "a number of seconds", error);
    if (*value < (double)option->least || *value > (double)option->most)
        return out_of_range(option, argument, error);
    return LFSR_OK;
}

static lfsr_status read_choice(unsigned *value, const lfsr_option *option, const char *argument,
                               lfsr_error *error)
{
    lfsr_string expected = LFSR_STRING_EMPTY;
    for (unsigned i = 0; option->choices[i] != NULL; i++) {
        if (strcasecmp(option->choices[i], argument) == 0) {
            *value = i;
            lfsr_string_clear(&expected);
            return LFSR_OK;
        }
        lfsr_string_addf(&expected, "%s%s",
                         i == 0                           ? ""
                         : option->choices[i + 1] == NULL ? " or "
                                                          : ", ",
                         option->choices[i]);
    }
    (void)bad_value(option, argument, expected.data != NULL ? expected.data : "another word", error);
    lfsr_string_clear(&expected);
    return LFSR_USAGE;
}

/* N, or M..N with M <= N. */
static lfsr_status read_degrees(lfsr_cli_degrees *degrees, const lfsr_option *option, const char *argument,
                                lfsr_error *error)
{
    const char *at = argument;
    bool valid = read_digits(&degrees->least, &at);
    degrees->most = degrees->least;
    if (valid && at[0] == '.' && at[1] == '.') {
        at += 2;
        valid = read_digits(&degrees->most, &at);
    }
    if (!valid || *at != '\0' || degrees->least > degrees->most)
        return bad_value(option, argument, "a degree N, or degrees M..N", error);
    if (degrees->least < option->least || degrees->most > option->most)
        return out_of_range(option, argument, error);
    return LFSR_OK;
}

/* I/N with 1 <= I <= N. */
static lfsr_status read_shard(lfsr_cli_shard *shard, const lfsr_option *option, const char *argument,
                              lfsr_error *error)
{
    const char *at = argument;
    bool valid = read_digits(&shard->index, &at) && *at++ == '/' && read_digits(&shard->count, &at) &&
                 *at == '\0' && shard->index >= 1 && shard->index <= shard->count &&
                 shard->count <= option->most;
    return valid ? LFSR_OK : bad_value(option, argument, "I/N with 1 <= I <= N, such as 1/4", error);
}

/* One name of the list, in any case; three letters of an engine's name are enough. False where there is no
 * such engine. */
static bool add_engine(lfsr_cli_engines *engines, const char *name, size_t length, bool *every)
{
    if (length == 3 && strncasecmp(name, "all", 3) == 0) {
        *every = true;
        return true;
    }
    if (length == 4 && strncasecmp(name, "auto", 4) == 0) {
        engines->automatic = true;
        return true;
    }
    for (int e = 0; e < LFSR_ENGINES; e++) {
        const char *engine = lfsr_engine_name((lfsr_engine)e);
        if (length >= 3 && length <= strlen(engine) && strncasecmp(engine, name, length) == 0) {
            engines->run[e] = true;
            return true;
        }
    }
    return false;
}

static lfsr_status read_engines(lfsr_cli_engines *engines, const lfsr_option *option, const char *argument,
                                lfsr_error *error)
{
    *engines = (lfsr_cli_engines){.automatic = false};
    bool every = false, named = false;
    for (const char *name = argument;; name++) {
        size_t length = strcspn(name, ",");
        if (!add_engine(engines, name, length, &every))
            return bad_value(option, argument,
                             "auto, all, or a comma list of algebraic, sequential, parallel, reference",
                             error);
        name += length;
        if (*name == '\0')
            break;
    }
    for (int e = 0; e < LFSR_ENGINES; e++)
        named |= engines->run[e];
    if (engines->automatic && (every || named))
        return lfsr_fail(error, LFSR_USAGE, "usage", "--%s: auto cannot be combined with other engines",
                         option->name);
    engines->reference_by_name = engines->run[LFSR_REFERENCE];
    for (int e = 0; e < LFSR_ENGINES; e++)
        engines->run[e] |= every || (engines->automatic && e != LFSR_REFERENCE);
    return LFSR_OK;
}

static lfsr_status add_text(lfsr_cli_texts *texts, const lfsr_option *option, const char *argument,
                            lfsr_error *error)
{
    if (texts->count == LFSR_CLI_TEXTS)
        return lfsr_fail(error, LFSR_USAGE, "usage", "--%s is given more than %d times", option->name,
                         LFSR_CLI_TEXTS);
    texts->items[texts->count++] = argument;
    return LFSR_OK;
}

lfsr_status lfsr_option_read(lfsr_cli *cli, const lfsr_option *option, const char *argument,
                             lfsr_error *error)
{
    void *place = (char *)cli + option->offset;
    uint64_t number = 0;
    lfsr_status status = LFSR_OK;
    switch (option->kind) {
    case LFSR_OPTION_FLAG:
        *(bool *)place = true;
        break;
    case LFSR_OPTION_SWITCH:
        ((lfsr_cli_switch *)place)->on = true;
        break;
    case LFSR_OPTION_TEXT:
        *(const char **)place = argument;
        break;
    case LFSR_OPTION_TEXTS:
        status = add_text(place, option, argument, error);
        break;
    case LFSR_OPTION_CHOICE:
        status = read_choice(place, option, argument, error);
        break;
    case LFSR_OPTION_COUNT:
        status = read_number(&number, option, argument, error);
        *(unsigned *)place = (unsigned)number;
        break;
    case LFSR_OPTION_SECONDS:
        status = read_seconds(place, option, argument, error);
        break;
    case LFSR_OPTION_STATES:
        status = read_number(place, option, argument, error);
        break;
    case LFSR_OPTION_DEGREES:
        status = read_degrees(place, option, argument, error);
        break;
    case LFSR_OPTION_SHARD:
        status = read_shard(place, option, argument, error);
        break;
    case LFSR_OPTION_ENGINES:
        status = read_engines(place, option, argument, error);
        break;
    }
    return status;
}
