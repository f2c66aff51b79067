/* Cycle sets in 64-bit words, classes sorted by period at all times (docs/mathematics.md, "Cycle sets").
 *
 * Periods and counts stay below 2^64: the zero state is on a cycle of its own. Only Q^high may be 2^64
 * itself; it wraps to 0, and the difference Q^high - Q^low is right again. */
#include "cycle_set_word.h"

#include <flint/ulong_extras.h>
#include <stdlib.h>
#include <string.h>

#include "factor_list.h"

typedef struct word_class {
    uint64_t period, count;
} word_class;

typedef struct word_set {
    word_class *classes;
    size_t length, capacity;
    word_class local[32]; /* enough for most */
} word_set;

bool lfsr_cycle_structure_fits_words(const lfsr_register *reg)
{
    if (fmpz_bits(reg->field.order) > 64)
        return false;
    uint64_t q = fmpz_get_ui(reg->field.order);
    uint64_t left = UINT64_MAX / q + ((q & (q - 1)) == 0 ? 1 : 0); /* 2^64 divided by q, rounded down */
    for (slong i = 1; i < reg->degree && left > 0; i++)
        left /= q;
    return left > 0;
}

static void init(word_set *set)
{
    set->classes = set->local;
    set->length = 0;
    set->capacity = sizeof set->local / sizeof set->local[0];
}

static void clear(word_set *set)
{
    if (set->classes != set->local)
        free(set->classes);
}

static bool grow(word_set *set)
{
    size_t capacity = 2 * set->capacity;
    word_class *larger = malloc(capacity * sizeof *larger);
    if (larger == NULL)
        return false;
    memcpy(larger, set->classes, set->length * sizeof *larger);
    clear(set);
    set->classes = larger;
    set->capacity = capacity;
    return true;
}

/* Keeps the order; false when out of memory. */
static bool add(word_set *set, uint64_t period, uint64_t count)
{
    size_t low = 0, high = set->length;
    if (high > 0 && set->classes[high - 1].period < period)
        low = high;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (set->classes[middle].period < period)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < set->length && set->classes[low].period == period) {
        set->classes[low].count += count;
        return true;
    }
    if (set->length == set->capacity && !grow(set))
        return false;
    memmove(set->classes + low + 1, set->classes + low, (set->length - low) * sizeof *set->classes);
    set->classes[low] = (word_class){period, count};
    set->length++;
    return true;
}

/* gcd(a, b); most periods are 1 or equal. */
static uint64_t gcd_of(uint64_t a, uint64_t b)
{
    return a == 1 || b == 1 ? 1 : a == b ? a : n_gcd(a, b);
}

static bool multiply_class(word_set *next, const word_set *now, uint64_t count, uint64_t period)
{
    for (size_t i = 0; i < now->length; i++) {
        const word_class *class = &now->classes[i];
        uint64_t gcd = gcd_of(class->period, period);
        uint64_t lcm = gcd == 1 ? class->period * period : class->period / gcd * period;
        if (!add(next, lcm, class->count * count * gcd))
            return false;
    }
    return true;
}

/* The zero state of a factor: next = now. */
static bool copy(word_set *next, const word_set *now)
{
    while (next->capacity < now->length)
        if (!grow(next))
            return false;
    memcpy(next->classes, now->classes, now->length * sizeof *now->classes);
    next->length = now->length;
    return true;
}

static uint64_t power_of(uint64_t base, slong exponent)
{
    uint64_t power = 1;
    for (; exponent > 0; exponent--)
        power *= base;
    return power;
}

/* As multiply_factor of cycle_set.c: next = now times the cycle set of the factor. */
static bool multiply_factor(word_set *next, const word_set *now, const lfsr_factor *factor,
                            const lfsr_field *field)
{
    uint64_t q = fmpz_get_ui(field->order), p = fmpz_get_ui(field->spec.p),
             order = fmpz_get_ui(factor->order);
    uint64_t size = power_of(q, factor->degree), below = 1, power = 1;
    bool added = copy(next, now);
    for (slong low = 0; low < factor->multiplicity && added;) {
        slong high = power < (uint64_t)factor->multiplicity ? (slong)power : factor->multiplicity;
        uint64_t states = power_of(size, high);
        added = multiply_class(next, now, (states - below) / (order * power), order * power);
        below = states;
        power *= p;
        low = high;
    }
    return added;
}

lfsr_status lfsr_cycle_structure_words(lfsr_partition *out, const lfsr_register *reg,
                                       const lfsr_factorization *factorization, lfsr_error *error)
{
    word_set sets[2], *now = &sets[0], *next = &sets[1];
    init(now);
    init(next);
    bool added = add(now, 1, 1);
    for (slong i = 0; i < factorization->length && added; i++) {
        if (lfsr_factor_is_x(&factorization->factors[i], &reg->field))
            continue;
        added = multiply_factor(next, now, &factorization->factors[i], &reg->field);
        word_set *product = next;
        next = now;
        now = product;
    }
    lfsr_status status = added ? LFSR_OK : lfsr_fail_memory(error);
    for (size_t i = 0; i < now->length && status == LFSR_OK; i++)
        status = lfsr_partition_add_ui(out, now->classes[i].period, now->classes[i].count, error);
    clear(now);
    clear(next);
    return status;
}
