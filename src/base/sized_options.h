/* Structures of options or results that may grow: their first member, a size_t, is their size as the caller
 * knows it. */
#ifndef LFSR_SIZED_OPTIONS_H
#define LFSR_SIZED_OPTIONS_H

#include "lfsr/status.h"

/* Copy what the caller gave over *own, which holds defaults: members that the caller does not know keep
 * theirs. LFSR_USAGE ("options") where given is smaller than the first version, `least` bytes, or absurdly
 * large, or sets a member that this version does not know. */
LFSR_MUST_CHECK lfsr_status lfsr_adopt_options(void *own, size_t own_size, const void *given, size_t least,
                                               lfsr_error *error);

/* Copy results to the caller's structure, which has at least the first version's size: members that it does
 * not have are left out, those that this version does not have become 0. The caller's size stays. */
LFSR_MUST_CHECK lfsr_status lfsr_give_results(void *given, const void *own, size_t own_size, size_t least,
                                              lfsr_error *error);

#endif
