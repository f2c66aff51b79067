/* Growing arrays. */
#ifndef LFSR_GROWTH_H
#define LFSR_GROWTH_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* The array with space for `needed` elements (at least 1) of the given size: 256 bytes at first, then the
 * capacity is doubled until they fit. NULL when out of memory; the array is then unchanged. */
static inline void *lfsr_grow(void *array, size_t needed, size_t *capacity, size_t size)
{
    if (needed <= *capacity)
        return array;
    size_t more = *capacity > 0 ? *capacity : size < 256 ? 256 / size : 1;
    while (more < needed) {
        if (more > SIZE_MAX / 2)
            return NULL;
        more *= 2;
    }
    void *grown = reallocarray(array, more, size);
    if (grown != NULL)
        *capacity = more;
    return grown;
}

#endif
