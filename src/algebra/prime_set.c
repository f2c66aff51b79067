/* Sets of primes and unsplit composites: sorted arrays, for they hold a few dozen numbers. */
#include "prime_set.h"

#include <flint/fmpz_vec.h>
#include <stdlib.h>
#include <string.h>

#include "growth.h"

void lfsr_prime_set_init(lfsr_prime_set *set)
{
    memset(set, 0, sizeof *set);
}

static void clear_list(fmpz *list, slong length)
{
    for (slong i = 0; i < length; i++)
        fmpz_clear(list + i);
    free(list);
}

void lfsr_prime_set_clear(lfsr_prime_set *set)
{
    clear_list(set->primes, set->length);
    clear_list(set->composites, set->composite_count);
    lfsr_prime_set_init(set);
}

/* An fmpz may be moved in memory as plain data. */
static lfsr_status insert(fmpz **list, slong *length, size_t *capacity, const fmpz_t number,
                          lfsr_error *error)
{
    slong at = *length;
    while (at > 0 && fmpz_cmp(*list + at - 1, number) >= 0)
        at--;
    if (at < *length && fmpz_equal(*list + at, number))
        return LFSR_OK;
    fmpz *larger = lfsr_grow(*list, (size_t)*length + 1, capacity, sizeof(fmpz));
    if (larger == NULL)
        return lfsr_fail_memory(error);
    *list = larger;
    memmove(*list + at + 1, *list + at, (size_t)(*length - at) * sizeof(fmpz));
    fmpz_init_set(*list + at, number);
    ++*length;
    return LFSR_OK;
}

lfsr_status lfsr_prime_set_add(lfsr_prime_set *set, const fmpz_t prime, lfsr_error *error)
{
    return insert(&set->primes, &set->length, &set->capacity, prime, error);
}

lfsr_status lfsr_prime_set_add_composite(lfsr_prime_set *set, const fmpz_t composite, lfsr_error *error)
{
    return insert(&set->composites, &set->composite_count, &set->composite_capacity, composite, error);
}

lfsr_status lfsr_prime_set_join(lfsr_prime_set *set, const lfsr_prime_set *source, lfsr_error *error)
{
    lfsr_status status = LFSR_OK;
    for (slong i = 0; i < source->length && status == LFSR_OK; i++)
        status = lfsr_prime_set_add(set, source->primes + i, error);
    for (slong i = 0; i < source->composite_count && status == LFSR_OK; i++)
        status = lfsr_prime_set_add_composite(set, source->composites + i, error);
    return status;
}
