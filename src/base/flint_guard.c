/* Allocators that report a failure before FLINT or GMP print and abort, and a hook for FLINT's other
 * exceptions. The allocators are malloc's own, so that blocks allocated before remain valid. */
#include "lfsr/status.h"

#include "flint_compat.h"

#include <gmp.h>
#include <stdlib.h>

static void (*failure)(bool memory);

static void *checked(void *block)
{
    if (block == NULL) {
        failure(true);
        abort();
    }
    return block;
}

static void *allocate(size_t size)
{
    return checked(malloc(size > 0 ? size : 1));
}

static void *allocate_zeroed(size_t count, size_t size)
{
    return checked(count > 0 && size > 0 ? calloc(count, size) : calloc(1, 1));
}

static void *reallocate(void *block, size_t size)
{
    return checked(realloc(block, size > 0 ? size : 1));
}

static void *reallocate_gmp(void *block, size_t old, size_t size)
{
    (void)old;
    return reallocate(block, size);
}

static void release_gmp(void *block, size_t size)
{
    (void)size;
    free(block);
}

static _Noreturn void on_abort(void)
{
    failure(false);
    abort();
}

void lfsr_flint_guard(void (*on_failure)(bool memory))
{
    failure = on_failure;
    __flint_set_memory_functions(allocate, allocate_zeroed, reallocate, free);
    mp_set_memory_functions(allocate, reallocate_gmp, release_gmp);
    flint_set_abort(on_abort);
}
