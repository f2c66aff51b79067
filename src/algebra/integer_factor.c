/* Primes of p^m - 1, cyclotomic value by cyclotomic value, so that what is found once serves every m. A
 * published table is only ever a hint: what it lists is divided out of the value and tested for primality
 * like any other number, and what remains is split here. Results are kept for the process, as FLINT is used
 * by one thread. */
#include "integer_factor.h"

#include <stdlib.h>
#include <string.h>

#include "cyclotomic.h"
#include "factor_table.h"
#include "split.h"

#define MAX_POWER_BITS (WORD(1) << 22) /* of p^m */

/* One kept result: of Phi_index(p) or of p^index - 1. An incomplete one is redone for a larger budget; the
 * old one stays, for somebody may hold it. */
typedef struct kept {
    struct kept *next;
    fmpz_t p;
    slong index;
    double seconds;
    lfsr_prime_set set;
} kept;

static kept *kept_values, *kept_powers;

static const lfsr_prime_set *find_kept(const kept *list, const fmpz_t p, slong index, double seconds)
{
    for (; list != NULL; list = list->next)
        if (list->index == index && fmpz_equal(list->p, p) &&
            (list->set.composite_count == 0 || list->seconds >= seconds))
            return &list->set;
    return NULL;
}

static void drop(kept *entry)
{
    lfsr_prime_set_clear(&entry->set);
    fmpz_clear(entry->p);
    free(entry);
}

static kept *new_kept(const fmpz_t p, slong index, double seconds)
{
    kept *entry = malloc(sizeof *entry);
    if (entry == NULL)
        return NULL;
    entry->next = NULL;
    fmpz_init_set(entry->p, p);
    entry->index = index;
    entry->seconds = seconds;
    lfsr_prime_set_init(&entry->set);
    return entry;
}

/* The result, and its entry put in front of the list; or the entry dropped. */
static lfsr_status keep(const lfsr_prime_set **set, kept **list, kept *entry, lfsr_status status)
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

static void drop_all(kept **list)
{
    while (*list != NULL) {
        kept *entry = *list;
        *list = entry->next;
        drop(entry);
    }
}

void lfsr_factor_cache_clear(void)
{
    drop_all(&kept_values);
    drop_all(&kept_powers);
}

/* Divide every listed number out of rest. */
static lfsr_status use_table(lfsr_prime_set *set, fmpz_t rest, const char *line, slong e, double seconds,
                             lfsr_error *error)
{
    lfsr_status status = LFSR_OK;
    fmpz_t listed;
    fmpz_init(listed);
    char *copy = strdup(line);
    if (copy == NULL)
        status = lfsr_fail_memory(error);
    for (char *word = copy; status == LFSR_OK && *word == ' ';) {
        char *end = ++word;
        while (*end != ' ' && *end != '\0')
            end++;
        bool last = *end == '\0';
        *end = '\0';
        if (fmpz_set_str(listed, word, 10) == 0 && fmpz_cmp_ui(listed, 1) > 0 &&
            fmpz_remove(rest, rest, listed) > 0)
            status = lfsr_split(set, listed, e, seconds, error);
        if (last)
            break;
        *end = ' ';
        word = end;
    }
    free(copy);
    fmpz_clear(listed);
    return status;
}

/* The primes of Phi_e(p): those that divide e first, then the table's, then what splitting finds (all 1 mod
 * e). */
static lfsr_status factor_value(const lfsr_prime_set **set, const fmpz_t p, slong e, double seconds,
                                lfsr_error *error)
{
    *set = find_kept(kept_values, p, e, seconds);
    if (*set != NULL)
        return LFSR_OK;
    kept *entry = new_kept(p, e, seconds);
    if (entry == NULL)
        return lfsr_fail_memory(error);
    fmpz_t value, rest;
    fmpz_init(value);
    fmpz_init(rest);
    lfsr_cyclotomic_value(value, e, p);
    fmpz_set(rest, value);
    lfsr_remove_primes_of(rest, e);
    fmpz_divexact(value, value, rest);
    lfsr_status status = lfsr_split(&entry->set, value, 1, seconds, error);
    const char *line = fmpz_abs_fits_ui(p) ? lfsr_factor_table_line(fmpz_get_ui(p), e) : NULL;
    if (status == LFSR_OK && line != NULL && fmpz_bits(rest) > FLINT_BITS)
        status = use_table(&entry->set, rest, line, e, seconds, error);
    if (status == LFSR_OK)
        status = lfsr_split(&entry->set, rest, e, seconds, error);
    fmpz_clear(value);
    fmpz_clear(rest);
    return keep(set, &kept_values, entry, status);
}

lfsr_status lfsr_factor_power_minus_one(const lfsr_prime_set **set, const fmpz_t p, slong m, double seconds,
                                        lfsr_error *error)
{
    if (!(seconds > 0))
        seconds = LFSR_FACTOR_SECONDS;
    *set = find_kept(kept_powers, p, m, seconds);
    if (*set != NULL)
        return LFSR_OK;
    if (m > MAX_POWER_BITS / (slong)fmpz_bits(p))
        return lfsr_fail(error, LFSR_UNABLE, "too-large", "p^%ld - 1 is too large a number to factor",
                         (long)m);
    slong count;
    slong *divisors = lfsr_divisors(&count, m);
    kept *entry = new_kept(p, m, seconds);
    lfsr_status status = divisors == NULL || entry == NULL ? lfsr_fail_memory(error) : LFSR_OK;
    for (slong i = 0; i < count && status == LFSR_OK; i++) {
        const lfsr_prime_set *value;
        double budget = entry->set.composite_count == 0 ? seconds : seconds / 10;
        status = factor_value(&value, p, divisors[i], budget, error);
        if (status == LFSR_OK)
            status = lfsr_prime_set_join(&entry->set, value, error);
    }
    free(divisors);
    return entry == NULL ? status : keep(set, &kept_powers, entry, status);
}
