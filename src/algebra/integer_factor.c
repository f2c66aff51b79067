/* Primes of p^m - 1, cyclotomic value by cyclotomic value, so that each result serves every m. The primes of
 * the published tables are divided out of the value; that they are prime was tested once, with every line of
 * the tables (tests/unit/test_integer_factor.c), not in every run. What is not in the tables is split here.
 * Results are cached for the process; FLINT is used by one thread. */
#include "integer_factor.h"

#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "cyclotomic.h"
#include "factor_table.h"
#include "prime_set.h"
#include "split.h"

#define MAX_TABLE_WORD 1024            /* hexadecimal digits of one prime; the longest has 283 */
#define MAX_POWER_BITS (WORD(1) << 22) /* of p^m */

/* One cached result: of Phi_index(p) or of p^index - 1. An incomplete one is redone for a larger budget;
 * superseded entries stay, because callers hold pointers into the cache. */
typedef struct cache_entry {
    struct cache_entry *next;
    fmpz_t p;
    slong index;
    double seconds;
    lfsr_prime_set set;
} cache_entry;

static cache_entry *cached_values, *cached_powers;

static const lfsr_prime_set *find_cached(const cache_entry *list, const fmpz_t p, slong index, double seconds)
{
    for (; list != NULL; list = list->next)
        if (list->index == index && fmpz_equal(list->p, p) &&
            (list->set.composite_count == 0 || list->seconds >= seconds))
            return &list->set;
    return NULL;
}

static void drop(cache_entry *entry)
{
    lfsr_prime_set_clear(&entry->set);
    fmpz_clear(entry->p);
    free(entry);
}

static cache_entry *new_entry(const fmpz_t p, slong index, double seconds)
{
    cache_entry *entry = malloc(sizeof *entry);
    if (entry == NULL)
        return NULL;
    entry->next = NULL;
    fmpz_init_set(entry->p, p);
    entry->index = index;
    entry->seconds = seconds;
    lfsr_prime_set_init(&entry->set);
    return entry;
}

/* Insert the entry at the front of the list; or free it after a failure. */
static lfsr_status add_to_cache(const lfsr_prime_set **set, cache_entry **list, cache_entry *entry,
                                lfsr_status status)
{
    if (status != LFSR_OK) {
        drop(entry);
        return status;
    }
    entry->next = *list;
    *list = entry;
    *set = &entry->set;
    return LFSR_OK;
}

static void drop_all(cache_entry **list)
{
    while (*list != NULL) {
        cache_entry *entry = *list;
        *list = entry->next;
        drop(entry);
    }
}

void lfsr_factor_cache_clear(void)
{
    drop_all(&cached_values);
    drop_all(&cached_powers);
}

/* Divide the listed primes out of rest, and what remains where the line says that it is prime. */
static lfsr_status use_table(lfsr_prime_set *set, fmpz_t rest, const char *line, lfsr_error *error)
{
    lfsr_status status = LFSR_OK;
    bool complete = true;
    char word[MAX_TABLE_WORD];
    fmpz_t listed;
    fmpz_init(listed);
    while (status == LFSR_OK && *line == ' ') {
        size_t length = strcspn(++line, " ");
        bool fits = length < sizeof word;
        if (fits) {
            memcpy(word, line, length);
            word[length] = '\0';
        }
        if (fits && fmpz_set_str(listed, word, 16) == 0 && fmpz_cmp_ui(listed, 1) > 0 &&
            fmpz_remove(rest, rest, listed) > 0)
            status = lfsr_prime_set_add(set, listed, error);
        else
            complete = false; /* a *, usually: what remains is composite */
        line += length;
    }
    if (status == LFSR_OK && complete && !fmpz_is_one(rest)) {
        status = lfsr_prime_set_add(set, rest, error);
        fmpz_one(rest);
    }
    fmpz_clear(listed);
    return status;
}

/* The time that an incomplete result was given: less than effort->seconds if the deadline comes much earlier,
 * so that it is tried again. */
static double offered(const lfsr_factor_effort *effort)
{
    double left = effort->until - lfsr_now();
    return left > effort->seconds / 2 ? effort->seconds : left > 0 ? left : 0;
}

/* The primes of Phi_e(p): those that divide e first, then the table's, then what splitting finds (all 1 mod
 * e). */
static lfsr_status factor_value(const lfsr_prime_set **set, const fmpz_t p, slong e,
                                const lfsr_factor_effort *effort, lfsr_error *error)
{
    *set = find_cached(cached_values, p, e, effort->seconds);
    if (*set != NULL)
        return LFSR_OK;
    cache_entry *entry = new_entry(p, e, offered(effort));
    if (entry == NULL)
        return lfsr_fail_memory(error);
    fmpz_t value, rest;
    fmpz_init(value);
    fmpz_init(rest);
    lfsr_cyclotomic_value(value, e, p);
    fmpz_set(rest, value);
    lfsr_remove_primes_of(rest, e);
    fmpz_divexact(value, value, rest);
    lfsr_status status = lfsr_split_within(&entry->set, value, 1, effort, error);
    const char *line = fmpz_abs_fits_ui(p) ? lfsr_factor_table_line(fmpz_get_ui(p), e) : NULL;
    if (status == LFSR_OK && line != NULL)
        status = use_table(&entry->set, rest, line, error);
    if (status == LFSR_OK)
        status = lfsr_split_within(&entry->set, rest, e, effort, error);
    fmpz_clear(value);
    fmpz_clear(rest);
    return add_to_cache(set, &cached_values, entry, status);
}

lfsr_status lfsr_factor_power_minus_one_within(const lfsr_prime_set **set, const fmpz_t p, slong m,
                                               const lfsr_factor_effort *effort, lfsr_error *error)
{
    *set = find_cached(cached_powers, p, m, effort->seconds);
    if (*set != NULL)
        return LFSR_OK;
    if (m > MAX_POWER_BITS / (slong)fmpz_bits(p))
        return lfsr_fail(error, LFSR_UNABLE, "too-large", "p^%ld - 1 is too large a number to factor",
                         (long)m);
    slong count = 0;
    slong *divisors = lfsr_divisors(&count, m);
    cache_entry *entry = new_entry(p, m, offered(effort));
    lfsr_status status = divisors == NULL || entry == NULL ? lfsr_fail_memory(error) : LFSR_OK;
    for (slong i = 0; i < count && status == LFSR_OK; i++) {
        const lfsr_prime_set *value;
        const lfsr_factor_effort less = {effort->seconds / 10, effort->until};
        status =
            factor_value(&value, p, divisors[i], entry->set.composite_count == 0 ? effort : &less, error);
        if (status == LFSR_OK)
            status = lfsr_prime_set_join(&entry->set, value, error);
    }
    free(divisors);
    return entry == NULL ? status : add_to_cache(set, &cached_powers, entry, status);
}

lfsr_status lfsr_factor_power_minus_one(const lfsr_prime_set **set, const fmpz_t p, slong m, double seconds,
                                        lfsr_error *error)
{
    const lfsr_factor_effort effort = lfsr_factor_effort_of(seconds);
    return lfsr_factor_power_minus_one_within(set, p, m, &effort, error);
}

bool lfsr_factor_is_cached(const fmpz_t p, slong m, double seconds)
{
    return find_cached(cached_powers, p, m, seconds) != NULL;
}

/* --- The cache as text: "v|w p index seconds primes / composites" lines, numbers in base 32 --- */

lfsr_factor_mark lfsr_factor_cache_mark(void)
{
    return (lfsr_factor_mark){cached_values, cached_powers};
}

static void export_number(lfsr_string *text, const fmpz_t n)
{
    char *digits = fmpz_get_str(NULL, 32, n);
    lfsr_string_add(text, " ");
    lfsr_string_add(text, digits);
    flint_free(digits);
}

static void export_list(lfsr_string *text, const char *kind, const cache_entry *list, const void *end)
{
    for (; list != NULL && list != end; list = list->next) {
        lfsr_string_add(text, kind);
        export_number(text, list->p);
        lfsr_string_addf(text, " %ld %a", (long)list->index, list->seconds);
        for (slong i = 0; i < list->set.length; i++)
            export_number(text, list->set.primes + i);
        lfsr_string_add(text, " /");
        for (slong i = 0; i < list->set.composite_count; i++)
            export_number(text, list->set.composites + i);
        lfsr_string_add(text, "\n");
    }
}

void lfsr_factor_cache_export(lfsr_string *text, const lfsr_factor_mark *mark)
{
    export_list(text, "v", cached_values, mark->values);
    export_list(text, "w", cached_powers, mark->powers);
}

/* One line without its end. */
static lfsr_status import_line(char *line, lfsr_error *error)
{
    static const char blank[] = " ";
    char *rest = NULL, *kind = strtok_r(line, blank, &rest), *base = strtok_r(NULL, blank, &rest);
    char *index = strtok_r(NULL, blank, &rest), *seconds = strtok_r(NULL, blank, &rest);
    fmpz_t number;
    fmpz_init(number);
    bool valid = kind != NULL && seconds != NULL && (kind[0] == 'v' || kind[0] == 'w') &&
                 fmpz_set_str(number, base, 32) == 0;
    cache_entry *entry = valid ? new_entry(number, strtol(index, NULL, 10), strtod(seconds, NULL)) : NULL;
    lfsr_status status = !valid          ? lfsr_fail(error, LFSR_SYSTEM, "internal", "damaged factors")
                         : entry == NULL ? lfsr_fail_memory(error)
                                         : LFSR_OK;
    bool composites = false;
    for (char *word; status == LFSR_OK && (word = strtok_r(NULL, blank, &rest)) != NULL;) {
        if (strcmp(word, "/") == 0)
            composites = true;
        else if (fmpz_set_str(number, word, 32) != 0 || fmpz_cmp_ui(number, 2) < 0)
            status = lfsr_fail(error, LFSR_SYSTEM, "internal", "damaged factors");
        else
            status = composites ? lfsr_prime_set_add_composite(&entry->set, number, error)
                                : lfsr_prime_set_add(&entry->set, number, error);
    }
    fmpz_clear(number);
    const lfsr_prime_set *set;
    return entry == NULL
               ? status
               : add_to_cache(&set, kind[0] == 'v' ? &cached_values : &cached_powers, entry, status);
}

lfsr_status lfsr_factor_cache_import(const char *text, lfsr_error *error)
{
    char *copy = strdup(text), *rest = NULL;
    lfsr_status status = copy == NULL ? lfsr_fail_memory(error) : LFSR_OK;
    for (char *line = copy == NULL ? NULL : strtok_r(copy, "\n", &rest); line != NULL && status == LFSR_OK;
         line = strtok_r(NULL, "\n", &rest))
        status = import_line(line, error);
    free(copy);
    return status;
}
